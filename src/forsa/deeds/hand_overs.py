"""A file goes to another caseworker or office, and the tasks of both sides with it."""

from datetime import datetime

from sqlmodel import Session

from forsa.accounts.queries import colleagues_of_office
from kernel.actor import SYSTEM, Actor
from kernel.calendar import add_working_days, local_day
from matching import service as matching
from matching.values.tasks import TaskDraft, TaskKind
from skills import service as skills
from skills.interface.calendar import holidays
from skills.interface.hand_overs import hand_over_brief, open_hand_over
from skills.interface.returnees import standing
from skills.values.casework import (
    Colleagues,
    HandOverAnswer,
    HandOverBrief,
    HandOverDraft,
)
from skills.values.returnees import HandOver, Standing

DECIDE_DAYS = 2
"""Working days within which a file that is offered should be taken or refused. Set by hand."""


def propose_hand_over(
    session: Session, *, returnee_id: int, draft: HandOverDraft, actor: Actor, now: datetime
) -> int:
    """Offer a file, give the receiver a task, and return the hand-over's id.

    Raises
    ------
    DomainError
        As `skills.service.propose_hand_over`.
    """
    colleagues = colleagues_of_office(session, draft.to_office_id)
    hand_over_id = skills.propose_hand_over(
        session,
        returnee_id=returnee_id,
        draft=draft,
        colleagues=colleagues,
        actor=actor,
        now=now,
    )
    found = hand_over_brief(session, hand_over_id)
    is_within = found.from_office_id == found.to_office_id
    task = TaskDraft(
        key=f"hand-over:{hand_over_id}",
        kind=TaskKind.HAND_OVER,
        office_id=draft.to_office_id,
        account_id=draft.to_caseworker_id if is_within else _first_supervisor(colleagues),
        due_on=add_working_days(local_day(now), DECIDE_DAYS, holidays(session)),
        returnee_id=returnee_id,
    )
    matching.open_task(session, draft=task, now=now)
    return hand_over_id


def accept_hand_over(
    session: Session, *, answer: HandOverAnswer, actor: Actor, now: datetime
) -> int:
    """Take a file over with the open tasks about its person, and return the person; twice is once.

    Raises
    ------
    DomainError
        As `skills.service.accept_hand_over`.
    """
    found = hand_over_brief(session, answer.hand_over_id)
    colleagues = colleagues_of_office(session, found.to_office_id)
    caseworker_id = skills.accept_hand_over(
        session, answer=answer, colleagues=colleagues, actor=actor, now=now
    )
    if found.state is not HandOver.PROPOSED:
        return found.returnee_id
    _close(session, found.returnee_id, actor, now)
    matching.hand_tasks_over(
        session,
        returnee_id=found.returnee_id,
        office_id=found.to_office_id,
        account_id=caseworker_id,
        actor=actor,
        now=now,
    )
    return found.returnee_id


def refuse_hand_over(
    session: Session, *, answer: HandOverAnswer, actor: Actor, now: datetime
) -> None:
    """Refuse a file; who offered it gets a task to look at it again.

    Raises
    ------
    DomainError
        As `skills.service.refuse_hand_over`.
    """
    found = hand_over_brief(session, answer.hand_over_id)
    colleagues = colleagues_of_office(session, found.to_office_id)
    skills.refuse_hand_over(session, answer=answer, colleagues=colleagues, actor=actor, now=now)
    if found.state is not HandOver.PROPOSED:
        return
    _close(session, found.returnee_id, actor, now)
    _tell_giver(session, found, now)


def let_hand_over_expire(
    session: Session, *, hand_over_id: int, proposed_before: datetime, now: datetime
) -> bool:
    """Take an offer back that nobody answered; who offered it gets a task to look at it again.

    Return whether it was taken back: somebody may have answered since it was found.
    """
    found = hand_over_brief(session, hand_over_id)
    expired = skills.let_hand_over_expire(
        session,
        hand_over_id=hand_over_id,
        proposed_before=proposed_before,
        actor=SYSTEM,
        now=now,
    )
    if expired:
        _close(session, found.returnee_id, SYSTEM, now)
        _tell_giver(session, found, now)
    return expired


def withdraw_hand_over(
    session: Session, *, hand_over_id: int, actor: Actor, now: datetime
) -> None:
    """Take the offer of a file back, and the receiver's task with it.

    Raises
    ------
    DomainError
        As `skills.service.withdraw_hand_over`.
    """
    skills.withdraw_hand_over(session, hand_over_id=hand_over_id, actor=actor, now=now)
    _close(session, hand_over_brief(session, hand_over_id).returnee_id, actor, now)


def assign_caseworker(
    session: Session,
    *,
    returnee_id: int,
    caseworker_id: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Say whose a person is within their office, with the open tasks about them.

    An offer to a colleague ends with it; one to another office stands, and is the new
    caseworker's to take back.

    Raises
    ------
    DomainError
        As `skills.service.assign_caseworker`.
    """
    before = standing(session, returnee_id)
    skills.assign_caseworker(
        session,
        returnee_id=returnee_id,
        caseworker_id=caseworker_id,
        colleagues=colleagues_of_office(session, before.office_id),
        actor=actor,
        now=now,
    )
    _follow(session, before, caseworker_id, actor, now)


def pass_file_on(
    session: Session,
    *,
    returnee_id: int,
    caseworker_id: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Give one file of a caseworker who gives all theirs, as `assign_caseworker` else.

    Raises
    ------
    DomainError
        As `skills.service.pass_file_on`.
    """
    before = standing(session, returnee_id)
    skills.pass_file_on(
        session,
        returnee_id=returnee_id,
        caseworker_id=caseworker_id,
        colleagues=colleagues_of_office(session, before.office_id),
        actor=actor,
        now=now,
    )
    _follow(session, before, caseworker_id, actor, now)


def _follow(
    session: Session, before: Standing, caseworker_id: int | None, actor: Actor, now: datetime
) -> None:
    """Let what is open about a person follow who is their caseworker now."""
    if before.caseworker_id == caseworker_id:
        return
    returnee_id, office_id = before.returnee_id, before.office_id
    offered = open_hand_over(session, returnee_id)
    if offered is not None and offered.to_office_id == office_id:
        withdraw_hand_over(session, hand_over_id=offered.hand_over_id, actor=actor, now=now)
    matching.hand_tasks_over(
        session,
        returnee_id=returnee_id,
        office_id=office_id,
        account_id=caseworker_id,
        actor=actor,
        now=now,
    )


def _tell_giver(session: Session, found: HandOverBrief, now: datetime) -> None:
    whose = standing(session, found.returnee_id)
    task = TaskDraft(
        key=f"hand-over-back:{found.hand_over_id}",
        kind=TaskKind.HAND_OVER_BACK,
        office_id=whose.office_id,
        account_id=whose.caseworker_id,
        due_on=add_working_days(local_day(now), 1, holidays(session)),
        returnee_id=found.returnee_id,
    )
    matching.open_task(session, draft=task, now=now)


def _first_supervisor(colleagues: Colleagues) -> int | None:
    return next(iter(colleagues.supervisor_ids), None)


def _close(session: Session, returnee_id: int, actor: Actor, now: datetime) -> None:
    matching.close_tasks_about(
        session, returnee_id=returnee_id, kind=TaskKind.HAND_OVER, actor=actor, now=now
    )
