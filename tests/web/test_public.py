"""What anybody may read: the first page, vacancies, each of them."""

from datetime import timedelta

import pytest

from employers.values import Requirement, VacancyState
from forsa.deeds.vacancies import move_vacancy
from forsa.i18n import Language
from kernel.actor import SYSTEM
from kernel.places import Governorate
from kernel.references import Kind, reference
from tests.accounts import save_office
from tests.web.employer import world as made
from tests.web.page_checks import problems_of


@pytest.fixture
def employer_id(database, now):
    return made.save_employer(database, now=now)


@pytest.fixture
def vacancy_id(database, employer_id, now):
    return made.save_vacancy(database, employer_id, now=now)


def address(vacancy_id, language="en"):
    return f"/{language}/jobs/{reference(Kind.VACANCY, vacancy_id)}"


class TestTheFirstPage:
    @pytest.mark.parametrize("language", list(Language))
    def test_has_a_door_for_everybody(self, client_of, language):
        with client_of(None) as client:
            page = client.get(f"/{language}")

        assert page.status_code == 200
        assert page.headers["content-language"] == language
        assert f'href="/{language}/jobs"' in page.text
        assert problems_of(page.text, language) == []


class TestOfficesToCall:
    @pytest.mark.parametrize("language", list(Language))
    def test_are_named_to_whoever_cannot_get_in(self, client_of, database, now, language):
        save_office(database, phone="+9647700000031")
        save_office(database, phone=None)
        with client_of(None) as client:
            doors = [client.get(f"/{language}/{door}").text for door in ("sign-in", "card")]
            page = client.get(f"/{language}/offices")

        assert all(f'href="/{language}/offices"' in door for door in doors)
        assert page.text.count('href="tel:') == 1
        assert 'href="tel:+9647700000031"' in page.text
        assert problems_of(page.text, language) == []


class TestTheList:
    def test_shows_open_vacancies_of_the_governorate_in_the_address(
        self, client_of, database, employer_id, vacancy_id, now
    ):
        made.save_vacancy(
            database, employer_id, now=now, title="Cook", governorate=Governorate.BASRA
        )
        with client_of(None) as client:
            everywhere = client.get("/en/jobs")
            in_basra = client.get("/en/jobs?governorate=IQ-BA")

        assert "Pipe welder" in everywhere.text
        assert "Cook" in everywhere.text
        assert "Jobs in Basra" in in_basra.text
        assert "Pipe welder" not in in_basra.text
        assert "1 job" in in_basra.text

    def test_shows_nothing_of_employers_whom_nobody_checked(self, client_of, database, now):
        unknown = made.save_employer(database, now=now, verified=False)
        vacancy_id = made.save_vacancy(database, unknown, now=now)
        with client_of(None) as client:
            assert "Pipe welder" not in client.get("/en/jobs").text
            assert client.get(address(vacancy_id)).status_code == 404

    def test_has_fifty_on_a_page_and_links_to_the_next(
        self, client_of, database, employer_id, now
    ):
        for number in range(51):
            made.save_vacancy(database, employer_id, now=now, title=f"Work {number:03}")
        with client_of(None) as client:
            first = client.get("/en/jobs?governorate=IQ-NI")
            second = client.get("/en/jobs?governorate=IQ-NI&page=2")

            assert client.get("/en/jobs?page=3").status_code == 404
        assert first.text.count('<li class="card">') == 50
        assert 'href="/en/jobs?governorate=IQ-NI&amp;page=2"' in first.text
        assert "Work 000" in second.text
        assert 'href="/en/jobs?governorate=IQ-NI&amp;page=1"' in second.text

    def test_of_what_is_not_there_is_no_page(self, client_of):
        with client_of(None) as client:
            for query in ("governorate=IQ-ZZ", "governorate=Basra", "page=0", "page=x", "page=2"):
                assert client.get(f"/en/jobs?{query}").status_code == 404, query

    @pytest.mark.parametrize("language", list(Language))
    def test_reads_well(self, client_of, vacancy_id, language):
        with client_of(None) as client:
            page = client.get(f"/{language}/jobs?governorate=")

        assert problems_of(page.text, language) == []
        assert '<bdi lang="en">Pipe welder</bdi>' in page.text


class TestAVacancy:
    @pytest.mark.parametrize("language", list(Language))
    def test_says_what_it_asks_and_pays(self, client_of, vacancy_id, language):
        with client_of(None) as client:
            page = client.get(address(vacancy_id, language))

        assert page.status_code == 200
        assert "arc welding" in page.text
        assert "900,000" in page.text
        assert problems_of(page.text, language) == []

    def test_escapes_what_the_employer_wrote(self, client_of, database, employer_id, now):
        vacancy_id = made.save_vacancy(
            database,
            employer_id,
            now=now,
            title="<img src=x>",
            description="<script>",
            requirements=(Requirement("<b>own</b>", None),),
        )
        with client_of(None) as client:
            page = client.get(address(vacancy_id))

        for typed in ("<img src=x>", "<script>", "<b>own</b>"):
            assert typed not in page.text

    @pytest.mark.parametrize("to", [VacancyState.CLOSED, VacancyState.EXPIRED])
    def test_that_is_over_says_so_and_leads_on(
        self, client_of, database, employer_id, vacancy_id, now, to
    ):
        other = made.save_vacancy(database, employer_id, now=now, title="Welder's mate")
        with database.writing() as session:
            move_vacancy(
                session,
                vacancy_id=vacancy_id,
                to=to,
                actor=SYSTEM,
                now=now + timedelta(days=1),
            )
        with client_of(None) as client:
            page = client.get(address(vacancy_id))

        assert page.status_code == 410
        assert "This job is not open any more." in page.text
        assert reference(Kind.VACANCY, other) in page.text
        assert 'href="/en/jobs"' in page.text
        assert problems_of(page.text, Language.ENGLISH) == []

    def test_that_never_was_is_no_page(self, client_of):
        with client_of(None) as client:
            for name in ("V-222222", "V-OOOOOO", "K-222222", "V-2222222", "x"):
                assert client.get(f"/en/jobs/{name}").status_code == 404, name


class TestHowManyQueriesAPageSends:
    def test_stays_within_the_limits(
        self, client_of, database, employer_id, now, counting_queries
    ):
        ids = [made.save_vacancy(database, employer_id, now=now) for _ in range(5)]
        with database.writing() as session:
            move_vacancy(session, vacancy_id=ids[0], to=VacancyState.CLOSED, actor=SYSTEM, now=now)
        counts = {}
        with client_of(None) as client:
            for page in ("/en", "/en/jobs", address(ids[0]), address(ids[1])):
                with counting_queries() as seen:
                    client.get(page)
                counts[page] = len(seen)

        assert max(counts["/en"], counts["/en/jobs"]) <= 6, counts
        assert max(counts.values()) <= 12, counts
