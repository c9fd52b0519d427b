from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlmodel import Session, func, select

from employers.models import Employer, EmployerMember, Vacancy, VacancyRequirement
from forsa.accounts.models import Account
from forsa.cli.imports import import_group
from forsa.database import Database
from forsa.exchange import employers_csv, profile_columns
from forsa.exchange import vacancy_columns as vacancy
from forsa.exchange.csv_out import csv_text
from kernel.actor import SYSTEM, Role
from kernel.places import Governorate
from kernel.storage import write_new
from skills.models.returnees import Consent, Returnee, SkillRecord
from skills.service import record_office
from skills.service.taxonomy import activate_taxonomy, import_taxonomy
from skills.values.people import OfficeDraft
from skills.values.taxonomy import ConceptKind, ConceptRow, LabelKind, LabelRow, TaxonomyRows

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, data_dir: Path) -> Run:
    """Give a function that runs `forsa import` with these arguments."""
    runner = CliRunner(env={"FORSA_DATABASE_URL": database_url, "FORSA_DATA_DIR": str(data_dir)})
    return lambda *arguments: runner.invoke(
        import_group, [str(one) for one in arguments], catch_exceptions=False
    )


@pytest.fixture
def office(database: Database) -> None:
    """Make the office and the caseworker whom the template of profiles names."""
    with database.writing() as session:
        draft = OfficeDraft(
            profile_columns.OFFICE.example, "Office 0001", "IQ", (Governorate.ERBIL,)
        )
        office_id = record_office(
            session, draft=draft, actor=SYSTEM, now=datetime(2025, 1, 1, tzinfo=UTC)
        )
        account = Account(
            role=Role.CASEWORKER,
            email=profile_columns.CASEWORKER.example,
            office_id=office_id,
            created_at=datetime(2025, 1, 1, tzinfo=UTC),
        )
        write_new(session, account)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes a file of rows, each the template's example with changes."""

    def write_rows(columns: Sequence, *changes: dict[str, str]) -> Path:
        example = {column.name: column.example for column in columns}
        rows = [list({**example, **change}.values()) for change in changes]
        path = tmp_path / "file.csv"
        path.write_text(csv_text([list(example), *rows]))
        return path

    return write_rows


def template(run: Run, noun: str, tmp_path: Path) -> Path:
    path = tmp_path / f"{noun}.csv"
    path.write_text(run(noun, "--template").output)
    return path


