"""Working days and hours in Iraq. Pure: whoever calls passes the time and the holidays.

Iraq works Sunday to Thursday and has kept UTC+3 without summer time since 2008
(Source: IANA time zone database, Asia/Baghdad).
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BAGHDAD = ZoneInfo("Asia/Baghdad")
WEEKEND = frozenset({4, 5})
"""Friday and Saturday, as `date.weekday` counts."""

QUIET_FROM, QUIET_UNTIL = time(20), time(8)
FRIDAY_QUIET_UNTIL = time(14)


def local_day(at: datetime) -> date:
    """Return the day in Iraq at an instant (aware)."""
    return at.astimezone(BAGHDAD).date()


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Return whether people work on this day.

    Examples
    --------
    >>> is_working_day(date(2026, 11, 22)), is_working_day(date(2026, 11, 27))
    (True, False)
    """
    return day.weekday() not in WEEKEND and day not in holidays


def add_working_days(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """Return the working day that lies `count` ≥ 0 working days after `day`.

    Examples
    --------
    >>> add_working_days(date(2026, 11, 26), 1)  # from a Thursday
    datetime.date(2026, 11, 29)
    """
    while count > 0 or not is_working_day(day, holidays):
        day += timedelta(days=1)
        if is_working_day(day, holidays):
            count = max(count - 1, 0)
    return day


def is_quiet(at: datetime) -> bool:
    """Return whether people should be left alone at this instant.

    Quiet are the nights from 20:00 to 08:00 and Friday until 14:00, time in Iraq.

    Examples
    --------
    >>> is_quiet(datetime(2026, 11, 27, 10, tzinfo=BAGHDAD))
    True
    """
    local = at.astimezone(BAGHDAD)
    if local.weekday() == 4 and local.time() < FRIDAY_QUIET_UNTIL:  # noqa: PLR2004  Friday
        return True
    return local.time() >= QUIET_FROM or local.time() < QUIET_UNTIL
