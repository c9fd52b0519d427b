"""People kept at hand follow what changes in the database, without everybody being read again."""

from datetime import timedelta

import pytest

from employers.interface import vacancy_brief
from forsa.deeds.consents import change_availability, withdraw_consent
from kernel.storage import insert_rows
from matching.queries.fields import best_few, field_now
from matching.queries.rosters import LATE
from matching.scorer import shipped_weights
from skills.interface.changes import last_change
from skills.models.changes import ProfileChange
from skills.service import add_skill
from skills.values.consents import ConsentMethod, Purpose
from skills.values.returnees import Availability, Proficiency, SkillDraft
from tests import factories as make


@pytest.fixture
def world(database, now):
    return make.save_world(database, now=now)


@pytest.fixture
def look(database, world):
    """Give a function that ranks for the vacancy, from what was kept if anything was."""

    def look(now, kept=None, **limits):
        with database.reading() as session:
            field = field_now(session, lookup=None, model=shipped_weights(), now=now, kept=kept)
            vacancy = vacancy_brief(session, world.vacancy_id)
            best = best_few(session, field, vacancy, **({"top": 10} | limits))
        return field.kept, best

    return look


def ids(best):
    return [match.returnee_id for match in best.matches]


def test_who_did_not_change_is_not_read_again(database, look, counting_queries, now):
    kept, _ = look(now)

    with database.reading() as session, counting_queries() as seen:
        field = field_now(session, lookup=None, model=shipped_weights(), now=now, kept=kept)

    assert field.kept is kept
    assert len(seen) <= 3


def test_a_new_person_is_in_the_next_ranking(database, world, look, now):
    kept, before = look(now)
    newcomer = make.save_returnee(database, now=now, caseworker=world.caseworker)

    later, after = look(now, kept)

    assert ids(before) == [world.returnee_id]
    assert sorted(ids(after)) == sorted([world.returnee_id, newcomer])
    assert later.roster.whole is kept.roster.whole


def test_a_new_skill_counts_in_the_next_ranking(database, world, look, now):
    other = make.save_returnee(database, now=now, caseworker=world.caseworker, skills=())
    kept, before = look(now)
    draft = SkillDraft(
        "welding", concept_uri=make.WELDING, link_score=1.0, proficiency=Proficiency.EXPERT
    )
    with database.writing() as session:
        add_skill(session, returnee_id=other, draft=draft, actor=world.caseworker, now=now)

    _, after = look(now, kept)

    assert ids(before) == [world.returnee_id, other]
    assert ids(after) == [other, world.returnee_id]
    assert after == look(now)[1], "the same as if everybody were read now"


def test_who_took_back_a_consent_is_on_no_list_whatever_was_kept(database, world, look, now):
    kept, _ = look(now)
    with database.writing() as session:
        withdraw_consent(
            session,
            returnee_id=world.returnee_id,
            purpose=Purpose.MATCHING,
            method=ConsentMethod.SIGNED,
            actor=world.caseworker,
            now=now,
        )

    with database.reading() as session:
        stale = field_now(session, lookup=None, model=shipped_weights(), now=now)
    _, after = look(now, kept)

    assert ids(after) == []
    assert len(stale.kept.roster) == 0


def test_the_database_is_asked_once_more_before_anybody_is_shown(database, world, now):
    with database.reading() as session:
        field = field_now(session, lookup=None, model=shipped_weights(), now=now)
    with database.writing() as session:
        change_availability(
            session,
            returnee_id=world.returnee_id,
            to=Availability.PAUSED,
            until_on=(now + timedelta(days=20)).date(),
            actor=world.caseworker,
            now=now,
        )

    with database.reading() as session:
        best = best_few(session, field, vacancy_brief(session, world.vacancy_id), top=5)

    assert ids(best) == []


def test_a_change_numbered_before_but_committed_after_another_is_met(database, world, look, now):
    with database.writing() as session:
        insert_rows(session, ProfileChange, [{"id": LATE + 10, "returnee_id": world.returnee_id}])
    kept, _ = look(now)
    with database.writing() as session:
        insert_rows(session, ProfileChange, [{"id": LATE + 5, "returnee_id": world.returnee_id}])

    later, _ = look(now, kept)

    assert later.changed == {world.returnee_id}


def test_everybody_is_read_again_on_another_day(look, now):
    kept, _ = look(now)

    later, _ = look(now + timedelta(days=1), kept)

    assert later.roster.whole is not kept.roster.whole


def test_a_person_recorded_is_noted(database, reader, now):
    assert last_change(reader) == 0

    make.save_returnee(database, now=now)

    with database.reading() as session:
        assert last_change(session) > 0
