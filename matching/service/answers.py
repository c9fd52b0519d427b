"""An employer's answers: pending for a while, free to change, then carried out."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from kernel.actor import Actor, Role
from kernel.calendar import local_day
from kernel.storage import locked_row
from matching.errors import IntroductionNotFound
from matching.interface import brief_of
from matching.models import Introduction
from matching.rules import check_answer, may_be_shown, mover
from matching.service.moves import carry_out, forget_answer, locked, touch
from matching.states import EMPLOYER_ANSWERS, PENDING_MINUTES, WITH_CARD, By, Shows
from matching.values.introductions import IntroductionBrief, MoveOrder, Via
from skills.interface.consents import live_purposes
from skills.interface.returnees import standing


def answer_entry(
    session: Session, *, order: MoveOrder, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Keep an employer's answer to a card; it is carried out after 15 minutes.

    Until then the state is unchanged, the person is not told and a further answer replaces it.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor answers for, or the person may not be shown now.
    MoveNotAllowed, ReasonMissing, DateMissing, DateTooLate, HeldBefore
        As `matching.rules.check_answer`.
    """
    row = _own_card(session, order.introduction_id, actor)
    check_answer(brief_of(row), order, today=local_day(now))
    if not _is_shown(session, row, now):
        raise IntroductionNotFound
    row.pending, row.pending_reason = order.to, order.reason
    row.pending_hold_until_on = order.until_on
    row.pending_until_at = now + timedelta(minutes=PENDING_MINUTES)
    row.pending_by, row.pending_via = actor.account_id, order.via
    row.may_be_told = order.may_be_told
    touch(session, row, "answered", actor, now)
    return brief_of(row)


def take_answer_back(
    session: Session, *, introduction_id: int, actor: Actor, now: datetime
) -> None:
    """Forget a pending answer.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor answers for, or nothing is pending.
    """
    row = _own_card(session, introduction_id, actor)
    if row.pending is None:
        raise IntroductionNotFound
    forget_answer(row)
    touch(session, row, "answer-taken-back", actor, now)


def carry_out_answer(session: Session, *, introduction_id: int, now: datetime) -> bool:
    """Carry out an answer that has been pending long enough; False if there is none any more.

    The move is the employer's: the job only does what they said. An answer is dropped if the
    person may not be shown to the employer any more, since a consent has ended meanwhile.

    Raises
    ------
    IntroductionNotFound
        If there is no such introduction.
    """
    row = locked_row(session, Introduction, introduction_id)
    if row is None:
        raise IntroductionNotFound
    if row.pending is None or row.pending_until_at is None or row.pending_until_at > now:
        return False
    by_link = row.pending_via is Via.LINK
    employer = Actor(
        role=Role.LINK_HOLDER if by_link else Role.EMPLOYER_MEMBER,
        account_id=row.pending_by,
        employer_id=row.employer_id,
    )
    order = MoveOrder(
        introduction_id,
        row.pending,
        row.pending_reason,
        row.pending_via or Via.JOB,
        until_on=_later(row.pending_hold_until_on, now),
        may_be_told=row.may_be_told,
    )
    answered = row.state in WITH_CARD and order.to in EMPLOYER_ANSWERS
    if not answered or not _is_shown(session, row, now):
        forget_answer(row)
        touch(session, row, "answer-dropped", employer, now)
        return False
    carry_out(session, row, order, employer, now)
    return True


def _later(day: date | None, now: datetime) -> date | None:
    """Return a day that still lies ahead, though the job may come late."""
    return max(day, local_day(now) + timedelta(days=1)) if day is not None else None


def _own_card(session: Session, introduction_id: int, actor: Actor) -> Introduction:
    if mover(actor) is not By.EMPLOYER:
        raise IntroductionNotFound
    return locked(session, introduction_id, actor)


def _is_shown(session: Session, row: Introduction, now: datetime) -> bool:
    whose = standing(session, row.returnee_id)
    agreed = live_purposes(session, [row.returnee_id], at=now)[row.returnee_id]
    return may_be_shown(row.state, whose, agreed, told=False) is not Shows.NOTHING
