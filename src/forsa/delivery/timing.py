"""When a message is tried, and when tried again. Pure."""

from datetime import datetime, time, timedelta
from random import Random

from kernel.calendar import BAGHDAD, is_quiet, local_day
from kernel.outbox import RecipientKind

LEASE = timedelta(minutes=5)
"""How long a claimed message is its claimer's alone."""

LEASE_RESERVE = timedelta(minutes=1)
"""What must be left of the lease when a message is begun."""

HOURLY_TRIES = 23
RETRY_DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    *[timedelta(hours=1)] * HOURLY_TRIES,
)
"""What passes after the first, the second … try that failed: a day in all."""

JITTER_SHARE = 0.1
"""By how much a delay may be shorter or longer, so that mails do not come back all at once."""

LONGEST_WAIT = timedelta(hours=24)
"""No message is put off longer at once; the longest quiet, from Thursday night, has 18 hours."""

URGENT = "urgent"
"""The key of a payload that is true for what cannot wait: an interview today."""


def retry_at(attempts: int, now: datetime, jitter: Random) -> datetime | None:
    """Return when to try again after `attempts` ≥ 1 tries that failed, None if never."""
    if attempts > len(RETRY_DELAYS):
        return None
    share = jitter.uniform(1 - JITTER_SHARE, 1 + JITTER_SHARE)
    return now + RETRY_DELAYS[attempts - 1] * share


def may_disturb(kind: RecipientKind, now: datetime, *, urgent: bool) -> bool:
    """Return whether somebody of this kind may be written to now. Only returnees have quiet."""
    return urgent or kind is not RecipientKind.RETURNEE or not is_quiet(now)


def end_of_quiet(at: datetime) -> datetime:
    """Return when people may be written to again; `at` itself if they may now.

    Examples
    --------
    >>> end_of_quiet(datetime(2026, 11, 26, 21, tzinfo=BAGHDAD)).isoformat()  # a Thursday
    '2026-11-27T14:00:00+03:00'
    """
    if not is_quiet(at):
        return at
    days = (local_day(at) + timedelta(days=ahead) for ahead in range(3))
    ends = (datetime.combine(d, time(hour), BAGHDAD) for d in days for hour in (8, 14))
    return next(end for end in ends if end > at and not is_quiet(end))
