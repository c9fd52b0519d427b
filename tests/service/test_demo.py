"""The made-up world has all that it should, and nobody in it is anybody.

It is built on SQLite alone: that is where `forsa demo` keeps it. Its whole walk through HTTP and
SMTP is `make demo once=1`, which fails if an expectation is not met (`.ci/demo`).
"""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from random import Random
from shutil import copyfile

import httpx
import pytest
import sqlalchemy as sa

from employers.interface import open_vacancies
from employers.values import EmployerState, VacancyState
from forsa.database import Database
from forsa.demo.house import BUILT, FolderTaken, is_built, settings_in
from forsa.demo.sign_ins import CARDS, PASSWORD, member_email
from forsa.demo.tour import tour_lines
from forsa.demo.visitor import Visitor, WalkFailed
from forsa.demo.vocabulary import misspelt
from forsa.demo.walk import Summary
from forsa.demo.world import build_world
from matching.values.introductions import State
from matching.values.shortlists import ShortlistState
from skills.values.returnees import Availability
from tests.conftest import made_once

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
OF_CHANCE = {"password_hash", "pin_hash", "lease_owner", "sent_at"}
"""Columns with salt in them, the name of a process, or how long sending took."""

CODES = re.compile(r"(Person|Contact|Caseworker|Supervisor|Operator|Auditor) \d{2,4}( b)?")


def opened(folder):
    return Database(settings_in(folder, 8000).database_url)


@pytest.fixture(scope="module")
def build(sqlite_template, starter_index):
    """Give a function that builds the world in a folder, and writes down how its deeds went."""

    def build(folder):
        (folder / "lookup").mkdir(parents=True)
        (folder / "lookup" / starter_index.name).symlink_to(starter_index)
        copyfile(sqlite_template, folder / "forsa.db")
        database = opened(folder)
        counts = build_world(database, settings_in(folder, 8000), now=NOW)
        database.close()
        (folder / "counts.json").write_text(json.dumps(counts), encoding="utf-8")

    return build


@pytest.fixture(scope="module")
def world(tmp_path_factory, build):
    """Give the world, which is for reading alone, and how its deeds went."""
    folder = made_once(tmp_path_factory, "demo", build)
    database = opened(folder)
    yield database, Counter(json.loads((folder / "counts.json").read_text(encoding="utf-8")))
    database.close()


@pytest.fixture
def rows(world):
    database, _ = world
    with database.reading() as session:
        yield lambda query: session.connection().execute(sa.text(query)).all()


@pytest.fixture
def column(rows):
    return lambda query: {row[0] for row in rows(query)}


class TestWorld:
    def test_has_sixty_open_vacancies_in_eight_governorates(self, world):
        with world[0].reading() as session:
            found = open_vacancies(session)

        assert len(found) >= 60
        assert len({one.governorate for one in found}) >= 8

    def test_has_twenty_four_employers_in_every_state(self, rows, column):
        assert rows("SELECT count(*) FROM employer")[0][0] == 24
        assert column("SELECT DISTINCT state FROM employer") == set(EmployerState)

    def test_has_two_hundred_people_whose_skills_were_typed_in_six_languages(self, rows, column):
        assert rows("SELECT count(*) FROM returnee")[0][0] >= 200
        typed = column("SELECT DISTINCT language FROM skill_record")
        assert typed == {"ar", "ckb", "en", "da", "sv", "nb"}

    def test_knows_most_words_and_keeps_the_others(self, rows):
        counts = dict(rows("SELECT link, count(*) FROM skill_record GROUP BY link"))

        assert counts["linked"] > 1000
        assert counts["own_words"] > 20

    def test_has_every_state_of_introductions_vacancies_and_shortlists(self, column):
        assert column("SELECT DISTINCT state FROM introduction") == set(State)
        assert column("SELECT DISTINCT state FROM vacancy") == set(VacancyState)
        assert column("SELECT DISTINCT state FROM shortlist") == set(ShortlistState)
        assert column("SELECT DISTINCT availability FROM returnee") == set(Availability)

    def test_has_people_who_agreed_and_who_did_not(self, rows, column):
        agreed = column("SELECT returnee_id FROM consent WHERE purpose = 'matching'")
        ended = rows(f"SELECT 1 FROM consent WHERE expires_at < '{NOW:%Y-%m-%d}'")

        assert 100 < len(agreed) < rows("SELECT count(*) FROM returnee")[0][0]
        assert column("SELECT DISTINCT act FROM consent") == {"given", "withdrawn"}
        assert ended

    @pytest.mark.parametrize(
        ("employer", "vacancy"),
        [("paused", "paused"), ("unresponsive", "paused"), ("suspended", "closed")],
    )
    def test_holds_back_vacancies_of_employers_that_do_not_hire(self, column, employer, vacancy):
        found = column(
            "SELECT DISTINCT v.state FROM vacancy v JOIN employer e ON e.id = v.employer_id "
            f"WHERE e.state = '{employer}'"
        )

        assert vacancy in found
        assert "open" not in found

    def test_goes_back_more_than_half_a_year_and_not_into_the_future(self, rows):
        [(first, last)] = rows("SELECT min(at), max(at) FROM introduction_move")

        assert first < "2026-05-24"
        assert last < "2026-11-24"

    def test_no_deed_of_its_past_failed_and_few_were_refused(self, world):
        _, counts = world

        assert counts["failed"] == 0
        assert counts["refused"] <= counts["done"] * 0.02
        assert counts["steps left out"] <= counts["steps"] * 0.1

    def test_names_nobody(self, column):
        names = chain(
            column("SELECT full_name FROM returnee"),
            column("SELECT name FROM employer_member"),
            column("SELECT name FROM account WHERE name != ''"),
        )
        phones = chain(
            column("SELECT phone FROM returnee"),
            column("SELECT phone FROM employer_member WHERE phone IS NOT NULL"),
            column("SELECT phone FROM employer"),
            column("SELECT phone FROM office"),
        )
        addresses = column("SELECT email FROM account WHERE email IS NOT NULL")

        assert [name for name in names if not CODES.fullmatch(name)] == []
        assert [one for one in phones if not re.fullmatch(r"\+964770000\d{4}", one)] == []
        assert [one for one in addresses if not one.endswith(".example")] == []


