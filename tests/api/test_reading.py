"""What programs read: published vacancies, words, the taxonomy, and the description."""

import pytest

from employers.values import VacancyState
from forsa.accounts.values import Scope
from forsa.api.guards import JSON_BYTES
from forsa.api.operations_page import calls_of, operations_page
from forsa.deeds.vacancies import move_vacancy
from forsa.web.guards import handlers
from kernel.actor import SYSTEM, Role
from kernel.references import Kind, reference
from tests import accounts, factories
from tests.api.conftest import problem_of, same_answer

DEEP = b"[" * 2000 + b"]" * 2000


class TestPublishedVacancies:
    def test_are_listed_in_at_most_six_queries(
        self, program, database, world, now, counting_queries
    ):
        for _ in range(3):
            factories.save_vacancy(database, now=now, employer_id=world.employer.employer_id)
        with program() as client:
            client.get("/api/v1/vacancies")
            with counting_queries() as seen:
                answer = client.get("/api/v1/vacancies?governorate=IQ-BG")

        found = answer.json()
        assert len(found["items"]) == found["count"] == 4
        assert found["items"][0]["needs"][0]["concept"] == factories.WELDING
        assert len(seen) <= 6

    def test_beyond_the_last_page_are_none(self, program, world):
        with program() as client:
            found = client.get("/api/v1/vacancies?page=9").json()

        assert (found["items"], found["pages"]) == ([], 1)

    def test_say_when_they_are_closed_and_those_never_open_are_not_there(
        self, program, database, world, now
    ):
        closed = factories.save_vacancy(database, now=now)
        hidden = factories.save_vacancy(
            database,
            now=now,
            employer_id=factories.save_employer(database, now=now, verified=False),
        )
        with database.writing() as session:
            move_vacancy(
                session,
                vacancy_id=closed,
                to=VacancyState.CLOSED,
                actor=SYSTEM,
                now=now,
            )
        with program() as client:
            shown = client.get(f"/api/v1/vacancies/{reference(Kind.VACANCY, closed)}")
            not_shown = client.get(f"/api/v1/vacancies/{reference(Kind.VACANCY, hidden)}")
            not_there = client.get(f"/api/v1/vacancies/{reference(Kind.VACANCY, 4_000_000)}")

        assert shown.json()["is_open"] is False
        assert problem_of(not_shown)["type"] == "urn:forsa:refusal:vacancy-not-found"
        assert same_answer(not_shown, not_there)

    @pytest.mark.parametrize("ref", ["zz", "V-" + "9" * 400, "%00", "-1", "١٢٣٤٥٦٧٨", "V-OOOOOO"])
    def test_of_no_possible_reference_are_not_there(self, program, ref):
        with program() as client:
            assert problem_of(client.get(f"/api/v1/vacancies/{ref}"))["status"] == 404


