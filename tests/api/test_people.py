"""Files and skills of people, for their office alone, and without a name."""

import pytest
from sqlmodel import select

from forsa.accounts.values import Scope
from kernel.actor import Role
from kernel.audit import AuditEvent
from kernel.references import Kind, reference
from skills.models.returnees import Returnee, SkillRecord
from tests import accounts, factories
from tests.api.conftest import problem_of, same_answer

NOBODY = reference(Kind.PERSON, 4_000_000)


def address(world, tail=""):
    return f"/api/v1/people/{reference(Kind.PERSON, world.returnee_id)}{tail}"


class TestAFile:
    def test_is_read_with_what_is_missing_and_without_a_name(
        self, staff, database, world, taxonomy, counting_queries
    ):
        with database.writing() as session:
            person = session.get_one(Returnee, world.returnee_id)
            person.full_name, person.phone = "Canary Name 0007", "+9647700005511"
        with staff(world.caseworker.account_id) as client:
            client.get(address(world))
            with counting_queries() as seen:
                answer = client.get(address(world))

        found = answer.json()
        assert 0 < found["points"] < 100
        assert {"what": "moves", "part": "place"} in found["missing"]
        assert found["skills"][0]["words"] == "لحام"
        assert "Canary" not in answer.text
        assert "5511" not in answer.text
        assert (found["work"], found["wants"], found["refused_employers"]) == ([], [], [])
        assert len(seen) <= 12

    def test_of_another_office_is_as_if_it_was_not_there(self, staff, database, world, now):
        other = factories.save_caseworker(database, now=now)
        with staff(other.account_id) as client:
            for tail in ("", "/skills"):
                theirs = client.get(address(world, tail))
                nobodys = client.get(f"/api/v1/people/{NOBODY}{tail}")
                assert problem_of(theirs)["status"] == 404
                assert same_answer(theirs, nobodys)
            written = [
                client.post(f"/api/v1/people/{ref}/skills", json={"words": "welding"})
                for ref in (reference(Kind.PERSON, world.returnee_id), NOBODY)
            ]

        assert same_answer(*written)

    def test_is_opened_by_no_key_and_no_other_role(self, program, client_of, database, world, now):
        with program(*Scope, employer_id=world.employer.employer_id) as client:
            by_key, nothing = client.get(address(world)), client.get("/api/v1/nothing")
        operator = accounts.save_account(database, role=Role.OPERATOR, now=now)
        with client_of(operator) as client:
            by_operator = client.get(address(world))

        assert problem_of(by_key)["status"] == 404
        assert same_answer(by_key, nothing)
        assert problem_of(by_operator)["status"] == 404


