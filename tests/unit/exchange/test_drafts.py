from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from employers.values import Currency, Necessity, RegistrationKind, WagePer
from forsa.exchange import employers_csv, profile_columns, profiles_csv, vacancies_csv
from forsa.exchange import vacancy_columns as vacancy
from forsa.exchange.columns import names_of, needed_of, template_text
from forsa.exchange.csv_files import read_table
from forsa.exchange.csv_out import csv_text
from forsa.exchange.profiles_csv import Staff
from forsa.exchange.reading import Linking
from kernel.places import Governorate
from skills.values.consents import ConsentMethod, Purpose
from skills.values.lookup import Found, Link, Why
from skills.values.returnees import Proficiency
from skills.values.taxonomy import ConceptKind

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
WELDING, WELDER = "urn:forsa:skill:welding", "urn:forsa:occupation:welder"
STAFF = Staff({"ERB": 3, "MOS": 4}, {"caseworker-01@office.example": (7, 3)})


def found(uri: str, kind: ConceptKind, isco: str | None) -> Found:
    return Found(uri, "welding", "en", 1.0, kind, isco, Why.SAME_WORDS)


def link_skills(texts: Sequence[str]) -> list[Link]:
    assert len(set(texts)) == len(texts), "each text is looked up once"
    known = found(WELDING, ConceptKind.SKILL, None)
    return [
        Link(text, WELDING, 0.9, (known,))
        if text in ("welding", "لحام")
        else Link(text, None, 0, ())
        for text in texts
    ]


def link_occupations(texts: Sequence[str]) -> list[Link]:
    known = found(WELDER, ConceptKind.OCCUPATION, "7212")
    return [
        Link(text, WELDER, 1.0, (known,)) if text.lower() == "welder" else Link(text, None, 0, ())
        for text in texts
    ]


LINKING = Linking(link_skills, link_occupations)


@pytest.fixture
def table_of(tmp_path):
    """Give a function that reads a file of these columns."""

    def read(columns, content: str):
        path = tmp_path / "file.csv"
        path.write_text(content)
        return read_table(path, known=names_of(columns), needed=needed_of(columns))

    return read


@pytest.fixture
def rows_of(table_of):
    """Give a function that reads rows, each the template's example with other cells."""

    def read(columns, *changes: dict[str, str]):
        example = {column.name: column.example for column in columns}
        rows = [list({**example, **change}.values()) for change in changes]
        return table_of(columns, csv_text([list(example), *rows]))

    return read


@pytest.fixture
def vacancies(rows_of):
    """Give a function that reads vacancies."""

    def read(*changes: dict[str, str]):
        table = rows_of(vacancy.COLUMNS, *changes)
        return vacancies_csv.read_vacancies(table, employers={"EMP-0001": 5}, linking=LINKING)

    return read


@pytest.fixture
def profiles(rows_of):
    """Give a function that reads people."""

    def read(*changes: dict[str, str]):
        table = rows_of(profile_columns.COLUMNS, *changes)
        return profiles_csv.read_profiles(table, staff=STAFF, linking=LINKING, now=NOW)

    return read


def sentences(reading) -> list[str]:
    return [problem.sentence for problem in reading.problems]


class TestTemplate:
    @pytest.mark.parametrize(
        "columns", [employers_csv.COLUMNS, vacancy.COLUMNS, profile_columns.COLUMNS]
    )
    def test_has_unique_columns_with_words_for_people(self, columns, table_of):
        assert len(set(names_of(columns))) == len(columns)
        assert all(column.meaning and not column.meaning.endswith(".") for column in columns)
        assert table_of(columns, template_text(columns)).notes == ()


