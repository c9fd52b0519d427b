"""Run by test_kill_issue: does one job and is killed when it has spoken often enough.

Arguments: database URL, data folder, name of the job, the time, and which word to the database
is not said any more; commits are counted too. With 0 it lives.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from sqlalchemy import event

from forsa.database import Database
from forsa.scheduler.jobs import JobContext, job_named
from forsa.scheduler.table import JOBS
from forsa.settings import read_settings


def die_at(database: Database, number: int) -> None:
    """Kill this process at its `number`-th word to the database, before it is said."""
    left = number

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.engine, "before_cursor_execute", count)
    event.listen(database.engine, "commit", count)


if __name__ == "__main__":
    database_url, data_dir, name, given, number = sys.argv[1:]
    settings = read_settings({"FORSA_DATABASE_URL": database_url, "FORSA_DATA_DIR": data_dir})
    database = Database(database_url)
    die_at(database, int(number))
    now = datetime.fromisoformat(given)
    context = JobContext(database, settings, now=now, slot_at=now)
    report = job_named(JOBS, name).function(context)
    sys.stdout.write(f"{sum(report.counts.values())} {Path(data_dir).name}\n")