class TestWords:
    def test_are_looked_up_with_chance_and_why(self, program, taxonomy, counting_queries):
        with program(Scope.SKILLS) as client:
            client.get("/api/v1/skills?q=welding")
            with counting_queries() as seen:
                found = client.get(
                    "/api/v1/skills?q=لحام&types=skill&top=3", headers={"Accept-Language": "ar"}
                ).json()["found"]

        assert 1 <= len(found) <= 3
        assert {one["kind"] for one in found} <= {"skill", "knowledge", "language", "licence"}
        assert found[0]["chance"] >= found[-1]["chance"] > 0
        assert found[0]["name"]
        assert len(seen) <= 4

    def test_are_restricted_to_sorts(self, program, taxonomy):
        with program(Scope.SKILLS) as client:
            found = client.get("/api/v1/skills?q=welder&types=occupation&types=isco_group").json()

        assert {one["kind"] for one in found["found"]} <= {"occupation", "unit_group"}

    @pytest.mark.parametrize("query", ["q=", "", "q=" + "a" * 101, "q=a&top=0", "q=a&types=x"])
    def test_out_of_bounds_are_refused_field_by_field(self, program, query):
        with program(Scope.SKILLS) as client:
            assert problem_of(client.get(f"/api/v1/skills?{query}"))["errors"]

    def test_that_are_a_phone_number_are_refused(self, program, taxonomy):
        with program(Scope.SKILLS) as client:
            refused = client.get("/api/v1/skills?q=0770 123 4567")

        assert problem_of(refused)["type"] == "urn:forsa:refusal:skill-is-phone"

    def test_of_a_text_have_their_places(self, program, taxonomy):
        text = "لحام القوس and driving a forklift"
        with program(Scope.SKILLS) as client:
            parts = client.post("/api/v1/skills/split", json={"text": text}).json()["parts"]

        assert len(parts) == 2
        assert all(text[one["start"] : one["end"]] == one["words"] for one in parts)
        assert all(one["found"] for one in parts)

    def test_are_suggested_while_they_are_typed_and_usual_in_an_occupation(
        self, program, taxonomy, counting_queries
    ):
        with program(Scope.SKILLS) as client:
            client.get("/api/v1/skills?q=welding")
            with counting_queries() as seen:
                typed = client.post(
                    "/api/v1/skills/suggest", json={"text": "drive a forklift, arc weld"}
                ).json()
            [welder] = client.get("/api/v1/skills?q=welder&types=occupation&top=1").json()["found"]
            usual = client.get(
                "/api/v1/skills/usual", params={"occupation": welder["concept"]}
            ).json()
            phone = client.post("/api/v1/skills/suggest", json={"text": "call 0770 123 4567"})
            no_work = client.get(
                "/api/v1/skills/usual", params={"occupation": typed["found"][0]["concept"]}
            )

        assert (typed["before"], typed["words"]) == ("drive a forklift", "arc weld")
        assert typed["found"]
        assert len(seen) <= 4
        assert usual["name"]
        assert usual["skills"]
        assert all(one["name"] for one in usual["skills"])
        assert problem_of(phone)["type"] == "urn:forsa:refusal:skill-is-phone"
        assert problem_of(no_work)["status"] == 404

    def test_without_a_taxonomy_wait_for_one(self, program):
        with program(Scope.SKILLS) as client:
            refused = client.get("/api/v1/skills?q=welding")

        assert problem_of(refused)["status"] == 409


class TestTheTaxonomy:
    def test_is_read_version_by_version_and_concept_by_concept(self, program, taxonomy):
        with program(Scope.SKILLS) as client:
            [version] = client.get("/api/v1/taxonomy").json()["versions"]
            uri = client.get("/api/v1/skills?q=welding").json()["found"][0]["concept"]
            concept = client.get("/api/v1/taxonomy/concept", params={"uri": uri}).json()
            unknown = client.get("/api/v1/taxonomy/concept?uri=urn:x")
            digits = client.get("/api/v1/skills?q=123")
            asked = {"text": "welding", "lang": "xx"}
            languages = [
                client.get("/api/v1/skills", params={"q": "welding", "lang": "xx"}),
                client.post("/api/v1/skills/split", json=asked),
            ]

        assert version["state"] == "active"
        assert concept["names"].keys() >= {"en", "ar", "ckb"}
        assert problem_of(unknown)["status"] == 404
        assert problem_of(digits)["type"] == "urn:forsa:refusal:skill-empty"
        for one in languages:
            [wrong] = problem_of(one)["errors"]
            assert wrong["where"] == "lang"
            assert "ar, " in wrong["what"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
class TestBadInput:
    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b"", 400),
            (b"{", 400),
            (DEEP, 400),
            (b'{"text": ' + DEEP + b"}", 400),
            (b'{"text": "a\\u0000"}', 400),
            (b'{"text": "a\\ud800"}', 400),
            (b'{"text": "\xff"}', 400),
            (b'{"text": 1}', 400),
            (b'{"text": ""}', 400),
            (b'{"text": "a", "id": 1}', 400),
            (b"[]", 400),
            (b"x" * (JSON_BYTES + 1), 413),
        ],
        ids=lambda value: str(value)[:20],
    )
    def test_in_a_body_is_a_problem(self, program, body, status):
        with program(Scope.SKILLS) as client:
            refused = client.post(
                "/api/v1/skills/split", content=body, headers={"Content-Type": "application/json"}
            )

        assert problem_of(refused)["status"] == status

    def test_of_another_kind_than_json_is_refused(self, program):
        with program(Scope.SKILLS) as client:
            refused = client.post("/api/v1/skills/split", data={"text": "welding"})

        assert problem_of(refused)["status"] == 415

    @pytest.mark.parametrize("query", ["q=%00", "q=%ff", "q=a&lang=%ed%a0%80"])
    def test_in_a_query_is_a_problem(self, program, query):
        with program(Scope.SKILLS) as client:
            assert problem_of(client.get(f"/api/v1/skills?{query}"))["status"] == 400

    def test_is_never_repeated_to_whoever_sent_it(self, program):
        with program(Scope.SKILLS) as client:
            answers = [
                client.get("/api/v1/skills?q=a&types=Person0007"),
                client.get("/api/v1/skills/Person0007"),
                client.post("/api/v1/skills/split", json={"text": {"Person0007": 1}}),
                client.post("/api/v1/skills/split", json={"text": "a", "lang": "Person0007"}),
            ]

        assert all(problem_of(one) for one in answers)
        assert "Person0007" not in "".join(one.text for one in answers)

    def test_by_another_method_is_told_what_can_be_done(self, program):
        with program() as client:
            refused = client.delete("/api/v1/vacancies")

        assert problem_of(refused)["status"] == 405
        assert "GET" in refused.headers["allow"]

    def test_is_told_in_the_language_asked_for(self, client_of):
        with client_of(None) as client:
            said = {
                problem_of(client.get("/api/v1/vacancies", headers={"Accept-Language": one}))[
                    "detail"
                ]
                for one in ("en", "ar", "ckb")
            }

        assert len(said) == 3

    def test_of_a_role_that_has_nothing_to_do_there_meets_nothing(self, client_of, database, now):
        account_id = accounts.save_returnee_account(database, now=now)
        with client_of(account_id) as client:
            hidden, nothing = client.get("/api/v1/taxonomy"), client.get("/api/v1/nothing")

        assert same_answer(hidden, nothing)


