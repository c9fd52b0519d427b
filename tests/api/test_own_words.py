"""Own words by the API: the same queue, the same four eyes, the same undo."""

import pytest

from kernel.actor import Role
from skills.values.profiles import ExperienceDraft
from skills.values.returnees import SkillDraft
from tests import accounts, factories
from tests.api.conftest import problem_of

WORDS = "/api/v1/words"
NEW = {"kind": "skill", "en": "climb tanks", "ar": "تسلق الخزانات", "ckb": "سەرکەوتنی تانکی"}


@pytest.fixture
def waiting(database, world, now):
    """Let two people say words that nobody knows; give their caseworker's account."""
    for _ in range(2):
        factories.save_returnee(
            database,
            now=now,
            caseworker=world.caseworker,
            skills=(SkillDraft("tank ladders 0770 123 4567"), SkillDraft("tank ropes")),
        )
    return world.caseworker.account_id


def mark_of(client, words):
    found = client.get(WORDS).json()["items"]
    return next(one["mark"] for one in found if one["words"] == words)


class TestTheQueue:
    def test_shows_an_office_all_and_an_operator_only_what_several_said(
        self, staff, database, waiting, now, counting_queries
    ):
        with staff(waiting) as client:
            client.get(WORDS)
            with counting_queries() as seen:
                found = client.get(WORDS).json()
        operator = accounts.save_account(database, role=Role.OPERATOR, now=now)
        with staff(operator, page="/operator") as client:
            to_operator = client.get(WORDS).json()

        assert {(one["words"], one["count"]) for one in found["items"]} == {
            ("tank ladders •••• ••• ••••", 2),
            ("tank ropes", 2),
        }
        assert to_operator["items"] == []
        assert len(seen) <= 6


class TestRulings:
    def test_are_made_agreed_to_by_another_and_taken_back(
        self, staff, database, world, waiting, taxonomy, now
    ):
        sent = {"verdict": "new_concept", "new_concept": NEW}
        second_person = factories.save_caseworker(
            database, now=now, role=Role.SUPERVISOR, office_id=world.caseworker.office_id
        )
        with staff(world.caseworker.account_id) as client:
            mark = mark_of(client, "tank ropes")
            made = client.post(f"{WORDS}/{mark}", json=sent, headers={"Idempotency-Key": "a"})
            twice = client.post(f"{WORDS}/{mark}", json=sent, headers={"Idempotency-Key": "a"})
            address = f"{WORDS}/rulings/{made.json()['number']}"
            own = client.post(f"{address}/second", json={})
            [proposed] = client.get(f"{WORDS}/rulings").json()["items"]
        with staff(second_person.account_id) as client:
            agreed = client.post(f"{address}/second", json={})
            moved = client.post(f"{address}/second", json={"refused_because": "unclear"})
            [in_force] = client.get(f"{WORDS}/rulings?stands=in_force").json()["items"]
            undone = client.delete(address)
            again = client.delete(address)

        assert (made.status_code, made.json()["state"]) == (201, "proposed")
        assert twice.json() == made.json()
        assert problem_of(own)["status"] == 403
        assert (proposed["may_second"], proposed["names"]["en"]) == (False, "climb tanks")
        assert agreed.json()["state"] == "in_force"
        assert problem_of(moved)["type"] == "urn:forsa:refusal:ruling-moved"
        assert (in_force["changed"], in_force["may_undo"]) == (2, True)
        assert undone.status_code == 204
        assert problem_of(again)["status"] == 409

    def test_that_do_not_fit_are_refused(self, staff, world, waiting, taxonomy):
        with staff(world.caseworker.account_id) as client:
            mark = mark_of(client, "tank ropes")
            answers = [
                client.post(f"{WORDS}/{mark}", json=sent)
                for sent in (
                    {"verdict": "link", "concept": "urn:x"},
                    {"verdict": "link"},
                    {"verdict": "new_concept"},
                    {"verdict": "new_concept", "new_concept": NEW | {"ar": "0770 123 4567"}},
                )
            ]
            nowhere = client.post(f"{WORDS}/{'0' * 16}", json={"verdict": "keep"})
            unreadable = client.post(f"{WORDS}/nothing", json={"verdict": "keep"})

        assert [problem_of(one)["status"] for one in answers] == [422] * 4
        assert problem_of(nowhere)["type"] == "urn:forsa:refusal:words-not-waiting"
        assert problem_of(unreadable)["status"] == 404

    def test_of_work_are_of_their_own_part_and_name_a_group(
        self, staff, database, world, taxonomy, now
    ):
        factories.save_returnee(
            database,
            now=now,
            caseworker=world.caseworker,
            skills=(SkillDraft("tank ropes"),),
            experiences=(ExperienceDraft("tank ropes", months=3),),
        )
        with staff(world.caseworker.account_id) as client:
            found = client.get(WORDS).json()["items"]
            [mark] = [one["mark"] for one in found if one["part"] == "work"]
            new = NEW | {"kind": "occupation"}
            sent = {"verdict": "new_concept", "new_concept": new}
            nowhere = client.post(f"{WORDS}/{mark}", json=sent)
            kept = client.post(f"{WORDS}/{mark}", json={"verdict": "keep"})
            [proposed] = client.get(f"{WORDS}/rulings").json()["items"]
            left = client.get(WORDS).json()["items"]

        assert problem_of(nowhere)["type"] == "urn:forsa:refusal:unit-group-missing"
        assert kept.status_code == 201
        assert (proposed["part"], proposed["mark"]) == ("work", mark)
        assert {one["part"] for one in left if one["words"] == "tank ropes"} == {"skill"}

    def test_are_read_but_not_made_by_an_auditor(self, staff, database, waiting, now):
        auditor = accounts.save_account(database, role=Role.AUDITOR, now=now)
        with staff(auditor, page="/operator") as client:
            assert client.get(f"{WORDS}/rulings").json() == {"items": [], "page": 1}
            hidden = client.post(f"{WORDS}/{'0' * 16}", json={"verdict": "keep"})

        assert problem_of(hidden)["type"] == "urn:forsa:refusal:not-found"
