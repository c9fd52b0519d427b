"""The days of the made-up past: working days counted back from today. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kernel.calendar import BAGHDAD, is_working_day, local_day

DAYS_BACK = 240
ISSUE_WEEKDAYS = frozenset({6, 2})
"""Sunday and Wednesday (docs/states.md, Schedule)."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days before today, the latest first; `issues` are the places of issuing days.

    A day is named by its place: 0 is the last working day before today.
    """

    days: tuple[date, ...]
    issues: tuple[int, ...]

    def moment(self, place: int, hour: int, minute: int = 0) -> datetime:
        """Return an instant of a day, by the clock in Iraq."""
        at = datetime.combine(self.days[place], time(hour, minute), BAGHDAD)
        return at.astimezone(UTC)


def calendar_before(now: datetime) -> Calendar:
    """Return the working days of the last eight months before today."""
    today = local_day(now)
    past = (today - timedelta(days=back) for back in range(1, DAYS_BACK))
    days = tuple(day for day in past if is_working_day(day))
    issues = tuple(place for place, day in enumerate(days) if day.weekday() in ISSUE_WEEKDAYS)
    return Calendar(days, issues)