class TestTheDescription:
    def test_names_every_operation_with_its_refusals(self, client_of):
        with client_of(None) as client:
            answer = client.get("/api/v1/openapi.json")
            served = {
                (route.path_format, method.lower())
                for route, handler in handlers(client.app)
                for method in handler.http_methods - {"OPTIONS"}
                if route.path_format.startswith("/api/v1/")
            }
        description = answer.json()
        said = {
            (path, method): operation
            for path, operations in description["paths"].items()
            for method, operation in operations.items()
        }

        assert description["openapi"].startswith("3.1")
        assert said.keys() == served - {("/api/v1/openapi.json", "get")}
        for operation in said.values():
            assert operation["summary"]
            assert operation["description"]
            assert operation["responses"].keys() >= {"400", "401", "403", "404", "429"}
        assert description["components"]["schemas"]["TextToSplit"]["additionalProperties"] is False

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_is_drawn_with_one_call_for_each_operation_that_is_understood(
        self, staff, world, taxonomy
    ):
        with staff(world.caseworker.account_id) as client:
            description = client.get("/api/v1/openapi.json").json()
            calls = list(calls_of(description))
            for operation, call in calls:
                line, _, body = call.partition("\n")
                answer = client.request(
                    *line.split(" "), content=body, headers={"Content-Type": "application/json"}
                )
                assert answer.status_code in {200, 201, 204, 403, 404, 409, 422}, (
                    line,
                    answer.text,
                )
                assert str(answer.status_code) in operation["responses"], line

        assert len({line for _, line in calls}) == len(calls)
        assert all(one["summary"] in operations_page(description) for one, _ in calls)

    def test_is_there_for_anybody_and_says_nothing_of_anybody(self, client_of):
        with client_of(None) as client:
            text = client.get("/api/v1/openapi.json").text

        assert "dependency" not in text
        assert "/office" not in text


def test_roles_that_may_read_vacancies_do(client_of, database, now, world):
    account_id = accounts.save_account(database, role=Role.AUDITOR, now=now)
    with client_of(account_id) as client:
        assert client.get("/api/v1/vacancies").json()["items"][0]["is_open"]