def all_rows(database):
    tables = sa.MetaData()
    with database.reading() as session:
        connection = session.connection()
        tables.reflect(connection)
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    sa.select(*(one for one in table.columns if one.name not in OF_CHANCE))
                    .select_from(table)
                    .order_by(*table.primary_key.columns)
                )
            ]
            for table in tables.sorted_tables
        }


class TestFolder:
    def test_is_not_taken_if_something_else_lies_there(self, tmp_path):
        (tmp_path / "forsa.db").touch()

        with pytest.raises(FolderTaken):
            is_built(tmp_path)

    def test_is_built_once_its_last_file_is_there(self, tmp_path):
        assert not is_built(tmp_path / "new")

        (tmp_path / BUILT).touch()

        assert is_built(tmp_path)


class TestTour:
    def test_says_for_each_role_where_and_how_to_sign_in(self):
        text = "\n".join(tour_lines("http://127.0.0.1:8000"))

        for said in (member_email(1), PASSWORD, CARDS[0].code, CARDS[0].pin, "/dev/mail"):
            assert said in text


class TestMisspelling:
    def test_changes_a_long_word_and_leaves_a_short_one(self):
        assert misspelt("welding", Random(1)) != "welding"
        assert misspelt("cook", Random(1)) == "cook"


FORM = """<form action="/jobs"><input type="hidden" name="_csrf" value="t">
<input type="radio" name="reason" value="pay"><input type="radio" name="reason" value="hours">
<input type="checkbox" name="told" value="yes" checked><button name="answer" value="no">No</button>
</form><input name="outside" value="x">"""


def visitor_who_sees(text, *, status=200):
    answered = httpx.MockTransport(lambda request: httpx.Response(status, text=text))
    return Visitor(httpx.Client(transport=answered, base_url="http://forsa.example"))


class TestVisitor:
    def test_reads_what_a_form_holds_and_offers(self):
        form = visitor_who_sees(FORM).read("/jobs").form("/jobs", offers="reason")

        assert form.given == {"_csrf": "t", "told": "yes"}
        assert form.offered == {"reason": ["pay", "hours"], "told": ["yes"], "answer": ["no"]}

    def test_says_that_a_form_is_missing(self):
        page = visitor_who_sees(FORM).read("/jobs")

        with pytest.raises(WalkFailed, match="no form for /other"):
            page.form("/other")

    def test_says_that_a_page_did_not_answer_well(self):
        with pytest.raises(WalkFailed, match="GET /jobs was answered with 422"):
            visitor_who_sees("", status=422).read("/jobs")


class TestSummary:
    WELL = Summary(60, 200, 30, 70, 70, 1, 1, 1)

    def test_says_nothing_if_all_was_met(self):
        assert list(self.WELL.unmet()) == []

    def test_says_what_fell_short_and_which_mails_were_lost(self):
        short = replace(self.WELL, shortlists_issued=29, mails_received=69)

        assert list(short.unmet()) == [
            "shortlists_issued is 29; at least 30 was expected.",
            "70 mails were sent, 69 were received.",
        ]

    def test_is_not_met_by_silence(self):
        silent = replace(self.WELL, mails_sent=0, mails_received=0)

        assert list(silent.unmet()) == ["mails_sent is 0; at least 1 was expected."]
