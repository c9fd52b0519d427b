"""Where and when a person can work, and which languages they speak."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from forsa.i18n import N_, Language, word
from forsa.i18n.profile_words import CEFR
from forsa.shapes.sections import SectionForm
from forsa.web.forms import Form
from forsa.web.office.parts import Part, PartPages
from forsa.web.office.person_forms import optional
from forsa.web.office.sections import WORDS_OF_ANSWERS, answer, filled, version_of
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.places import Governorate
from skills.service import change_languages, change_place
from skills.values.people import PersonFile
from skills.values.profiles import LanguagesChange, PlaceChange, Transport

LONGEST_COMMUTE = 300
MOST_HOURS = 84
"""Hours a week beyond which nobody is believed: twelve on each of seven days."""

ASKED_ABOUT = ("ar", "ckb", "kmr", "tk", "en", "da", "nb", "sv", "de", "fi", "nl", "tr", "fa")
"""Languages that the form asks about; those on file beside them are asked about too."""


def _read_place(form: Form, _file: PersonFile, _today: date) -> PlaceChange:
    """Return what a form says of place and time; nothing if something in it is wrong."""
    accepted = form.choices("accepted_governorates", [one.value for one in Governorate])
    return PlaceChange(
        version=version_of(form),
        governorate=form.choice("governorate", Governorate, needed=False),
        district=optional(form, "district", 80),
        accepted_governorates=tuple(Governorate(code) for code in accepted),
        relocates=answer(form, "relocates"),
        commute_minutes=form.whole("commute_minutes", most=LONGEST_COMMUTE, needed=False),
        transport=form.choice("transport", Transport, needed=False),
        available_on=form.day("available_on", needed=False),
        most_hours=form.whole("most_hours", least=1, most=MOST_HOURS, needed=False),
        shifts=answer(form, "shifts"),
        night=answer(form, "night"),
    )


def _place_shown(_session: Session, file: PersonFile, _actor: Actor) -> SectionForm:
    values: dict[str, object] = {
        name: getattr(file, name)
        for name in (
            "governorate",
            "district",
            "commute_minutes",
            "transport",
            "available_on",
            "most_hours",
        )
    }
    values |= {
        name: WORDS_OF_ANSWERS[getattr(file, name)] for name in ("relocates", "shifts", "night")
    }
    return filled(file, "place", values, {"accepted_governorates": [*file.accepted_governorates]})


def _codes(file: PersonFile) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ASKED_ABOUT, *(code for code, _ in file.languages))))


def _languages_shown(_session: Session, file: PersonFile, _actor: Actor) -> SectionForm:
    return filled(file, "languages", {f"level_{code}": level for code, level in file.languages})


def _read_languages(form: Form, file: PersonFile, _today: date) -> LanguagesChange:
    levels = {code: form.raw.first(f"level_{code}") for code in _codes(file)}
    for code, level in levels.items():
        if level and level not in CEFR:
            form.wrong(f"level_{code}", N_("Please choose from the list."))
    said = {code: level for code, level in levels.items() if level}
    return LanguagesChange(version_of(form), said)


def _levels_asked(request: Request, file: PersonFile) -> Mapping[str, object]:
    language: Language = visit_of(request).language
    levels = tuple((code, f"{code} – {word('cefr', code, language)}") for code in CEFR)
    return {"codes": _codes(file), "levels": levels}


class PlacePages(PartPages):
    """Where and when, for the office of a person."""

    path = "/office/people/{ref:str}/place"
    part = Part("place", _place_shown, _read_place, change_place)


class LanguagePages(PartPages):
    """Which languages, for the office of a person."""

    path = "/office/people/{ref:str}/languages"
    part = Part(
        "languages", _languages_shown, _read_languages, change_languages, more=_levels_asked
    )
