"""An employer writes a vacancy: fills in, checks, sends."""

import re
from html import unescape

import pytest
from sqlmodel import select

from employers.interface import vacancy_brief
from employers.models import Vacancy
from employers.states import REVIEW_SKIPPED_AFTER
from employers.values import Currency, Necessity, VacancyState
from forsa.exchange.starter import read_starter
from forsa.i18n import Language
from kernel.actor import SYSTEM
from skills.service import activate_taxonomy, import_taxonomy
from tests.accounts import form_token
from tests.web.employer import world as made
from tests.web.page_checks import problems_of

ADDRESS = "/employer/vacancies/new"
TYPED = {
    "title": "Pipe welder",
    "description": "You weld water pipes in a small workshop.",
    "contract": "permanent",
    "places": "2",
    "governorate": "IQ-NI",
    "place": "Industrial quarter",
    "transport": "yes",
    "housing": "",
    "night": "no",
    "wage_min": "٧٥٠٬٠٠٠",
    "wage_max": "900,000",
    "currency": "IQD",
    "wage_per": "month",
    "start_on": "2025-04-06",
    "essential_1": "arc welding",
    "essential_2": "reading drawings of our own kind",
    "optional_1": "first aid",
    "licences": ["driving_b", "forklift"],
    "language_en": "A2",
    "experience_years": "2",
}


@pytest.fixture
def employer_id(database, now):
    return made.save_employer(database, now=now)


@pytest.fixture
def member_id(database, employer_id, now):
    return made.save_member(database, employer_id, now=now)


def hidden_fields(page):
    """Return the fields that a page carries along unseen."""
    fields = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text):
        fields.setdefault(name, []).append(unescape(value))
    return fields


def check(client, **changed):
    token = form_token(client.get(ADDRESS))
    return client.post(ADDRESS, data={"_csrf": token, "once": "k" * 22, **TYPED, **changed})


def save(client, page, **chosen):
    fields = {**hidden_fields(page), "step": "save", **chosen}
    return client.post(ADDRESS, data=fields, follow_redirects=False)


def saved(database):
    with database.reading() as session:
        ids = session.exec(select(Vacancy.id).order_by(Vacancy.id)).all()
        return [vacancy_brief(session, row_id) for row_id in ids]


def begin(client, text):
    token = form_token(client.get(ADDRESS))
    return client.post(ADDRESS, data={"_csrf": token, "pasted": text, "step": "read"})


class TestATextThatIsThereAlready:
    TEXT = "مطلوب سائق خط.\nHe knows arc welding, first aid & <b>reading technical drawings</b>."

    def test_fills_the_form_and_is_shown_with_its_skills_marked(
        self, client_of, database, member_id, now
    ):
        with database.writing() as session:
            report = import_taxonomy(session, source=read_starter(), actor=SYSTEM, now=now)
            activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)
        with client_of(member_id) as client:
            page = begin(client, self.TEXT)

        assert (page.status_code, saved(database)) == (200, [])
        assert problems_of(page.text, Language.ENGLISH) == []
        assert 'name="title" value="سائق خط"' in page.text
        for number, words in enumerate(("arc welding", "first aid"), start=1):
            assert f'name="essential_{number}" value="{words}"' in page.text
        assert re.findall(r"<mark title=\"[^\"]+\">([^<]+)</mark>", page.text)[:2] == [
            "arc welding",
            "first aid",
        ]
        assert "&lt;b&gt;" in page.text

    def test_is_kept_as_it_is_without_a_taxonomy(self, client_of, member_id):
        with client_of(member_id) as client:
            page = begin(client, self.TEXT)
            empty, long = begin(client, "  "), begin(client, "weld " * 801)

        assert "reading technical drawings" in page.text
        assert [each.status_code for each in (page, empty, long)] == [200, 422, 422]
        assert 'id="e-pasted"' in empty.text


