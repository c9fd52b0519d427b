"""A try to reach a person, with what follows: three failed ones, or reached again."""

from datetime import datetime

from sqlmodel import Session

from forsa.deeds.consents import change_availability
from kernel.actor import Actor, Role
from skills import service as skills
from skills.interface.returnees import standing
from skills.values.casework import OutreachDraft, OutreachOutcome, OutreachResult
from skills.values.returnees import Availability


def record_outreach(
    session: Session, *, returnee_id: int, draft: OutreachDraft, actor: Actor, now: datetime
) -> OutreachOutcome:
    """Write down one try to reach a person, once however often it is sent.

    After three failed tries in ten days the person is `unreachable`, with all that this ends; who
    answers is `available` again.

    Raises
    ------
    DomainError
        As `skills.service.record_outreach`.
    """
    outcome = skills.record_outreach(
        session, returnee_id=returnee_id, draft=draft, actor=actor, now=now
    )
    if not outcome.is_new:
        return outcome
    if outcome.is_unreachable:
        system = Actor(role=Role.SYSTEM, account_id=actor.account_id)
        _move(session, returnee_id, Availability.UNREACHABLE, system, now)
    elif draft.result is OutreachResult.ANSWERED and _is_unreachable(session, returnee_id):
        _move(session, returnee_id, Availability.AVAILABLE, actor, now)
    return outcome


def _is_unreachable(session: Session, returnee_id: int) -> bool:
    return standing(session, returnee_id).availability is Availability.UNREACHABLE


def _move(
    session: Session, returnee_id: int, to: Availability, actor: Actor, now: datetime
) -> None:
    change_availability(
        session, returnee_id=returnee_id, to=to, until_on=None, actor=actor, now=now
    )
