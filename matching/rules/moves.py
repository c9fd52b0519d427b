"""Which moves of an introduction are allowed, to whom and when. Pure."""

from datetime import date, timedelta

from kernel.actor import Actor
from kernel.errors import MoveNotAllowed
from matching.errors import DateMissing, DateTooLate, HeldBefore, ReasonMissing
from matching.rules.permissions import mover
from matching.states import (
    CANCEL_DAYS,
    EMPLOYER_ANSWERS,
    HOLD_DAYS,
    OPEN,
    REASONS,
    RETAINED_DAYS,
    TRIAL_DAYS,
    UNKNOWN_DAYS,
    WITH_CARD,
    By,
)
from matching.values.introductions import IntroductionBrief, MoveOrder, State

EARLY = frozenset({State.SUGGESTED, State.APPROVED})
"""The states in which nobody has asked the person yet."""

_FROM_DAY = {State.RETAINED: RETAINED_DAYS, State.ENDED_UNKNOWN: UNKNOWN_DAYS}
_UNTIL_DAY = {State.CANCELLED: CANCEL_DAYS}
"""Moves of a hire that are made only from, or only until, so many days after its start."""


def allowed_moves(state: State, by: By | None) -> tuple[State, ...]:
    """Return where somebody may move an introduction from a state; none from a closed one."""
    if state not in OPEN or by is None:
        return ()
    return tuple(to for to, who in OPEN[state].moves.items() if by in who)


def moves_now(introduction: IntroductionBrief, by: By | None, *, today: date) -> tuple[State, ...]:
    """Return where somebody may move this introduction today.

    These are the moves of its state, but for those whose days have passed or are still to come
    after a hire, and for a yes that nobody gave: jobs only carry one out.
    """
    return tuple(
        to
        for to in allowed_moves(introduction.state, by)
        if _is_in_its_days(introduction, to, today)
        and not (by is By.JOB and to is State.INTERESTED and introduction.wanted_at is None)
    )


def _is_in_its_days(introduction: IntroductionBrief, to: State, today: date) -> bool:
    if introduction.hired_on is None:
        return True
    days = (today - introduction.hired_on).days
    return _FROM_DAY.get(to, days) <= days <= _UNTIL_DAY.get(to, days)


def check_move(
    introduction: IntroductionBrief, order: MoveOrder, *, by: By | None, today: date
) -> None:
    """Refuse a move that the state, the mover or what is missing does not allow.

    Raises
    ------
    MoveNotAllowed
        If there is no such move from here for this mover.
    ReasonMissing
        If the move needs a reason of its list.
    DateMissing, DateTooLate
        If the move needs a date, or it lies too far away.
    HeldBefore
        If an entry is put off a second time.
    """
    allowed = moves_now(introduction, by, today=today)
    if order.to not in allowed:
        raise MoveNotAllowed(introduction.state, order.to, allowed)
    if order.to in REASONS and by is not By.JOB and order.reason not in REASONS[order.to]:
        raise ReasonMissing
    if order.to is State.HELD and introduction.held_once:
        raise HeldBefore
    _check_dates(order, today)


def check_may_want(introduction: IntroductionBrief, actor: Actor) -> None:
    """Refuse to keep a yes that comes before anybody asked, once somebody has asked or it ended.

    Raises
    ------
    MoveNotAllowed
        If the introduction is past `approved`, or it is not the person or their office who says
        so.
    """
    by = mover(actor)
    if introduction.state not in EARLY or by not in (By.RETURNEE, By.CASEWORKER):
        allowed = allowed_moves(introduction.state, by)
        raise MoveNotAllowed(introduction.state, State.INTERESTED, allowed)


def check_answer(introduction: IntroductionBrief, order: MoveOrder, *, today: date) -> None:
    """Refuse what is no answer of an employer to a card that waits for one.

    Raises
    ------
    MoveNotAllowed, ReasonMissing, DateMissing, DateTooLate, HeldBefore
        As `check_move`.
    """
    if introduction.state not in WITH_CARD or order.to not in EMPLOYER_ANSWERS:
        allowed = moves_now(introduction, By.EMPLOYER, today=today)
        raise MoveNotAllowed(introduction.state, order.to, allowed)
    check_move(introduction, order, by=By.EMPLOYER, today=today)


def _check_dates(order: MoveOrder, today: date) -> None:
    limits = {State.HELD: HOLD_DAYS, State.TRIAL: TRIAL_DAYS}
    if order.to in limits:
        if order.until_on is None or order.until_on <= today:
            raise DateMissing
        if order.until_on > today + timedelta(days=limits[order.to]):
            raise DateTooLate
    if order.to is State.HIRED and order.start_on is None:
        raise DateMissing
