"""Each slot of a job is run once, the last one after downtime too."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from forsa.delivery.worker import Delivery
from forsa.scheduler.jobs import Job, JobContext, JobReport, JobUnknown, each_unit, job_named
from forsa.scheduler.loop import Works, deliver_all, run_due_jobs, run_slot
from forsa.scheduler.models import JobRun, RunState
from forsa.scheduler.runs import claim_slot, forget_runs, last_done_at, late_jobs
from forsa.scheduler.schedules import daily, every
from forsa.scheduler.table import JOBS
from kernel import outbox
from kernel.errors import Conflict
from kernel.outbox import Recipient, RecipientKind
from tests.jobs.conftest import write_plainly

WEDNESDAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
LAST_SLOT = datetime(2026, 11, 25, 5, tzinfo=UTC)


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(WEDNESDAY)


@pytest.fixture
def works_of(database, settings, delivery, clock):
    """Give a function that makes the works of one process around these jobs."""

    def works_of(*jobs: Job, owner: str = "a", stopping=lambda: False) -> Works:
        return Works(database, settings, jobs, delivery, owner, clock, stopping)

    return works_of


DAILY = daily(8)


def job(function, *, name: str = "digest", schedule=DAILY) -> Job:
    return Job(name, schedule, function, "every day at 08:00")


class Counting:
    """A job that counts its runs, and fails as long as `fault` is set."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.slots: list[datetime] = []
        self.fault = fault

    def __call__(self, context: JobContext) -> JobReport:
        self.slots.append(context.slot_at)
        if self.fault is not None:
            raise self.fault
        return JobReport({"sent": 2})


def runs(database) -> list[JobRun]:
    with database.reading() as session:
        found = list(session.exec(select(JobRun).order_by(JobRun.id)).all())
        session.expunge_all()
        return found


class TestSlot:
    def test_is_run_once_and_written_down(self, database, works_of):
        counting = Counting()
        works = works_of(job(counting))

        for _ in range(3):
            run_due_jobs(works)

        [run] = runs(database)
        assert counting.slots == [LAST_SLOT]
        assert (run.state, run.counts, run.detail) == (RunState.DONE, {"sent": 2}, None)
        assert (run.slot_at, run.started_at, run.finished_at) == (LAST_SLOT, WEDNESDAY, WEDNESDAY)

    def test_of_the_next_day_is_run_the_next_day(self, works_of, clock):
        counting = Counting()
        works = works_of(job(counting))
        run_due_jobs(works)
        clock.now = LAST_SLOT + timedelta(days=1)

        run_due_jobs(works)

        assert counting.slots == [LAST_SLOT, LAST_SLOT + timedelta(days=1)]

    def test_is_run_once_after_three_days_of_downtime(self, database, works_of, clock):
        def digest(context: JobContext) -> JobReport:
            key = f"digest:1:{context.slot_at:%Y-%m-%d}"
            to = Recipient(RecipientKind.ACCOUNT, 1)
            message = outbox.Message(key, to, "test", {})
            with context.database.writing() as session:
                outbox.post(session, message=message, now=context.now)
            return JobReport({"posted": 1})

        works = works_of(job(digest))
        run_due_jobs(works)
        before = deliver_all(works).sent
        clock.now = WEDNESDAY + timedelta(days=3)
        for _ in range(5):
            run_due_jobs(works)

        assert (before, deliver_all(works).sent) == (1, 1)
        assert [run.missed_count for run in runs(database)] == [0, 2]

    def test_is_one_process_s_alone(self, database, works_of):
        counting = Counting()

        def start(owner: str) -> None:
            run_due_jobs(works_of(job(counting), owner=owner))

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(start, "abcd"))

        assert counting.slots == [LAST_SLOT]
        assert len(runs(database)) == 1

    def test_that_failed_is_tried_three_times_with_pauses(self, database, works_of, clock):
        counting = Counting(ValueError("person-1@mail.test"))
        works = works_of(job(counting))
        tries = []
        for _ in range(10):
            run_due_jobs(works)
            tries.append(len(counting.slots))
            clock.now += timedelta(minutes=2)

        [run] = runs(database)
        assert tries == [1, 1, 1, 2, 2, 2, 3, 3, 3, 3]
        assert run.state is RunState.FAILED
        assert run.detail == "It failed with ValueError; the log says where."

    def test_that_failed_and_went_well_later_is_done(self, database, works_of, clock):
        counting = Counting(Conflict("The shortlist is closed."))
        works = works_of(job(counting))
        run_due_jobs(works)
        [failed] = runs(database)
        counting.fault = None
        clock.now += timedelta(minutes=5)
        run_due_jobs(works)

        [done] = runs(database)
        assert failed.detail == "Conflict: The shortlist is closed."
        assert (done.state, done.tries, done.detail) == (RunState.DONE, 2, None)

    def test_of_a_process_that_died_is_taken_up_by_another(self, database, works_of, clock):
        with database.writing() as session:
            claim_slot(session, "digest", LAST_SLOT, now=WEDNESDAY, owner="died")
        counting = Counting()
        works = works_of(job(counting))
        run_due_jobs(works)
        at_once = list(counting.slots)
        clock.now += timedelta(minutes=15)

        run_due_jobs(works)

        assert (at_once, counting.slots) == ([], [LAST_SLOT])
        assert runs(database)[0].owner == "a"

    def test_that_was_taken_over_is_not_finished_by_the_first(self, database, works_of, clock):
        def overtaken(context: JobContext) -> JobReport:
            clock.now += timedelta(minutes=20)
            run_due_jobs(works_of(job(Counting()), owner="b"))
            return JobReport({"sent": 99})

        run_due_jobs(works_of(job(overtaken)))

        [run] = runs(database)
        assert (run.owner, run.counts) == ("b", {"sent": 2})

    def test_of_one_job_that_fails_stops_no_other(self, works_of):
        counting = Counting()
        works = works_of(job(Counting(ValueError()), name="first"), job(counting, name="second"))

        outcomes = run_due_jobs(works)

        assert [outcome.fault is None for outcome in outcomes] == [False, True]
        assert counting.slots == [LAST_SLOT]

    def test_that_was_stopped_halfway_is_taken_up_again(self, database, works_of, clock):
        stopped = []
        works = works_of(
            job(lambda _: stopped.append(True) or JobReport()), stopping=lambda: bool(stopped)
        )
        run_due_jobs(works)
        counting = Counting()
        clock.now += timedelta(minutes=5)

        run_due_jobs(works_of(job(counting)))

        assert counting.slots == [LAST_SLOT]
        assert runs(database)[0].state is RunState.DONE

    def test_by_hand_is_run_beside_the_slots(self, works_of):
        counting = Counting()
        digest = job(counting)
        works = works_of(digest)

        by_hand, again = (run_slot(works, digest, WEDNESDAY) for _ in "12")
        run_due_jobs(works)

        assert by_hand.counts == {"sent": 2}
        assert again is None
        assert counting.slots == [WEDNESDAY, LAST_SLOT]


