"""The search for words in the taxonomy, opened once in this process for each of its versions."""

from pathlib import Path
from threading import Lock

from sqlmodel import Session

from forsa.web.visits import Request
from skills.errors import TaxonomyMissing
from skills.interface.taxonomy import Lookup, active_version, open_lookup


class Lookups:
    """Keeps the lookup of the active version; another version takes its place when it is met."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._open: Lookup | None = None

    def now(self, session: Session) -> Lookup | None:
        """Return the lookup of the active version, None if there is no taxonomy; one query.

        Whoever comes first with a new version opens it, and others wait for them.
        """
        version = active_version(session)
        if version is None:
            return None
        with self._lock:
            if self._open is None or self._open.digest != version.digest:
                self._open = self._opened(session)
            return self._open

    def _opened(self, session: Session) -> Lookup | None:
        try:
            return open_lookup(session, self._folder)
        except TaxonomyMissing:
            return None


def lookup_now(request: Request, session: Session) -> Lookup | None:
    """Return the lookup for a page; None if there is no taxonomy, then words stay as they are."""
    lookups: Lookups = request.app.state.lookups
    return lookups.now(session)
