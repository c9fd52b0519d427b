"""Where and when a person can work, and which languages they speak."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from forsa.database import Database
from forsa.i18n import N_, Language, word
from forsa.i18n.profile_words import CEFR
from forsa.shapes.sections import SectionForm
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.person_forms import optional
from forsa.web.office.sections import (
    WORDS_OF_ANSWERS,
    answer,
    filled,
    section_page,
    typed,
    version_of,
)
from forsa.web.office.skills_shown import file_of
from forsa.web.pages import Page, see_other
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.places import Governorate
from skills.service import change_languages, change_place
from skills.values.people import PersonFile
from skills.values.profiles import PlaceChange, Transport

LONGEST_COMMUTE = 300
MOST_HOURS = 84
"""Hours a week beyond which nobody is believed: twelve on each of seven days."""

ASKED_ABOUT = ("ar", "ckb", "kmr", "tk", "en", "da", "nb", "sv", "de", "fi", "nl", "tr", "fa")
"""Languages that the form asks about; those on file beside them are asked about too."""


class PlacePages(Controller):
    """Where, when and in which languages, for the office of a person."""

    path = "/office/people/{ref:str}"
    guards = (OFFICE,)

    @get("/place", sync_to_thread=True)
    def place(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show the form with what is on file."""
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        return section_page(request, "place", _form_of(file), Form.empty())

    @post("/place", sync_to_thread=True)
    def write_place(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write what the form says, unless somebody changed the file meanwhile."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        change = read_place(form)
        if not form.is_right:
            return section_page(request, "place", typed(file, "place", form), form)
        with database.writing() as session:
            change_place(
                session, returnee_id=file.returnee_id, change=change, actor=actor, now=now
            )
        return see_other(f"{person_address(file.returnee_id)}?said=saved")

    @get("/languages", sync_to_thread=True)
    def languages(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show the languages on file."""
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        values = {f"level_{code}": level for code, level in file.languages}
        return _languages(request, file, filled(file, "languages", values), Form.empty())

    @post("/languages", sync_to_thread=True)
    def write_languages(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write what the form says of languages, unless somebody changed the file meanwhile."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        levels = _levels(form, file)
        if not form.is_right:
            return _languages(request, file, typed(file, "languages", form), form)
        with database.writing() as session:
            change_languages(
                session,
                returnee_id=file.returnee_id,
                version=version_of(form),
                levels=levels,
                actor=actor,
                now=now,
            )
        return see_other(f"{person_address(file.returnee_id)}?said=saved")


def read_place(form: Form) -> PlaceChange:
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


def _form_of(file: PersonFile) -> SectionForm:
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


def _levels(form: Form, file: PersonFile) -> dict[str, str]:
    levels = {code: form.raw.first(f"level_{code}") for code in _codes(file)}
    for code, level in levels.items():
        if level and level not in CEFR:
            form.wrong(f"level_{code}", N_("Please choose from the list."))
    return {code: level for code, level in levels.items() if level}


def _languages(request: Request, file: PersonFile, shown: SectionForm, form: Form) -> Page:
    language: Language = visit_of(request).language
    levels = tuple((code, f"{code} – {word('cefr', code, language)}") for code in CEFR)
    return section_page(request, "languages", shown, form, codes=_codes(file), levels=levels)
