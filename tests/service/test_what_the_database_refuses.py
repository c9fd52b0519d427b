"""What the database refuses to whoever writes past the service: no yes, no row."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from forsa.deeds.consents import withdraw_consent
from kernel.audit import AuditEvent
from matching.models import Disclosure, Introduction, Shortlist, ShortlistEntry
from matching.values.introductions import State
from skills.values.consents import ConsentMethod, Purpose
from tests import factories as make


@pytest.fixture
def world(database, now):
    return make.save_world(database, now=now)


def copied(database, table, **changed):
    """Write the one row of a table once more, changed, by SQL alone."""
    with database.reading() as session:
        [row] = session.exec(select(table)).all()
        values = row.model_dump() | {"id": None} | changed
    values.pop("id")
    with database.engine.begin() as connection:
        connection.execute(sa.insert(table.__table__).values(**values))


def taken_back(database, world, purpose, now):
    with database.writing() as session:
        withdraw_consent(
            session,
            returnee_id=world.returnee_id,
            purpose=purpose,
            method=ConsentMethod.WITNESSED,
            actor=world.caseworker,
            now=now,
        )


def test_an_introduction_without_a_yes_to_matching(database, world, now):
    make.save_introduction(database, world, now=now, state=State.SUGGESTED)
    closed = {
        "state": State.DECLINED,
        "next_owner": None,
        "next_what": None,
        "next_on": None,
    }
    copied(database, Introduction, **closed)
    later = now + timedelta(hours=1)
    with database.engine.begin() as connection:
        connection.execute(sa.delete(Introduction.__table__).where(Introduction.id == 2))
    taken_back(database, world, Purpose.MATCHING, later)

    for at in (later, now - timedelta(days=800), now + timedelta(days=800)):
        with pytest.raises(DBAPIError, match="introduction_needs_consent"):
            copied(database, Introduction, **closed, created_at=at)


def test_a_card_that_goes_out_without_a_yes_to_be_shown(database, world, now):
    make.save_introduction(database, world, now=now, state=State.INTERESTED)
    entry, listed = ShortlistEntry.__table__, Shortlist.__table__
    with database.engine.begin() as connection:
        assert connection.execute(sa.update(entry).values(issued=True)).rowcount == 1
    later = now + timedelta(hours=1)
    taken_back(database, world, Purpose.MASKED_CARD, later)
    with database.engine.begin() as connection:
        connection.execute(sa.update(listed).values(issued_at=later))

    with pytest.raises(DBAPIError, match="entry_needs_consent"):
        copied(database, ShortlistEntry, rank=9)
    with pytest.raises(DBAPIError, match="entry_needs_consent"), database.engine.begin() as one:
        one.execute(sa.update(entry).values(issued=True))
    with database.engine.begin() as connection:
        connection.execute(sa.update(entry).values(issued=False))


def test_a_name_told_to_an_employer_without_a_yes(database, world, now):
    make.save_introduction(database, world, now=now, state=State.INTERVIEW)
    with database.reading() as session:
        told = session.exec(select(Disclosure)).one().model_dump(exclude={"id"})
    other_id = make.save_vacancy(
        database, now=now, employer_id=make.save_employer(database, now=now)
    )
    write = sa.insert(Disclosure.__table__)
    with database.engine.begin() as connection:
        connection.execute(write.values(**told))

    for wrong in (
        {"at": now - timedelta(days=1)},
        {"at": now + timedelta(days=800)},
        {"vacancy_id": other_id},
    ):
        with (
            pytest.raises(DBAPIError, match="disclosure_needs_consent"),
            database.engine.begin() as connection,
        ):
            connection.execute(write.values(**told | wrong))


@pytest.mark.parametrize(
    "statement",
    [sa.update(AuditEvent.__table__).values(action="none"), sa.delete(AuditEvent.__table__)],
    ids=["changed", "deleted"],
)
def test_a_trail_that_is_changed_or_deleted(database, world, statement):
    with (
        pytest.raises(DBAPIError, match="audit_is_added_to_alone"),
        database.engine.begin() as connection,
    ):
        connection.execute(statement)

    with database.reading() as session:
        assert session.exec(select(AuditEvent)).first() is not None
        assert not session.exec(select(AuditEvent).where(AuditEvent.action == "none")).all()
