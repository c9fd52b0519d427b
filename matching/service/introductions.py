"""Deeds with introductions. What touches other domains too is in `forsa.deeds`."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from employers.interface import vacancy_brief
from kernel import audit
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.errors import MoveNotAllowed
from kernel.storage import locked_row, write_new
from matching.errors import AlreadyIntroduced, IntroductionNotFound
from matching.interface import brief_of, suggestable
from matching.models import Disclosure, Introduction
from matching.rules import (
    allowed_moves,
    check_may_suggest,
    check_may_want,
    check_move,
    mover,
)
from matching.service.moves import (
    carry_out,
    locked,
    record_move,
    start_steps,
    touch,
)
from matching.states import OPEN, By
from matching.values.introductions import (
    IntroductionBrief,
    MoveOrder,
    State,
    Suggestion,
)
from skills.errors import ConsentMissing
from skills.interface.consents import check_consents, may_be_told_to
from skills.interface.returnees import standing
from skills.values.consents import Purpose


def suggest(
    session: Session, *, suggestion: Suggestion, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Create an introduction in `suggested` and return it.

    Raises
    ------
    AlreadyIntroduced
        If the person and the vacancy have an open one.
    IntroductionNotFound
        If the actor is neither this person nor of their office.
    ConsentMissing
        If the person does not agree to matching.
    """
    returnee_id, vacancy_id = suggestion.returnee_id, suggestion.vacancy_id
    check_may_suggest(actor, standing(session, returnee_id))
    if _has_open(session, returnee_id, vacancy_id):
        raise AlreadyIntroduced
    check_consents(session, returnee_id=returnee_id, needed=[Purpose.MATCHING], at=now)
    row = Introduction(
        returnee_id=returnee_id,
        vacancy_id=vacancy_id,
        employer_id=suggestion.employer_id,
        state=State.SUGGESTED,
        state_at=now,
        counted_from_at=now,
        created_at=now,
        score=suggestion.score,
    )
    start_steps(session, row, now)
    try:
        with session.begin_nested():
            introduction_id = write_new(session, row)
    except IntegrityError as error:  # somebody else wrote one since we looked
        raise AlreadyIntroduced from error
    order = MoveOrder(introduction_id, row.state, via=suggestion.via)
    record_move(session, row, None, order, actor, now)
    return brief_of(row)


def suggest_again(
    session: Session,
    *,
    suggestion: Suggestion,
    follows: IntroductionBrief,
    actor: Actor,
    now: datetime,
) -> IntroductionBrief | None:
    """Create a new introduction at `approved` after one that a cancelled hire had ended.

    Closed rows are never opened again; the new row names the old one, and the person is asked.
    None if the person may not be suggested now, or has begun anew already.

    Raises
    ------
    IntroductionNotFound
        As `suggest`.
    """
    returnee_id, vacancy_id = suggestion.returnee_id, suggestion.vacancy_id
    vacancy = vacancy_brief(session, vacancy_id)
    free = suggestable(session, vacancy, [returnee_id], now=now)
    if not free or _has_open(session, returnee_id, vacancy_id):
        return None
    fresh = suggest(session, suggestion=suggestion, actor=actor, now=now)
    row = session.get_one(Introduction, fresh.introduction_id)
    row.follows_id = follows.introduction_id
    order = MoveOrder(fresh.introduction_id, State.APPROVED, via=suggestion.via)
    carry_out(session, row, order, actor, now)
    return brief_of(row)


def want(session: Session, *, introduction_id: int, actor: Actor, now: datetime) -> None:
    """Store a person's yes to a suggestion before anybody asked them.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor may know of.
    MoveNotAllowed
        As `matching.rules.check_may_want`.
    """
    row = locked(session, introduction_id, actor)
    check_may_want(brief_of(row), actor)
    row.wanted_at = row.wanted_at or now
    touch(session, row, "wanted", actor, now)


def move_introduction(
    session: Session, *, order: MoveOrder, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Move one introduction and return how it stands then.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor may know of.
    MoveNotAllowed, ReasonMissing, DateMissing, DateTooLate, HeldBefore
        As `matching.rules.check_move`.
    ConsentMissing
        If the new state needs a yes that the person has not given.
    """
    row = locked(session, order.introduction_id, actor)
    check_move(brief_of(row), order, by=mover(actor), today=local_day(now))
    _check_agreed(session, row, order.to, now)
    carry_out(session, row, order, actor, now)
    return brief_of(row)


def end_introduction(session: Session, *, order: MoveOrder, actor: Actor, now: datetime) -> None:
    """End an introduction because the person, the vacancy or another hire ended it.

    The actor is whoever caused it; the move itself is the system's.

    Raises
    ------
    IntroductionNotFound, MoveNotAllowed
        If there is none, or it cannot end this way.
    """
    row = locked_row(session, Introduction, order.introduction_id)
    if row is None:
        raise IntroductionNotFound
    allowed = allowed_moves(row.state, By.JOB)
    if order.to not in allowed:
        raise MoveNotAllowed(row.state, order.to, allowed)
    carry_out(session, row, order, actor, now)


def write_disclosure(
    session: Session, *, introduction_id: int, actor: Actor, now: datetime
) -> None:
    """Write that from now on the employer knows who the person is.

    Raises
    ------
    IntroductionNotFound
        If there is no such introduction.
    ConsentMissing
        If the person does not agree to it for this employer and vacancy.
    """
    row = session.get(Introduction, introduction_id)
    if row is None:
        raise IntroductionNotFound
    if not _may_be_told(session, row, now):
        raise ConsentMissing
    session.add(
        Disclosure(
            introduction_id=introduction_id,
            returnee_id=row.returnee_id,
            employer_id=row.employer_id,
            vacancy_id=row.vacancy_id,
            at=now,
        )
    )
    audit.record(
        session,
        actor=actor,
        action="matching.disclosure.written",
        subject=f"introduction:{introduction_id}",
        now=now,
    )


def _has_open(session: Session, returnee_id: int, vacancy_id: int) -> bool:
    same = select(Introduction.id).where(
        Introduction.returnee_id == returnee_id,
        Introduction.vacancy_id == vacancy_id,
        col(Introduction.state).in_(OPEN),
    )
    return session.exec(same).first() is not None


def _check_agreed(session: Session, row: Introduction, to: State, now: datetime) -> None:
    held = OPEN.get(to)
    if held is None:
        return
    if Purpose.DISCLOSURE in held.needs:
        if not _may_be_told(session, row, now):
            raise ConsentMissing
        return
    check_consents(session, returnee_id=row.returnee_id, needed=held.needs, at=now)


def _may_be_told(session: Session, row: Introduction, now: datetime) -> bool:
    return may_be_told_to(
        session,
        returnee_id=row.returnee_id,
        employer_id=row.employer_id,
        vacancy_id=row.vacancy_id,
        at=now,
    )
