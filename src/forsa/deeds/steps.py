"""What happens on the day a next step was due and nobody had acted."""

from datetime import datetime

from sqlmodel import Session

from employers.interface import is_suspended, members_of
from kernel import outbox
from kernel.actor import SYSTEM
from kernel.calendar import local_day
from kernel.outbox import Message, Recipient, RecipientKind
from matching import service as matching
from matching.errors import IntroductionNotFound
from matching.interface import introduction_brief
from matching.states import BEFORE_SENT, OPEN, WITH_CARD, AtDue, Step
from matching.values.introductions import (
    IntroductionBrief,
    MoveOrder,
    MoveReason,
    NextStep,
    NextWhat,
    Owner,
    State,
    Via,
)
from matching.values.tasks import TaskDraft, TaskKind
from skills.interface.consents import live_purposes
from skills.interface.returnees import standing
from skills.values.consents import Purpose

TASKS = {
    NextWhat.DECIDE: TaskKind.DECIDE,
    NextWhat.ISSUE: TaskKind.DECIDE,
    NextWhat.ASK_PERSON: TaskKind.CALL_PERSON,
    NextWhat.ANSWER: TaskKind.CALL_PERSON,
    NextWhat.CALL_PERSON: TaskKind.CALL_PERSON,
    NextWhat.AGREE_TO_MEETING: TaskKind.CALL_PERSON,
    NextWhat.CALL_EMPLOYER: TaskKind.CALL_EMPLOYER,
    NextWhat.TELL_OUTCOME: TaskKind.CALL_EMPLOYER,
    NextWhat.CLOSE: TaskKind.CLOSE,
    NextWhat.FOLLOW_UP: TaskKind.CALL_PERSON,
}


def pass_step(session: Session, *, introduction_id: int, now: datetime) -> AtDue | None:
    """Do what is due for one introduction and return what was done; None if nothing is due.

    While a person is away, or their card may not be shown since a consent has ended, the
    introduction waits: their caseworker gets a task to call, and the day moves on.

    Raises
    ------
    IntroductionNotFound
        If there is no such introduction.
    """
    found = introduction_brief(session, introduction_id)
    if found.next_step is None or found.next_step.on > local_day(now) or found.pending is not None:
        return None
    steps = OPEN[found.state].steps
    one = steps[min(found.next_step.number, len(steps) - 1)]
    if _is_held_up(session, found, now):
        _open_task(session, found, TaskKind.CALL_PERSON, now)
        matching.let_wait(session, introduction_id=introduction_id, actor=SYSTEM, now=now)
        return None
    if one.at_due is AtDue.MOVE and one.move_to is not None:
        _move(session, found, one.move_to, now)
        return AtDue.MOVE
    _act(session, found, one, now)
    matching.take_step(session, introduction_id=introduction_id, actor=SYSTEM, now=now)
    return one.at_due


def _is_held_up(session: Session, found: IntroductionBrief, now: datetime) -> bool:
    if found.state in BEFORE_SENT:
        return not standing(session, found.returnee_id).is_free
    if found.state not in WITH_CARD:
        return False
    agreed = live_purposes(session, [found.returnee_id], at=now)[found.returnee_id]
    return not OPEN[found.state].needs <= agreed


def _act(session: Session, found: IntroductionBrief, one: Step, now: datetime) -> None:
    if one.at_due is AtDue.TASK or one.owner is Owner.CASEWORKER:
        _open_task(session, found, TASKS[_what_to_call(one)], now)
    elif one.at_due is AtDue.REMIND:
        _remind_employer(session, found, now)
    elif one.at_due is AtDue.ASK:
        _ask_how_it_goes(session, found, now)


def _what_to_call(one: Step) -> NextWhat:
    """Return whom an office must call: for an answer that an employer owes, the employer."""
    if one.owner is Owner.EMPLOYER:
        return NextWhat.CALL_EMPLOYER
    return one.what


def _move(session: Session, found: IntroductionBrief, to: State, now: datetime) -> None:
    reasons = {State.DISMISSED: MoveReason.NO_ANSWER}
    order = MoveOrder(found.introduction_id, to, reasons.get(to), Via.JOB)
    matching.move_introduction(session, order=order, actor=SYSTEM, now=now)


def _open_task(session: Session, found: IntroductionBrief, kind: TaskKind, now: datetime) -> None:
    whose = standing(session, found.returnee_id)
    step = found.next_step
    if step is None:
        raise IntroductionNotFound
    draft = TaskDraft(
        key=f"step:{found.introduction_id}:{found.state}:{step.on:%Y%m%d}:{step.number}",
        kind=kind,
        office_id=whose.office_id,
        account_id=None if _goes_to_supervisor(found, step) else whose.caseworker_id,
        due_on=local_day(now),
        introduction_id=found.introduction_id,
        vacancy_id=found.vacancy_id,
        returnee_id=found.returnee_id,
    )
    matching.open_task(session, draft=draft, now=now)


def _goes_to_supervisor(found: IntroductionBrief, step: NextStep) -> bool:
    """Return whether the next step is the supervisor's, so that the whole office sees the task."""
    steps = OPEN[found.state].steps
    return steps[min(step.number + 1, len(steps) - 1)].owner is Owner.SUPERVISOR


def _remind_employer(session: Session, found: IntroductionBrief, now: datetime) -> None:
    """Remind each member once a day for one vacancy, however many people wait there.

    With an employer that was suspended nobody corresponds: the person is called.
    """
    if is_suspended(session, found.employer_id):
        _open_task(session, found, TaskKind.CALL_PERSON, now)
        return
    for member in members_of(session, found.employer_id):
        message = Message(
            dedupe_key=(f"reminder:{found.vacancy_id}:{member.member_id}:{local_day(now):%Y%m%d}"),
            to=Recipient(RecipientKind.MEMBER, member.member_id),
            template="reminder",
            payload={"vacancy_id": found.vacancy_id},
        )
        outbox.post(session, message=message, now=now)


def _ask_how_it_goes(session: Session, found: IntroductionBrief, now: datetime) -> None:
    """Let the caseworker ask how the work goes, if the person agreed to be asked."""
    agreed = live_purposes(session, [found.returnee_id], at=now)[found.returnee_id]
    if Purpose.FOLLOW_UP in agreed:
        _open_task(session, found, TaskKind.FOLLOW_UP, now)
