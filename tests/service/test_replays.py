"""A shortlist is computed again from what was frozen; and why somebody is not on it."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from employers.interface import vacancy_brief
from employers.values.vacancies import Necessity, Requirement
from forsa.cli.model import model
from forsa.cli.shortlists import shortlist, why
from kernel.actor import SYSTEM
from kernel.places import Governorate
from kernel.references import Kind, reference
from matching.errors import NotMatchable
from matching.models import ShortlistEntry
from matching.queries.fields import best_few, field_now
from matching.queries.nearly import one_skill_away
from matching.queries.replays import replay
from matching.queries.standings import whereabouts, without_each_gate
from matching.scorer import shipped_weights
from matching.service.shortlists import draw_up_shortlist
from matching.values.ranking import Gate
from matching.values.shortlists import Versions
from skills.models.returnees import SkillRecord
from skills.values.returnees import Evidence, LinkState
from tests.factories import draw_up, save_returnee, save_world


@pytest.fixture
def drawn(database, now):
    """Give a world and a shortlist that our own ranking drew up for it."""
    world = save_world(database, now=now)
    save_returnee(database, now=now, caseworker=world.caseworker)
    with database.reading() as session:
        field = field_now(session, lookup=None, model=shipped_weights(), now=now)
        vacancy = vacancy_brief(session, world.vacancy_id)
        matches = best_few(session, field, vacancy, top=5).matches
    with database.writing() as session:
        shortlist_id = draw_up_shortlist(
            session,
            vacancy_id=world.vacancy_id,
            matches=matches,
            versions=Versions(vacancy.version, field.weights.version, field.taxonomy),
            actor=SYSTEM,
            now=now,
        )
    return world, shortlist_id, matches


def command(deed, *words, url, folder):
    env = {"FORSA_DATABASE_URL": url, "FORSA_DATA_DIR": str(folder)}
    return CliRunner().invoke(deed, list(words), env=env)


def test_what_was_frozen_is_computed_again_to_the_last_bit(
    database, database_url, drawn, tmp_path
):
    _, shortlist_id, matches = drawn
    with database.reading() as session:
        found = replay(session, shortlist_id=shortlist_id, models={"prior-2": shipped_weights()})

    assert found.is_same
    assert [entry.again for entry in found.entries] == [match.score for match in matches]
    assert all(abs(entry.unexplained) < 1e-9 for entry in found.entries)
    assert len(found.entries) == 2
    named = reference(Kind.SHORTLIST, shortlist_id)
    said = command(shortlist, "replay", named, url=database_url, folder=tmp_path)
    assert said.exit_code == 0, said.output
    assert "Every score is the same to the last bit." in said.output


def test_an_entry_that_was_tampered_with_is_told(database, database_url, drawn, tmp_path):
    _, shortlist_id, matches = drawn
    with database.writing() as session:
        session.connection().execute(
            sa.update(ShortlistEntry)
            .where(ShortlistEntry.rank == 1)
            .values(score=matches[0].score + 1e-9)
        )
    named = reference(Kind.SHORTLIST, shortlist_id)
    said = command(shortlist, "replay", named, url=database_url, folder=tmp_path)

    assert said.exit_code == 1
    assert "DIFFERENT" in said.output


def test_a_list_of_another_model_or_none_at_all_is_refused_in_a_sentence(
    database, database_url, now, tmp_path
):
    other = draw_up(database, save_world(database, now=now), now=now)
    for named, says in (
        (reference(Kind.SHORTLIST, other), "ranked by the model 'test'"),
        (reference(Kind.SHORTLIST, other + 1), ""),
        ("S-nothing", ""),
    ):
        said = command(shortlist, "replay", named, url=database_url, folder=tmp_path)
        assert said.exit_code == 1
        assert says in said.output
        assert "Traceback" not in said.output


def test_a_person_has_a_rank_or_a_shut_gate_or_may_not_be_matched(
    database, database_url, drawn, now, tmp_path
):
    world, _, _ = drawn
    with database.reading() as session:
        field = field_now(session, lookup=None, model=shipped_weights(), now=now)
        vacancy = vacancy_brief(session, world.vacancy_id)
        ranked = whereabouts(session, field, vacancy, returnee_id=world.returnee_id)
        nobody = whereabouts(session, field, vacancy, returnee_id=999_999)
        left = without_each_gate(field, vacancy)

    assert ranked.rank in (1, 2)
    assert (ranked.among, ranked.is_known, ranked.gates) == (2, True, ())
    assert not nobody.may_be_matched
    assert left == {}
    said = command(
        why,
        reference(Kind.VACANCY, world.vacancy_id),
        reference(Kind.PERSON, world.returnee_id),
        *("--now", now.isoformat()),
        url=database_url,
        folder=tmp_path,
    )
    assert said.exit_code == 0, said.output
    assert f"Rank {ranked.rank} of 2" in said.output
    assert "Has met this vacancy before" in said.output


def test_a_place_that_is_too_far_shuts_a_gate_and_is_counted_alone(database, now):
    world = save_world(database, now=now)
    stays = {"relocates": False, "accepted_governorates": ()}
    far = save_returnee(
        database, now=now, caseworker=world.caseworker, governorate=Governorate.DUHOK, **stays
    )
    with database.reading() as session:
        field = field_now(session, lookup=None, model=shipped_weights(), now=now)
        vacancy = vacancy_brief(session, world.vacancy_id)
        found = whereabouts(session, field, vacancy, returnee_id=far)
        left = without_each_gate(field, vacancy)

    assert found.gates == (Gate.PLACE,)
    assert found.rank is None
    assert left == {Gate.PLACE: 2}


def test_one_skill_away_is_what_the_ranking_says_once_the_skill_is_there(
    database, database_url, now, tmp_path
):
    world = save_world(database, now=now)
    save_returnee(database, now=now, caseworker=world.caseworker)
    with database.reading() as session:
        field = field_now(session, lookup=None, model=shipped_weights(), now=now)
        vacancy = vacancy_brief(session, world.vacancy_id)
        harder = replace(
            vacancy,
            requirements=(
                *vacancy.requirements,
                Requirement("sewing", None, Necessity.ESSENTIAL, 3),
                Requirement("driving", None, Necessity.OPTIONAL, 1),
            ),
        )
        found = one_skill_away(session, field, harder, returnee_id=world.returnee_id)
        [before] = [
            match
            for match in best_few(session, field, harder, top=5).matches
            if match.returnee_id == world.returnee_id
        ]
        with pytest.raises(NotMatchable):
            one_skill_away(session, field, harder, returnee_id=999_999)
    sewing = next(one for one in found.skills if one.asked_words == "sewing")

    assert (found.score, found.rank) == (before.score, 1)
    assert found.skills[0] == sewing
    assert sewing.score > found.score
    with database.writing() as session:
        session.add(
            SkillRecord(
                returnee_id=world.returnee_id,
                own_words="sewing",
                search_key="sewing",
                link=LinkState.OWN_WORDS,
                proficiency=3,
                evidence=Evidence.OWN_STATEMENT,
                recorded_at=now,
            )
        )
    with database.reading() as session:
        field = field_now(session, lookup=None, model=shipped_weights(), now=now)
        after = best_few(session, field, harder, top=5).matches
    assert {one.returnee_id: one.score for one in after}[world.returnee_id] == sewing.score
    said = command(
        model,
        "what-if",
        reference(Kind.VACANCY, world.vacancy_id),
        reference(Kind.PERSON, world.returnee_id),
        *("--now", now.isoformat()),
        url=database_url,
        folder=tmp_path,
    )
    assert said.exit_code == 0, said.output
    assert "as they are: score" in said.output
