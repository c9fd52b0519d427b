"""Everybody who may be matched, and what was drawn up from, kept from one job to the next."""

from datetime import datetime
from threading import Lock
from typing import TypeAlias

from sqlmodel import Session

from matching.queries.fields import Field, field_now
from matching.queries.model_versions import ModelWeights
from matching.queries.rosters import KeptRoster
from skills.interface.taxonomy import Lookup

Stamp: TypeAlias = tuple[object, ...]
"""Numbers and names that are the same only while nothing changed from which lists are drawn up."""


class PeopleAtHand:
    """Reads everybody once, then those who changed. `drawn_from` is of the last lists."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: KeptRoster | None = None
        self.drawn_from: Stamp | None = None

    def forget(self) -> None:
        """Let everybody be read anew."""
        with self._lock:
            self._kept = None

    def field(
        self, session: Session, *, lookup: Lookup | None, model: ModelWeights, now: datetime
    ) -> Field:
        """Return everybody at an instant, what was committed before it included."""
        with self._lock:
            field = field_now(session, lookup=lookup, model=model, now=now, kept=self._kept)
            self._kept = field.kept
            return field
