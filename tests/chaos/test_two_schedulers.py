"""Two processes of `forsa scheduler`: one acts, the other takes over, both stop when asked to."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlmodel import select

from forsa.scheduler.models import JobRun, RunState

ROOT = Path(__file__).parents[2]
COMMAND = "from forsa.cli.scheduler import scheduler; scheduler()"
PATIENCE_SECONDS = 15


@pytest.fixture
def start(database_url, tmp_path):
    """Give a function that starts a scheduler; whatever still runs in the end is killed."""
    started = []
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "FORSA_DATABASE_URL": database_url,
        "FORSA_DATA_DIR": str(tmp_path),
    }

    def start() -> subprocess.Popen[bytes]:
        child = subprocess.Popen([sys.executable, "-c", COMMAND], env=env, cwd=tmp_path)
        started.append(child)
        return child

    yield start
    for child in started:
        child.kill()
        child.wait()


def owners(database) -> list[tuple[str, RunState]]:
    with database.reading() as session:
        runs = session.exec(
            select(JobRun).where(JobRun.name == "reconcile").order_by(JobRun.slot_at)
        ).all()
        return [(run.owner, run.state) for run in runs]


def wait_for(happens) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def forget(database) -> None:
    with database.writing() as session:
        for run in session.exec(select(JobRun)).all():
            session.delete(run)


class TestSchedulers:
    def test_one_acts_and_the_other_takes_over_when_it_is_killed(self, database, start):
        first = start()
        wait_for(lambda: owners(database))
        second = start()
        [(leader, _)] = owners(database)
        assert f"-{first.pid}-" in leader

        first.send_signal(signal.SIGKILL)
        first.wait()
        forget(database)  # so that there is something to do at once
        wait_for(lambda: [state for _, state in owners(database)] == [RunState.DONE])
        [(leader, _)] = owners(database)
        assert f"-{second.pid}-" in leader

        second.send_signal(signal.SIGTERM)
        assert second.wait(timeout=11) == 0
