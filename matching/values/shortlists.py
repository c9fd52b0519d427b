"""Shortlists and their entries, as they travel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matching.values.introductions import MoveReason, State
from matching.values.ranking import Reason

NOT_COMPUTED = "none"
"""Stands for model and taxonomy where people came onto a shortlist by their own wish alone."""


class ShortlistState(StrEnum):
    """Where a shortlist stands (docs/states.md)."""

    DRAWN = "drawn"
    READY = "ready"
    ISSUED = "issued"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Versions:
    """What a shortlist was computed with."""

    vacancy_version: int
    model: str
    taxonomy: str


@dataclass(frozen=True, slots=True)
class EntryBrief:
    """One entry of a shortlist, as pages and mails see it; `by_lot` if a lot put it there."""

    entry_id: int
    introduction_id: int
    returnee_id: int
    vacancy_id: int
    shortlist_id: int
    rank: int
    score: float
    reasons: tuple[Reason, ...]
    state: State
    state_at: datetime
    pending: State | None
    pending_reason: MoveReason | None
    pending_until_at: datetime | None
    is_new: bool
    by_lot: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """How somebody came to their place on a list, frozen; `start` and contributions are log-odds.

    `start` is what somebody begins with of whom nothing is known.
    """

    rank: int
    score: float
    start: float
    reasons: tuple[Reason, ...]
    model: str
    taxonomy: str
    drawn_at: datetime
    by_lot: bool


@dataclass(frozen=True, slots=True)
class ShortlistBrief:
    """One shortlist with its entries, best first."""

    shortlist_id: int
    vacancy_id: int
    employer_id: int
    number: int
    state: ShortlistState
    drawn_at: datetime
    issued_at: datetime | None
    entries: tuple[EntryBrief, ...]
