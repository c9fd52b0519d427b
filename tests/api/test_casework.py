"""Case work by the API: tries to reach people, hand-overs, caseloads, files that become one."""

from datetime import timedelta
from typing import get_args

import pytest
from sqlmodel import select

from forsa.api.hand_overs_shown import RefusingReason
from kernel.actor import Role
from kernel.audit import AuditEvent
from kernel.calendar import local_day
from kernel.references import Kind, reference
from skills.models.returnees import Office, Returnee
from skills.values.casework import REFUSING
from tests import factories
from tests.api.conftest import problem_of, same_answer

PEOPLE = "/api/v1/people"
NOBODY = f"{PEOPLE}/{reference(Kind.PERSON, 4_000_000)}"


def address(returnee_id, tail=""):
    return f"{PEOPLE}/{reference(Kind.PERSON, returnee_id)}{tail}"


@pytest.fixture
def supervisor(database, world, now):
    return factories.save_caseworker(
        database, now=now, role=Role.SUPERVISOR, office_id=world.caseworker.office_id
    )


class TestTries:
    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_are_written_once_read_page_by_page_and_lead_to_unreachable(
        self, staff, database, world, now, counting_queries
    ):
        log, sent = address(world.returnee_id, "/outreach"), {"way": "call", "result": "no_answer"}
        wrong = [
            sent | {"way": "themselves"},
            sent | {"next_on": str(local_day(now) + timedelta(days=99))},
            sent | {"note": "x"},
        ]
        with staff(world.caseworker.account_id) as client:
            once = {"Idempotency-Key": "one"}
            first = client.post(log, json=sent, headers=once)
            again = client.post(log, json=sent, headers=once)
            client.post(log, json=sent)
            third = client.post(log, json=sent).json()
            with counting_queries() as seen:
                found = client.get(log).json()
            beyond = client.get(f"{log}?page=2").json()
            refused = [problem_of(client.post(log, json=one))["errors"] for one in wrong]

        assert first.json() == again.json()
        assert (first.json()["failed"], first.json()["unreachable"]) == (1, False)
        assert (third["failed"], third["unreachable"]) == (3, True)
        assert (len(found["items"]), beyond["items"]) == (3, [])
        assert found["availability"] == "unreachable"
        assert found["items"][0]["by"] == world.caseworker.account_id
        assert len(seen) <= 6
        assert all(refused)


