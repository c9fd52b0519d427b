"""Every page of an office: in three languages, for its own people alone, in few queries."""

import pytest

from forsa.i18n import Language
from kernel.actor import Role
from kernel.references import Kind, reference
from matching.values.introductions import State
from skills.queries.files import person_file
from skills.service import add_experience
from skills.values.profiles import ExperienceDraft
from tests import factories as make
from tests.accounts import save_account, save_returnee_account
from tests.web.office.conftest import introduction_ref, person
from tests.web.page_checks import problems_of

MOST_OF_A_LIST, MOST_OF_A_PAGE = 6, 12
PARTS_OF_A_FILE = (
    "about",
    "place",
    "languages",
    "work",
    "papers",
    "papers/schools",
    "papers/certificates",
    "wishes",
    "context",
    "outreach",
    "hand-over",
    "archive",
)


@pytest.fixture
def addresses(database, world, now):
    """Addresses of all pages, with something on each."""
    found = make.save_introduction(database, world, now=now, state=State.INTERVIEW)
    make.draw_up(database, world, now=now, people=[make.save_returnee(database, now=now)])
    about, back = person(world), f"/office/introductions/{introduction_ref(found)}"
    with database.writing() as session:
        spell = add_experience(
            session,
            returnee_id=world.returnee_id,
            draft=ExperienceDraft("cook", months=12, is_abroad=True),
            actor=world.caseworker,
            now=now,
        )
    with database.reading() as session:
        file = person_file(session, returnee_id=world.returnee_id, actor=world.caseworker, now=now)
    return (
        "/office",
        "/office/people",
        "/office/people?all=yes",
        "/office/people?whose=nobody",
        "/office/people?whose=archived",
        "/office/caseloads",
        "/office/people/new",
        "/office/hand-overs",
        about,
        *(f"{about}/{tail}" for tail in PARTS_OF_A_FILE),
        f"{about}/work/{spell}",
        f"{about}/skills",
        f"{about}/skills/{file.skills[0].skill_id}",
        f"{about}/consents",
        f"{about}/availability",
        f"{about}/card",
        "/office/entries",
        back,
        f"{back}/hired",
        f"{back}/refused",
        f"{back}/withdrawn",
        "/office/vacancies",
        f"/office/vacancies/{reference(Kind.VACANCY, world.vacancy_id)}",
    )


class TestEveryPage:
    @pytest.mark.parametrize("language", list(Language))
    def test_keeps_what_all_pages_promise(
        self, client_of, database, world, now, addresses, language
    ):
        account_id = save_account(
            database,
            role=Role.CASEWORKER,
            now=now,
            office_id=world.caseworker.office_id,
            language=language,
        )
        with client_of(account_id) as client:
            pages = {address: client.get(address) for address in addresses}

        assert {a: p.status_code for a, p in pages.items() if p.status_code != 200} == {}
        problems = {a: problems_of(p.text, language) for a, p in pages.items()}
        assert {a: found for a, found in problems.items() if found} == {}

    def test_is_read_in_few_queries(self, client, counting_queries, addresses):
        lists = {
            "/office/people",
            "/office/people?all=yes",
            "/office/entries",
            "/office/vacancies",
        }
        counts = {}
        for address in addresses:
            with counting_queries() as seen:
                client.get(address)
            counts[address] = len(seen)

        assert {a: n for a, n in counts.items() if n > MOST_OF_A_PAGE} == {}
        assert {a: n for a, n in counts.items() if a in lists and n > MOST_OF_A_LIST} == {}

    @pytest.mark.parametrize("role", [Role.EMPLOYER_OWNER, Role.OPERATOR])
    def test_is_not_there_for_others(self, client_of, database, now, addresses, role):
        account_id = save_account(database, role=role, now=now)
        with client_of(account_id) as client:
            answers = {client.get(address).status_code for address in addresses}

        assert answers == {404}

    def test_is_not_there_for_returnees(self, client_of, database, now, addresses):
        with client_of(save_returnee_account(database, now=now)) as client:
            answers = {client.get(address).status_code for address in addresses}

        assert answers == {404}

    def test_sends_strangers_to_the_door(self, client_of, addresses):
        with client_of(None) as client:
            answers = [client.get(address, follow_redirects=False) for address in addresses]

        assert {answer.status_code for answer in answers} == {303}
        assert all("/sign-in" in answer.headers["location"] for answer in answers)


class TestAnotherOffice:
    def test_cannot_tell_a_file_from_one_that_is_not_there(self, client_of, database, world, now):
        found = make.save_introduction(database, world, now=now)
        other = make.save_caseworker(database, now=now)
        nobody = reference(Kind.PERSON, 987_654)
        nothing = reference(Kind.INTRODUCTION, 987_654)
        with client_of(other.account_id) as client:
            tails = ("", "/skills", "/consents", "/availability", "/card")
            for tail in (*tails, *(f"/{part}" for part in PARTS_OF_A_FILE)):
                theirs = client.get(f"{person(world)}{tail}")
                missing = client.get(f"/office/people/{nobody}{tail}")
                assert (theirs.status_code, theirs.content) == (404, missing.content)
            for tail in ("", "/approved", "/declined"):
                theirs = client.get(f"/office/introductions/{introduction_ref(found)}{tail}")
                missing = client.get(f"/office/introductions/{nothing}{tail}")
                assert (theirs.status_code, theirs.content) == (404, missing.content)

    def test_moves_nothing(self, client_of, database, world, now, sends):
        found = make.save_introduction(database, world, now=now)
        other = make.save_caseworker(database, now=now)
        address = f"/office/introductions/{introduction_ref(found)}/approved"
        with client_of(other.account_id) as client:
            answer = sends(client, address, page="/office/people")
            card = sends(client, f"{person(world)}/card", page="/office/people")

        assert (answer.status_code, card.status_code) == (404, 404)
