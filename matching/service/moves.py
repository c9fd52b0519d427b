"""How a move of an introduction is written, with all that follows from it in this package.

For this package alone; the deeds are in its neighbours.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from employers.interface import is_suspended
from kernel import audit
from kernel.actor import Actor, Role
from kernel.storage import insert_rows, locked_row, written_id
from matching.errors import IntroductionNotFound
from matching.interface import brief_of
from matching.models import Introduction, IntroductionMove, ShortlistEntry
from matching.rules import check_may_see_introduction, first_step
from matching.service.places import follow_shortlists
from matching.service.tasks import close_tasks_of
from matching.values.introductions import IntroductionBrief, MoveOrder, NextStep, State, Via
from skills.interface.calendar import holidays
from skills.interface.returnees import standing


def locked(session: Session, introduction_id: int, actor: Actor) -> Introduction:
    """Return the row for writing.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor may know of.
    """
    row = locked_row(session, Introduction, introduction_id)
    if row is None:
        raise IntroductionNotFound
    check_may_see_introduction(actor, brief_of(row), standing(session, row.returnee_id))
    if actor.employer_id is not None and is_suspended(session, actor.employer_id):
        raise IntroductionNotFound
    if actor.role is Role.LINK_HOLDER and not _is_on_their_list(session, row, actor):
        raise IntroductionNotFound
    return row


def _is_on_their_list(session: Session, row: Introduction, actor: Actor) -> bool:
    """Return whether an introduction went out on the one list whose link somebody holds."""
    query = (
        select(ShortlistEntry.id)
        .where(ShortlistEntry.introduction_id == row.id)
        .where(ShortlistEntry.shortlist_id == actor.shortlist_id)
        .where(col(ShortlistEntry.issued).is_(True))
    )
    return session.exec(query).first() is not None


def carry_out(
    session: Session, row: Introduction, order: MoveOrder, actor: Actor, now: datetime
) -> None:
    """Write a move that was found to be allowed."""
    before = row.state
    row.state, row.state_at = order.to, now
    row.last_reason = order.reason
    row.may_be_told = order.may_be_told
    forget_answer(row)
    if order.to is State.HELD:
        row.held_once, row.held_until_on = True, order.until_on
    if order.to is State.TRIAL:
        row.trial_until_on = order.until_on
    if order.to is State.HIRED:
        row.hired_on, row.wage, row.contract_form = order.start_on, order.wage, order.contract_form
    start_steps(session, row, now)
    row.version += 1
    session.add(row)
    session.flush()
    record_move(session, row, before, order, actor, now)
    # What was to be done about the state before is no longer to be done.
    close_tasks_of(session, introduction_id=order.introduction_id, actor=actor, now=now)
    follow_shortlists(session, row, now)


def forget_answer(row: Introduction) -> None:
    """Take an employer's pending answer off the row."""
    row.pending = row.pending_reason = row.pending_until_at = None
    row.pending_hold_until_on = row.pending_by = row.pending_via = None


def start_steps(session: Session, row: Introduction, now: datetime) -> None:
    """Begin the steps of the row's state, their days counted from now."""
    begin_steps(row, holidays(session), now)


def begin_steps(row: Introduction, days_off: frozenset[date], now: datetime) -> None:
    """Begin the steps of the row's state, as `start_steps`, with the holidays at hand."""
    row.counted_from_at = now
    set_next(row, first_step(row.state, at=now, holidays=days_off, given=given_date(row)))


def given_date(row: Introduction) -> date | None:
    """Return the date that the introduction itself holds for its steps."""
    by_state = {
        State.HELD: row.held_until_on,
        State.TRIAL: row.trial_until_on,
        State.HIRED: row.hired_on,
    }
    return by_state.get(row.state)


def set_next(row: Introduction, following: NextStep | None) -> None:
    """Write whose turn it is, for what and by when; None if the introduction is closed."""
    if following is None:
        row.next_owner = row.next_what = row.next_on = None
        row.step_number = 0
        return
    row.next_owner, row.next_what, row.next_on = following.owner, following.what, following.on
    row.step_number = following.number


def touch(session: Session, row: Introduction, what: str, actor: Actor, now: datetime) -> None:
    """Add the audit event of a deed that is no move, and count the row's version up."""
    row.version += 1
    audit.record(
        session,
        actor=actor,
        action=f"matching.introduction.{what}",
        subject=f"introduction:{row.id}",
        now=now,
    )


def record_move(
    session: Session,
    row: Introduction,
    before: State | None,
    order: MoveOrder,
    actor: Actor,
    now: datetime,
) -> None:
    """Add a move to history and audit. `before` is None for the first state."""
    session.add(
        IntroductionMove(
            introduction_id=written_id(row),
            at=now,
            role=actor.role,
            account_id=actor.account_id,
            via=order.via,
            from_state=before,
            to_state=order.to,
            reason=order.reason,
        )
    )
    audit.record(
        session,
        actor=actor,
        action=f"matching.introduction.{order.to}",
        subject=f"introduction:{row.id}",
        now=now,
        reason=order.reason,
    )


def record_beginnings(
    session: Session,
    begun: Sequence[tuple[IntroductionBrief, Via]],
    actor: Actor,
    now: datetime,
) -> None:
    """Add the first states of introductions to history and audit; two statements."""
    insert_rows(
        session,
        IntroductionMove,
        [
            {
                "introduction_id": one.introduction_id,
                "at": now,
                "role": actor.role,
                "account_id": actor.account_id,
                "via": via,
                "from_state": None,
                "to_state": State.SUGGESTED,
                "reason": None,
            }
            for one, via in begun
        ],
    )
    audit.record_many(
        session,
        actor=actor,
        action=f"matching.introduction.{State.SUGGESTED}",
        subjects=[f"introduction:{one.introduction_id}" for one, _ in begun],
        now=now,
    )
