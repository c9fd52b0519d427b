"""An office's people: the list, the search, and a new file."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from forsa.database import Database
from forsa.shapes.files import PersonForm, PersonLine
from forsa.web.forms import Form
from forsa.web.office.caseload import (
    OFFICE,
    Caseload,
    account_of,
    caseload_of,
    office_of,
    person_address,
)
from forsa.web.office.duplicates import DIFFERENT, same_person_page, who_is_like
from forsa.web.office.person_forms import ASKED, person_form, read_person
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.errors import NotFound
from kernel.references import Kind, reference, row_id_of
from skills.queries.completeness import completeness_of
from skills.queries.people import PAGE_ROWS, people_found, people_of_office, person_by_source
from skills.service import record_returnee, say_different
from skills.values.completeness import Completeness
from skills.values.people import PersonRow
from skills.values.returnees import RecordState, ReturneeDraft

LONGEST_SEARCH = 120
ONCE_LENGTH = 22
"""Letters of the text by which a form that is sent twice is known."""


class PeoplePages(Controller):
    """The people of an office. Who is searched for stands in no address."""

    path = "/office/people"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show people by the order in which they were recorded, 50 a page."""
        chosen, after = _chosen(request.query_params), request.query_params.get("after")
        with database.reading() as session:
            mine = caseload_of(session, actor, now)
            rows = people_of_office(
                session,
                office_id=mine.office_id,
                caseworker_ids=_of_whom(chosen, mine),
                after_id=row_id_of(Kind.PERSON, after) if after else 0,
                unassigned=chosen == "nobody",
                record=RecordState.ARCHIVED if chosen == "archived" else RecordState.ACTIVE,
            )
            lines = _lines(session, rows, now)
        if chosen == "mine" and mine.caseworker_ids is None:
            chosen = "all"
        more = len(rows) == PAGE_ROWS
        last = reference(Kind.PERSON, rows[-1].returnee_id) if more else ""
        tail = f"&whose={chosen}" if chosen != "mine" else ""
        next_address = f"/office/people?after={last}{tail}" if more else None
        return _list(request, lines, whose=chosen, next_address=next_address)

    @post(sync_to_thread=True)
    def search(
        self,
        request: Request,
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Show whose name or number was typed, in the whole office."""
        text = form.text("text", longest=LONGEST_SEARCH)
        if not form.is_right:
            return _list(request, (), form=form)
        try:
            return see_other(person_address(row_id_of(Kind.PERSON, text)))
        except NotFound:
            pass
        with database.reading() as session:
            rows = people_found(session, office_id=office_of(actor), text=text)
            lines = _lines(session, rows, now)
        return _list(request, lines, form=form)

    @get("/new", sync_to_thread=True)
    def empty(self, request: Request) -> Page:
        """Show the form for a new person."""
        typed = replace(person_form(Form.empty()), once=secrets.token_urlsafe(16))
        return _form(request, typed, Form.empty())

    @post("/new", sync_to_thread=True)
    def record(
        self,
        request: Request,
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write down a person, once however often the form is sent, and go on to their skills."""
        draft = _draft(form, actor, now)
        if draft is None:
            return _form(request, person_form(form), form)
        with database.reading() as session:
            like = who_is_like(session, draft)
            if not form.is_ticked(DIFFERENT) and (like.own or like.office_ids):
                return same_person_page(request, session, form, like)
        others = [one.returnee_id for one in like.own]
        try:
            returnee_id = _record_once(database, draft, others, actor, now)
        except IntegrityError:
            # The same form came twice at once, and the other was first.
            returnee_id = _record_once(database, draft, others, actor, now)
        return see_other(f"{person_address(returnee_id)}/skills?new=yes")


WHOSE = ("mine", "all", "nobody", "archived")
"""Which people a list shows, besides those of one caseworker by the number of the account."""


def _chosen(asked: Mapping[str, str]) -> str:
    """Return which people are asked for: a word of `WHOSE`, or the number of an account."""
    if asked.get("all") == "yes":
        return "all"
    whose = asked.get("whose", "mine")
    is_account = whose.isdecimal() and len(whose) < LONGEST_NUMBER
    return whose if is_account or whose in WHOSE else "mine"


LONGEST_NUMBER = 10


def _of_whom(chosen: str, mine: Caseload) -> frozenset[int] | None:
    if chosen.isdecimal():
        return frozenset({int(chosen)})
    return mine.caseworker_ids if chosen == "mine" else None


def _draft(form: Form, actor: Actor, now: datetime) -> ReturneeDraft | None:
    once = form.raw.first("once")
    said = read_person(form, today=local_day(now), now=now)
    if said is None or len(once) != ONCE_LENGTH:
        return None
    return replace(
        said,
        office_id=office_of(actor),
        caseworker_id=account_of(actor),
        source_ref=f"page:{once}",
    )


def _record_once(
    database: Database, draft: ReturneeDraft, others: Sequence[int], actor: Actor, now: datetime
) -> int:
    """Write a person down unless the form came before; `others` are said to be other people."""
    assert draft.source_ref is not None, "every form has its mark"
    with database.writing() as session:
        known = person_by_source(session, office_id=draft.office_id, source_ref=draft.source_ref)
        if known:
            return known
        returnee_id = record_returnee(session, draft=draft, actor=actor, now=now)
        for other in others:
            say_different(session, returnee_ids=(returnee_id, other), actor=actor, now=now)
        return returnee_id


def _form(request: Request, typed: PersonForm, form: Form) -> Page:
    return page(
        request,
        "office/person_form.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        form=typed,
        action="/office/people/new",
        asks=ASKED,
    )


def _list(
    request: Request,
    people: Sequence[PersonLine],
    *,
    form: Form | None = None,
    whose: str = "all",
    next_address: str | None = None,
) -> Page:
    return page(
        request,
        "office/people.html",
        status_code=200 if form is None or form.is_right else 422,
        errors=form.errors if form is not None else {},
        people=tuple(people),
        searched=form.raw.first("text") if form is not None else None,
        whose=whose,
        next_address=next_address,
    )


def _lines(session: Session, rows: Sequence[PersonRow], now: datetime) -> tuple[PersonLine, ...]:
    """Return people with what is missing in their files; one query."""
    known = completeness_of(session, [row.returnee_id for row in rows], at=now)
    return tuple(_line(row, known[row.returnee_id]) for row in rows)


def _line(row: PersonRow, known: Completeness) -> PersonLine:
    return PersonLine(
        reference(Kind.PERSON, row.returnee_id),
        row.full_name,
        row.governorate,
        row.occupation_words,
        row.availability,
        local_day(row.confirmed_at),
        known.points,
        tuple(gap.part.value for gap in known.missing[:SHOWN_GAPS]),
        row.record,
    )


SHOWN_GAPS = 2
"""How many of the missing things a list names: those that matter most."""
