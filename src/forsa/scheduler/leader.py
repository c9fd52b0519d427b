"""One scheduler acts, however many run.

PostgreSQL: an advisory lock on a connection of its own, which the server frees when the process
dies. SQLite: a lock on a file in the data folder, which the kernel frees. Two may both lead for
one tick when a connection breaks; what jobs do is therefore safe to do twice.
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Protocol

import psycopg
from sqlalchemy import make_url

from forsa.settings import Settings

LEADER_LOCK = 815502
"""Any number that no other advisory lock of ours uses."""

TRY_TO_LEAD = "SELECT pg_try_advisory_lock(%s)"
LET_LEAD = "SELECT pg_advisory_unlock(%s)"

LOCK_FILE = "scheduler.lock"


class Leadership(Protocol):
    """The right to act, of which there is one. Safe to ask from several threads."""

    def is_ours(self) -> bool:
        """Return whether we lead; take the lead if nobody has it."""

    def release(self) -> None:
        """Let another lead."""


def leadership_of(settings: Settings) -> Leadership:
    """Return the leadership that goes with the database."""
    if settings.database_url.startswith("sqlite"):
        return FileLeadership(settings.data_dir / LOCK_FILE)
    return PostgreSQLLeadership(settings.database_url)


class FileLeadership:
    """Leads while it holds the lock on a file: for all processes of one machine."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        self._turn = Lock()

    def is_ours(self) -> bool:
        """Return whether we lead; see `Leadership`."""
        with self._turn:
            if self._descriptor is not None and self._is_the_file(self._descriptor):
                return True
            self._let_go()
            return self._take()

    def release(self) -> None:
        """Let another lead; see `Leadership`."""
        with self._turn:
            self._let_go()

    def _take(self) -> bool:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def _is_the_file(self, descriptor: int) -> bool:
        # Somebody may have removed the file, and another process may hold a new one.
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.stat())
        except OSError:
            return False

    def _let_go(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class PostgreSQLLeadership:
    """Leads while its connection holds the advisory lock: for all machines of one database."""

    def __init__(self, database_url: str) -> None:
        url = make_url(database_url).set(drivername="postgresql")
        self._address = url.render_as_string(hide_password=False)
        self._connection: psycopg.Connection | None = None
        self._turn = Lock()

    def is_ours(self) -> bool:
        """Return whether we lead; see `Leadership`. A server that is away has no leader."""
        with self._turn:
            try:
                if self._connection is None:
                    return self._take()
                # The lock lives as long as the connection: if that answers, we hold it.
                self._connection.execute("SELECT 1")
            except psycopg.Error:
                self._let_go()
                return False
            return True

    def release(self) -> None:
        """Let another lead; see `Leadership`."""
        with self._turn:
            if self._connection is not None:
                # A server may take a moment to notice that a connection is closed.
                with suppress(psycopg.Error):
                    self._connection.execute(LET_LEAD, (LEADER_LOCK,))
            self._let_go()

    def _take(self) -> bool:
        connection = psycopg.connect(
            self._address,
            autocommit=True,
            connect_timeout=5,
            application_name="forsa-scheduler",
            keepalives_idle=5,
            keepalives_interval=2,
            keepalives_count=3,
            tcp_user_timeout=10_000,
        )
        try:
            row = connection.execute(TRY_TO_LEAD, (LEADER_LOCK,)).fetchone()
        except psycopg.Error:
            connection.close()
            raise
        if row is None or not row[0]:
            connection.close()
            return False
        self._connection = connection
        return True

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
