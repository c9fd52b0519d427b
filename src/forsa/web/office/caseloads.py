"""Who looks after whose people in an office: how many each has, who stands in, who takes over."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.accounts.queries import account_briefs, accounts_of_office
from forsa.accounts.values import AccountBrief
from forsa.database import Database
from forsa.deeds.caseloads import give_people, name_stand_in
from forsa.i18n import N_
from forsa.shapes.offices import CaseloadLine, StandInLine
from forsa.web.forms import Form
from forsa.web.inputs import RowId
from forsa.web.office.caseload import NOBODY, OFFICE, account_of, actor_of, office_of
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor, Role
from kernel.calendar import local_day
from skills.queries.casework import people_counts, stand_ins_of
from skills.service import end_stand_in
from skills.values.casework import StandInBrief, StandInDraft

CASELOADS = "/office/caseloads"


class CaseloadPages(Controller):
    """The caseloads of an office, and who stands in for whom."""

    path = CASELOADS
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show how many people each has, who stands in, and what the actor may change."""
        return _page(request, database, Form.empty(), now)

    @post("/stand-ins", sync_to_thread=True)
    def name(
        self,
        request: Request,
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write down who stands in; caseworkers do for themselves, supervisors for everybody."""
        actor = actor_of(request)
        draft = _read_stand_in(form, actor)
        if draft is None:
            return _page(request, database, form, now)
        with database.writing() as session:
            name_stand_in(session, draft=draft, actor=actor, now=now)
        return see_other(f"{CASELOADS}?said=named")

    @post("/stand-ins/{number:int}/end", sync_to_thread=True)
    def end(
        self,
        request: Request,
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """End a stand-in before its last day; doing it twice changes nothing."""
        with database.writing() as session:
            end_stand_in(session, stand_in_id=number, actor=actor_of(request), now=now)
        return see_other(f"{CASELOADS}?said=ended")

    @post("/given", sync_to_thread=True)
    def give(
        self,
        request: Request,
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Give everybody of one caseworker to another, at once."""
        actor = actor_of(request)
        from_id, to_id = _account(form, "from"), _account(form, "to")
        if form.is_right and from_id == to_id:
            form.wrong("to", N_("Please choose somebody else."))
        if not form.is_right:
            return _page(request, database, form, now)
        with database.writing() as session:
            give_people(
                session,
                office_id=office_of(actor),
                from_id=from_id,
                to_id=to_id,
                actor=actor,
                now=now,
            )
        return see_other(f"{CASELOADS}?said=given")


def stand_in_lines(
    session: Session, found: Iterable[StandInBrief], actor: Actor
) -> tuple[StandInLine, ...]:
    """Return stand-ins by the names of both; one query, none if there are no stand-ins."""
    rows = tuple(found)
    if not rows:
        return ()
    ids = {one.absent_id for one in rows} | {one.by_id for one in rows}
    return _stand_in_lines(rows, account_briefs(session, sorted(ids)), actor)


def _stand_in_lines(
    rows: Iterable[StandInBrief], names: Mapping[int, AccountBrief], actor: Actor
) -> tuple[StandInLine, ...]:
    own, is_supervisor = actor.account_id, actor.role is Role.SUPERVISOR
    return tuple(
        StandInLine(
            absent=names[one.absent_id].name,
            by=names[one.by_id].name,
            from_on=one.from_on,
            until_on=one.until_on,
            is_mine=one.by_id == own,
            end_address=f"{CASELOADS}/stand-ins/{one.stand_in_id}/end"
            if is_supervisor or one.absent_id == own
            else None,
        )
        for one in rows
    )


def _read_stand_in(form: Form, actor: Actor) -> StandInDraft | None:
    is_supervisor = actor.role is Role.SUPERVISOR
    absent = form.whole("absent") if is_supervisor else account_of(actor)
    by = form.whole("by")
    from_on, until_on = form.day("from_on"), form.day("until_on")
    if absent is None or by is None or from_on is None or until_on is None:
        return None
    return StandInDraft(office_of(actor), absent, by, from_on, until_on)


def _account(form: Form, name: str) -> int | None:
    """Return the caseworker who was chosen, None for nobody."""
    return None if form.raw.first(name) == NOBODY else form.whole(name)


def _page(request: Request, database: Database, form: Form, now: datetime) -> Page:
    actor = actor_of(request)
    office_id = office_of(actor)
    with database.reading() as session:
        colleagues = accounts_of_office(session, office_id)
        counts = people_counts(session, office_id)
        stand_ins = stand_ins_of(session, office_id=office_id, today=local_day(now))
        names = _names(session, colleagues, counts, stand_ins)
    return page(
        request,
        "office/caseloads.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        lines=_lines(colleagues, counts, names),
        nobody_count=counts.get(None, 0),
        stand_ins=_stand_in_lines(stand_ins, names, actor),
        colleagues=[(str(one.account_id), one.name) for one in colleagues],
        others=[
            (str(one.account_id), one.name)
            for one in colleagues
            if one.account_id != actor.account_id
        ],
        leaving=[(str(one), names[one].name) for one in counts if one is not None],
        typed=form.typed,
        is_supervisor=actor.role is Role.SUPERVISOR,
        said=request.query_params.get("said", ""),
    )


def _names(
    session: Session,
    colleagues: Iterable[AccountBrief],
    counts: Mapping[int | None, int],
    stand_ins: Iterable[StandInBrief],
) -> dict[int, AccountBrief]:
    """Return all who are named on the page: also those who may not sign in any more."""
    known = {one.account_id: one for one in colleagues}
    named = {one for one in counts if one is not None}
    named |= {account for one in stand_ins for account in (one.absent_id, one.by_id)}
    return known | account_briefs(session, sorted(named - set(known)))


def _lines(
    colleagues: Iterable[AccountBrief],
    counts: Mapping[int | None, int],
    names: Mapping[int, AccountBrief],
) -> tuple[CaseloadLine, ...]:
    """Return everybody who may sign in, and whoever else still has people."""
    having = {one for one in counts if one is not None}
    shown = {one.account_id for one in colleagues} | having
    everybody = sorted((names[one] for one in shown), key=lambda one: one.name)
    return tuple(
        CaseloadLine(
            one.name,
            counts.get(one.account_id, 0),
            f"/office/people?whose={one.account_id}",
            is_gone=one.is_disabled,
        )
        for one in everybody
    )
