"""What words may mean before somebody rules on them, and what is in force, for keepers too."""

import pytest

from forsa.accounts.values import Scope
from kernel.actor import Role
from skills.values.profiles import ExperienceDraft
from skills.values.returnees import SkillDraft
from skills.values.words import WordsPart, mark_of
from tests import factories
from tests.api.conftest import problem_of, same_answer

WORDS = "/api/v1/words"


@pytest.fixture
def chief(database, world, now):
    """Let somebody say words that nobody knows; give the account of their supervisor."""
    factories.save_returnee(
        database,
        now=now,
        caseworker=world.caseworker,
        skills=tuple(map(SkillDraft, ("forklift welding thing", "tank ropes", "my insult"))),
        experiences=(ExperienceDraft("weldr of tanks"),),
    )
    return factories.save_caseworker(
        database, now=now, role=Role.SUPERVISOR, office_id=world.caseworker.office_id
    ).account_id


def test_words_are_read_with_what_they_may_mean_ruled_and_told_to_keepers(
    staff, program, world, chief, taxonomy, counting_queries
):
    weld, ropes, insult = (
        mark_of(words) for words in ("forklift welding thing", "tank ropes", "my insult")
    )
    work = mark_of("weldr of tanks", WordsPart.WORK)
    with staff(chief) as client:
        client.get(f"{WORDS}/{weld}")
        with counting_queries() as seen:
            shown = client.get(f"{WORDS}/{weld}").json()
        as_work = client.get(f"{WORDS}/{work}").json()
        link = {"verdict": "link", "concept": shown["found"][0]["concept"]}
        number = client.post(f"{WORDS}/{weld}", json=link).json()["number"]
        client.post(f"{WORDS}/{ropes}", json={"verdict": "keep"})
        client.post(f"{WORDS}/{insult}", json={"verdict": "reject"})
        ruled = client.get(f"{WORDS}/{weld}").json()
        nowhere = client.get(f"{WORDS}/{'0' * 16}")
        beyond = client.get(f"{WORDS}/rulings?stands=in_force&page=2").json()
        to_office = client.get(f"{WORDS}/decisions").json()["items"]
    with program(Scope.DECISIONS, Scope.SKILLS) as client:
        with counting_queries() as read:
            to_keeper = client.get(f"{WORDS}/decisions").json()["items"]
        after = client.get(f"{WORDS}/decisions?page=2").json()
        queue, nothing = client.get(WORDS), client.get("/api/v1/nothing")
    with program(Scope.SKILLS) as client:
        closed = client.get(f"{WORDS}/decisions")

    assert shown["waiting"]["count"] == 1
    assert shown["found"][0]["name"]
    assert (shown["above"], shown["history"]) == ([], [])
    assert {one["kind"] for one in as_work["found"]} == {"occupation"}
    assert len(seen) <= 12
    assert ruled["waiting"] is None
    assert [one["number"] for one in ruled["history"]] == [number]
    assert problem_of(nowhere)["type"] == "urn:forsa:refusal:words-not-waiting"
    assert beyond == {"items": [], "page": 2}
    assert {one["words"] for one in to_office} == {"forklift welding thing", "tank ropes"}
    assert [one["concept"] for one in to_keeper] == [link["concept"]]
    assert to_keeper[0]["names"]["en"]
    assert to_keeper[0]["changed"] is None
    assert after["items"] == []
    assert len(read) <= 8
    assert same_answer(queue, nothing)
    assert problem_of(closed)["status"] == 403