def last_line(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output.splitlines()[-1]


def count(session: Session, table: type) -> int:
    return session.exec(select(func.count()).select_from(table)).one()


EVERYTHING = "employers", "vacancies", "profiles"


class TestTemplates:
    def test_import_cleanly_and_a_second_time_change_nothing(self, run, office, reader, tmp_path):
        files = [(noun, template(run, noun, tmp_path)) for noun in EVERYTHING]
        first = [last_line(run(noun, file)) for noun, file in files]
        second = [last_line(run(noun, file)) for noun, file in files]
        assert first == ["added 1, changed 0, unchanged 0"] * 3
        assert second == ["added 0, changed 0, unchanged 1"] * 3
        assert count(reader, Employer) == count(reader, EmployerMember) == 1
        assert count(reader, Vacancy) == count(reader, Returnee) == 1
        assert count(reader, VacancyRequirement) == count(reader, SkillRecord) == 3


class TestFileThatIsTired:
    def test_is_understood(self, run, tmp_path, reader):
        path = tmp_path / "tired.csv"
        header = "Employer reference;Name;Governorate;Contact name;Contact email;Contact phone"
        row = 'E-١;"شركة ٠٠٠١; فرع";هەولێر;Contact 0001;C1@Employer.example;٠٧٧٠ ١٢٣ ٤٥٦٧'
        path.write_bytes(f"\ufeff{header}\r\n{row}\r\n".encode())
        assert last_line(run("employers", path)) == "added 1, changed 0, unchanged 0"
        employer = reader.exec(select(Employer)).one()
        member = reader.exec(select(EmployerMember)).one()
        assert (employer.name, employer.governorate) == ("شركة ٠٠٠١; فرع", Governorate.ERBIL)
        assert (member.phone, member.email) == ("+9647701234567", "c1@employer.example")


class TestFileWithABadRow:
    @pytest.fixture
    def mixed(self, write):
        changes = [{"employer_reference": f"E-{n}"} for n in range(30)]
        bad = [{"employer_reference": f"B-{n}", "contact_phone": "0770 12"} for n in range(25)]
        return write(employers_csv.COLUMNS, *changes, *bad)

    def test_leaves_nothing_behind_and_names_twenty_problems(self, run, reader, mixed):
        result = run("employers", mixed)
        assert result.exit_code == 1
        assert count(reader, Employer) == 0
        named = [line for line in result.output.splitlines() if line.startswith("Line ")]
        assert len(named) == 20
        assert named[0] == (
            "Line 32, column contact_phone: found '0770 12', needed one phone number like "
            "0770 123 4567."
        )
        assert "… and 5 more." in result.output
        assert "25 rows cannot be read, so nothing was imported" in result.output

    def test_is_imported_without_it_when_asked_and_the_rest_can_be_mended(
        self, run, reader, mixed
    ):
        assert last_line(run("employers", mixed, "--keep-good")).startswith("added 30,")
        assert count(reader, Employer) == 30
        bad_file = mixed.with_name("file.csv.bad.csv")
        text = bad_file.read_text(encoding="utf-8-sig")
        assert text.count("Line ") == 25
        bad_file.write_text(text.replace("0770 12,", "0770 123 4567,"))
        assert last_line(run("employers", bad_file)) == "added 25, changed 0, unchanged 0"

    def test_is_only_looked_at_in_a_dry_run(self, run, reader, mixed):
        result = run("employers", mixed, "--keep-good", "--dry-run")
        assert last_line(result) == "Dry run: 30 rows are good, nothing was written."
        assert count(reader, Employer) == 0
        assert not mixed.with_name("file.csv.bad.csv").exists()


class TestCommand:
    def test_refuses_a_file_that_cannot_be_read_with_one_sentence(self, run, tmp_path):
        path = tmp_path / "empty.csv"
        path.touch()
        result = run("vacancies", path)
        assert result.exit_code == 1
        assert result.output == (
            "Error: Found an empty file; needed a line that names the columns, then rows. "
            "Nothing was imported.\n"
        )

    def test_wants_a_file_or_a_template(self, run):
        assert "Name a file, or ask for --template." in run("profiles").output

    def test_refuses_an_account_that_is_not_there(self, run, write):
        file = write(employers_csv.COLUMNS, {})
        result = run("employers", file, "--as", "nobody@office.example")
        assert (result.exit_code, "no account" in result.output) == (1, True)

    def test_acts_as_the_account_named(self, run, office, write, reader):
        file = write(profile_columns.COLUMNS, {})
        as_caseworker = ("--as", profile_columns.CASEWORKER.example)
        assert last_line(run("profiles", file, *as_caseworker)).startswith("added 1")
        [skill, *_] = reader.exec(select(SkillRecord)).all()
        assert skill.recorded_by is not None

    def test_says_that_a_vacancy_of_an_unknown_employer_waits_for_it(self, run, write):
        result = run("vacancies", write(vacancy.COLUMNS, {}))
        assert "import employers first" in result.output

    def test_says_when_the_database_cannot_be_reached(self, write, tmp_path):
        runner = CliRunner(env={"FORSA_DATABASE_URL": f"sqlite:///{tmp_path}/no/such/folder.db"})
        file = write(employers_csv.COLUMNS, {})
        result = runner.invoke(import_group, ["employers", str(file)])
        assert result.exit_code == 1
        assert "cannot be reached" in result.output


class TestWords:
    @pytest.fixture
    def taxonomy(self, database):
        """Put a taxonomy of one skill and one occupation to use."""
        skill, occupation = "urn:forsa:skill:welding", "urn:forsa:occupation:welder"
        source = TaxonomyRows(
            name="two concepts",
            origins=frozenset({"test"}),
            concepts=(
                ConceptRow(skill, ConceptKind.SKILL),
                ConceptRow(occupation, ConceptKind.OCCUPATION, isco="7212"),
            ),
            labels=(
                LabelRow(skill, "en", LabelKind.PREFERRED, "welding", "test"),
                LabelRow(occupation, "en", LabelKind.PREFERRED, "welder", "test"),
            ),
            relations=(),
        )
        now = datetime(2025, 1, 1, tzinfo=UTC)
        with database.writing() as session:
            report = import_taxonomy(session, source=source, actor=SYSTEM, now=now)
            version_id = report.version_id
            activate_taxonomy(session, version_id=version_id, actor=SYSTEM, now=now)
        return skill, occupation

    def test_are_linked_to_concepts_and_kept_as_they_were_typed(
        self, run, office, write, reader, taxonomy
    ):
        skill, occupation = taxonomy
        result = run(
            "profiles", write(profile_columns.COLUMNS, {"skills": "Welding|tank ladders"})
        )
        assert "Skills: 1 of 2 different texts mean a known concept" in result.output
        records = reader.exec(select(SkillRecord.own_words, SkillRecord.concept_uri)).all()
        assert sorted(records) == [("Welding", skill), ("tank ladders", None)]
        person = reader.exec(select(Returnee)).one()
        assert (person.occupation_uri, person.isco) == (occupation, "7212")


class TestPeopleImported:
    def test_keep_what_they_agreed_to_and_who_agreed_to_nothing_is_kept(
        self, run, office, write, reader
    ):
        agreed = {"consent_matching_on": "2024-01-15", "consent_matching_method": "signed"}
        file = write(
            profile_columns.COLUMNS,
            {**agreed, "person_reference": "P-1"},
            {"person_reference": "P-2"},
        )
        result = run("profiles", file)
        assert last_line(result) == "added 2, changed 0, unchanged 0"
        assert "2024-01-15 is more than 12 months ago; kept as ended" in result.output
        consent = reader.exec(select(Consent)).one()
        assert consent.at == datetime(2024, 1, 14, 21, tzinfo=UTC)
        assert consent.expires_at < datetime.now(UTC)

    def test_change_when_their_row_changes(self, run, office, write, reader):
        run("profiles", write(profile_columns.COLUMNS, {}))
        changed = write(profile_columns.COLUMNS, {"skills": "welding=4|baking bread"})
        assert last_line(run("profiles", changed)) == "added 0, changed 1, unchanged 0"
        words = set(reader.exec(select(SkillRecord.own_words)))
        assert "baking bread" in words
