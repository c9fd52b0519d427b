"""An employer's answers: pending for a while, free to change, then carried out."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from kernel import audit
from kernel.actor import Actor, Role
from kernel.calendar import local_day
from matching.errors import IntroductionNotFound
from matching.interface import brief_of
from matching.models import Introduction
from matching.rules import check_hold, check_move, mover
from matching.service.moves import carry_out, locked
from matching.states import EMPLOYER_ANSWERS, PENDING_MINUTES
from matching.values.introductions import IntroductionBrief, MoveOrder, State, Via


def answer_entry(
    session: Session, *, order: MoveOrder, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Keep an employer's answer to a card; it is carried out after 15 minutes.

    Until then the state is unchanged, the person is not told and a further answer replaces it.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor may know of.
    MoveNotAllowed, ReasonMissing, DateMissing, DateTooLate, HeldBefore
        As `matching.rules.check_move`.
    """
    row = locked(session, order.introduction_id, actor)
    check_move(brief_of(row), order, by=mover(actor), today=local_day(now))
    if order.to is State.HELD:
        check_hold(held_once=row.held_once)
    row.pending, row.pending_reason = order.to, order.reason
    row.pending_hold_until_on = order.until_on
    row.pending_until_at = now + timedelta(minutes=PENDING_MINUTES)
    row.pending_by = actor.account_id
    row.may_be_told = order.may_be_told
    _touch(session, row, "answered", actor, now)
    return brief_of(row)


def take_answer_back(
    session: Session, *, introduction_id: int, actor: Actor, now: datetime
) -> None:
    """Forget a pending answer.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor may know of, or nothing is pending.
    """
    row = locked(session, introduction_id, actor)
    if row.pending is None:
        raise IntroductionNotFound
    row.pending = row.pending_reason = row.pending_until_at = None
    row.pending_hold_until_on = row.pending_by = None
    _touch(session, row, "answer-taken-back", actor, now)


def carry_out_answer(session: Session, *, introduction_id: int, now: datetime) -> bool:
    """Carry out an answer that has been pending long enough; False if there is none any more.

    The move is the employer's: the job only does what they said. An answer that the state no
    longer allows is dropped, for instance when the person was hired elsewhere meanwhile.

    Raises
    ------
    IntroductionNotFound
        If there is no such introduction.
    """
    row = session.get(Introduction, introduction_id, with_for_update=True)
    if row is None:
        raise IntroductionNotFound
    if row.pending is None or row.pending_until_at is None or row.pending_until_at > now:
        return False
    employer = Actor(
        role=Role.EMPLOYER_MEMBER, account_id=row.pending_by, employer_id=row.employer_id
    )
    order = MoveOrder(
        introduction_id,
        row.pending,
        row.pending_reason,
        Via.JOB,
        until_on=_later(row.pending_hold_until_on, now),
        may_be_told=row.may_be_told,
    )
    if row.state not in (State.SENT, State.HELD) or order.to not in EMPLOYER_ANSWERS:
        row.pending = row.pending_reason = row.pending_until_at = None
        _touch(session, row, "answer-dropped", employer, now)
        return False
    carry_out(session, row, order, employer, now)
    return True


def _later(day: date | None, now: datetime) -> date | None:
    """Return a day that still lies ahead, though the job may come late."""
    return max(day, local_day(now) + timedelta(days=1)) if day is not None else None


def _touch(session: Session, row: Introduction, what: str, actor: Actor, now: datetime) -> None:
    row.version += 1
    session.add(row)
    audit.record(
        session,
        actor=actor,
        action=f"matching.introduction.{what}",
        subject=f"introduction:{row.id}",
        now=now,
    )
