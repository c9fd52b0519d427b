"""A file is put away with all that is still open about it, and taken back."""

from datetime import datetime

from sqlmodel import Session

from forsa.deeds.consents import WITH_IDENTITY
from kernel.actor import Actor
from matching import service as matching
from matching.interface import introductions_of
from matching.states import OPEN
from matching.values.introductions import MoveOrder, MoveReason, State, Via
from matching.values.tasks import TaskKind
from skills import service as skills
from skills.interface.hand_overs import open_hand_over
from skills.values.returnees import RecordState


def archive_file(session: Session, *, returnee_id: int, actor: Actor, now: datetime) -> int:
    """Put a file away, and return how many introductions ended by it; twice is once.

    What employers could still answer is withdrawn, an offer to another office is taken back,
    and tasks about the person are closed. A meeting, a trial, an offer of work and a hire are
    ended by people alone: while there is one the file stays.

    Raises
    ------
    DomainError
        As `skills.service.move_record`.
    """
    found = introductions_of(session, returnee_id=returnee_id, states=frozenset(OPEN))
    changed = skills.move_record(
        session,
        returnee_id=returnee_id,
        to=RecordState.ARCHIVED,
        in_use=any(one.state in WITH_IDENTITY for one in found),
        actor=actor,
        now=now,
    )
    if not changed:
        return 0
    for one in found:
        order = MoveOrder(one.introduction_id, State.WITHDRAWN, MoveReason.ARCHIVED, Via.JOB)
        matching.end_introduction(session, order=order, actor=actor, now=now)
    proposed = open_hand_over(session, returnee_id)
    if proposed is not None:
        skills.withdraw_hand_over(
            session, hand_over_id=proposed.hand_over_id, actor=actor, now=now
        )
    for kind in TaskKind:
        matching.close_tasks_about(
            session, returnee_id=returnee_id, kind=kind, actor=actor, now=now
        )
    return len(found)


def take_back_file(session: Session, *, returnee_id: int, actor: Actor, now: datetime) -> None:
    """Take a file back that was put away; the person uses the same card. Twice is once.

    Raises
    ------
    DomainError
        As `skills.service.move_record`.
    """
    skills.move_record(
        session, returnee_id=returnee_id, to=RecordState.ACTIVE, actor=actor, now=now
    )