class TestEmployer:
    def test_is_read_from_the_template(self, table_of):
        table = table_of(employers_csv.COLUMNS, template_text(employers_csv.COLUMNS))
        reading = employers_csv.read_employers(table)
        [draft] = reading.drafts
        assert (reading.bad, draft.source_ref, draft.governorate) == (
            (),
            "EMP-0001",
            Governorate.NINEVEH,
        )
        assert draft.verified
        assert draft.registration_kind is RegistrationKind.COMPANY
        assert draft.members[0].phone == "+9647700000001"
        assert draft.members[0].is_owner

    def test_that_stands_twice_hears_both_lines(self, rows_of):
        reading = employers_csv.read_employers(rows_of(employers_csv.COLUMNS, {}, {"name": "b"}))
        assert len(reading.drafts) == 1
        assert sentences(reading) == [
            "Line 3, column employer_reference: found 'EMP-0001', needed a reference of its own: "
            "it stands in line 2 and again in line 3."
        ]

    def test_with_two_wrong_cells_hears_of_both(self, rows_of):
        change = {"governorate": "Atlantis", "contact_email": ""}
        reading = employers_csv.read_employers(rows_of(employers_csv.COLUMNS, change))
        assert sentences(reading) == [
            "Line 2, column governorate: found 'Atlantis', needed a governorate of Iraq, by name "
            "or code, like Nineveh, نينوى or IQ-NI.",
            "Line 2, column contact_email: found nothing, needed where shortlists are sent.",
        ]

    def test_with_too_many_cells_hears_how_many(self, table_of):
        text = template_text(employers_csv.COLUMNS).rstrip() + ",more\r\n"
        reading = employers_csv.read_employers(table_of(employers_csv.COLUMNS, text))
        assert sentences(reading) == [
            "Line 2: found 14 cells; needed 13, one for each column; quote cells that hold a "
            "separator."
        ]

    def test_left_out_is_written_as_it_stood_with_its_reason(self, rows_of):
        change = {"governorate": "Atlantis", "contact_phone": "٠٧٧٠ ١٢٣ ٤٥٦٧"}
        reading = employers_csv.read_employers(rows_of(employers_csv.COLUMNS, change))
        header, row = reading.bad_file
        assert header[-1] == "reason"
        assert row[header.index("contact_phone")] == "٠٧٧٠ ١٢٣ ٤٥٦٧"
        assert row[-1].startswith("Line 2, column governorate: found 'Atlantis'")

    def test_left_out_again_has_its_reason_replaced(self, table_of):
        text = "reason,employer_reference,name,governorate,contact_name,contact_email\nold,1,,,,\n"
        reading = employers_csv.read_employers(table_of(employers_csv.COLUMNS, text))
        assert [len(row) for row in reading.bad_file] == [6, 6]
        assert "found nothing" in reading.bad_file[1][0]


class TestVacancy:
    def test_is_read_from_the_template(self, vacancies):
        reading = vacancies({})
        [draft] = reading.drafts
        assert (draft.employer_id, draft.occupation_uri, draft.isco) == (5, WELDER, "7212")
        assert (draft.wage_min, draft.wage_max, draft.wage_per) == (
            750_000,
            900_000,
            WagePer.MONTH,
        )
        assert [
            (r.own_words, r.concept_uri, r.necessity, r.least) for r in draft.requirements
        ] == [
            ("welding", WELDING, Necessity.ESSENTIAL, 3),
            ("read drawings", None, Necessity.ESSENTIAL, 2),
            ("first aid", None, Necessity.OPTIONAL, 1),
        ]
        assert (draft.languages, draft.licences) == ((("ar", "B1"),), ("driving_b",))
        assert (draft.start_on, draft.places) == (date(2026, 12, 1), 2)
        assert "Skills: 1 of 3 different texts mean a known concept" in reading.notes[0]

    def test_of_the_same_reference_may_belong_to_two_employers(self, rows_of):
        table = rows_of(vacancy.COLUMNS, {}, {"employer_reference": "EMP-2"})
        both = {"EMP-0001": 5, "EMP-2": 6}
        reading = vacancies_csv.read_vacancies(table, employers=both, linking=LINKING)
        assert [draft.employer_id for draft in reading.drafts] == [5, 6]

    def test_of_an_unknown_employer_hears_what_to_import_first(self, vacancies):
        assert "import employers first" in sentences(vacancies({"employer_reference": "X"}))[0]

    def test_takes_its_occupation_from_the_title_if_none_is_named(self, vacancies):
        [draft] = vacancies({"occupation": "", "title": "Welder"}).drafts
        assert draft.occupation_uri == WELDER

    def test_without_wages_is_negotiable_and_with_one_has_it_twice(self, vacancies):
        first, second = vacancies(
            {"wage_min": "", "wage_max": ""},
            {"wage_max": "", "wage_min": "٥٠٠٬٠٠٠", "vacancy_reference": "2"},
        ).drafts
        assert first.negotiable
        assert (second.wage_min, second.wage_max) == (500_000, 500_000)

    def test_in_dollars_counts_cents(self, vacancies):
        [draft] = vacancies({"currency": "usd", "wage_min": "450.50", "wage_max": "600"}).drafts
        assert (draft.wage_min, draft.wage_max, draft.currency) == (45_050, 60_000, Currency.USD)

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            (
                {"wage_max": "1000"},
                "column wage_max: found '1000', needed a wage that is not below",
            ),
            (
                {"wage_min": "750.5"},
                "column wage_min: found '750.5', needed a wage in whole dinars",
            ),
            ({"wage_min": "0"}, "column wage_min: found '0', needed a wage above 0"),
            (
                {"currency": "USD", "wage_min": "90000000"},
                "column wage_min: found '90000000', needed at most 1,000,000",
            ),
            ({"skills_by_law": "a|b|c|d"}, "needed at most 5 essential skills"),
            ({"essential_skills": "a|b|c|d|e|f"}, "needed at most 5 skills, these are 6"),
            ({"places": "0"}, "column places: found '0', needed a whole number from 1 to 500"),
            ({"contract": "forever"}, "needed one of permanent, fixed"),
        ],
    )
    def test_that_does_not_fit_together_hears_why(self, vacancies, change, sentence):
        reading = vacancies(change)
        assert reading.drafts == ()
        assert sentence in sentences(reading)[0]

    def test_asks_for_each_concept_once_and_the_law_comes_first(self, vacancies):
        [draft] = vacancies({"skills_by_law": "لحام", "essential_skills": "welding=4"}).drafts
        assert [(r.own_words, r.by_law) for r in draft.requirements] == [
            ("لحام", True),
            ("first aid", False),
        ]


