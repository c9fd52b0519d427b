"""What the pages of own words show: the words, what they may mean, what was ruled of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from forsa.shapes.employers import Meaning


@dataclass(frozen=True, slots=True)
class WordsLine:
    """Own words that wait. `count` is a number in figures, or that they are few."""

    address: str
    part: str
    words: str
    count: str
    since_on: date
    languages: tuple[str, ...]
    also: tuple[str, ...]
    guess: str | None = None


@dataclass(frozen=True, slots=True)
class RulingLine:
    """One ruling. `label` names the concept, None if there is none; `by` is None if unknown.

    `words` are None where the reader may not see them. `may_second` and `may_undo` say what the
    reader may do with it; `is_own` that they proposed it.
    """

    number: int
    address: str
    part: str
    words: str | None
    verdict: str
    state: str
    label: str | None
    names: Mapping[str, str]
    kind: str | None
    broader: str | None
    proposed_on: date
    proposed_by: str | None
    ruled_on: date | None
    ruled_by: str | None
    because: str | None
    undone_on: date | None
    undone_by: str | None
    changed: str
    may_second: bool
    may_undo: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class WordsPage:
    """Everything about words of one key. `line` is None if they wait no longer.

    `offers` are what the words may mean, `above` what a new concept may stand below.
    """

    line: WordsLine | None
    words: str | None
    offers: tuple[Meaning, ...]
    above: tuple[Meaning, ...]
    history: tuple[RulingLine, ...]
    rules_alone: bool
    may_propose: bool
    typed: Mapping[str, str] = field(default_factory=dict)