class TestLateJobs:
    def late(self, database, jobs, now):
        with database.reading() as session:
            return late_jobs(session, jobs, now=now)

    def test_are_those_that_never_ran(self, database):
        assert self.late(database, [job(Counting())], WEDNESDAY) == ("digest",)

    def test_are_not_those_that_went_well_within_two_intervals(self, database, works_of):
        digest = job(Counting())
        run_due_jobs(works_of(digest))

        assert self.late(database, [digest], WEDNESDAY) == ()
        assert self.late(database, [digest], LAST_SLOT + timedelta(hours=47)) == ()
        assert self.late(database, [digest], LAST_SLOT + timedelta(hours=49)) == ("digest",)

    def test_are_those_that_only_fail(self, database, works_of):
        digest = job(Counting(ValueError()))
        run_due_jobs(works_of(digest))

        assert self.late(database, [digest], WEDNESDAY) == ("digest",)


class TestMemory:
    def test_says_when_a_job_last_went_well(self, database, works_of, clock):
        digest = job(Counting())
        run_due_jobs(works_of(digest))
        clock.now += timedelta(days=1)
        run_due_jobs(works_of(job(Counting(ValueError()))))

        with database.reading() as session:
            assert last_done_at(session, "digest") == WEDNESDAY
            assert last_done_at(session, "another") is None

    def test_forgets_old_runs_but_the_newest_of_each_job(self, database, works_of, clock):
        often = job(Counting(), name="often", schedule=every(1))
        for _ in range(3):
            run_due_jobs(works_of(often, job(Counting())))
            clock.now += timedelta(minutes=1)

        with database.writing() as session:
            forgotten = forget_runs(session, now=clock.now + timedelta(days=31))

        assert forgotten == 2
        assert sorted(run.name for run in runs(database)) == ["digest", "often"]


class TestUnits:
    def test_fail_alone_and_are_counted(self, database, settings):
        context = JobContext(database, settings, now=WEDNESDAY, slot_at=LAST_SLOT)

        def deed(session, unit: int) -> str:
            message = outbox.Message(
                f"unit:{unit}", Recipient(RecipientKind.MEMBER, unit), "test", {}
            )
            outbox.post(session, message=message, now=WEDNESDAY)
            session.flush()
            if unit == 2:
                raise Conflict
            if unit == 3:
                raise ValueError
            return "issued"

        report = each_unit(context, [1, 2, 3, 4], deed)

        assert report.counts == {"issued": 2, "refused": 1, "failed": 1}
        with database.reading() as session:
            kept = session.exec(select(outbox.OutboxMessage.recipient_id)).all()
        assert sorted(kept) == [1, 4]

    def test_are_left_when_the_process_is_to_stop(self, database, settings):
        context = JobContext(
            database, settings, now=WEDNESDAY, slot_at=LAST_SLOT, stopping=lambda: True
        )

        assert each_unit(context, [1, 2], lambda *_: "issued").counts == {}


class TestJobNames:
    def test_are_said_if_one_is_unknown(self):
        with pytest.raises(JobUnknown, match="There are: reconcile"):
            job_named([job for job in JOBS if job.name == "reconcile"], "recncile")


def test_all_batches_are_delivered_at_one_tick(works_of, channel, post_messages, clock, now):
    post_messages(45)

    report = deliver_all(works_of())

    assert (report.sent, len(channel.mails)) == (45, 45)
    assert isinstance(works_of().delivery, Delivery)
    assert works_of().delivery.write is write_plainly
