"""The process that does what is due: jobs in one thread, mail in another, until it is stopped.

APScheduler only ticks. What is due is read from our tables at each tick, so that nothing is
forgotten while no process lives.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from threading import Lock

from apscheduler.schedulers.background import BackgroundScheduler

from forsa.database import Database
from forsa.delivery.worker import BATCH_SIZE, Delivery, DeliveryReport, deliver_due
from forsa.scheduler.jobs import Job, JobContext
from forsa.scheduler.leader import Leadership
from forsa.scheduler.people import PeopleAtHand
from forsa.scheduler.runs import catch_up, claim_slot, finish, note_missed
from forsa.settings import Settings
from kernel.errors import DomainError

log = logging.getLogger(__name__)

TICK_SECONDS = 2.0
DRAIN_SECONDS = 10.0
"""How long a process that is asked to stop may finish what it has in hand."""

BATCHES_PER_TICK = 50
LOOK_SECONDS = 0.1


class StopFlag:
    """Whether the process was asked to stop. May be set in a signal's handler: it has no lock."""

    def __init__(self) -> None:
        self._is_set = False

    def __call__(self) -> bool:
        """Return whether to stop."""
        return self._is_set

    def set(self, *_: object) -> None:
        """Ask to stop; takes what a signal's handler is given."""
        self._is_set = True


@dataclass(frozen=True, slots=True)
class Works:
    """All that the loop works with. `owner` names the process; no two may have the same name."""

    database: Database
    settings: Settings
    jobs: tuple[Job, ...]
    delivery: Delivery
    owner: str
    clock: Callable[[], datetime]
    stopping: Callable[[], bool]
    people: PeopleAtHand = field(default_factory=PeopleAtHand)


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """What one run of a job came to. `fault` None means that it did all that it could."""

    name: str
    slot_at: datetime
    counts: Mapping[str, int]
    fault: str | None


def run_due_jobs(works: Works) -> tuple[JobOutcome, ...]:
    """Run the slot of each job that is due, one after the other; one that fails stops no other."""
    with works.database.reading() as session:
        due = catch_up(session, works.jobs, now=works.clock())
    outcomes = []
    for slot in due:
        if works.stopping():
            break
        outcome = run_slot(works, slot.job, slot.slot_at)
        if outcome is not None:
            outcomes.append(outcome)
    return tuple(outcomes)


def run_slot(works: Works, job: Job, slot_at: datetime) -> JobOutcome | None:
    """Run one slot of a job, None if somebody else has run it or is running it."""
    now = works.clock()
    with works.database.writing() as session:
        run_id = claim_slot(session, job.name, slot_at, now=now, owner=works.owner)
        if run_id is None:
            return None
        missed = note_missed(session, run_id, job)
    if missed:
        log.warning("job %s: %d slots before this one had no run", job.name, missed)
    counts, fault = _call(works, job, now, slot_at)
    with works.database.writing() as session:
        finish(
            session,
            run_id,
            counts=counts,
            fault=fault,
            now=works.clock(),
            owner=works.owner,
        )
    log.info("job %s: %s", job.name, fault or dict(counts))
    return JobOutcome(job.name, slot_at, counts, fault)


def deliver_all(works: Works) -> DeliveryReport:
    """Send what is due, batch after batch, until nothing is or it is time for the next tick."""
    totals: Counter[str] = Counter()
    for _ in range(BATCHES_PER_TICK):
        report = deliver_due(works.database, works.delivery, now=works.clock(), owner=works.owner)
        totals.update(asdict(report))
        if report.total < BATCH_SIZE or works.stopping():
            break
    return DeliveryReport(**totals)


def run_once(
    works: Works, leadership: Leadership
) -> tuple[tuple[JobOutcome, ...], DeliveryReport] | None:
    """Do what is due now and stop; None if another process leads."""
    if not leadership.is_ours():
        return None
    try:
        return run_due_jobs(works), deliver_all(works)
    finally:
        leadership.release()


def run_until_stopped(
    works: Works,
    leadership: Leadership,
    *,
    tick_seconds: float = TICK_SECONDS,
    drain_seconds: float = DRAIN_SECONDS,
) -> bool:
    """Do what is due at each tick while we lead; return whether all in hand was finished.

    If it was not, the process must be ended at once: what it had in hand is taken up again by
    the next, from the tables.
    """
    # It tells of every tick that is left out because the one before has not ended.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    ticker = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    turns = (Lock(), Lock())
    for deed, turn in zip((run_due_jobs, deliver_all), turns, strict=True):
        ticker.add_job(
            _tick,
            "interval",
            args=(deed, turn, works, leadership),
            seconds=tick_seconds,
            next_run_time=datetime.now(UTC),
        )
    ticker.start()
    while not works.stopping():
        time.sleep(LOOK_SECONDS)
    ticker.pause()
    drained = _drained(turns, drain_seconds)
    ticker.shutdown(wait=False)
    leadership.release()
    return drained


def _drained(turns: Sequence[Lock], seconds: float) -> bool:
    """Wait for what is in hand; return whether all of it ended in time."""
    until = time.monotonic() + seconds
    held = [turn.acquire(timeout=max(0, until - time.monotonic())) for turn in turns]
    # A tick that was about to begin sees that it is over; left waiting, it would keep the process.
    for turn, is_held in zip(turns, held, strict=True):
        if is_held:
            turn.release()
    return all(held)


def _tick(
    deed: Callable[[Works], object], turn: Lock, works: Works, leadership: Leadership
) -> None:
    try:
        with turn:
            if not works.stopping() and leadership.is_ours():
                deed(works)
    except Exception:
        log.exception("a tick failed; the next tries again")


def _call(
    works: Works, job: Job, now: datetime, slot_at: datetime
) -> tuple[Mapping[str, int], str | None]:
    context = JobContext(
        works.database,
        works.settings,
        now=now,
        slot_at=slot_at,
        stopping=works.stopping,
        people=works.people,
    )
    try:
        report = job.function(context)
    except DomainError as refusal:
        return {}, f"{type(refusal).__name__}: {refusal}"
    except Exception as fault:
        log.exception("job %s failed", job.name)
        return {}, f"It failed with {type(fault).__name__}; the log says where."
    # What was left undone is for another run of the same slot.
    return report.counts, "It was stopped before its end." if works.stopping() else None
