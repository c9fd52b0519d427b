"""A person takes a yes back, or is away: at once, everywhere, in one transaction."""

from collections.abc import Collection
from datetime import date, datetime

from sqlmodel import Session

from forsa.deeds.introductions import take_disclosure_back
from kernel import outbox
from kernel.actor import Actor
from kernel.outbox import Recipient, RecipientKind
from matching import service as matching
from matching.interface import introductions_of
from matching.states import BEFORE_SENT, OPEN, WITH_CARD, Shows
from matching.values.introductions import IntroductionBrief, MoveOrder, MoveReason, State, Via
from skills import service as skills
from skills.values.consents import ConsentMethod, Purpose
from skills.values.person_merging import TakenBack
from skills.values.returnees import Availability

_BUT_HIRED = frozenset(OPEN) - {State.HIRED}
AWAY = frozenset({Availability.PAUSED, Availability.UNREACHABLE})
WITH_IDENTITY = frozenset(state for state, held in OPEN.items() if held.shows is Shows.IDENTITY)


def withdraw_consent(
    session: Session,
    *,
    returnee_id: int,
    purpose: Purpose,
    method: ConsentMethod,
    actor: Actor,
    now: datetime,
) -> int:
    """Take back every live yes to one purpose and end what needed it; return how many ended.

    Waiting messages to the person are cancelled when they took back messages.

    Raises
    ------
    DomainError
        As `skills.service.withdraw_consent`.
    """
    skills.withdraw_consent(
        session, returnee_id=returnee_id, purpose=purpose, method=method, actor=actor, now=now
    )
    if purpose is Purpose.MESSAGES:
        outbox.cancel(session, to=Recipient(RecipientKind.RETURNEE, returnee_id))
    return end_what_needs(
        session, returnee_id=returnee_id, taken_back=[TakenBack(purpose)], actor=actor, now=now
    )


def change_availability(
    session: Session,
    *,
    returnee_id: int,
    to: Availability,
    until_on: date | None,
    actor: Actor,
    now: datetime,
) -> int:
    """Say whether a person is free; return how many introductions ended by it.

    Who is away is taken off employers' lists; what had not been sent yet waits for the day of
    return, and its steps begin anew with it. Who withdraws ends everything but a hire, and no
    employer may learn their name any more.

    Raises
    ------
    DomainError
        As `skills.service.move_availability`.
    """
    skills.move_availability(
        session, returnee_id=returnee_id, to=to, until_on=until_on, actor=actor, now=now
    )
    if to is Availability.AVAILABLE:
        _take_up_again(session, returnee_id, actor, now)
    return follow_availability(
        session, returnee_id=returnee_id, to=to, until_on=until_on, actor=actor, now=now
    )


def follow_availability(
    session: Session,
    *,
    returnee_id: int,
    to: Availability,
    until_on: date | None,
    actor: Actor,
    now: datetime,
) -> int:
    """End or put off what a person's availability does not allow; return how many ended."""
    if to in AWAY:
        ended = _end(session, returnee_id, WITH_CARD, MoveReason.PAUSED, actor, now)
        _let_wait(session, returnee_id, until_on, actor, now)
        return len(ended)
    if to is Availability.WITHDRAWN:
        ended = _end(session, returnee_id, _BUT_HIRED, MoveReason.PERSON_ASKED, actor, now)
        for one in ended:
            if one.state in WITH_IDENTITY:
                take_disclosure_back(session, one, actor, now)
        return len(ended)
    if to is Availability.PLACED:
        reason = MoveReason.HIRED_ELSEWHERE
        return len(_end(session, returnee_id, _BUT_HIRED, reason, actor, now))
    return 0


def end_what_needs(
    session: Session,
    *,
    returnee_id: int,
    taken_back: Collection[TakenBack],
    actor: Actor,
    now: datetime,
) -> int:
    """End what needs a yes that was taken back; return how many ended."""
    needing = [
        (one.vacancy_id, {state for state, held in OPEN.items() if one.purpose in held.needs})
        for one in taken_back
    ]
    ending = [
        found
        for found in introductions_of(session, returnee_id=returnee_id, states=OPEN.keys())
        for vacancy_id, states in needing
        if found.state in states and vacancy_id in (None, found.vacancy_id)
    ]
    by_id = {one.introduction_id: one for one in ending}
    for introduction_id in by_id:
        order = MoveOrder(introduction_id, State.WITHDRAWN, MoveReason.CONSENT_WITHDRAWN, Via.JOB)
        matching.end_introduction(session, order=order, actor=actor, now=now)
    return len(by_id)


def _end(
    session: Session,
    returnee_id: int,
    states: frozenset[State],
    reason: MoveReason,
    actor: Actor,
    now: datetime,
) -> list[IntroductionBrief]:
    """End what is in one of these states and return how each stood before."""
    to = State.OBSOLETE if reason is MoveReason.HIRED_ELSEWHERE else State.WITHDRAWN
    ending = introductions_of(session, returnee_id=returnee_id, states=states)
    for one in ending:
        order = MoveOrder(one.introduction_id, to, reason, Via.JOB)
        matching.end_introduction(session, order=order, actor=actor, now=now)
    return ending


def _let_wait(
    session: Session, returnee_id: int, until_on: date | None, actor: Actor, now: datetime
) -> None:
    for one in introductions_of(session, returnee_id=returnee_id, states=BEFORE_SENT):
        matching.let_wait(
            session,
            introduction_id=one.introduction_id,
            until_on=until_on,
            actor=actor,
            now=now,
        )


def _take_up_again(session: Session, returnee_id: int, actor: Actor, now: datetime) -> None:
    for one in introductions_of(session, returnee_id=returnee_id, states=BEFORE_SENT):
        matching.take_up_again(session, introduction_id=one.introduction_id, actor=actor, now=now)
