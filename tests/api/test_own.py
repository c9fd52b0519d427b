"""What an employer's programs do: its vacancies, its masked shortlists, and nobody else's."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from employers.models import Vacancy, VacancyRequirement
from forsa.accounts.values import Scope
from forsa.deeds.consents import withdraw_consent
from forsa.deeds.introductions import move_introduction
from kernel.actor import Actor, Role
from kernel.audit import AuditEvent
from kernel.references import Kind, reference
from matching.values.introductions import MoveOrder, State, Via
from skills.values.consents import ConsentMethod, Purpose
from tests import accounts, factories
from tests.api.conftest import problem_of, same_answer
from tests.web.employer import world as employers

ADDRESS = "/api/v1/employer/vacancies"
OWN = (Scope.OWN_VACANCIES, Scope.OWN_VACANCIES_WRITE, Scope.OWN_SHORTLISTS)


@pytest.fixture
def shown(database, now):
    """Give an employer whose vacancy has an issued shortlist of two people."""
    return employers.build(database, now=now, people=2)


def asks(database, shown, now):
    """Let the employer ask to meet the first person."""
    member = Actor(
        role=Role.EMPLOYER_OWNER, account_id=shown.member_id, employer_id=shown.employer_id
    )
    order = MoveOrder(shown.introductions[0], State.MEETING_ASKED, via=Via.PAGE)
    with database.writing() as session:
        move_introduction(session, order=order, actor=member, now=now)


def written(**said):
    return {
        "title": "Pipe welder",
        "governorate": "IQ-NI",
        "needs": [{"words": "arc welding"}],
        "wage": {"least": 750000},
        "starts_on": "2026-01-01",
    } | said


class TestShortlists:
    def test_are_read_without_name_or_contact_whatever_their_state(
        self, program, database, shown, now, counting_queries
    ):
        asks(database, shown, now)
        employers.agree_to_meet(database, shown, now=now)
        address = f"/api/v1/employer/shortlists/{reference(Kind.SHORTLIST, shown.shortlist_id)}"
        with program(*OWN, employer_id=shown.employer_id) as client:
            client.get(address)
            with counting_queries() as seen:
                answer = client.get(address)
            listed = client.get(ADDRESS)

        found = answer.json()
        assert [one["person"] for one in found["entries"]] == [shown.person(0), shown.person(1)]
        assert found["entries"][0]["waits"] is False
        assert found["entries"][1]["waits"] is True
        assert found["entries"][1]["card"]["governorate"] == "IQ-NI"
        assert {one["kind"] for one in found["entries"][1]["why"]} == {"fits", "ask", "missing"}
        assert listed.json()["items"][0]["waiting"] == 1
        for secret in (
            *employers.CANARIES.values(),
            employers.OWN_WORDS,
            employers.PHONE[-7:],
            *employers.SECRETS,
        ):
            assert secret not in answer.text + listed.text
        assert len(seen) <= 9

    def test_of_others_are_as_if_they_were_not_there(self, program, database, shown, now):
        other = employers.save_employer(database, now=now)
        with program(*OWN, employer_id=other) as client:
            answers = [
                client.get(f"/api/v1/employer/shortlists/{reference(Kind.SHORTLIST, number)}")
                for number in (shown.shortlist_id, 4_000_000)
            ]
            vacancies = [
                client.get(f"{ADDRESS}/{reference(Kind.VACANCY, number)}")
                for number in (shown.vacancy_id, 4_000_000)
            ]

        assert problem_of(answers[0])["status"] == problem_of(vacancies[0])["status"] == 404
        assert same_answer(*answers)
        assert same_answer(*vacancies)

    def test_of_somebody_who_took_their_yes_back_show_nothing_of_them(
        self, program, database, shown, now
    ):
        with database.writing() as session:
            withdraw_consent(
                session,
                returnee_id=shown.people[0],
                purpose=Purpose.MASKED_CARD,
                method=ConsentMethod.SIGNED,
                actor=shown.caseworker,
                now=now,
            )
        address = f"/api/v1/employer/shortlists/{reference(Kind.SHORTLIST, shown.shortlist_id)}"
        with program(*OWN, employer_id=shown.employer_id) as client:
            entries = client.get(address).json()["entries"]

        gone = next(one for one in entries if one["person"] == shown.person(0))
        assert (gone["card"], gone["why"], gone["waits"]) == (None, [], False)


class TestWriting:
    def test_keeps_the_words_and_what_they_mean(self, program, database, shown, taxonomy, reader):
        with program(*OWN, Scope.SKILLS, employer_id=shown.employer_id) as client:
            uri = client.get("/api/v1/skills?q=arc welding&types=skill").json()["linked"]
            needs = [
                {"words": "arc welding", "least": 3},
                {"words": "my welding", "concept": uri, "essential": False},
                {"words": "nothing of ours", "by_law": True},
            ]
            answer = client.post(ADDRESS, json=written(needs=needs, places=4))
            ref = answer.json()["reference"]
            read = client.get(f"{ADDRESS}/{ref}").json()

        assert answer.status_code == 201
        assert read["state"] == "review"
        assert read["vacancy"]["wage"] == {
            "least": 750000,
            "most": 750000,
            "currency": "IQD",
            "per": "month",
        }
        assert [one["words"] for one in read["vacancy"]["needs"]] == [
            "arc welding",
            "nothing of ours",
        ]
        assert read["vacancy"]["needs"][0]["concept"] == uri
        written_by = [one.role for one in reader.exec(select(AuditEvent))][-1]
        assert written_by is Role.API_CLIENT

    @pytest.mark.parametrize(
        ("said", "status"),
        [
            ({"needs": []}, 422),
            ({"needs": [{"words": "x", "concept": "urn:x"}]}, 422),
            ({"occupation": "urn:x"}, 422),
            ({"wage": {"least": 2, "most": 1}}, 400),
            ({"wage": {"least": 10**25}}, 400),
            ({"licences": ["no licence"]}, 400),
            ({"languages": [{"language": "en", "level": "B1"}] * 2}, 400),
            ({"starts_on": "2001-01-01"}, 400),
            ({"title": "\u202e "}, 400),
            ({"employer_id": 1}, 400),
            ({"places": 0}, 400),
        ],
        ids=lambda value: str(value)[:30],
    )
    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_refuses_what_does_not_fit_and_writes_nothing(
        self, program, database, shown, reader, said, status
    ):
        before = reader.exec(select(Vacancy.id)).all()
        with program(*OWN, employer_id=shown.employer_id) as client:
            refused = client.post(ADDRESS, json=written(**said))
        with database.reading() as session:
            after = session.exec(select(Vacancy.id)).all()

        assert problem_of(refused)["status"] == status
        assert after == before

    def test_under_one_key_is_done_once_and_answered_the_same(self, program, shown, reader):
        sent = written()
        with program(*OWN, employer_id=shown.employer_id) as client:

            def send(_):
                return client.post(ADDRESS, json=sent, headers={"Idempotency-Key": "one"})

            with ThreadPoolExecutor(5) as threads:
                answers = list(threads.map(send, range(5)))
            other = client.post(
                ADDRESS, json=written(places=9), headers={"Idempotency-Key": "one"}
            )
            again = client.post(ADDRESS, json=sent, headers={"Idempotency-Key": "two"})

        assert {one.status_code for one in answers} == {201}
        assert len({one.text for one in answers}) == 1
        assert problem_of(other)["type"] == "urn:forsa:refusal:once-changed"
        assert again.json() != answers[0].json()
        assert len(reader.exec(select(Vacancy)).all()) == 3

    def test_under_its_own_number_is_one_vacancy(self, program, shown, reader):
        with program(*OWN, employer_id=shown.employer_id) as client:
            first = client.post(ADDRESS, json=written(own_number="A-1"))
            second = client.post(ADDRESS, json=written(own_number="A-1", places=2))

        assert first.json() == second.json()
        assert len(reader.exec(select(VacancyRequirement)).all()) == 2

    def test_is_for_keys_that_say_so_and_for_members(
        self, program, client_of, shown, database, now
    ):
        with program(Scope.OWN_VACANCIES, employer_id=shown.employer_id) as client:
            refused = client.post(ADDRESS, json=written())
        caseworker = factories.save_caseworker(database, now=now)
        with client_of(caseworker.account_id) as client:
            hidden = client.get(ADDRESS)
        with client_of(shown.member_id) as client:
            token = accounts.form_token(client.get("/employer/vacancies/new"))
            member = client.post(ADDRESS, json=written(), headers={"X-Form-Token": token})

        assert problem_of(refused)["status"] == 403
        assert problem_of(hidden)["status"] == 404
        assert member.status_code == 201
