"""Working days and quiet hours in Iraq."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.calendar import BAGHDAD, add_working_days, is_quiet, is_working_day, local_day

days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(days, st.integers(0, 40), st.sets(days, max_size=5))
def test_working_days_lie_ahead_and_are_worked(day, count, holidays):
    later = add_working_days(day, count, holidays)

    assert later >= day
    assert is_working_day(later, holidays)
    worked = [
        day + timedelta(days=n)
        for n in range(1, (later - day).days + 1)
        if is_working_day(day + timedelta(days=n), holidays)
    ]
    assert len(worked) == count or (count == 0 and not is_working_day(day, holidays))


def test_a_holiday_is_not_worked():
    sunday = date(2026, 11, 22)

    assert add_working_days(date(2026, 11, 19), 1) == sunday
    assert add_working_days(date(2026, 11, 19), 1, {sunday}) == date(2026, 11, 23)


def test_a_day_begins_at_midnight_in_iraq():
    assert local_day(datetime(2026, 11, 24, 21, 0, tzinfo=UTC)) == date(2026, 11, 25)
    assert local_day(datetime(2026, 11, 24, 20, 59, tzinfo=UTC)) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "hour", "minute", "quiet"),
    [
        (22, 7, 59, True),
        (22, 8, 0, False),
        (22, 19, 59, False),
        (22, 20, 0, True),
        (22, 0, 0, True),
        (27, 9, 0, True),
        (27, 13, 59, True),
        (27, 14, 0, False),
        (27, 19, 59, False),
        (27, 20, 0, True),
        (28, 9, 0, False),
        (28, 3, 0, True),
    ],
)
def test_nights_and_friday_mornings_are_quiet(day, hour, minute, quiet):
    assert is_quiet(datetime(2026, 11, day, hour, minute, tzinfo=BAGHDAD)) is quiet
