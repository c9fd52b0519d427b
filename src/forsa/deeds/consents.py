"""A person takes a yes back, or is away: at once, everywhere, in one transaction."""

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
from skills.values.returnees import Availability

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
    needing = {state for state, held in OPEN.items() if purpose in held.needs}
    return len(_end(session, returnee_id, needing, MoveReason.CONSENT_WITHDRAWN, actor, now))


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
    if to in AWAY:
        ended = _end(session, returnee_id, WITH_CARD, MoveReason.PAUSED, actor, now)
        _let_wait(session, returnee_id, until_on, actor, now)
        return len(ended)
    if to is Availability.WITHDRAWN:
        ending = frozenset(OPEN) - {State.HIRED}
        ended = _end(session, returnee_id, ending, MoveReason.PERSON_ASKED, actor, now)
        for one in ended:
            if one.state in WITH_IDENTITY:
                take_disclosure_back(session, one, actor, now)
        return len(ended)
    if to is Availability.AVAILABLE:
        _take_up_again(session, returnee_id, actor, now)
    return 0


def _end(
    session: Session,
    returnee_id: int,
    states: frozenset[State] | set[State],
    reason: MoveReason,
    actor: Actor,
    now: datetime,
) -> list[IntroductionBrief]:
    """End what is in one of these states and return how each stood before."""
    ending = introductions_of(session, returnee_id=returnee_id, states=states)
    for one in ending:
        order = MoveOrder(one.introduction_id, State.WITHDRAWN, reason, Via.JOB)
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
