"""The process does what is due until it is stopped, and finishes what it has in hand."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest
from sqlalchemy import text
from sqlmodel import select

from forsa.scheduler.jobs import Job, JobReport
from forsa.scheduler.leader import PostgreSQLLeadership, leadership_of
from forsa.scheduler.loop import StopFlag, Works, run_once, run_until_stopped
from forsa.scheduler.models import JobRun
from forsa.scheduler.schedules import daily

PATIENCE_SECONDS = 5


def wait_for(happens) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


class Process:
    """A scheduler in a thread of this process, with a leadership and a stop flag of its own."""

    def __init__(self, database, settings, delivery, function, *, drain_seconds=3.0, now=None):
        self.stop = StopFlag()
        self.leadership = leadership_of(settings)
        self.drain_seconds = drain_seconds
        job = Job("digest", daily(8), function, "every day at 08:00")
        clock = (lambda: now) if now else (lambda: datetime.now(UTC))
        self.works = Works(
            database, settings, (job,), delivery, f"process-{id(self)}", clock, self.stop
        )

    def run(self) -> bool:
        return run_until_stopped(
            self.works, self.leadership, tick_seconds=0.1, drain_seconds=self.drain_seconds
        )


def is_over(database) -> bool:
    """Whether the one run has ended and its connection is back in the pool."""
    with database.reading() as session:
        ended = session.exec(select(JobRun.finished_at)).one() is not None
    return ended and database.engine.pool.checkedout() == 0


class TestProcess:
    def test_does_what_is_due_and_stops(
        self, database, settings, delivery, channel, post_messages, now
    ):
        post_messages(3)
        ran = []
        process = Process(database, settings, delivery, lambda _: ran.append(1) or JobReport())

        with ThreadPoolExecutor(1) as threads:
            result = threads.submit(process.run)
            wait_for(lambda: len(channel.mails) == 3 and ran)
            process.stop.set()

        assert result.result() is True
        assert ran == [1]

    def test_acts_alone(self, database, settings, delivery, channel, post_messages, now):
        ran = []
        processes = [
            Process(database, settings, delivery, lambda _: ran.append(1) or JobReport())
            for _ in "12"
        ]
        with ThreadPoolExecutor(2) as threads:
            results = [threads.submit(process.run) for process in processes]
            post_messages(60)
            wait_for(lambda: len(channel.mails) == 60 and ran)
            time.sleep(0.3)
            for process in processes:
                process.stop.set()

        assert [result.result() for result in results] == [True, True]
        assert ran == [1]
        assert len({mail["Message-ID"] for mail in channel.mails}) == len(channel.mails) == 60

    def test_finishes_what_it_has_in_hand(self, database, settings, delivery):
        began, done = Event(), []

        def slow(_):
            began.set()
            time.sleep(0.5)
            done.append(1)
            return JobReport()

        process = Process(database, settings, delivery, slow)
        with ThreadPoolExecutor(1) as threads:
            result = threads.submit(process.run)
            assert began.wait(PATIENCE_SECONDS)
            process.stop.set()

        assert (result.result(), done) == (True, [1])

    def test_says_if_it_could_not_finish_in_time(self, database, settings, delivery):
        began, may_end = Event(), Event()

        def hanging(_):
            began.set()
            may_end.wait(PATIENCE_SECONDS)
            return JobReport()

        process = Process(database, settings, delivery, hanging, drain_seconds=0.2)
        with ThreadPoolExecutor(1) as threads:
            result = threads.submit(process.run)
            assert began.wait(PATIENCE_SECONDS)
            process.stop.set()
            drained = result.result(PATIENCE_SECONDS)
            may_end.set()
            # Its thread writes down what it did; the database is closed only after that.
            wait_for(lambda: is_over(database))

        assert drained is False

    def test_goes_on_after_a_tick_that_failed(
        self, database, settings, delivery, channel, post_messages
    ):
        post_messages(1)
        process = Process(database, settings, delivery, lambda _: JobReport())
        failures = [RuntimeError(), RuntimeError(), RuntimeError()]

        class Flaky:
            def is_ours(self) -> bool:
                if failures:
                    raise failures.pop()
                return True

            def release(self) -> None:
                pass

        process.leadership = Flaky()
        with ThreadPoolExecutor(1) as threads:
            threads.submit(process.run)
            wait_for(lambda: channel.mails)
            process.stop.set()

        assert failures == []


class TestOnce:
    def test_does_what_is_due_and_lets_another_lead(
        self, database, settings, delivery, channel, post_messages, now
    ):
        post_messages(2)
        process = Process(database, settings, delivery, lambda _: JobReport({"sent": 2}), now=now)

        outcomes, mail = run_once(process.works, process.leadership)

        assert [outcome.counts for outcome in outcomes] == [{"sent": 2}]
        assert mail.sent == len(channel.mails) == 2
        other = leadership_of(settings)
        assert other.is_ours()
        other.release()

    def test_does_nothing_beside_another(
        self, database, settings, delivery, channel, post_messages
    ):
        post_messages(2)
        other = leadership_of(settings)
        other.is_ours()
        process = Process(database, settings, delivery, lambda _: JobReport())

        assert run_once(process.works, process.leadership) is None
        assert channel.mails == []
        other.release()


class TestPostgreSQLLeadership:
    @pytest.fixture
    def leadership(self, postgresql):
        leadership = PostgreSQLLeadership(postgresql.url.render_as_string(hide_password=False))
        yield leadership
        leadership.release()

    def test_ends_with_its_connection_and_may_be_taken_again(self, leadership, postgresql):
        held = leadership.is_ours()
        with postgresql.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = 'forsa-scheduler' AND datname = current_database()"
                )
            )

        assert (held, leadership.is_ours(), leadership.is_ours()) == (True, False, True)

    def test_is_nobody_s_while_the_server_is_away(self, tmp_path):
        leadership = PostgreSQLLeadership(f"postgresql://x@/x?host={tmp_path}")

        assert leadership.is_ours() is False
