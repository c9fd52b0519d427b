"""The search for words in the taxonomy, opened once in this process for each of its versions."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from sqlmodel import Session

from forsa.database import Database
from forsa.web.visits import Request
from skills.interface.taxonomy import (
    Lookup,
    active_version,
    forget_index,
    made_lookup,
    ready_lookup,
)
from skills.values.taxonomy import VersionBrief

log = logging.getLogger(__name__)

TRY_AGAIN_SECONDS = 60
"""How long after an index could not be made it is tried again."""

CLOSING_SECONDS = 5
"""How long the end of the process waits for an index: requests may take ten seconds in all."""

RULED_SECONDS = 300
"""How often at most an index is made because somebody said here what words mean. What they said
counts at once where it is written down; being found by likeness may wait."""


class Lookups:
    """Keeps the lookup of the active version; another version takes its place when it is met.

    A command makes the index before it puts a version to use. Where it is not there all the same,
    say on another machine, it is made beside the requests, which are answered by the one before.
    """

    def __init__(
        self, folder: Path, database: Database, clock: Callable[[], float] = monotonic
    ) -> None:
        self._folder = folder
        self._database = database
        self._clock = clock
        self._lock = Lock()
        self._open: Lookup | None = None
        self._version_id = 0
        self._opened_at = 0.0
        self._making: str | None = None
        self._maker: Thread | None = None
        self._not_before = 0.0

    def now(self, session: Session) -> Lookup | None:
        """Return the lookup to use now, None if there is no taxonomy; one query.

        Only the first of a process waits for an index that is not made yet: there is no other.
        """
        version = active_version(session)
        if version is None:
            return None
        current = self._open
        if current is not None and current.digest == version.digest:
            return current
        # Whoever has something to go on with does not wait for those who open the new one.
        if not self._lock.acquire(blocking=current is None):
            return current
        try:
            return self._opened(session, version)
        finally:
            self._lock.release()

    def of(self, session: Session, taxonomy: str) -> Lookup | None:
        """Return what `now` does, knowing what is in use by its digest: then it asks seldom."""
        current = self._open
        if not taxonomy or (current is not None and current.digest == taxonomy):
            return current if taxonomy else None
        return self.now(session)

    def _opened(self, session: Session, version: VersionBrief) -> Lookup:
        current = self._open
        if current is not None and current.digest == version.digest:
            return current
        ready = ready_lookup(self._folder, version.digest)
        if ready is None and current is not None:
            if version.id != self._version_id or self._may_make_again():
                self._make_beside(version)
            return current
        self._open = ready or made_lookup(session, self._folder, version)
        if current is not None and version.id == self._version_id:
            # Of one version the index before the last ruling is of no use any more.
            forget_index(self._folder, current.digest)
        self._version_id, self._opened_at = version.id, self._clock()
        return self._open

    def _may_make_again(self) -> bool:
        return self._clock() - self._opened_at >= RULED_SECONDS

    def _make_beside(self, version: VersionBrief) -> None:
        if self._making == version.digest or self._clock() < self._not_before:
            return
        self._making = version.digest
        self._maker = Thread(target=self._make, args=[version], name="index", daemon=True)
        self._maker.start()

    def close(self) -> None:
        """Wait a little for an index that is being made: it reads from the database until then."""
        if self._maker is not None:
            self._maker.join(CLOSING_SECONDS)

    def _make(self, version: VersionBrief) -> None:
        try:
            with self._database.reading() as session:
                made_lookup(session, self._folder, version)
        except Exception:
            # The one before goes on serving; the next request after a while tries again.
            self._not_before = self._clock() + TRY_AGAIN_SECONDS
            log.exception("lookup.not_made version=%d", version.id)
        finally:
            self._making = None


def lookup_now(request: Request, session: Session) -> Lookup | None:
    """Return the lookup for a page; None if there is no taxonomy, then words stay as they are."""
    lookups: Lookups = request.app.state.lookups
    return lookups.now(session)
