"""What dead workers and wrong clocks left in the outbox is set right."""

from datetime import timedelta

import sqlalchemy as sa

from forsa.delivery.claims import claim
from forsa.delivery.timing import LEASE
from forsa.delivery.worker import deliver_due
from forsa.scheduler.jobs import JobContext
from forsa.scheduler.reconcile import reconcile
from kernel.outbox import OutboxMessage


def counts(database, settings, now):
    return reconcile(JobContext(database, settings, now=now, slot_at=now)).counts


class TestReconcile:
    def test_finds_nothing_to_do_in_an_outbox_that_is_well(
        self, database, settings, post_messages, now
    ):
        post_messages(2)
        claim(database, now=now, owner="alive", limit=1)

        assert counts(database, settings, now + timedelta(minutes=1)) == {}

    def test_frees_the_leases_of_the_dead(
        self, database, settings, delivery, post_messages, rows, now
    ):
        post_messages(2)
        claim(database, now=now, owner="died", limit=20)

        found = counts(database, settings, now + LEASE)

        assert found == {"leases_freed": 2}
        assert [row.lease_owner for row in rows()] == [None, None]
        assert deliver_due(database, delivery, now=now + LEASE, owner="b").sent == 2

    def test_counts_what_has_been_due_for_a_quarter_of_an_hour(
        self, database, settings, post_messages, now
    ):
        post_messages(3)

        assert counts(database, settings, now + timedelta(minutes=14)) == {}
        assert counts(database, settings, now + timedelta(minutes=15)) == {"overdue": 3}

    def test_brings_back_what_a_clock_that_was_ahead_put_off(
        self, database, settings, delivery, post_messages, now
    ):
        post_messages(2)
        claim(database, now=now + timedelta(days=1), owner="ahead", limit=1)
        with database.writing() as session:
            session.execute(
                sa.update(OutboxMessage)
                .where(OutboxMessage.recipient_id == 2)
                .values(next_at=now + timedelta(days=2))
            )

        found = counts(database, settings, now)

        assert found == {"leases_freed": 1, "brought_back": 1}
        assert deliver_due(database, delivery, now=now, owner="b").sent == 2

    def test_touches_nothing_that_was_sent(
        self, database, settings, delivery, post_messages, rows, now
    ):
        post_messages()
        deliver_due(database, delivery, now=now, owner="a")
        before = rows()[0].model_dump()

        assert counts(database, settings, now + timedelta(days=3)) == {}
        assert rows()[0].model_dump() == before
