"""Pages of one school that a person went to."""

from datetime import date, datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.web.forms import Form
from forsa.web.inputs import Reference, RowId
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.papers import year_of
from forsa.web.office.person_forms import optional
from forsa.web.office.sections import (
    WORDS_OF_ANSWERS,
    answer,
    filled,
    mark_of,
    section_page,
    typed,
)
from forsa.web.office.skills_shown import file_of
from forsa.web.pages import Page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor
from kernel.calendar import local_day
from skills.errors import ReturneeNotFound
from skills.queries.profiles import education_of
from skills.service import add_education, change_education, remove_education
from skills.values.people import PersonFile
from skills.values.profiles import EducationBrief, EducationDraft, EducationLevel

SCHOOLS = "papers/schools"
TEMPLATE = "school"


class SchoolPages(Controller):
    """Schools of one person, for their office."""

    path = "/office/people/{ref:str}/papers/schools"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def empty(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show the form for a school."""
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        return section_page(
            request, TEMPLATE, filled(file, SCHOOLS, {}), Form.empty(), is_new=True
        )

    @post(sync_to_thread=True)
    def add(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write down a school, once however often the form is sent."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        draft = _read(form, local_day(now))
        if draft is None:
            shown = typed(file, SCHOOLS, form)
            return section_page(request, TEMPLATE, shown, form, is_new=True)
        with database.writing() as session:
            add_education(session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now)
        return _back(file)

    @get("/{number:int}", sync_to_thread=True)
    def one(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show a school that is on file."""
        with database.reading() as session:
            file = file_of(session, ref, actor_of(request), now)
            one = _found(session, file, number)
        shown = filled(file, f"{SCHOOLS}/{number}", _values(one))
        return section_page(request, TEMPLATE, shown, Form.empty(), is_new=False)

    @post("/{number:int}", sync_to_thread=True)
    def change(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write a school anew."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            _found(session, file, number)
        draft = _read(form, local_day(now))
        if draft is None:
            shown = typed(file, f"{SCHOOLS}/{number}", form)
            return section_page(request, TEMPLATE, shown, form, is_new=False)
        with database.writing() as session:
            change_education(
                session,
                returnee_id=file.returnee_id,
                education_id=number,
                draft=draft,
                actor=actor,
                now=now,
            )
        return _back(file)

    @post("/{number:int}/remove", sync_to_thread=True)
    def remove(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Remove a school; doing it twice changes nothing."""
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            remove_education(
                session,
                returnee_id=file.returnee_id,
                education_id=number,
                actor=actor,
                now=now,
            )
        return _back(file)


def _read(form: Form, today: date) -> EducationDraft | None:
    """Return what a form says of a school, None if something in it is wrong."""
    level = form.choice("level", EducationLevel)
    field = optional(form, "field", 120)
    year = year_of(form, "ended_year", today, further=LONGEST_SCHOOL)
    if level is None or not form.is_right:
        return None
    return EducationDraft(level, field, year, answer(form, "finished"), mark_of(form))


LONGEST_SCHOOL = 6
"""Years ahead in which a school that goes on may end."""


def _values(one: EducationBrief) -> dict[str, object]:
    return {
        "level": one.level,
        "field": one.field,
        "finished": WORDS_OF_ANSWERS[one.is_finished],
        "ended_year": one.ended_year,
    }


def _found(session: Session, file: PersonFile, number: int) -> EducationBrief:
    for one in education_of(session, file.returnee_id):
        if one.education_id == number:
            return one
    raise ReturneeNotFound


def _back(file: PersonFile) -> Redirect:
    return see_other(f"{person_address(file.returnee_id)}/papers?said=saved")
