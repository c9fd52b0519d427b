"""What waits in the outbox is sent, tried again, or given up; by one worker, each once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from forsa.delivery.addresses import Addressee, addressee_of
from forsa.delivery.channels import PermanentFailure, ServerAway, SmtpChannel, TemporaryFailure
from forsa.delivery.claims import claim
from forsa.delivery.letters import Letter, writer_of
from forsa.delivery.timing import LEASE
from forsa.delivery.worker import Delivery, DeliveryReport, deliver_due
from kernel.errors import NotFound
from kernel.outbox import MessageState, OutboxMessage, Recipient, RecipientKind, cancel
from tests.jobs.conftest import MAIL_FROM, write_plainly
from tests.smtp_sink import free_port

MEMBER_1 = Recipient(RecipientKind.MEMBER, 1)


def raises(error: Exception):
    def fail(*_: object) -> None:
        raise error

    return fail


class TestSending:
    def test_marks_what_was_sent(self, database, delivery, channel, post_messages, rows, now):
        post_messages(2)

        report = deliver_due(database, delivery, now=now, owner="a")

        assert report == DeliveryReport(sent=2)
        assert [mail["To"] for mail in channel.mails] == [
            "member-1@mail.test",
            "member-2@mail.test",
        ]
        assert [row.state for row in rows()] == [MessageState.SENT] * 2
        assert all(now <= row.sent_at < now + timedelta(seconds=30) for row in rows())
        assert {(row.lease_owner, row.lease_until) for row in rows()} == {(None, None)}

    def test_sends_nothing_twice(self, database, delivery, channel, post_messages, now):
        post_messages(3)
        deliver_due(database, delivery, now=now, owner="a")

        again = deliver_due(database, delivery, now=now + timedelta(days=2), owner="b")

        assert again == DeliveryReport()
        assert len(channel.mails) == 3

    def test_takes_no_more_than_a_batch(self, database, delivery, post_messages, now):
        post_messages(5)

        sent = [deliver_due(database, delivery, now=now, owner="a", limit=2).sent for _ in "1234"]

        assert sent == [2, 2, 1, 0]

    def test_lets_go_of_the_connection_in_the_end(
        self, database, delivery, channel, post_messages, now
    ):
        post_messages(3)

        deliver_due(database, delivery, now=now, owner="a")

        assert channel.closed_count == 1

    def test_cancels_what_there_is_nothing_left_to_say_of(
        self, database, delivery, channel, post_messages, rows, now
    ):
        post_messages(2)
        silent = replace(
            delivery,
            write=lambda _, message: None if message.to.id == 1 else raises(NotFound("gone"))(),
        )

        report = deliver_due(database, silent, now=now, owner="a")

        assert report == DeliveryReport(cancelled=2)
        assert [row.state for row in rows()] == [MessageState.CANCELLED] * 2
        assert channel.mails == []

    def test_leaves_alone_what_was_cancelled_after_the_claim(
        self, database, delivery, channel, post_messages, rows, now
    ):
        post_messages(2)

        def write(session, message):
            if message.to.id == 1:
                with database.writing() as writer:
                    cancel(writer, to=Recipient(RecipientKind.MEMBER, 2))
            return write_plainly(session, message)

        report = deliver_due(database, replace(delivery, write=write), now=now, owner="a")

        assert report == DeliveryReport(sent=1, untouched=1)
        assert [row.state for row in rows()] == [MessageState.SENT, MessageState.CANCELLED]
        assert len(channel.mails) == 1

    def test_gives_back_the_rest_when_it_is_to_stop(
        self, database, delivery, channel, post_messages, rows, now
    ):
        post_messages(3)
        stopping = replace(delivery, stopping=lambda: len(channel.mails) == 1)

        report = deliver_due(database, stopping, now=now, owner="a")

        assert report == DeliveryReport(sent=1, untouched=2)
        assert [row.attempts for row in rows()] == [1, 0, 0]
        assert deliver_due(database, delivery, now=now, owner="b").sent == 2

    def test_waits_for_the_end_of_quiet_hours(self, database, delivery, post_messages, rows):
        night, morning = (
            datetime(2026, 11, day, hour, tzinfo=UTC) for day, hour in ((25, 20), (26, 5))
        )
        post_messages(1, kind=RecipientKind.RETURNEE)

        report = deliver_due(database, delivery, now=night, owner="a")

        assert report == DeliveryReport(postponed=1)
        assert [(row.next_at, row.attempts) for row in rows()] == [(morning, 0)]
        assert deliver_due(database, delivery, now=morning, owner="a").sent == 1

    def test_does_not_wait_with_what_is_urgent(self, database, delivery, post_messages):
        post_messages(1, kind=RecipientKind.RETURNEE, urgent=True)
        night = datetime(2026, 11, 25, 20, tzinfo=UTC)

        assert deliver_due(database, delivery, now=night, owner="a").sent == 1


class TestFailing:
    def test_tries_again_later(self, database, delivery, channel, post_messages, rows, now):
        post_messages()
        channel.refuses = raises(TemporaryFailure("The mail server answered 450."))

        report = deliver_due(database, delivery, now=now, owner="a")

        [row] = rows()
        assert report == DeliveryReport(retried=1)
        assert (row.state, row.attempts) == (MessageState.CREATED, 1)
        assert row.last_error == "The mail server answered 450."
        assert timedelta(seconds=50) < row.next_at - now < timedelta(seconds=90)
        assert deliver_due(database, delivery, now=now, owner="a") == DeliveryReport()

    def test_gives_up_after_a_day_of_tries(
        self, database, delivery, channel, post_messages, rows, now
    ):
        post_messages()
        channel.refuses = raises(ServerAway("The mail server cannot be reached."))
        at, tries = now, 0
        while rows()[0].state is MessageState.CREATED:
            deliver_due(database, delivery, now=at, owner="a")
            at, tries = max(rows()[0].next_at, at), tries + 1

        assert (rows()[0].state, tries) == (MessageState.FAILED, 27)
        assert timedelta(hours=21) < at - now < timedelta(hours=26)

    def test_gives_up_at_once_what_will_never_be_taken_and_calls_a_person(
        self, database, delivery, channel, post_messages, rows, now
    ):
        post_messages(2)
        told = []
        channel.refuses = raises(PermanentFailure("The mail server answered 550."))
        telling = replace(delivery, on_failed=lambda _, message, at: told.append(message.to))

        report = deliver_due(database, telling, now=now, owner="a")

        assert report == DeliveryReport(failed=2)
        assert [row.state for row in rows()] == [MessageState.FAILED] * 2
        assert told == [MEMBER_1, Recipient(RecipientKind.MEMBER, 2)]

    def test_gives_up_even_if_the_person_cannot_be_called(
        self, database, delivery, channel, post_messages, rows, now
    ):
        post_messages()
        channel.refuses = raises(PermanentFailure("The mail server answered 550."))
        broken = replace(delivery, on_failed=raises(RuntimeError("no")))

        assert deliver_due(database, broken, now=now, owner="a").failed == 1
        assert rows()[0].state is MessageState.FAILED

    def test_gives_up_an_address_that_is_none(self, database, delivery, post_messages, rows, now):
        post_messages()
        wrong = replace(delivery, write=lambda *_: Letter("nobody", "Subject", "Text"))

        assert deliver_due(database, wrong, now=now, owner="a").failed == 1
        assert rows()[0].last_error == "The address is not an e-mail address."

    def test_of_one_letter_stops_no_other(
        self, database, delivery, channel, post_messages, rows, now
    ):
        post_messages(3)

        def write(session, message):
            if message.to.id == 2:
                raise KeyError(message.to.id)
            return write_plainly(session, message)

        report = deliver_due(database, replace(delivery, write=write), now=now, owner="a")

        assert report == DeliveryReport(sent=2, retried=1)
        assert rows()[1].last_error == "The letter cannot be written: KeyError."

    def test_of_a_template_nobody_writes_loses_nothing(
        self, database, delivery, post_messages, rows, now
    ):
        post_messages()

        report = deliver_due(database, replace(delivery, write=writer_of({})), now=now, owner="a")

        assert report == DeliveryReport(retried=1)
        assert rows()[0].state is MessageState.CREATED

    def test_asks_a_server_that_is_away_once_a_batch(
        self, database, delivery, channel, post_messages, now
    ):
        post_messages(5)
        asked = []

        def refuse(mail):
            asked.append(mail)
            raise ServerAway

        channel.refuses = refuse

        assert deliver_due(database, delivery, now=now, owner="a") == DeliveryReport(retried=5)
        assert len(asked) == 1


class TestClaims:
    def test_keep_a_message_from_others_until_the_lease_ends(
        self, database, delivery, post_messages, now
    ):
        post_messages()
        claim(database, now=now, owner="died", limit=20)

        almost = deliver_due(database, delivery, now=now + LEASE - timedelta(seconds=1), owner="b")
        after = deliver_due(database, delivery, now=now + LEASE, owner="b")

        assert (almost.sent, after.sent) == (0, 1)

    def test_of_a_message_that_kills_its_workers_end(
        self, database, delivery, channel, post_messages, rows, now
    ):
        post_messages()
        for number in range(27):
            claim(database, now=now + number * LEASE, owner="died", limit=20)

        report = deliver_due(database, delivery, now=now + 27 * LEASE, owner="b")

        assert report == DeliveryReport(failed=1)
        assert channel.mails == []

    def test_that_were_lost_write_nothing_down(
        self, database, delivery, channel, post_messages, rows, now
    ):
        post_messages()
        other = replace(delivery)

        def overtake(_):
            channel.refuses = lambda _: None
            deliver_due(database, other, now=now + 2 * LEASE, owner="b")
            raise TemporaryFailure

        channel.refuses = overtake

        report = deliver_due(database, delivery, now=now, owner="a")

        assert report == DeliveryReport(untouched=1)
        assert [(row.state, row.last_error) for row in rows()] == [(MessageState.SENT, None)]

    def test_of_two_workers_at_once_deliver_60_messages_once_each(
        self, database, delivery, channel, post_messages, rows, now
    ):
        post_messages(60)

        def work(owner: str) -> int:
            sent = 0
            while batch := deliver_due(database, delivery, now=now, owner=owner, limit=5).sent:
                sent += batch
            return sent

        with ThreadPoolExecutor(2) as threads:
            counts = list(threads.map(work, "ab"))

        assert sum(counts) == 60
        assert len({mail["Message-ID"] for mail in channel.mails}) == len(channel.mails) == 60
        assert {row.state for row in rows()} == {MessageState.SENT}


@pytest.mark.allow_hosts(["127.0.0.1"])
class TestBySmtp:
    @pytest.fixture
    def delivery(self, sink) -> Delivery:
        return Delivery(SmtpChannel(sink.url, MAIL_FROM, timeout=0.3), write_plainly)

    def test_a_batch_arrives_over_one_connection(
        self, database, delivery, sink, post_messages, now
    ):
        post_messages(5)

        assert deliver_due(database, delivery, now=now, owner="a").sent == 5
        assert len(set(sink.message_ids)) == 5
        assert len(sink.greetings) == 1

    def test_a_mail_that_may_have_arrived_is_sent_again_with_the_same_id(
        self, database, delivery, sink, post_messages, rows, now
    ):
        post_messages()
        sink.drops = True
        first = deliver_due(database, delivery, now=now, owner="a")
        sink.drops = False

        second = deliver_due(database, delivery, now=now + timedelta(minutes=2), owner="a")

        assert (first, second) == (DeliveryReport(retried=1), DeliveryReport(sent=1))
        assert len(sink.message_ids) == 2
        assert len(set(sink.message_ids)) == 1

    def test_of_several_recipients_only_the_refused_one_fails(
        self, database, delivery, sink, post_messages, rows, now
    ):
        post_messages(3)
        sink.at_recipient = {"member-2@mail.test": "550 No such member-2@mail.test"}

        report = deliver_due(database, delivery, now=now, owner="a")

        assert report == DeliveryReport(sent=2, failed=1)
        assert rows()[1].last_error == "The mail server answered 550."

    def test_of_a_server_that_refuses_the_connection_loses_nothing(
        self, database, delivery, sink, post_messages, rows, now
    ):
        post_messages(3)
        away = replace(delivery, channel=SmtpChannel(f"smtp://127.0.0.1:{free_port()}", MAIL_FROM))

        refused = deliver_due(database, away, now=now, owner="a")
        errors = {row.last_error for row in rows()}
        later = deliver_due(database, delivery, now=now + timedelta(minutes=2), owner="a")

        assert (refused, later) == (DeliveryReport(retried=3), DeliveryReport(sent=3))
        assert errors == {"The mail server cannot be reached or does not answer."}

    @pytest.mark.parametrize("trouble", ["421", "450", "hang"])
    def test_after_trouble_everything_arrives(
        self, database, delivery, sink, post_messages, now, trouble
    ):
        post_messages(3)
        sink.hangs = trouble == "hang"
        sink.at_data = None if sink.hangs else f"{trouble} Not now"
        troubled = deliver_due(database, delivery, now=now, owner="a")
        sink.hangs, sink.at_data = False, None

        later = deliver_due(database, delivery, now=now + timedelta(minutes=2), owner="a")

        assert (troubled, later) == (DeliveryReport(retried=3), DeliveryReport(sent=3))
        assert len(sink.mails) == 3


class TestAddressBook:
    def test_finds_an_address_by_the_kind_of_recipient(self, database):
        book = {RecipientKind.MEMBER: lambda _, number: Addressee(f"{number}@x.test", "ar", "")}

        with database.reading() as session:
            member = addressee_of(session, MEMBER_1, book)
            returnee = addressee_of(session, Recipient(RecipientKind.RETURNEE, 1), book)

        assert (member, returnee) == (Addressee("1@x.test", "ar", ""), None)


def test_a_rolled_back_deed_sends_nothing(database, delivery, channel, now):
    with pytest.raises(RuntimeError), database.writing() as session:
        session.add(
            OutboxMessage(
                dedupe_key="x",
                recipient_kind=RecipientKind.MEMBER,
                recipient_id=1,
                template="test",
                payload={},
                created_at=now,
                next_at=now,
            )
        )
        session.flush()
        raise RuntimeError

    assert deliver_due(database, delivery, now=now, owner="a") == DeliveryReport()
    with database.reading() as session:
        assert session.exec(select(OutboxMessage)).all() == []
