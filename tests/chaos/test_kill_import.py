"""A process that is killed while it imports leaves all of a file behind, or nothing."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlmodel import func, select

from employers.models import Employer, EmployerMember
from forsa.database import Database
from forsa.exchange import employers_csv
from forsa.exchange.csv_out import csv_text
from kernel.audit import AuditEvent

ROWS = 3000
PROGRAM = "from forsa.cli.imports import import_group; import_group(['employers', {file!r}])"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    example = {column.name: column.example for column in employers_csv.COLUMNS}
    rows = [
        list({**example, "employer_reference": f"E-{number}"}.values()) for number in range(ROWS)
    ]
    path = tmp_path / "employers.csv"
    path.write_text(csv_text([list(example), *rows]))
    return path


def start(file: Path, database_url: str, data_dir: Path) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "FORSA_DATABASE_URL": database_url,
        "FORSA_DATA_DIR": str(data_dir),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "PYTHONUNBUFFERED": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(file=str(file))],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_until_it_writes(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Writing"):
            return
    pytest.fail("the import ended before it wrote")


def rows_left(database: Database) -> tuple[int, int, int]:
    """Return how many employers, members and audit events there are."""
    with database.reading() as session:
        counts = [
            session.exec(select(func.count()).select_from(table)).one()
            for table in (Employer, EmployerMember, AuditEvent)
        ]
    return counts[0], counts[1], counts[2]


class TestImportThatIsKilled:
    def test_left_nothing_or_all_and_can_be_run_again(
        self, database, database_url, file, tmp_path
    ):
        killed_while_writing = 0
        for delay in (0.02, 0.1, 0.3):
            process = start(file, database_url, tmp_path)
            wait_until_it_writes(process)
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            left = rows_left(database)
            assert left in ((0, 0, 0), (ROWS, ROWS, ROWS))
            killed_while_writing += process.returncode == -signal.SIGKILL and left[0] == 0
        assert killed_while_writing >= 1, "every import was finished before it was killed"

        output, _ = start(file, database_url, tmp_path).communicate()
        added, changed, unchanged = map(int, re.findall(r"\d+", output.splitlines()[-1]))
        assert (added + unchanged, changed) == (ROWS, 0)
        assert rows_left(database) == (ROWS, ROWS, ROWS)
        assert database_is_whole(database_url)


def database_is_whole(database_url: str) -> bool:
    """Return whether SQLite finds its file whole; PostgreSQL looks after itself."""
    if not database_url.startswith("sqlite"):
        return True
    connection = sqlite3.connect(database_url.removeprefix("sqlite:///"))
    try:
        [(answer,)] = connection.execute("PRAGMA integrity_check").fetchall()
    finally:
        connection.close()
    return answer == "ok"
