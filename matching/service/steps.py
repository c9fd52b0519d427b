"""Deeds with the next step of an introduction whose state stays the same."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.storage import locked_row
from matching.errors import IntroductionNotFound
from matching.models import Introduction
from matching.rules import step
from matching.service.moves import given_date, set_next, start_steps, touch
from matching.states import AWAY_DAYS, OPEN, UP_TO_HELD
from matching.values.introductions import NextStep
from skills.interface.calendar import holidays


def take_step(session: Session, *, introduction_id: int, actor: Actor, now: datetime) -> NextStep:
    """Go on to the next step of the same state, since nobody acted by its day; return it.

    Raises
    ------
    IntroductionNotFound
        If there is none, or it is closed.
    """
    row = locked_row(session, Introduction, introduction_id)
    if row is None or row.state not in OPEN:
        raise IntroductionNotFound
    following = step(
        row.state,
        row.step_number + 1,
        began_at=row.counted_from_at,
        holidays=holidays(session),
        given=given_date(row),
    )
    set_next(row, following)
    touch(session, row, "step", actor, now)
    assert following is not None, "an open state has a step"
    return following


def let_wait(
    session: Session,
    *,
    introduction_id: int,
    until_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Put the next step off while the person is away or may not be shown; the step stays the same.

    `until_on` None is two weeks from now.

    Raises
    ------
    IntroductionNotFound
        If there is none, or an employer has answered already.
    """
    row = locked_row(session, Introduction, introduction_id)
    if row is None or row.state not in UP_TO_HELD:
        raise IntroductionNotFound
    tomorrow = local_day(now) + timedelta(days=1)
    row.next_on = max(until_on or local_day(now) + timedelta(days=AWAY_DAYS), tomorrow)
    touch(session, row, "waits", actor, now)


def take_up_again(session: Session, *, introduction_id: int, actor: Actor, now: datetime) -> None:
    """Begin the steps of its state anew, since the person is back.

    Raises
    ------
    IntroductionNotFound
        If there is none, or it is closed.
    """
    row = locked_row(session, Introduction, introduction_id)
    if row is None or row.state not in OPEN:
        raise IntroductionNotFound
    start_steps(session, row, now)
    touch(session, row, "taken-up-again", actor, now)