class TestSkills:
    def test_are_written_changed_and_removed(self, staff, world, taxonomy, database):
        with staff(world.caseworker.account_id) as client:
            first = client.post(
                address(world, "/skills"),
                json={"words": "arc welding", "proficiency": 3, "last_used_on": "2025-01-01"},
            )
            number = first.json()["number"]
            kept = client.post(
                address(world, "/skills"), json={"words": "mig welding", "keep_words": True}
            ).json()["number"]
            changed = client.put(
                address(world, f"/skills/{number}"),
                json={"concept": None, "proficiency": 4, "evidence": "test", "confirmed": True},
            )
            shown = {
                one["number"]: one
                for one in client.get(address(world, "/skills")).json()["skills"]
            }
            removed = client.delete(address(world, f"/skills/{kept}"))
            again = client.delete(address(world, f"/skills/{kept}"))
        with database.reading() as session:
            left = session.exec(select(SkillRecord.own_words)).all()
            by = {
                one.account_id for one in session.exec(select(AuditEvent)) if "skill" in one.action
            }

        assert first.status_code == 201
        assert changed.json() == {"number": number}
        assert (shown[number]["concept"], shown[number]["proficiency"]) == (None, 4)
        assert shown[number]["confirmed_at"]
        assert shown[kept]["link"] == "own_words"
        assert removed.status_code == 204
        assert problem_of(again)["status"] == 404
        assert "mig welding" not in left
        assert world.caseworker.account_id in by

    def test_mean_what_the_lookup_is_sure_of_or_somebody_chose(self, staff, world, taxonomy):
        with staff(world.caseworker.account_id) as client:
            uri = client.get("/api/v1/skills?q=arc welding&types=skill").json()["linked"]
            client.post(address(world, "/skills"), json={"words": "arc welding"})
            client.post(address(world, "/skills"), json={"words": "my welding", "concept": uri})
            skills = client.get(address(world, "/skills")).json()["skills"]

        found = {one["words"]: (one["concept"], one["link"]) for one in skills}
        assert found["arc welding"] == (uri, "linked")
        assert found["my welding"] == (uri, "chosen")

    def test_of_one_sentence_are_all_written_or_none(self, staff, world, taxonomy):
        said, once = address(world, "/skills/said"), {"Idempotency-Key": "one"}
        text = {"text": "لحام القوس and driving a forklift", "proficiency": 3}
        with staff(world.caseworker.account_id) as client:
            before = client.get(address(world, "/skills")).json()["skills"]
            written = client.post(said, json=text, headers=once)
            again = client.post(said, json=text, headers=once)
            after = client.get(address(world, "/skills")).json()["skills"]
            refused = [
                problem_of(client.post(said, json={"text": one}))["status"]
                for one in ("welding, 0770 123 4567", "…", ", ".join(f"x{n}" for n in range(30)))
            ]

        assert written.status_code == 201
        assert again.json() == written.json()
        assert [one["words"] for one in written.json()["skills"]] == [
            "لحام القوس",
            "driving a forklift",
        ]
        new = [one for one in after if one not in before]
        assert [one["number"] for one in new] == [
            one["number"] for one in written.json()["skills"]
        ]
        assert all(one["concept"] and one["proficiency"] == 3 for one in new)
        assert refused == [422, 422, 400]

    def test_of_one_meaning_become_one_and_are_two_again(self, staff, world, taxonomy):
        with staff(world.caseworker.account_id) as client:
            uri = client.get("/api/v1/skills?q=arc welding&types=skill").json()["linked"]
            for words in ("arc welding", "my welding"):
                client.post(address(world, "/skills"), json={"words": words, "concept": uri})
            merged = client.post(address(world, "/skills/merge"), json={"concept": uri})
            after = client.get(address(world, "/skills")).json()
            change = address(world, f"/skills/changes/{after['last_change']}")
            undone, again = client.delete(change), client.delete(change)
            back = client.get(address(world, "/skills")).json()
            history = client.get(address(world, "/skills/changes")).json()["items"]
            beyond = client.get(address(world, "/skills/changes?page=2")).json()["items"]

        assert [one["what"] for one in history[:2]] == ["undone", "undone"]
        assert {one["number"] for one in history if one["what"] == "merged"} == {
            after["last_change"]
        }
        assert any(one["before"] and one["before"]["words"] == "my welding" for one in history)
        assert beyond == []
        assert (merged.status_code, undone.status_code) == (204, 204)
        assert problem_of(again)["type"] == "urn:forsa:refusal:nothing-to-undo"
        assert len(after["skills"]) == 2
        assert [one["words"] for one in back["skills"]].count("my welding") == 1
        assert len(back["skills"]) == 3

    @pytest.mark.parametrize(
        ("sent", "status"),
        [
            ({"words": "0770 123 4567"}, 422),
            ({"words": "…"}, 422),
            ({"words": "a", "concept": "urn:x"}, 422),
            ({"words": "a", "proficiency": 5}, 400),
            ({"words": "a", "months": -1}, 400),
            ({"words": "a", "last_used_on": "2100-01-01"}, 400),
            ({"words": "a", "returnee_id": 1}, 400),
        ],
    )
    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_that_do_not_fit_are_refused_and_nothing_is_written(
        self, staff, world, reader, sent, status
    ):
        with staff(world.caseworker.account_id) as client:
            refused = client.post(address(world, "/skills"), json=sent)

        assert problem_of(refused)["status"] == status
        assert len(reader.exec(select(SkillRecord)).all()) == 1


class TestPeople:
    def test_are_listed_page_by_page_and_found_by_name_without_one(
        self, staff, database, world, now, counting_queries
    ):
        others = [
            factories.save_returnee(
                database, now=now, caseworker=world.caseworker, full_name=f"Canary {letter}"
            )
            for letter in ("Alif", "Ba")
        ]
        factories.save_returnee(database, now=now, full_name="Canary Far")
        refs = [reference(Kind.PERSON, one) for one in (world.returnee_id, *others)]
        with staff(world.caseworker.account_id) as client:
            client.get("/api/v1/people")
            with counting_queries() as seen:
                shown = client.get("/api/v1/people")
            rest = client.get(f"/api/v1/people?after={refs[0]}").json()
            nobodys = client.get("/api/v1/people?whose=nobody").json()
            wrong = client.get("/api/v1/people?after=K-000000")
            found = client.post("/api/v1/people/find", json={"text": "canary"})

        assert [one["person"] for one in shown.json()["items"]] == refs
        assert [one["person"] for one in rest["items"]] == refs[1:]
        assert rest["after"] is None
        assert nobodys["items"] == []
        assert problem_of(wrong)["errors"]
        assert [one["person"] for one in found.json()["items"]] == refs[1:]
        assert "Canary" not in shown.text + found.text
        assert shown.json()["items"][0]["missing"]
        assert len(seen) <= 6


class TestTheSamePerson:
    def test_is_found_however_the_name_is_written_and_told_without_it(
        self, staff, database, world, now
    ):
        like = {"birth_year": 1987, "phone": "+9647700005511"}
        own = factories.save_returnee(
            database, caseworker=world.caseworker, now=now, full_name="محمد علي حسن", **like
        )
        factories.save_returnee(database, now=now, full_name="محمد علي حسن", **like)
        asked = {"full_name": "Mohammed Ali Hasan"} | like
        with staff(world.caseworker.account_id) as client:
            answer = client.post("/api/v1/people/like", json=asked)
            nobody = client.post("/api/v1/people/like", json={"full_name": "Nobody Known"})

        found = answer.json()
        assert [one["person"] for one in found["own"]] == [reference(Kind.PERSON, own)]
        assert found["own"][0]["score"] > 0.5
        assert len(found["offices"]) == 1
        assert "محمد" not in answer.text
        assert nobody.json() == {"own": [], "offices": []}
