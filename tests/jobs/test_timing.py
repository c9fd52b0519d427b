"""When a message is tried, and when tried again."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from forsa.delivery.timing import end_of_quiet, may_disturb, retry_at
from kernel.calendar import BAGHDAD
from kernel.outbox import RecipientKind

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


class TestRetries:
    def test_come_after_1_5_and_15_minutes_and_then_each_hour_for_a_day(self):
        minutes = [
            (retry_at(tries, NOW, Random(tries)) - NOW) / timedelta(minutes=1)
            for tries in range(1, 27)
        ]

        assert minutes == pytest.approx([1, 5, 15, *[60] * 23], rel=0.1)
        assert sum([1, 5, 15, *[60] * 23]) / 60 == pytest.approx(23.35)

    def test_end_after_a_day(self):
        assert retry_at(27, NOW, Random(1)) is None

    def test_of_many_messages_do_not_come_all_at_once(self):
        jitter = Random(5)

        moments = {retry_at(4, NOW, jitter) for _ in range(50)}

        assert len(moments) == 50
        assert max(moments) - min(moments) > timedelta(minutes=8)


def local(text: str) -> datetime:
    """Return an instant written as day of November 2026 and time in Iraq."""
    return datetime.strptime(f"2026-11-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=BAGHDAD)


class TestQuietHours:
    # The 26th is a Thursday.
    @pytest.mark.parametrize(
        ("at", "until"),
        [
            ("25 07:59", "25 08:00"),
            ("25 08:00", None),
            ("25 19:59", None),
            ("25 20:00", "26 08:00"),
            ("25 23:59", "26 08:00"),
            ("26 00:00", "26 08:00"),
            ("26 12:00", None),
            ("26 20:00", "27 14:00"),
            ("27 08:00", "27 14:00"),
            ("27 13:59", "27 14:00"),
            ("27 14:00", None),
            ("27 20:00", "28 08:00"),
        ],
    )
    def test_end_at_8_and_on_fridays_at_14(self, at, until):
        quiet = until is not None

        assert may_disturb(RecipientKind.RETURNEE, local(at), urgent=False) is not quiet
        assert end_of_quiet(local(at)) == local(until or at)

    def test_hold_back_nothing_urgent_and_nobody_who_works(self):
        night = local("25 23:00")

        assert may_disturb(RecipientKind.RETURNEE, night, urgent=True)
        assert may_disturb(RecipientKind.ACCOUNT, night, urgent=False)
        assert may_disturb(RecipientKind.MEMBER, night, urgent=False)