class TestAHandOver:
    def test_is_offered_once_taken_back_offered_again_and_taken(
        self, staff, database, world, now, counting_queries
    ):
        taker = factories.save_caseworker(database, now=now)
        with database.reading() as session:
            code = session.get_one(Office, taker.office_id).code
        offer = address(world.returnee_id, "/hand-over")
        once = {"Idempotency-Key": "one"}
        with staff(world.caseworker.account_id) as client:
            to_whom = client.get(offer).json()
            first = client.post(offer, json={"office": code, "note": "a welder"}, headers=once)
            again = client.post(offer, json={"office": code, "note": "a welder"}, headers=once)
            elsewhere = client.post(offer, json={"caseworker": world.caseworker.account_id})
            both = client.post(offer, json={"office": code, "caseworker": 1})
            unknown = client.post(offer, json={"office": "nowhere"})
            taken_back = [client.delete(offer).status_code for _ in range(2)]
            second = client.post(offer, json={"office": code}).json()["number"]
        with staff(taker.account_id) as client:
            gone = client.get(f"/api/v1/hand-overs/{first.json()['number']}")
            with counting_queries() as seen:
                [waiting] = client.get("/api/v1/hand-overs").json()["waiting"]
            shown = client.get(f"/api/v1/hand-overs/{second}")
            before = client.get(address(world.returnee_id))
            taken = client.post(f"/api/v1/hand-overs/{second}/accept", json={})
            after = client.get(address(world.returnee_id, "/caseworker"))
        with staff(world.caseworker.account_id) as client:
            lost = client.get(offer)
            nobodys = client.get(f"{NOBODY}/hand-over")
            [given, _] = client.get("/api/v1/hand-overs").json()["given"]

        assert code in to_whom["offices"]
        assert to_whom["newest"] is None
        assert first.json() == again.json()
        assert problem_of(elsewhere)["type"] == "urn:forsa:refusal:hand-over-pointless"
        refused = [problem_of(one)["status"] for one in (both, unknown, gone, before)]
        assert refused == [400, 404, 404, 404]
        assert taken_back == [204, 204]
        assert (waiting["number"], waiting["to_office"]) == (second, code)
        assert len(seen) <= 6
        assert "Person" not in shown.text
        assert taken.json()["person"] == reference(Kind.PERSON, world.returnee_id)
        assert after.json() == {"caseworker": taker.account_id}
        assert same_answer(lost, nobodys)
        assert given["state"] == "accepted"

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_is_refused_with_a_reason_and_not_by_a_stranger(
        self, staff, database, world, supervisor, now
    ):
        offer = address(world.returnee_id, "/hand-over")
        colleague = factories.save_caseworker(
            database, now=now, office_id=world.caseworker.office_id
        )
        with staff(world.caseworker.account_id) as client:
            number = client.post(offer, json={"caseworker": colleague.account_id}).json()["number"]
            own = client.post(f"/api/v1/hand-overs/{number}/accept", json={})
        stranger = factories.save_caseworker(database, now=now)
        refusal = {"reason": "no_time"}
        with staff(stranger.account_id) as client:
            theirs = client.post(f"/api/v1/hand-overs/{number}/refuse", json=refusal)
            nobodys = client.post("/api/v1/hand-overs/4000000/refuse", json=refusal)
        with staff(supervisor.account_id) as client:
            whose = client.post(f"/api/v1/hand-overs/{number}/accept", json={})
        with staff(colleague.account_id) as client:
            without = client.post(f"/api/v1/hand-overs/{number}/refuse", json={})
            nobodys_reason = client.post(
                f"/api/v1/hand-overs/{number}/refuse", json={"reason": "no_answer"}
            )
            refused = [
                client.post(f"/api/v1/hand-overs/{number}/refuse", json=refusal) for _ in range(2)
            ]

        assert problem_of(own)["status"] == 404
        assert same_answer(theirs, nobodys)
        assert problem_of(whose)["errors"]
        assert problem_of(without)["status"] == problem_of(nobodys_reason)["status"] == 400
        assert get_args(RefusingReason) == tuple(REFUSING)
        assert [one.json() for one in refused] == [{"state": "refused"}] * 2


class TestCaseloads:
    def test_are_given_and_stood_in_for(
        self, staff, database, world, supervisor, now, counting_queries
    ):
        own, chief = world.caseworker.account_id, supervisor.account_id
        days = {"from_on": str(local_day(now)), "until_on": str(local_day(now))}
        with staff(own) as client:
            mine = {"absent": own, "by": chief} | days
            number = client.post("/api/v1/caseloads/stand-ins", json=mine).json()["number"]
            not_mine = client.post(
                "/api/v1/caseloads/stand-ins", json={"absent": chief, "by": own} | days
            )
            all_of_it = {"from_caseworker": own, "to_caseworker": chief}
            not_given = client.post("/api/v1/caseloads/given", json=all_of_it)
            not_assigned = client.put(
                address(world.returnee_id, "/caseworker"), json={"caseworker": chief}
            )
        with staff(chief) as client:
            with counting_queries() as seen:
                shown = client.get("/api/v1/caseloads").json()
            ended = client.delete(f"/api/v1/caseloads/stand-ins/{number}")
            given = client.post("/api/v1/caseloads/given", json=all_of_it)
            put_back = client.put(
                address(world.returnee_id, "/caseworker"), json={"caseworker": own}
            )

        assert [one["number"] for one in shown["stand_ins"]] == [number]
        assert {one["caseworker"]: one["people"] for one in shown["caseloads"]} == {
            own: 1,
            chief: 0,
        }
        assert len(seen) <= 6
        refusals = {problem_of(one)["status"] for one in (not_mine, not_given, not_assigned)}
        assert refusals == {403}
        assert (ended.status_code, given.json()) == (204, {"people": 1})
        assert put_back.json()["version"]


