"""Which slots have been run: claimed before the work, so that none is run twice at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from forsa.scheduler.jobs import Job
from forsa.scheduler.models import JobRun, RunState
from forsa.scheduler.schedules import last_slot, slots_between
from kernel.storage import write_new, written_id

TRIES_AT_MOST = 3
"""How often one slot is run if runs fail or their process dies."""

RETRY_AFTER = timedelta(minutes=5)
"""What passes after a run that failed."""

TAKEN_FOR_DEAD_AFTER = timedelta(minutes=15)
"""What passes from the start of a run until another process may take it for dead."""

RUNS_KEPT = timedelta(days=30)

MISSED_COUNTED = 1000
"""No more missed slots than this are counted."""


@dataclass(frozen=True, slots=True)
class DueSlot:
    """A slot that wants a run."""

    job: Job
    slot_at: datetime


def claim_slot(
    session: Session, name: str, slot_at: datetime, *, now: datetime, owner: str
) -> int | None:
    """Make this slot the owner's to run and return the run's id; None if it is not to be had.

    A slot is to be had once; and again if its run failed a while ago or its process died.
    """
    known = session.exec(
        select(JobRun).where(JobRun.name == name, JobRun.slot_at == slot_at).with_for_update()
    ).first()
    if known is not None:
        return _claim_again(known, now=now, owner=owner)
    run = JobRun(
        name=name,
        slot_at=slot_at,
        state=RunState.RUNNING,
        owner=owner,
        started_at=now,
        counts={},
    )
    try:
        with session.begin_nested():
            return write_new(session, run)
    except IntegrityError:
        return None  # somebody was first


def note_missed(session: Session, run_id: int, job: Job) -> int:
    """Count the slots without a run between this one and the run before; 0 if there is none."""
    run = session.get_one(JobRun, run_id)
    before = session.exec(
        select(sa.func.max(JobRun.slot_at))
        .where(JobRun.name == run.name)
        .where(JobRun.slot_at < run.slot_at)
    ).one()
    if before is None:
        return 0
    for count, _ in enumerate(slots_between(job.schedule, before, run.slot_at)):
        run.missed_count = count
        if count >= MISSED_COUNTED:
            break
    return run.missed_count


def finish(
    session: Session,
    run_id: int,
    *,
    counts: Mapping[str, int],
    fault: str | None,
    now: datetime,
    owner: str,
) -> None:
    """Write down how a run ended. `fault` None means that it did all that it could.

    Nothing is written if another process has taken the run over.
    """
    run = session.get_one(JobRun, run_id, with_for_update=True)
    if run.owner != owner:
        return
    run.state = RunState.DONE if fault is None else RunState.FAILED
    run.finished_at = now
    run.detail = None if fault is None else fault[:200]
    run.counts = dict(counts)


def catch_up(session: Session, jobs: Iterable[Job], *, now: datetime) -> tuple[DueSlot, ...]:
    """Return the last slot of each job that has not been run, or may be run again.

    However many slots were missed while nobody was there, only the last is run.
    """
    due = (DueSlot(job, last_slot(job.schedule, now)) for job in jobs)
    return tuple(slot for slot in due if _wants_run(session, slot, now))


def late_jobs(session: Session, jobs: Iterable[Job], *, now: datetime) -> tuple[str, ...]:
    """Return the names of jobs whose last success is more than two intervals ago, or never was."""
    return tuple(job.name for job in jobs if _is_late(session, job, now))


def last_done_at(session: Session, name: str) -> datetime | None:
    """Return when a job last ended well, None if never."""
    return session.exec(
        select(sa.func.max(JobRun.finished_at))
        .where(JobRun.name == name)
        .where(JobRun.state == RunState.DONE)
    ).one()


def last_done_by_name(session: Session) -> dict[str, datetime]:
    """Return by job when it last ended well; one query."""
    rows = session.exec(
        select(JobRun.name, sa.func.max(JobRun.finished_at))
        .where(JobRun.state == RunState.DONE)
        .group_by(col(JobRun.name))
    )
    return {name: done_at for name, done_at in rows if done_at is not None}


def forget_runs(session: Session, *, now: datetime) -> int:
    """Delete what jobs did long ago and return how many runs that were; the newest stay."""
    newest = select(sa.func.max(JobRun.id)).group_by(col(JobRun.name))
    old = (
        sa.delete(JobRun)
        .where(col(JobRun.started_at) < now - RUNS_KEPT)
        .where(col(JobRun.id).not_in(newest))
    )
    return session.connection().execute(old).rowcount


def _claim_again(run: JobRun, *, now: datetime, owner: str) -> int | None:
    if not _may_run_again(run, now):
        return None
    run.state, run.owner, run.started_at, run.finished_at = RunState.RUNNING, owner, now, None
    run.tries += 1
    return written_id(run)


def _may_run_again(run: JobRun, now: datetime) -> bool:
    if run.tries >= TRIES_AT_MOST:
        return False
    if run.state is RunState.FAILED and run.finished_at is not None:
        return run.finished_at + RETRY_AFTER <= now
    return run.state is RunState.RUNNING and run.started_at + TAKEN_FOR_DEAD_AFTER <= now


def _wants_run(session: Session, due: DueSlot, now: datetime) -> bool:
    run = session.exec(
        select(JobRun).where(JobRun.name == due.job.name, JobRun.slot_at == due.slot_at)
    ).first()
    return run is None or _may_run_again(run, now)


def _is_late(session: Session, job: Job, now: datetime) -> bool:
    last = last_slot(job.schedule, now)
    one_before = last_slot(job.schedule, last - timedelta(microseconds=1))
    done = session.exec(
        select(sa.func.max(JobRun.slot_at))
        .where(JobRun.name == job.name)
        .where(JobRun.state == RunState.DONE)
    ).one()
    return done is None or done < one_before
