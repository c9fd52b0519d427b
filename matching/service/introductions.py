"""Deeds with introductions. What touches other domains too is in `forsa.deeds`."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from employers.interface import vacancy_brief
from kernel import audit
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.errors import MoveNotAllowed
from kernel.storage import locked_row
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
    begin_steps,
    carry_out,
    locked,
    record_beginnings,
    touch,
)
from matching.states import OPEN, By
from matching.values.introductions import (
    IntroductionBrief,
    MoveOrder,
    State,
    Suggestion,
)
from skills.errors import ConsentMissing, ReturneeNotFound
from skills.interface.calendar import holidays
from skills.interface.consents import check_consents, live_purposes, may_be_told_to
from skills.interface.returnees import standings_by_id
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
    [brief] = suggest_all(session, suggestions=[suggestion], actor=actor, now=now)
    return brief


def suggest_all(
    session: Session, *, suggestions: Sequence[Suggestion], actor: Actor, now: datetime
) -> list[IntroductionBrief]:
    """Create introductions in `suggested`, all or none, and return them in this order.

    What is read and what is recorded takes as many statements for many as for one.

    Raises
    ------
    AlreadyIntroduced, IntroductionNotFound, ConsentMissing
        As `suggest`, if it is so for one of them.
    """
    _check_may_be_written(session, suggestions, actor, now)
    days_off = holidays(session)
    rows = [_suggested(one, now) for one in suggestions]
    for row in rows:
        begin_steps(row, days_off, now)
    try:
        with session.begin_nested():
            session.add_all(rows)
            session.flush()
    except IntegrityError as error:  # somebody else wrote one since we looked
        raise AlreadyIntroduced from error
    written = [brief_of(row) for row in rows]
    pairs = zip(written, suggestions, strict=True)
    record_beginnings(session, [(brief, one.via) for brief, one in pairs], actor, now)
    return written


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
    if not free or _any_open(session, [suggestion]):
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


def _check_may_be_written(
    session: Session, suggestions: Sequence[Suggestion], actor: Actor, now: datetime
) -> None:
    people = [one.returnee_id for one in suggestions]
    standings = standings_by_id(session, people)
    if set(people) - set(standings):
        raise ReturneeNotFound
    for whose in standings.values():
        check_may_suggest(actor, whose)
    if _any_open(session, suggestions):
        raise AlreadyIntroduced
    agreed = live_purposes(session, people, at=now)
    if any(Purpose.MATCHING not in purposes for purposes in agreed.values()):
        raise ConsentMissing


def _suggested(suggestion: Suggestion, now: datetime) -> Introduction:
    return Introduction(
        returnee_id=suggestion.returnee_id,
        vacancy_id=suggestion.vacancy_id,
        employer_id=suggestion.employer_id,
        state=State.SUGGESTED,
        state_at=now,
        counted_from_at=now,
        created_at=now,
        score=suggestion.score,
    )


def _any_open(session: Session, suggestions: Sequence[Suggestion]) -> bool:
    """Return whether a person and a vacancy among these have an open introduction."""
    pairs = {(one.returnee_id, one.vacancy_id) for one in suggestions}
    same = sa.select(col(Introduction.returnee_id), col(Introduction.vacancy_id)).where(
        col(Introduction.returnee_id).in_({who for who, _ in pairs}),
        col(Introduction.vacancy_id).in_({vacancy_id for _, vacancy_id in pairs}),
        col(Introduction.state).in_(OPEN),
    )
    found = session.execute(same).all()
    return any((who, vacancy_id) in pairs for who, vacancy_id in found)


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
