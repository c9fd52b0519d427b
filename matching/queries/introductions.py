"""Introductions as pages, mails and commands read them."""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.storage import written_id
from matching.interface import brief_of, introduction_brief
from matching.models import Introduction, IntroductionMove, ShortlistEntry, Task
from matching.queries.shortlists import reason_from
from matching.rules import check_may_see_introduction, mover, moves_now
from matching.states import OPEN, By
from matching.values.introductions import IntroductionBrief, MoveBrief, Owner, State
from matching.values.ranking import Reason
from matching.values.tasks import TaskBrief, TaskKind
from skills.interface.returnees import returnees_of_office, standing, waiting_returnees

PAGE_ROWS = 50
"""Most rows of one list on a page."""


def introduction(session: Session, *, introduction_id: int, actor: Actor) -> IntroductionBrief:
    """Return one introduction.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor may know of.
    """
    found = introduction_brief(session, introduction_id)
    check_may_see_introduction(actor, found, standing(session, found.returnee_id))
    return found


def last_move(session: Session) -> int:
    """Return the number of the newest move of any introduction, 0 if there is none; one query."""
    number = (
        session.connection().execute(sa.select(sa.func.max(col(IntroductionMove.id)))).scalar()
    )
    return number or 0


def moves_of(session: Session, introduction_id: int) -> list[MoveBrief]:
    """Return the moves of one introduction, oldest first."""
    rows = session.exec(
        select(IntroductionMove)
        .where(IntroductionMove.introduction_id == introduction_id)
        .order_by(col(IntroductionMove.id))
    )
    return [
        MoveBrief(row.at, row.from_state, row.to_state, row.role, row.via, row.reason)
        for row in rows
    ]


def moves_allowed(found: IntroductionBrief, actor: Actor, *, today: date) -> tuple[State, ...]:
    """Return where the actor may move an introduction, or lead it by the deeds of the shell.

    A person who says yes or no on the phone before they were asked was asked and answered at once:
    two moves that their office makes in one go. Those are left out whose days after the start of a
    hire have passed or are still to come.
    """
    by = mover(actor)
    moves = moves_now(found, by, today=today)
    at_once = found.state is State.APPROVED and by is By.CASEWORKER
    return (*moves, State.INTERESTED, State.DECLINED) if at_once else moves


def work_of(
    session: Session, *, office_id: int, caseworker_ids: Collection[int] | None
) -> list[IntroductionBrief]:
    """Return what an office's people have to do next, by day; at most 50.

    `caseworker_ids` None means everybody's. What has a later day is listed too, if its state
    waits for the office.
    """
    mine = returnees_of_office(office_id, caseworker_ids)
    rows = session.exec(
        select(Introduction)
        .where(col(Introduction.returnee_id).in_(mine))
        .where(col(Introduction.state).in_(OPEN))
        .where(col(Introduction.next_owner).in_([Owner.CASEWORKER, Owner.SUPERVISOR]))
        .order_by(col(Introduction.next_on), col(Introduction.id))
        .limit(PAGE_ROWS)
    )
    return [brief_of(row) for row in rows]


def entries_of(
    session: Session, *, office_id: int, caseworker_ids: Collection[int] | None
) -> list[tuple[IntroductionBrief, tuple[Reason, ...]]]:
    """Return what an office has to decide or to ask, with the reasons, by day; at most 50.

    One query; of several shortlists of one introduction the newest gives the reasons.
    """
    waiting = (
        select(Introduction.id)
        .where(col(Introduction.returnee_id).in_(returnees_of_office(office_id, caseworker_ids)))
        .where(col(Introduction.state).in_([State.SUGGESTED, State.APPROVED, State.ASKED]))
        .order_by(col(Introduction.next_on), col(Introduction.id))
        .limit(PAGE_ROWS)
    )
    rows = session.exec(
        select(Introduction, ShortlistEntry)
        .outerjoin(ShortlistEntry, col(ShortlistEntry.introduction_id) == col(Introduction.id))
        .where(col(Introduction.id).in_(waiting))
        .order_by(col(Introduction.next_on), col(Introduction.id), col(ShortlistEntry.id))
    )
    found = {
        written_id(row): (brief_of(row), _reasons_of(entry) if entry is not None else ())
        for row, entry in rows
    }
    return list(found.values())


def unmatched_people(
    session: Session, *, office_id: int, caseworker_ids: Collection[int] | None, since: datetime
) -> list[int]:
    """Return who of an office is free and has met no vacancy since an instant, by id.

    At most 50. Who was recorded later than that is not waiting yet.
    """
    people = waiting_returnees(office_id, caseworker_ids, recorded_before=since).subquery()
    met = (
        sa.exists()
        .where(col(Introduction.returnee_id) == people.c.id)
        .where(sa.or_(col(Introduction.created_at) >= since, col(Introduction.state).in_(OPEN)))
    )
    query = sa.select(people.c.id).where(~met).order_by(people.c.id).limit(PAGE_ROWS)
    return list(session.connection().execute(query).scalars())


def tasks_of_introduction(session: Session, introduction_id: int) -> list[TaskBrief]:
    """Return the open tasks of one introduction, by day; whoever may see it asks."""
    rows = session.exec(
        select(Task)
        .where(Task.introduction_id == introduction_id)
        .where(col(Task.done_at).is_(None))
        .order_by(col(Task.due_on), col(Task.id))
    )
    return [_task(row) for row in rows]


def sent_lately(
    session: Session, *, office_id: int, caseworker_ids: Collection[int] | None
) -> list[IntroductionBrief]:
    """Return what lies with employers about an office's people, oldest first; at most 50."""
    mine = returnees_of_office(office_id, caseworker_ids)
    rows = session.exec(
        select(Introduction)
        .where(col(Introduction.returnee_id).in_(mine))
        .where(col(Introduction.state).in_([State.SENT, State.HELD, State.MEETING_ASKED]))
        .order_by(col(Introduction.state_at), col(Introduction.id))
        .limit(PAGE_ROWS)
    )
    return [brief_of(row) for row in rows]


def open_tasks(
    session: Session, *, office_id: int, account_ids: Collection[int] | None
) -> list[TaskBrief]:
    """Return the open tasks of an office, or of some of its people, by day; at most 50."""
    query = (
        select(Task)
        .where(Task.office_id == office_id)
        .where(col(Task.done_at).is_(None))
        .order_by(col(Task.due_on), col(Task.id))
        .limit(PAGE_ROWS)
    )
    if account_ids is not None:
        own = col(Task.account_id).in_(account_ids)
        query = query.where(own | col(Task.account_id).is_(None))
    return [_task(row) for row in session.exec(query)]


def reasons_by_introduction(
    session: Session, introduction_ids: Collection[int]
) -> dict[int, tuple[Reason, ...]]:
    """Return the reasons of the newest shortlist entry of each introduction; one query."""
    rows = session.exec(
        select(ShortlistEntry)
        .where(col(ShortlistEntry.introduction_id).in_(introduction_ids))
        .order_by(col(ShortlistEntry.id))
    )
    return {row.introduction_id: _reasons_of(row) for row in rows}


def _reasons_of(entry: ShortlistEntry) -> tuple[Reason, ...]:
    return tuple(reason_from(plain) for plain in entry.reasons)


def _task(row: Task) -> TaskBrief:
    return TaskBrief(
        written_id(row),
        TaskKind(row.kind),
        row.due_on,
        row.introduction_id,
        row.vacancy_id,
        row.returnee_id,
        row.account_id,
    )
