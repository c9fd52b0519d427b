"""Whoever kills a worker beside a mail loses none, and each copy has the same Message-ID."""

import signal
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from forsa.database import Database
from forsa.delivery.channels import SmtpChannel
from forsa.delivery.timing import LEASE
from forsa.delivery.worker import Delivery, deliver_due
from kernel.outbox import (
    Message,
    MessageState,
    OutboxMessage,
    Recipient,
    RecipientKind,
    post,
)
from tests.chaos.deliver_and_die import MAIL_FROM, write
from tests.smtp_sink import Sink, smtp_sink

ROOT = Path(__file__).parents[2]
MESSAGE_COUNT = 5


@pytest.fixture
def sink():
    with smtp_sink() as sink:
        yield sink


def post_messages(database: Database, now: datetime) -> None:
    with database.writing() as session:
        for number in range(1, MESSAGE_COUNT + 1):
            to = Recipient(RecipientKind.MEMBER, number)
            post(session, message=Message(f"test:{number}", to, "test", {}), now=now)


def run_and_kill(database_url: str, sink: Sink, now: datetime, moment: str, number: int) -> int:
    arguments = [database_url, sink.url, now.isoformat(), moment, str(number)]
    child = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("deliver_and_die.py")), *arguments],
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        timeout=60,
        check=False,
    )
    return child.returncode


def states(database: Database) -> list[MessageState]:
    with database.reading() as session:
        return list(session.exec(select(OutboxMessage.state).order_by(OutboxMessage.id)).all())


def deliver_the_rest(database: Database, sink: Sink, now: datetime) -> tuple[int, int]:
    """Return how many were sent while the lease of the dead was running, and after its end."""
    delivery = Delivery(SmtpChannel(sink.url, MAIL_FROM), write)
    early = deliver_due(database, delivery, now=now + LEASE / 2, owner="next")
    late = deliver_due(database, delivery, now=now + LEASE, owner="next")
    return early.sent, late.sent


@pytest.mark.allow_hosts(["127.0.0.1"])
class TestKilledWorker:
    def test_between_smtp_and_commit_sends_that_one_mail_twice_with_the_same_id(
        self, database, database_url, sink, now
    ):
        post_messages(database, now)

        killed = run_and_kill(database_url, sink, now, "after", 3)
        before = Counter(states(database))
        first = list(sink.message_ids)
        early, report = deliver_the_rest(database, sink, now)

        assert (killed, len(first)) == (-signal.SIGKILL, 3)
        assert before == {MessageState.SENT: 2, MessageState.CREATED: 3}
        assert (early, report) == (0, 3)
        assert states(database) == [MessageState.SENT] * MESSAGE_COUNT
        assert Counter(sink.message_ids)[first[2]] == 2
        assert sorted(Counter(sink.message_ids).values()) == [1, 1, 1, 1, 2]

    def test_before_smtp_loses_nothing_and_sends_nothing_twice(
        self, database, database_url, sink, now
    ):
        post_messages(database, now)

        killed = run_and_kill(database_url, sink, now, "before", 3)
        _, report = deliver_the_rest(database, sink, now)

        assert (killed, report) == (-signal.SIGKILL, 3)
        assert states(database) == [MessageState.SENT] * MESSAGE_COUNT
        assert list(Counter(sink.message_ids).values()) == [1] * MESSAGE_COUNT

    def test_killed_again_and_again_doubles_no_more_than_once_a_kill(
        self, database, database_url, sink, now
    ):
        post_messages(database, now)
        at = now
        for _ in range(3):
            run_and_kill(database_url, sink, at, "after", 1)
            at += LEASE + timedelta(seconds=1)

        delivery = Delivery(SmtpChannel(sink.url, MAIL_FROM), write)
        deliver_due(database, delivery, now=at, owner="last")

        assert states(database) == [MessageState.SENT] * MESSAGE_COUNT
        assert len(set(sink.message_ids)) == MESSAGE_COUNT
        assert len(sink.mails) <= MESSAGE_COUNT + 3