class TestPerson:
    def test_is_read_from_the_template(self, profiles):
        [draft] = profiles({}).drafts
        assert (draft.office_id, draft.caseworker_id, draft.phone) == (3, 7, "+9647700000003")
        assert [
            (s.own_words, s.concept_uri, s.link_score, s.proficiency) for s in draft.skills
        ] == [
            ("welding", WELDING, 0.9, Proficiency.SKILLED),
            ("first aid", None, None, Proficiency.BASIC),
            ("reading drawings", None, None, Proficiency.WORKING),
        ]
        assert {skill.language for skill in draft.skills} == {"en"}
        assert (draft.occupation_words, draft.occupation_uri, draft.isco) == (
            "welder",
            WELDER,
            "7212",
        )
        assert (draft.languages, draft.consents) == ({"ar": "B1", "ckb": "C2"}, ())
        assert draft.accepted_governorates == (Governorate.DUHOK, Governorate.NINEVEH)

    def test_agrees_on_a_day_in_iraq_and_by_a_method(self, profiles):
        change = {
            "consent_matching_on": "2026-11-22",
            "consent_matching_method": "signed",
            "consent_masked_card_on": "2026-10-01",
            "consent_masked_card_method": "witnessed verbal",
        }
        [draft] = profiles(change).drafts
        assert [(c.purpose, c.given_at, c.method) for c in draft.consents] == [
            (Purpose.MATCHING, datetime(2026, 11, 21, 21, tzinfo=UTC), ConsentMethod.SIGNED),
            (Purpose.MASKED_CARD, datetime(2026, 9, 30, 21, tzinfo=UTC), ConsentMethod.WITNESSED),
        ]

    def test_who_agreed_long_ago_is_kept_and_named(self, profiles):
        change = {"consent_matching_on": "2025-11-22", "consent_matching_method": "self"}
        reading = profiles(change)
        assert len(reading.drafts[0].consents) == 1
        assert reading.notes[-1].startswith(
            "Line 2, column consent_matching_on: 2025-11-22 is more than 12 months ago; kept as"
        )

    def test_who_agreed_within_twelve_months_is_not_named(self, profiles):
        change = {"consent_matching_on": "2025-11-23", "consent_matching_method": "self"}
        assert len(profiles(change).notes) == 2

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            (
                {"consent_matching_on": "2026-11-23", "consent_matching_method": "self"},
                "column consent_matching_on: found '2026-11-23', needed a day that is not in the",
            ),
            (
                {"consent_matching_on": "2026-11-20"},
                "column consent_matching_method: found nothing, needed how this yes was given",
            ),
            (
                {"consent_follow_up_method": "self"},
                "column consent_follow_up_on: found nothing, needed the day of this yes",
            ),
            ({"office": "XYZ"}, "found 'XYZ', needed the code of an office: ERB, MOS"),
            ({"office": "MOS"}, "column caseworker: found 'caseworker-01@office.example', needed"),
            ({"caseworker": "other@office.example"}, "an account that works in this office"),
            ({"birth_year": "1850"}, "needed a year from 1920 to 2020"),
        ],
    )
    def test_that_does_not_fit_together_hears_why(self, profiles, change, sentence):
        reading = profiles(change)
        assert reading.drafts == ()
        assert sentence in sentences(reading)[0]
