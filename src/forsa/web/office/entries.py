"""What waits to be decided and to be asked, one by one or several at once."""

from collections.abc import Sequence
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from sqlmodel import Session

from employers.queries import vacancy_headings
from forsa.database import Database
from forsa.deeds.introductions import move_introduction
from forsa.i18n import N_, Language
from forsa.shapes.offices import EntriesPage, EntryLine
from forsa.web.forms import Form
from forsa.web.office.caseload import OFFICE, caseload_of
from forsa.web.office.entries_shown import entry_line, wording
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.errors import Conflict
from kernel.references import Kind, row_id_of
from matching.queries.introductions import entries_of, introduction
from matching.states import REASONS, reasons_for
from matching.values.introductions import MoveOrder, MoveReason, State
from skills.queries.people import people_to_ask

MOST_AT_ONCE = 50
DECISIONS = {"approve": State.APPROVED, "dismiss": State.DISMISSED}
DISMISS_REASONS = tuple(one.value for one in reasons_for(State.DISMISSED))


class EntryPages(Controller):
    """Entries of shortlists that wait for the person's own caseworker."""

    path = "/office/entries"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show what waits."""
        return _page(request, database, actor, now, Form.empty())

    @post(sync_to_thread=True)
    def decide(
        self,
        request: Request,
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Put forward, or not, all that were ticked. What has moved on meanwhile stays so."""
        chosen = form.raw.fields.get("entry", ())[:MOST_AT_ONCE]
        ids = [row_id_of(Kind.INTRODUCTION, text) for text in dict.fromkeys(chosen)]
        to = DECISIONS.get(form.raw.first("decision"), State.APPROVED)
        reason = form.choice("reason", MoveReason) if to is State.DISMISSED else None
        if not ids:
            form.wrong("entry", N_("Tick at least one."))
        if reason is not None and reason not in REASONS[State.DISMISSED]:
            form.wrong("reason", N_("Please choose one."))
        if not form.is_right:
            return _page(request, database, actor, now, form)
        orders = [MoveOrder(row_id, to, reason) for row_id in ids]
        with database.writing() as session:
            count = sum(_carry_out(session, order, actor, now) for order in orders)
        said = "forward" if to is State.APPROVED else "back"
        return see_other(f"/office/entries?{said}={count}&moved={len(orders) - count}")


def _carry_out(session: Session, order: MoveOrder, actor: Actor, now: datetime) -> bool:
    """Move one entry unless it has left `suggested`; return whether it was moved.

    One that is refused, for instance since its person's yes has ended, leaves the others alone.
    """
    found = introduction(session, introduction_id=order.introduction_id, actor=actor)
    if found.state is not State.SUGGESTED:
        return False
    try:
        with session.begin_nested():
            move_introduction(session, order=order, actor=actor, now=now)
    except Conflict:
        return False
    return True


def _page(request: Request, database: Database, actor: Actor, now: datetime, form: Form) -> Page:
    with database.reading() as session:
        lines = _lines(session, actor, now, visit_of(request).language)
    to_decide = tuple(line for line in lines if line.state == State.SUGGESTED)
    to_ask = tuple(line for line in lines if line.state != State.SUGGESTED)
    return page(
        request,
        "office/entries.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        page=EntriesPage(to_decide, to_ask),
        dismiss_reasons=DISMISS_REASONS,
        ticked=frozenset(form.raw.fields.get("entry", ())),
        reason=form.raw.first("reason"),
        counts={name: _count(request, name) for name in ("forward", "back", "moved")},
    )


def _count(request: Request, name: str) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.isdecimal() and len(given) <= 2 else 0  # noqa: PLR2004  at most 50


def _lines(
    session: Session, actor: Actor, now: datetime, language: Language
) -> Sequence[EntryLine]:
    mine = caseload_of(session, actor, now)
    rows = entries_of(session, office_id=mine.office_id, caseworker_ids=mine.caseworker_ids)
    headings = vacancy_headings(session, {found.vacancy_id for found, _ in rows})
    people = people_to_ask(session, {found.returnee_id for found, _ in rows}, at=now)
    words = wording(session, [reasons for _, reasons in rows], language)
    return [
        entry_line(found, people[found.returnee_id], headings[found.vacancy_id], reasons, words)
        for found, reasons in rows
    ]
