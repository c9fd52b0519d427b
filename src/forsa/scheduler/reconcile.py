"""The job that sets right what dead workers and wrong clocks left in the outbox."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from forsa.delivery.timing import LEASE, LONGEST_WAIT
from forsa.scheduler.jobs import JobContext, JobReport
from forsa.scheduler.runs import forget_runs
from kernel.outbox import MessageState, OutboxMessage

OVERDUE_AFTER = timedelta(minutes=15)
"""How long a message may be due and not be tried before somebody should look."""


def reconcile(context: JobContext) -> JobReport:
    """Free dead leases, bring back what waits for a day that is too far off, count what is late.

    The counts are `leases_freed`, `brought_back`, `overdue` and `runs_forgotten`.
    """
    now = context.now
    with context.database.writing() as session:
        counts = {
            "leases_freed": free_dead_leases(session, now=now),
            "brought_back": bring_back(session, now=now),
            "overdue": count_overdue(session, now=now),
            "runs_forgotten": forget_runs(session, now=now),
        }
    if counts["overdue"]:
        context.log.warning("%d messages have been due for long", counts["overdue"])
    return JobReport({word: count for word, count in counts.items() if count})


def free_dead_leases(session: Session, *, now: datetime) -> int:
    """Queue again what a worker claimed and never settled, and return how many that were."""
    lease = col(OutboxMessage.lease_until)
    # A lease longer than any that is given comes from a clock that was ahead.
    dead = sa.and_(lease.is_not(None), sa.or_(lease <= now, lease > now + 2 * LEASE))
    return _change(session, dead, {"lease_until": None, "lease_owner": None, "next_at": now})


def bring_back(session: Session, *, now: datetime) -> int:
    """Queue again what waits longer than anything waits, and return how many that were."""
    return _change(session, col(OutboxMessage.next_at) > now + LONGEST_WAIT, {"next_at": now})


def count_overdue(session: Session, *, now: datetime) -> int:
    """Return how many messages have been due for long and nobody is sending."""
    overdue = (
        select(sa.func.count())
        .select_from(OutboxMessage)
        .where(OutboxMessage.state == MessageState.CREATED)
        .where(OutboxMessage.next_at <= now - OVERDUE_AFTER)
        .where(col(OutboxMessage.lease_until).is_(None))
    )
    return session.exec(overdue).one()


def _change(session: Session, which: sa.ColumnElement[bool], values: dict[str, object]) -> int:
    change = (
        sa.update(OutboxMessage)
        .where(col(OutboxMessage.state) == MessageState.CREATED)
        .where(which)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return session.connection().execute(change).rowcount
