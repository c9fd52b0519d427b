"""Whatever of a person must not count is swapped, and nobody's score or rank moves by it."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from employers.interface import vacancy_brief
from kernel.actor import SYSTEM
from matching.queries.fields import best_few, field_now
from matching.scorer import shipped_weights
from skills.models.profiles import TimeAbroad
from skills.models.returnees import Returnee
from tests.factories import save_returnee, save_world

SWAPPED = {
    "sex": ("f", "m"),
    "birth_year": (1962, 2005),
    "full_name": ("Somebody Quite Else", "X"),
    "latin_name": ("Other", None),
    "language": ("ckb", "en"),
    "phone": ("+9640000000001", None),
    "phone_shared": (True, False),
    "phone_safe": (True, False),
    "further_phones": ([{"number": "+9640000000002"}], []),
    "case_references": ([{"scheme": "made-up", "number": "1"}], []),
    "district": ("Somewhere", None),
    "source_ref": ("elsewhere-1", None),
    "abroad_shown": (True, False),
    "commute_minutes": (10, 120),
    "transport": ("lift", "car"),
    "can": ({"stairs": False}, {"stairs": True}),
    "self_employment": (True, False),
}
"""What the file of a person holds and no ranking may know, with two values for each."""


def standing(database, vacancy_id, now):
    """Return everybody's rank, score and features, from the database on."""
    with database.reading() as session:
        field = field_now(session, lookup=None, model=shipped_weights(), now=now)
        found = best_few(session, field, vacancy_brief(session, vacancy_id), top=10)
    return [(m.returnee_id, m.rank, m.score, m.features) for m in found.matches]


@pytest.fixture
def world(database, now):
    made = save_world(database, now=now)
    save_returnee(database, now=now, caseworker=made.caseworker)
    return made


def test_nobody_moves_when_what_must_not_count_is_swapped(database, world, now):
    before = standing(database, world.vacancy_id, now)
    assert len(before) == 2

    for column, values in SWAPPED.items():
        for value in values:
            with database.writing() as session:
                row = session.get(Returnee, world.returnee_id)
                setattr(row, column, value)
                session.add(row)
            assert standing(database, world.vacancy_id, now) == before, column


def test_nor_when_somebody_was_abroad_longer_or_elsewhere(database, world, now):
    before = standing(database, world.vacancy_id, now)

    for country, since in (("DE", date(2001, 1, 1)), ("SE", date(2023, 5, 1))):
        with database.writing() as session:
            connection = session.connection()
            connection.execute(
                sa.delete(TimeAbroad).where(TimeAbroad.returnee_id == world.returnee_id)
            )
            session.add(
                TimeAbroad(
                    returnee_id=world.returnee_id,
                    country=country,
                    since_on=since,
                    recorded_at=now,
                    recorded_by=SYSTEM.account_id,
                )
            )
        assert standing(database, world.vacancy_id, now) == before


def test_what_does_count_moves_somebody(database, world, now):
    before = standing(database, world.vacancy_id, now)
    with database.writing() as session:
        row = session.get(Returnee, world.returnee_id)
        row.confirmed_at = now - timedelta(days=300)
        session.add(row)

    assert standing(database, world.vacancy_id, now) != before
