"""Who a person is, how to reach them, and what the office alone knows of them."""

from datetime import date, datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from forsa.database import Database
from forsa.i18n import N_, Language
from forsa.i18n.countries import COUNTRIES, ELSEWHERE
from forsa.i18n.profile_words import SEX
from forsa.shapes.sections import SectionForm
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.person_forms import OLDEST, YOUNGEST, optional, read_phone
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
from forsa.web.visits import Request
from kernel.actor import Actor
from kernel.calendar import local_day
from skills.queries.profiles import return_context
from skills.service import change_about, record_time_abroad
from skills.values.people import PersonFile
from skills.values.profiles import AboutChange, CaseReference, FurtherPhone, ReturnContext

FURTHER = ("_2", "_3")
"""Ends of the fields of further phones."""
REFERENCES = ("1", "2")
CONTEXT = "context"


class AboutPages(Controller):
    """The first part of a file, for the office of its person."""

    path = "/office/people/{ref:str}"
    guards = (OFFICE,)

    @get("/about", sync_to_thread=True)
    def about(
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
        return section_page(request, "about", _form_of(file), Form.empty())

    @post("/about", sync_to_thread=True)
    def put_right(
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
        change = read_about(form, today=local_day(now))
        if not form.is_right:
            return section_page(request, "about", typed(file, "about", form), form)
        with database.writing() as session:
            change_about(
                session, returnee_id=file.returnee_id, change=change, actor=actor, now=now
            )
        return see_other(f"{person_address(file.returnee_id)}?said=saved")

    @get("/context", sync_to_thread=True)
    def context(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show what caseworkers alone may know."""
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            said = return_context(session, returnee_id=file.returnee_id, actor=actor)
        shown = filled(file, CONTEXT, {"country": said.country, "since_on": said.since_on})
        return section_page(request, "context", shown, Form.empty())

    @post("/context", sync_to_thread=True)
    def write_context(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write what caseworkers alone may know."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        said = _context(form, local_day(now))
        if not form.is_right:
            return section_page(request, "context", typed(file, CONTEXT, form), form)
        with database.writing() as session:
            record_time_abroad(
                session, returnee_id=file.returnee_id, said=said, actor=actor, now=now
            )
        return see_other(f"{person_address(file.returnee_id)}?said=kept")


def read_about(form: Form, *, today: date) -> AboutChange:
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


def _context(form: Form, today: date) -> ReturnContext:
    country = form.raw.first("country") or None
    if country is not None and country not in {*COUNTRIES, ELSEWHERE}:
        form.wrong("country", N_("Please choose from the list."))
    since_on = form.day("since_on", needed=False)
    if since_on is not None and since_on > today:
        form.wrong("since_on", N_("This day is still to come. Please choose an earlier one."))
    return ReturnContext(country, since_on)


def _form_of(file: PersonFile) -> SectionForm:
    values: dict[str, object] = {
        "full_name": file.full_name,
        "latin_name": file.latin_name,
        "language": file.language,
        "birth_year": file.birth_year,
        "sex": file.sex,
        "phone": file.phone,
        "phone_shared": file.phone_shared,
        "phone_safe": WORDS_OF_ANSWERS[file.phone_safe],
    }
    for end, phone in zip(FURTHER, file.further_phones, strict=False):
        values |= {
            f"phone{end}": phone.number,
            f"phone_shared{end}": phone.is_shared,
            f"phone_safe{end}": WORDS_OF_ANSWERS[phone.is_safe],
        }
    for number, one in zip(REFERENCES, file.case_references, strict=False):
        values |= {f"system_{number}": one.system, f"reference_{number}": one.reference}
    return filled(file, "about", values)
