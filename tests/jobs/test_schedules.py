"""Slots are said in time of Iraq and computed in UTC."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forsa.scheduler.schedules import daily, every, last_slot, next_slot, slots_between
from forsa.scheduler.table import JOBS, SCHEDULES


def utc(text: str) -> datetime:
    """Return an instant written as day of November 2026 and time in UTC; the 22nd is a Sunday."""
    return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


class TestSlots:
    def test_are_three_hours_earlier_in_utc(self):
        assert last_slot(daily(8), utc("25 12:00")) == utc("25 05:00")

    def test_of_the_early_morning_lie_on_the_day_before_in_utc(self):
        assert next_slot(daily(2), utc("25 12:00")) == utc("25 23:00")

    def test_of_some_days_leave_out_the_others(self):
        issue, _ = SCHEDULES["issue"]

        week = list(slots_between(issue, utc("22 00:00"), utc("29 00:00")))

        assert week == [utc("22 06:00"), utc("25 06:00")]

    def test_of_working_days_leave_out_friday_and_saturday(self):
        working, _ = SCHEDULES["caseworker-list"]

        week = list(slots_between(working, utc("22 00:00"), utc("29 00:00")))

        assert [f"{slot:%a}" for slot in week] == ["Sun", "Mon", "Tue", "Wed", "Thu"]

    def test_of_minutes_are_the_same_every_day(self):
        assert last_slot(every(15), utc("25 12:14")) == utc("25 12:00")
        assert next_slot(every(15), utc("25 12:15")) == utc("25 12:30")

    def test_end_with_the_instant_itself(self):
        eight = utc("25 05:00")

        assert list(slots_between(daily(8), eight - timedelta(days=1), eight)) == [eight]
        assert list(slots_between(daily(8), eight, eight)) == []
        assert last_slot(daily(8), eight) == eight
        assert next_slot(daily(8), eight) == eight + timedelta(days=1)

    @pytest.mark.parametrize("minutes", [0, -5, 7])
    def test_need_minutes_that_divide_a_day(self, minutes):
        with pytest.raises(ValueError, match="divide"):
            every(minutes)

    @given(
        st.sampled_from([schedule for schedule, _ in SCHEDULES.values()]),
        st.integers(0, 6 * 365 * 24 * 3600).map(
            lambda seconds: utc("1 00:00") + timedelta(seconds=seconds)
        ),
    )
    def test_lie_around_every_instant_with_none_between(self, schedule, now):
        last, coming = last_slot(schedule, now), next_slot(schedule, now)

        assert last <= now < coming
        assert list(slots_between(schedule, last, coming)) == [coming]
        assert next_slot(schedule, last) == coming


class TestTable:
    def test_names_every_job_of_the_states_page(self):
        names = (
            "rerank draw-up issue caseworker-list returnee-jobs answers reminders follow-ups "
            "expiry consents reconcile retention backup"
        )

        assert set(SCHEDULES) == set(names.split())

    def test_has_each_job_once(self):
        assert len({job.name for job in JOBS}) == len(JOBS)