class TestWritingAVacancy:
    def test_is_shown_once_more_and_then_saved_for_review(self, client_of, database, member_id):
        with client_of(member_id) as client:
            page = check(client)
            assert page.status_code == 200
            assert "Check your job" in page.text
            assert "We read each job before it is shown" in page.text
            assert "750,000 to 900,000 dinar" in page.text
            assert saved(database) == []

            answer = save(client, page)
            assert answer.status_code == 303
            after = client.get(answer.headers["location"])
            assert "Your job is saved." in after.text
            assert "usually within 1 working day" in after.text
            assert "Pipe welder" in client.get("/employer").text
        [vacancy] = saved(database)
        assert vacancy.state is VacancyState.REVIEW
        assert (vacancy.title, vacancy.language) == ("Pipe welder", "en")
        assert (vacancy.wage_min, vacancy.wage_max) == (750_000, 900_000)
        assert vacancy.licences == ("driving_b", "forklift")
        assert vacancy.languages == (("en", "A2"),)
        assert (vacancy.night, vacancy.transport, vacancy.housing) == (False, True, None)
        assert (vacancy.experience_months, vacancy.places_left) == (24, 2)
        assert [(one.own_words, one.necessity) for one in vacancy.requirements] == [
            ("arc welding", Necessity.ESSENTIAL),
            ("reading drawings of our own kind", Necessity.ESSENTIAL),
            ("first aid", Necessity.OPTIONAL),
        ]

    def test_of_an_employer_who_is_known_is_shown_at_once(
        self, client_of, database, employer_id, member_id, now
    ):
        for _ in range(REVIEW_SKIPPED_AFTER):
            made.save_vacancy(database, employer_id, now=now)
        with client_of(member_id) as client:
            page = check(client)
            save(client, page)

        assert "It is shown at once." in page.text
        assert "We read each job" not in page.text
        assert saved(database)[-1].state is VacancyState.OPEN

    def test_sent_twice_is_one_vacancy(self, client_of, database, member_id):
        with client_of(member_id) as client:
            page = check(client)
            first, second = save(client, page), save(client, page)

        assert first.headers["location"] == second.headers["location"]
        assert len(saved(database)) == 1

    def test_goes_back_to_the_form_with_all_that_was_typed(self, client_of, member_id):
        with client_of(member_id) as client:
            page = check(client)
            back = client.post(ADDRESS, data={**hidden_fields(page), "step": "change"})

        assert back.status_code == 200
        assert "There is a problem" not in back.text
        for value in ("Pipe welder", "٧٥٠٬٠٠٠", "Industrial quarter", "2025-04-06", "first aid"):
            assert f'value="{value}"' in back.text
        assert re.search(r'value="forklift" checked', back.text)
        assert re.search(r'value="IQ-NI" selected', back.text)

    @pytest.mark.parametrize("language", list(Language))
    def test_reads_well_in_every_language(self, client_of, database, employer_id, now, language):
        reader = made.save_member(database, employer_id, now=now, language=language)
        with client_of(reader) as client:
            pages = [client.get(ADDRESS), check(client), check(client, title="", wage_min="7")]
            pages.append(client.get(save(client, pages[1]).headers["location"]))

        for page in pages:
            assert problems_of(page.text, language) == []


WRONG = (
    ("title", "", "Please fill this in."),
    ("title", "x" * 201, "Please write at most 200 characters."),
    ("description", "x" * 4001, "Please write at most 4000 characters."),
    ("governorate", "", "Please choose one."),
    ("governorate", "IQ-ZZ", "Please choose one."),
    ("places", "0", "Please write a number from 1 to 500."),
    ("places", "two", "Please write a whole number."),
    ("wage_min", "a lot", "Please write a whole number."),
    ("wage_max", "700,000", "This is less than the pay at the left of it."),
    ("start_on", "2025-03-01", "This day is over."),
    ("start_on", "next week", "Please write a date like 2026-11-22."),
    ("contract", "for ever", "Please choose one."),
    ("licences", "spaceship", "Please choose from the list."),
    ("language_en", "Z9", "Please choose from the list."),
    ("experience_years", "200", "Please write a number from 0 to 50."),
    ("essential_1", "x" * 201, "Please write at most 200 characters."),
)
"""A field, what is typed there, and what is said about it."""


class TestWhatCannotBeRead:
    def test_is_told_beside_its_field_and_kept(self, client_of, database, member_id):
        with client_of(member_id) as client:
            for field, typed, says in WRONG:
                page = check(client, **{field: typed})

                assert page.status_code == 422, field
                assert "<title>Error: " in page.text
                assert f'href="#f-{field}"' in page.text
                assert re.search(rf'id="e-{field}">.*?{re.escape(says)}', page.text), field
                assert 'value="Industrial quarter"' in page.text
        assert saved(database) == []

    def test_names_neither_pay_nor_that_it_is_to_be_agreed(self, client_of, member_id):
        with client_of(member_id) as client:
            assert 'id="e-wage_min"' in check(client, wage_min="", wage_max="").text
            agreed = check(client, wage_min="", wage_max="", negotiable="yes")

        assert agreed.status_code == 200
        assert "Pay to be agreed" in agreed.text

    def test_names_no_skill(self, client_of, member_id):
        with client_of(member_id) as client:
            page = check(client, essential_1="", essential_2="", optional_1="")

        assert re.search(r'id="e-essential_1">.*?Please name at least one skill', page.text)

    def test_is_markup_and_stays_text(self, client_of, member_id):
        with client_of(member_id) as client:
            page = check(client, title="<script>alert(1)</script>")

        assert "<script>" not in page.text
        assert "&lt;script&gt;" in page.text


