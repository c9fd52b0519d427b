"""One skill away, and why somebody is not on a list: found, shown, and true once it is written."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from employers.interface import open_vacancies
from employers.values import Requirement
from forsa.cli.one_away import one_away
from kernel.actor import SYSTEM
from kernel.places import Governorate
from kernel.references import Kind, reference
from matching.queries.one_away import openers
from matching.values.introductions import State
from skills.service import add_skill
from skills.values.returnees import Proficiency, SkillDraft
from tests import factories as make

BAKING = "http://example.org/skill/baking"
MOST_QUERIES = 12
NOW = datetime(2025, 3, 30, 12, 0, tzinfo=UTC)


@pytest.fixture
def scene(database, world, now):
    """Give two vacancies, somebody of the office, and two people of nowhere near.

    `bakery` asks for welding and good baking, `forks` for welding and a licence. `second` welds,
    bakes a little and has another licence.
    """
    welds = SkillDraft("لحام", concept_uri=make.WELDING, link_score=1.0)
    asked = (Requirement("welding", make.WELDING), Requirement("baking", BAKING, least=3))
    far = {"governorate": Governorate.BASRA, "relocates": False}
    make.save_returnee(database, now=now)
    return SimpleNamespace(
        bakery=make.save_vacancy(database, now=now, requirements=asked),
        forks=make.save_vacancy(database, now=now, licences=("forklift",)),
        second=make.save_returnee(
            database,
            now=now,
            caseworker=world.caseworker,
            licences=("first_aid",),
            skills=(welds, baking(Proficiency.BASIC)),
        ),
        far=make.save_returnee(database, now=now, caseworker=world.caseworker, **far),
        elsewhere=make.save_returnee(database, now=now, **far),
    )


def baking(level):
    return SkillDraft("خبز", concept_uri=BAKING, link_score=1.0, proficiency=level)


@pytest.fixture
def pairs(database, now):
    """Give a function that says by skill or licence whom it opens which vacancies to."""

    def pairs(**whose):
        with database.reading() as session:
            found = openers(session, vacancies=open_vacancies(session), now=now, **whose)
        return {one.concept_uri or one.words: set(one.pairs) for one in found}

    return pairs


def ref(kind, number):
    return reference(kind, number)


def test_each_thing_that_alone_is_lacking_is_found_and_is_all_that_was_lacking(
    database, database_url, world, scene, pairs, now
):
    both = {(world.returnee_id, scene.bakery), (scene.second, scene.bakery)}
    everybody = pairs()
    assert both < everybody[BAKING]
    assert scene.elsewhere not in {who for some in everybody.values() for who, _ in some}
    of_office = pairs(office_id=world.caseworker.office_id)
    assert of_office == {BAKING: both, "forklift": {(scene.second, scene.forks)}}
    assert pairs(returnee_ids=[scene.second]) == {
        BAKING: {(scene.second, scene.bakery)},
        "forklift": {(scene.second, scene.forks)},
    }

    with database.writing() as session:
        add_skill(
            session,
            returnee_id=scene.second,
            draft=baking(Proficiency.SKILLED),
            actor=SYSTEM,
            now=now,
        )
    assert (scene.second, scene.bakery) not in pairs().get(BAKING, set()), "all of it is there now"

    said = CliRunner().invoke(
        one_away,
        ["--vacancy", ref(Kind.VACANCY, scene.bakery), "--now", now.isoformat()],
        env={"FORSA_DATABASE_URL": database_url},
    )
    assert said.exit_code == 0, said.output
    assert f"baking, level 3: vacancies 1 ({ref(Kind.VACANCY, scene.bakery)})" in said.output
    assert ref(Kind.PERSON, world.returnee_id) in said.output


def test_pages_name_the_offices_own_people_alone(client, scene, counting_queries):
    for address, sees in (
        ("/office/one-skill", ("baking", "Forklift licence", ref(Kind.VACANCY, scene.bakery))),
        (f"/office/people/{ref(Kind.PERSON, scene.second)}/one-skill", ("baking", "Opens 1 job")),
        (f"/office/vacancies/{ref(Kind.VACANCY, scene.bakery)}/one-skill", ("For 2 people",)),
    ):
        with counting_queries() as seen:
            shown = client.get(address)
        assert shown.status_code == 200
        assert len(seen) <= MOST_QUERIES, (address, seen)
        assert [one for one in sees if one not in shown.text] == [], address
        assert ref(Kind.PERSON, scene.elsewhere) not in shown.text
    missing = client.get(f"/office/people/{ref(Kind.PERSON, scene.elsewhere)}/one-skill")
    assert missing.status_code == 404


def test_the_page_of_a_job_says_why_somebody_is_not_on_the_list(
    client, world, database, introduced, scene, counting_queries
):
    address = f"/office/vacancies/{ref(Kind.VACANCY, scene.bakery)}"
    assert f'action="{address}/why"' in client.get(address).text

    def why(who):
        with counting_queries() as seen:
            shown = client.get(f"{address}/why", params={"person": ref(Kind.PERSON, who)})
        assert len(seen) <= MOST_QUERIES, "\n".join(one[:150] for one in seen)
        return shown

    assert "Place 1 of 2" in why(scene.second).text
    assert "Nothing stands against it" in why(world.returnee_id).text
    assert "does not want to work" in why(scene.far).text
    apart = make.save_returnee(database, now=NOW, caseworker=world.caseworker, purposes=())
    assert "No jobs are looked for" in why(apart).text
    assert why(scene.elsewhere).status_code == 404
    assert client.get(f"{address}/why", params={"person": "K-nothing"}).status_code == 404
    introduced(State.SUGGESTED)
    own = f"/office/vacancies/{ref(Kind.VACANCY, world.vacancy_id)}/why"
    known = client.get(own, params={"person": ref(Kind.PERSON, world.returnee_id)})
    assert "On a list of this job already, or was: To be checked" in known.text
