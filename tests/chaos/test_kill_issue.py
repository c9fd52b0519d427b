"""A process that is killed while it draws up or issues shortlists leaves no half of one."""

import signal
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import pytest
from sqlmodel import Session, col, select

from employers.service import record_vacancies
from forsa.database import Database
from forsa.deeds.introductions import move_introduction
from forsa.scheduler.jobs import JobContext, job_named
from forsa.scheduler.table import JOBS
from kernel.audit import AuditEvent
from kernel.outbox import OutboxMessage
from matching.interface import introductions_of
from matching.models import Introduction, IntroductionMove, Shortlist, ShortlistEntry
from matching.states import OPEN, SHORTLIST_PLACES, WITH_EMPLOYER
from matching.values.introductions import MoveOrder, State, Via
from matching.values.shortlists import ShortlistState
from skills.service import record_returnees
from tests import factories as make

ROOT = Path(__file__).parents[2]
VACANCIES = 24
PEOPLE = 30
READY_EACH = 2
KILLS = 4
SEED = 20261122
PATIENCE_SECONDS = 60


@pytest.fixture
def caseworker(database, now):
    """Make an office whose people suit two dozen vacancies of one employer."""
    caseworker = make.save_caseworker(database, now=now)
    employer_id = make.save_employer(database, now=now)
    people = [make.returnee_draft(caseworker, now, source_ref=f"P-{n}") for n in range(PEOPLE)]
    vacancies = [make.vacancy_draft(employer_id, source_ref=f"VAC-{n}") for n in range(VACANCIES)]
    with database.writing() as session:
        record_returnees(session, drafts=people, actor=make.SYSTEM, now=now)
        record_vacancies(session, drafts=vacancies, actor=make.SYSTEM, now=now)
    return caseworker


@pytest.fixture
def works(database, settings, now):
    """Give a function that does a job to its end in this process and says how it went."""

    def work(name):
        context = JobContext(database, settings, now=now, slot_at=now)
        return job_named(JOBS, name).function(context).counts

    return work


@pytest.fixture
def kills(database_url, tmp_path, now):
    """Give a function that begins a job in a child and kills it at one of its words."""

    def kill(name, number):
        child = subprocess.run(
            [
                sys.executable,
                str(Path(__file__).with_name("work_and_die.py")),
                *(database_url, str(tmp_path), name, now.isoformat(), str(number)),
            ],
            env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            stdout=subprocess.DEVNULL,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert child.returncode == -signal.SIGKILL, "the job was done before it was killed"

    return kill


def make_people_interested(database, caseworker, now):
    """Bring the first people of each shortlist so far that they can be sent."""
    with database.writing() as session:
        by_vacancy = Counter()
        for one in introductions_of(session, states=[State.SUGGESTED]):
            by_vacancy[one.vacancy_id] += 1
            if by_vacancy[one.vacancy_id] > READY_EACH:
                continue
            for to in (State.APPROVED, State.ASKED, State.INTERESTED):
                order = MoveOrder(one.introduction_id, to, via=Via.DESK)
                move_introduction(session, order=order, actor=caseworker, now=now)


def rows_of(session: Session, table: type) -> list:
    """Return all rows, readable after the session is closed."""
    rows = list(session.exec(select(table).order_by(table.id)).all())
    session.expunge_all()
    return rows


def check_nothing_is_half(database: Database) -> tuple[int, int]:
    """Look at every shortlist; return how many vacancies have one and how many are issued.

    Who is not interested when a list goes out stands on the vacancy's next one.
    """
    with database.reading() as session:
        lists = rows_of(session, Shortlist)
        entries = rows_of(session, ShortlistEntry)
        introductions = {row.id: row for row in rows_of(session, Introduction)}
        moves = Counter(move.introduction_id for move in rows_of(session, IntroductionMove))
        mails = Counter(
            message.payload["shortlist_id"] for message in rows_of(session, OutboxMessage)
        )
        events = Counter(
            (row.action.rpartition(".")[2], row.subject)
            for row in session.exec(
                select(AuditEvent).where(col(AuditEvent.action).startswith("matching.shortlist."))
            )
        )
    for row in lists:
        mine = [entry for entry in entries if entry.shortlist_id == row.id]
        issued = row.state is ShortlistState.ISSUED
        assert mine
        # Who went on to the next list leaves a gap in what was issued.
        ranks = [entry.rank for entry in mine]
        assert len(set(ranks)) == len(ranks)
        assert set(ranks) <= set(range(1, SHORTLIST_PLACES + 1))
        sent = [introductions[one.introduction_id].state in WITH_EMPLOYER for one in mine]
        assert sent == [entry.issued for entry in mine]
        assert any(sent) is issued
        assert mails[row.id] == int(issued)
        assert events["drawn-up", f"shortlist:{row.id}"] == int(row.number == 1)
        assert events["issued", f"shortlist:{row.id}"] == int(issued)
    for vacancy_id, numbers in numbers_by_vacancy(lists).items():
        issued = [row for row in lists if row.vacancy_id == vacancy_id and row.issued_at]
        assert numbers == list(range(1, 1 + len(issued) + 1))
        own = {row.id for row in lists if row.vacancy_id == vacancy_id}
        assert sum(entry.shortlist_id in own for entry in entries) == SHORTLIST_PLACES
    assert sorted(introductions) == sorted(entry.introduction_id for entry in entries)
    for row in introductions.values():
        assert moves[row.id] >= 1
        assert row.state not in OPEN or row.next_on is not None
    return len(numbers_by_vacancy(lists)), sum(row.state is ShortlistState.ISSUED for row in lists)


def numbers_by_vacancy(lists: list) -> dict[int, list[int]]:
    """Return the numbers of each vacancy's shortlists, in order."""
    numbers = defaultdict(list)
    for row in lists:
        numbers[row.vacancy_id].append(row.number)
    return numbers


def check_the_file_is_whole(database_url: str) -> None:
    """Ask SQLite; PostgreSQL looks after itself."""
    if not database_url.startswith("sqlite"):
        return
    connection = sqlite3.connect(database_url.removeprefix("sqlite:///"))
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


class TestJobThatIsKilled:
    def test_leaves_whole_shortlists_and_the_next_run_does_the_rest(
        self, database, database_url, caseworker, works, kills, now
    ):
        dice = Random(SEED)

        drawn = []
        for _ in range(KILLS):
            kills("draw-up", dice.randrange(20, 300))
            drawn.append(check_nothing_is_half(database)[0])
        assert drawn == sorted(drawn)
        assert 0 < drawn[-1] < VACANCIES
        assert works("draw-up") == {"drawn_up": VACANCIES - drawn[-1]}
        assert check_nothing_is_half(database) == (VACANCIES, 0)

        make_people_interested(database, caseworker, now)
        issued = []
        for _ in range(KILLS):
            kills("issue", dice.randrange(2, 130))
            issued.append(check_nothing_is_half(database)[1])
        assert issued == sorted(issued)
        assert 0 < issued[-1] < VACANCIES
        done = works("issue")
        assert set(done) <= {"issued", "nobody_ready"}, "somebody may be with three employers"
        assert sum(done.values()) == VACANCIES - issued[-1]
        assert check_nothing_is_half(database) == (VACANCIES, issued[-1] + done["issued"])
        assert set(works("issue")) <= {"nobody_ready"}, "who is on two lists waits"

        check_the_file_is_whole(database_url)