class TestAPayThatIsTooLow:
    def test_is_asked_about_and_counted_in_thousands(self, client_of, database, member_id):
        with client_of(member_id) as client:
            asked = check(client, wage_min="750", wage_max="")
            assert asked.status_code == 422
            assert "Do you mean 750,000 dinar?" in asked.text

            page = check(client, wage_min="750", wage_max="", pay_meant="thousands")
            assert "750,000 dinar" in page.text
            save(client, page)
        [vacancy] = saved(database)
        assert (vacancy.wage_min, vacancy.wage_max) == (750_000, 750_000)

    def test_is_kept_if_it_is_meant(self, client_of, database, member_id):
        with client_of(member_id) as client:
            save(client, check(client, wage_min="90000", wage_max="", pay_meant="as_typed"))

        assert saved(database)[0].wage_min == 90_000

    def test_is_no_question_for_a_day_s_pay_or_dollars(self, client_of, database, member_id):
        with client_of(member_id) as client:
            day = check(client, wage_min="25000", wage_max="", wage_per="day")
            dollars = check(client, wage_min="500", wage_max="", currency="USD")
            save(client, dollars)

        assert (day.status_code, dollars.status_code) == (200, 200)
        assert (saved(database)[0].wage_min, saved(database)[0].currency) == (
            50_000,
            Currency.USD,
        )


class TestWhatTheWordsMean:
    @pytest.fixture(autouse=True)
    def taxonomy(self, database, now):
        with database.writing() as session:
            report = import_taxonomy(session, source=read_starter(), actor=SYSTEM, now=now)
            activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)

    def test_is_proposed_and_kept_beside_the_own_words(self, client_of, database, member_id):
        with client_of(member_id) as client:
            page = check(client, title="welder")
            assert "Did we understand you?" in page.text
            proposed = re.findall(r'name="(need_\d)" value="([^"]+)" checked', page.text)
            save(client, page, **dict(proposed))

        [vacancy] = saved(database)
        assert dict(proposed).keys() >= {"need_0", "need_1"}
        assert vacancy.occupation_uri == dict(proposed)["need_0"]
        assert vacancy.isco is not None
        assert vacancy.requirements[0].own_words == "arc welding"
        assert vacancy.requirements[0].concept_uri == dict(proposed)["need_1"]
        assert vacancy.requirements[1].concept_uri is None

    def test_can_be_refused_but_only_what_was_offered_can_be_chosen(
        self, client_of, database, member_id
    ):
        with client_of(member_id) as client:
            page = save(client, check(client), need_1="http://example.org/other")
            assert page.status_code == 422
            assert 'id="e-need_1"' in page.text
            assert saved(database) == []

            save(client, check(client), need_0="", need_1="", need_3="")
        assert [one.concept_uri for one in saved(database)[0].requirements] == [None] * 3


class TestWhoMayWrite:
    def test_writes_for_their_own_employer_alone(
        self, client_of, database, member_id, employer_id, now
    ):
        other = made.save_employer(database, now=now)
        with client_of(member_id) as client:
            save(client, check(client, employer_id=str(other)))

        assert saved(database)[0].employer_id == employer_id

    def test_nobody_without_the_form_s_token(self, client_of, database, member_id):
        with client_of(member_id) as client:
            answer = client.post(ADDRESS, data={**TYPED, "step": "save"})

        assert answer.status_code == 403
        assert saved(database) == []

    def test_the_same_key_of_another_employer_is_another_vacancy(
        self, client_of, database, member_id, now
    ):
        other = made.save_member(database, made.save_employer(database, now=now), now=now)
        for account_id in (member_id, other):
            with client_of(account_id) as client:
                save(client, check(client))

        assert len({one.employer_id for one in saved(database)}) == 2