class TestTwoFiles:
    def test_are_found_compared_made_one_and_two_again(
        self, staff, database, world, now, counting_queries
    ):
        like = {"birth_year": 1987, "phone": "+9647700005511"}
        first, second = (
            factories.save_returnee(
                database, now=now, caseworker=world.caseworker, full_name=name, **like | more
            )
            for name, more in (
                ("محمد علي حسن", {"language": "ar"}),
                ("Mohammed Ali Hasan", {"language": "ckb"}),
            )
        )
        both = f"{PEOPLE}/same/{reference(Kind.PERSON, first)}/{reference(Kind.PERSON, second)}"
        with staff(world.caseworker.account_id) as client:
            with counting_queries() as seen:
                pairs = client.get(f"{PEOPLE}/same")
            [pair] = pairs.json()["items"]
            with counting_queries() as compared:
                shown = client.get(both).json()
            sent = {
                "keep": "first",
                "first_version": shown["first"]["version"],
                "second_version": shown["second"]["version"],
                "choose": {one["field"]: "second" for one in shown["differences"]},
            }
            unchosen = client.post(both, json=sent | {"choose": {}})
            stale = client.post(both, json=sent | {"first_version": 99})
            merged = client.post(both, json=sent, headers={"Idempotency-Key": "one"})
            again = client.post(both, json=sent, headers={"Idempotency-Key": "one"})
            number = merged.json()["number"]
            name = client.get(address(first, "/about")).json()["full_name"]
            went = client.get(address(second))
            [listed] = client.get(address(first, "/merged")).json()["items"]
            other = client.delete(address(world.returnee_id, f"/merged/{number}"))
            changed = client.get(address(first, "/about")).json() | {"full_name": "Person 0009"}
            client.put(address(first, "/about"), json=changed)
            in_the_way = client.delete(address(first, f"/merged/{number}"))

        assert [pair[one]["person"] for one in ("first", "second")] == [
            reference(Kind.PERSON, who) for who in (first, second)
        ]
        assert "محمد" not in pairs.text
        assert len(seen) <= 6
        assert len(compared) <= 12
        assert {one["field"] for one in shown["differences"]} == {"full_name", "language"}
        assert {one["where"] for one in problem_of(unchosen)["errors"]} == {
            "choose.full_name",
            "choose.language",
        }
        assert problem_of(stale)["status"] == 409
        assert (merged.status_code, again.json()) == (201, merged.json())
        assert name == "Mohammed Ali Hasan"
        assert problem_of(went)["type"] == "urn:forsa:refusal:file-merged"
        assert (listed["number"], listed["undone_at"]) == (number, None)
        assert problem_of(other)["status"] == 404
        assert problem_of(in_the_way)["errors"] == [{"where": "file", "what": "Changed since"}]

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_are_two_again_or_said_to_be_two_and_not_by_a_stranger(
        self, staff, database, world, now
    ):
        like = {"full_name": "Mohammed Ali Hasan", "birth_year": 1987, "phone": "+9647700005511"}
        one, two = (
            factories.save_returnee(database, now=now, caseworker=world.caseworker, **like)
            for _ in range(2)
        )
        refs = [reference(Kind.PERSON, who) for who in (one, two)]
        both, said = f"{PEOPLE}/same/{refs[0]}/{refs[1]}", {"first": refs[0], "second": refs[1]}
        nobody = reference(Kind.PERSON, 4_000_000)
        stranger = factories.save_caseworker(database, now=now)
        with staff(stranger.account_id) as client:
            theirs = client.post(f"{PEOPLE}/same/different", json=said)
            nobodys = client.post(f"{PEOPLE}/same/different", json=said | {"second": nobody})
            hidden = client.get(both), client.get(f"{PEOPLE}/same/{refs[0]}/{nobody}")
        with staff(world.caseworker.account_id) as client:
            versions = {"first_version": 1, "second_version": 1}
            merged = client.post(both, json={"keep": "second", "choose": {}} | versions).json()
            undone = [client.delete(address(two, f"/merged/{merged['number']}")) for _ in "ab"]
            different = client.post(f"{PEOPLE}/same/different", json=said)
            left = client.get(f"{PEOPLE}/same").json()["items"]
            alone = client.post(f"{PEOPLE}/same/different", json=said | {"second": refs[0]})
        with database.reading() as session:
            going = session.exec(select(Returnee.merged_into_id)).all()
            actions = set(session.exec(select(AuditEvent.action)))

        assert same_answer(theirs, nobodys)
        assert same_answer(*hidden)
        assert merged["person"] == refs[1]
        assert undone[0].status_code == 204
        assert problem_of(undone[1])["status"] == 404
        assert not any(going)
        assert (different.status_code, left) == (204, [])
        assert problem_of(alone)["status"] == 422
        assert "skills.returnee.said-different" in actions
