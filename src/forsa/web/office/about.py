"""Who a person is, how to reach them, and what the office alone knows of them."""

from datetime import date, datetime

from sqlmodel import Session

from forsa.i18n import N_, Language
from forsa.i18n.countries import COUNTRIES, ELSEWHERE
from forsa.i18n.formats import phone as phone_shown
from forsa.i18n.profile_words import SEX
from forsa.shapes.sections import SectionForm
from forsa.web.forms import Form
from forsa.web.office.parts import Part, PartPages
from forsa.web.office.person_forms import OLDEST, YOUNGEST, optional, read_phone
from forsa.web.office.sections import WORDS_OF_ANSWERS, answer, filled, version_of
from kernel.actor import Actor
from skills.queries.profiles import return_context
from skills.service import change_about, record_time_abroad
from skills.values.people import PersonFile
from skills.values.profiles import AboutChange, CaseReference, FurtherPhone, ReturnContext

FURTHER = ("_2", "_3")
"""Ends of the fields of further phones."""
REFERENCES = ("1", "2")


def _read_about(form: Form, _file: PersonFile, today: date) -> AboutChange:
    """Return what a form says of a person; it means nothing if something in it is wrong."""
    language = form.choice("language", Language)
    sex = form.raw.first("sex") or None
    if sex is not None and sex not in SEX:
        form.wrong("sex", N_("Please choose one."))
    return AboutChange(
        version=version_of(form),
        full_name=form.text("full_name", longest=120),
        latin_name=optional(form, "latin_name", 120),
        language=language.value if language is not None else "",
        birth_year=form.whole(
            "birth_year", least=today.year - OLDEST, most=today.year - YOUNGEST, needed=False
        ),
        sex=sex,
        phone=read_phone(form, "phone"),
        phone_shared=form.is_ticked("phone_shared"),
        phone_safe=answer(form, "phone_safe"),
        further_phones=_further_phones(form),
        case_references=_references(form),
    )


def _further_phones(form: Form) -> tuple[FurtherPhone, ...]:
    found = {}
    for end in FURTHER:
        number = read_phone(form, f"phone{end}")
        if number is not None:
            shared = form.is_ticked(f"phone_shared{end}")
            found[number] = FurtherPhone(number, shared, answer(form, f"phone_safe{end}"))
    return tuple(found.values())


def _references(form: Form) -> tuple[CaseReference, ...]:
    found = []
    for number in REFERENCES:
        system = form.text(f"system_{number}", longest=40, needed=False)
        text = form.text(f"reference_{number}", longest=60, needed=False)
        if bool(system) is not bool(text):
            missing = f"reference_{number}" if system else f"system_{number}"
            form.wrong(missing, N_("Please fill in both, the system and the number there."))
        elif system:
            found.append(CaseReference(system, text))
    return tuple(found)


def _read_context(form: Form, _file: PersonFile, today: date) -> ReturnContext:
    country = form.raw.first("country") or None
    if country is not None and country not in {*COUNTRIES, ELSEWHERE}:
        form.wrong("country", N_("Please choose from the list."))
    since_on = form.day("since_on", needed=False)
    if since_on is not None and since_on > today:
        form.wrong("since_on", N_("This day is still to come. Please choose an earlier one."))
    return ReturnContext(country, since_on)


def _about_shown(_session: Session, file: PersonFile, _actor: Actor) -> SectionForm:
    values: dict[str, object] = {
        "full_name": file.full_name,
        "latin_name": file.latin_name,
        "language": file.language,
        "birth_year": file.birth_year,
        "sex": file.sex,
        "phone": phone_shown(file.phone) if file.phone else None,
        "phone_shared": file.phone_shared,
        "phone_safe": WORDS_OF_ANSWERS[file.phone_safe],
    }
    for end, phone in zip(FURTHER, file.further_phones, strict=False):
        values |= {
            f"phone{end}": phone_shown(phone.number),
            f"phone_shared{end}": phone.is_shared,
            f"phone_safe{end}": WORDS_OF_ANSWERS[phone.is_safe],
        }
    for number, one in zip(REFERENCES, file.case_references, strict=False):
        values |= {f"system_{number}": one.system, f"reference_{number}": one.reference}
    return filled(file, "about", values)


def _context_shown(session: Session, file: PersonFile, actor: Actor) -> SectionForm:
    said = return_context(session, returnee_id=file.returnee_id, actor=actor)
    return filled(file, "context", {"country": said.country, "since_on": said.since_on})


def _write_context(
    session: Session, *, returnee_id: int, change: ReturnContext, actor: Actor, now: datetime
) -> None:
    record_time_abroad(session, returnee_id=returnee_id, said=change, actor=actor, now=now)


class AboutPages(PartPages):
    """Who it is and how to reach them, for the office of a person."""

    path = "/office/people/{ref:str}/about"
    part = Part("about", _about_shown, _read_about, change_about)


class ContextPages(PartPages):
    """What caseworkers alone may know."""

    path = "/office/people/{ref:str}/context"
    part = Part("context", _context_shown, _read_context, _write_context, said="kept")
