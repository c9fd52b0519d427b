"""Who has the next step by which day. Pure."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from kernel.calendar import add_working_days, local_day
from matching.states import OPEN, Step
from matching.values.introductions import NextStep, State


def first_step(
    state: State, *, at: datetime, holidays: Collection[date], given: date | None = None
) -> NextStep | None:
    """Return the first next step of a state that begins now; None if the state is closed.

    `given` is the date that the introduction holds itself (`held`, `trial`).
    """
    return step(state, 0, began_at=at, holidays=holidays, given=given)


def step(
    state: State,
    number: int,
    *,
    began_at: datetime,
    holidays: Collection[date],
    given: date | None = None,
) -> NextStep | None:
    """Return the step of this number, its day counted from when the state began.

    Numbers past the last step repeat it, as many of its own spans later, so that an open
    introduction always has a next day. None if the state is closed.
    """
    if state not in OPEN:
        return None
    steps = OPEN[state].steps
    one = steps[min(number, len(steps) - 1)]
    repeats = max(number - len(steps) + 1, 0)
    began_on = given if given is not None else local_day(began_at)
    span = _span(one, steps, number)
    return NextStep(one.owner, one.what, _due(one, began_on, span, repeats, holidays), number)


def _span(one: Step, steps: tuple[Step, ...], number: int) -> int:
    """Return how many days a repeated last step waits each time again."""
    earlier = [s.days for s in steps[:-1] if s.days is not None]
    return max((one.days or 0) - (earlier[-1] if earlier else 0), 1) if number else 0


def _due(one: Step, began_on: date, span: int, repeats: int, holidays: Collection[date]) -> date:
    days = (one.days or 0) + span * repeats
    if one.working:
        return add_working_days(began_on, days, holidays)
    return began_on + timedelta(days=days)
