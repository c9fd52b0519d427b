"""When jobs are due: said in time of Iraq, computed as instants in UTC. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kernel.calendar import BAGHDAD, local_day

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = frozenset(range(7))
MINUTES_PER_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class OnDays:
    """At one time of the day in Iraq, on some days of the week (0 is Monday)."""

    at: time
    days: frozenset[int] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class EveryMinutes:
    """Every so many minutes; the number divides a day, so that slots are the same every day."""

    count: int

    def __post_init__(self) -> None:
        if self.count < 1 or MINUTES_PER_DAY % self.count:
            message = f"{self.count} minutes do not divide a day."
            raise ValueError(message)


Schedule = OnDays | EveryMinutes


def daily(hour: int, minute: int = 0) -> OnDays:
    """Return the schedule of every day at this time in Iraq."""
    return OnDays(time(hour, minute))


def weekly(days: str, hour: int, minute: int = 0) -> OnDays:
    """Return the schedule of some days, such as `"sun wed"`, at this time in Iraq."""
    return OnDays(time(hour, minute), frozenset(DAY_NAMES.index(day) for day in days.split()))


def every(minutes: int) -> EveryMinutes:
    """Return the schedule of every so many minutes."""
    return EveryMinutes(minutes)


def slots_between(schedule: Schedule, after: datetime, until: datetime) -> Iterator[datetime]:
    """Yield the slots later than `after` and not later than `until`, the earliest first, in UTC.

    Examples
    --------
    >>> week = datetime(2026, 11, 22, tzinfo=UTC), datetime(2026, 11, 29, tzinfo=UTC)
    >>> [f"{slot:%a %H:%M}" for slot in slots_between(weekly("sun wed", 9), *week)]
    ['Sun 06:00', 'Wed 06:00']
    """
    slot = next_slot(schedule, after)
    while slot <= until:
        yield slot
        slot = next_slot(schedule, slot)


def last_slot(schedule: Schedule, now: datetime) -> datetime:
    """Return the latest slot that is not later than `now`, in UTC."""
    if isinstance(schedule, EveryMinutes):
        return _minute_slot(schedule, now)
    today = local_day(now)
    days = (today - timedelta(days=back) for back in range(8))
    return next(slot for slot in _slots_on(schedule, days) if slot <= now)


def next_slot(schedule: Schedule, now: datetime) -> datetime:
    """Return the earliest slot that is later than `now`, in UTC."""
    if isinstance(schedule, EveryMinutes):
        return _minute_slot(schedule, now) + timedelta(minutes=schedule.count)
    today = local_day(now)
    days = (today + timedelta(days=ahead) for ahead in range(8))
    return next(slot for slot in _slots_on(schedule, days) if slot > now)


def _minute_slot(schedule: EveryMinutes, now: datetime) -> datetime:
    midnight = datetime.combine(local_day(now), time(), BAGHDAD).astimezone(UTC)
    length = timedelta(minutes=schedule.count)
    return midnight + (now - midnight) // length * length


def _slots_on(schedule: OnDays, days: Iterator[date]) -> Iterator[datetime]:
    for day in days:
        if day.weekday() in schedule.days:
            yield datetime.combine(day, schedule.at, BAGHDAD).astimezone(UTC)
