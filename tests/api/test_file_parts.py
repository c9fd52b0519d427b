"""Each part of a file by the API: read, sent back, refused when it is stale or does not fit."""

from datetime import timedelta

import pytest
from sqlmodel import select

from kernel.audit import AuditEvent
from kernel.references import Kind, reference
from skills.models.profiles import Experience
from tests import factories
from tests.api.conftest import problem_of, same_answer

PARTS = ("about", "place", "languages", "licences", "wishes", "availability", "record")
ROWS = {
    "work": {"words": "arc welder", "months": 24, "terms": "informal"},
    "schools": {"level": "vocational", "field": "metal work", "ended_year": 2015},
    "certificates": {"name": "Welding test 1G", "recognised": True, "expires_on": "2027-05-01"},
}
SAID = {
    "about": {"latin_name": "Person Latin", "numbers_elsewhere": [{"system": "x", "number": "1"}]},
    "place": {"governorate": "IQ-BG", "commute_minutes": 45, "would_move": False},
    "languages": {"languages": [{"language": "ckb", "level": "C2"}]},
    "licences": {"licences": ["driving_b"], "asked": True},
    "wishes": {
        "wants": [{"words": "welder", "occupation": None}],
        "least_wage": 750_000,
        "can": {"lifting": True},
        "weights": {"pay": 3, "hours": 1, "learning": 2},
    },
    "availability": {"availability": "paused"},
    "record": {"record": "archived"},
}


def address(world, tail=""):
    return f"/api/v1/people/{reference(Kind.PERSON, world.returnee_id)}/{tail}"


class TestAPart:
    def test_is_read_changed_and_read_again(self, staff, database, world, now, counting_queries):
        until = {"until_on": (now + timedelta(days=30)).date().isoformat()}
        with staff(world.caseworker.account_id) as client:
            for part, said in SAID.items():
                before = client.get(address(world, part)).json()
                sent = before | said | (until if part == "availability" else {})
                written = client.put(address(world, part), json=sent)
                with counting_queries() as seen:
                    after = client.get(address(world, part)).json()
                assert written.status_code == 200, (part, written.text)
                version = written.json()["version"]
                assert after == sent | ({"version": version} if "version" in sent else {}), part
                assert len(seen) <= 8, part
                if "version" in sent:
                    assert version == before["version"] + 1
                    stale = client.put(address(world, part), json=sent)
                    assert problem_of(stale)["type"] == "urn:forsa:refusal:changed"
        with database.reading() as session:
            actions = {one.action for one in session.exec(select(AuditEvent))}

        assert "skills.returnee.wishes-changed" in actions

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_that_is_left_out_stale_or_impossible_is_refused_by_field(self, staff, world):
        wrong = {
            "about": [("birth_year", 2020), ("full_name", "\u200b"), ("phone", {"number": "+9"})],
            "place": [("governorate", "IQ-XX"), ("most_hours", 90)],
            "languages": [("languages", [{"language": "en", "level": "B1"}] * 2)],
            "licences": [("licences", ["moon"])],
            "wishes": [("weights", {"pay": 1}), ("refused_employers", ["E-7K3QMA"])],
            "availability": [("until_on", "2026-01-01")],
            "record": [("record", "draft")],
        }
        with staff(world.caseworker.account_id) as client:
            for part, fields in wrong.items():
                sent = client.get(address(world, part)).json()
                for name, value in fields:
                    refused = problem_of(
                        client.put(address(world, part), json=sent | {name: value})
                    )
                    assert refused["status"] == 400, (part, name)
                    assert refused["errors"], (part, name)
                left_out = {key: value for key, value in list(sent.items())[1:]}
                assert problem_of(client.put(address(world, part), json=left_out))["status"] == 400

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_of_another_office_is_as_if_it_was_not_there(self, staff, database, world, now):
        with staff(world.caseworker.account_id) as client:
            sent = {part: client.get(address(world, part)).json() for part in PARTS}
        other = factories.save_caseworker(database, now=now)
        nobody = f"/api/v1/people/{reference(Kind.PERSON, 4_000_000)}/"
        with staff(other.account_id) as client:
            for part in (*PARTS, *ROWS):
                assert same_answer(client.get(address(world, part)), client.get(nobody + part))
            for part in PARTS:
                theirs = client.put(address(world, part), json=sent[part])
                assert problem_of(theirs)["status"] == 404
                assert same_answer(theirs, client.put(nobody + part, json=sent[part]))


class TestRows:
    def test_are_added_once_changed_and_removed(self, staff, world, counting_queries):
        with staff(world.caseworker.account_id) as client:
            for name, said in ROWS.items():
                once = {"Idempotency-Key": f"one-{name}"}
                first = client.post(address(world, name), json=said, headers=once)
                again = client.post(address(world, name), json=said, headers=once)
                number = first.json()["number"]
                one = address(world, f"{name}/{number}")
                with counting_queries() as seen:
                    [shown] = client.get(address(world, name)).json()["items"]
                [key] = [key for key in said if key in {"words", "field", "name"}]
                changed = client.put(one, json=said | {key: "turner"})
                [after] = client.get(address(world, name)).json()["items"]
                in_file = client.get(address(world).rstrip("/")).json()[name]
                removed, twice = client.delete(one), client.delete(one)
                gone = client.put(one, json=said)

                assert (first.status_code, again.json()) == (201, first.json()), name
                assert shown["number"] == number
                assert said.items() <= shown.items()
                assert len(seen) <= 6
                assert (changed.json(), after[key]) == ({"number": number}, "turner")
                assert in_file == [after]
                assert (removed.status_code, twice.status_code) == (204, 204)
                assert problem_of(gone)["status"] == 404

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_of_work_keep_what_the_pages_alone_know_and_mean_what_was_chosen(
        self, staff, world, database, taxonomy
    ):
        with staff(world.caseworker.account_id) as client:
            number = client.post(address(world, "work"), json={"words": "fixer"}).json()["number"]
            with database.writing() as session:
                session.get_one(Experience, number).is_abroad = True
            client.put(address(world, f"work/{number}"), json={"words": "mender", "months": 3})
            client.post(address(world, "work"), json={"words": "welder"})
            [_, meant] = client.get(address(world, "work")).json()["items"]
            unknown = client.post(
                address(world, "work"), json={"words": "fixer", "occupation": factories.WELDING}
            )
            empty = client.post(address(world, "work"), json={"words": "…"})
        with database.reading() as session:
            row = session.get_one(Experience, number)
            assert (row.own_words, row.is_abroad) == ("mender", True)

        assert (meant["isco"], meant["label"]) == ("7212", "Welder")
        assert problem_of(unknown)["type"] == "urn:forsa:refusal:concept-unknown"
        assert problem_of(empty)["status"] == 422
