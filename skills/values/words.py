"""Own words that mean no concept yet, and what is ruled of them, as they travel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from skills.values.taxonomy import SKILL_KINDS, ConceptKind

NAMED_IN = ("en", "ar", "ckb")
"""The languages in which a new concept has to be named."""


class WordsPart(StrEnum):
    """What words were said as. The same words may mean one thing as a skill, another as work."""

    SKILL = "skill"
    WORK = "work"


KINDS_OF: Mapping[WordsPart, frozenset[ConceptKind]] = {
    WordsPart.SKILL: SKILL_KINDS,
    WordsPart.WORK: frozenset({ConceptKind.OCCUPATION}),
}
"""What words of a part may mean."""

KINDS_ABOVE: Mapping[WordsPart, frozenset[ConceptKind]] = {
    WordsPart.SKILL: SKILL_KINDS | {ConceptKind.SKILL_GROUP},
    WordsPart.WORK: frozenset({ConceptKind.UNIT_GROUP}),
}
"""Below what a new concept of a part may stand; new work has to stand below a group."""


class Verdict(StrEnum):
    """What own words are: a concept, a new one, words that stay, or no skill at all."""

    LINK = "link"
    NEW_CONCEPT = "new_concept"
    KEEP = "keep"
    REJECT = "reject"


class RulingState(StrEnum):
    """Where a ruling stands. A proposal waits for a second person."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    UNDONE = "undone"


class RefusedBecause(StrEnum):
    """Why a second person does not agree."""

    KNOWN_ALREADY = "known_already"
    WRONG_MEANING = "wrong_meaning"
    WRONG_NAMES = "wrong_names"
    UNCLEAR = "unclear"
    NO_SKILL = "no_skill"


@dataclass(frozen=True, slots=True)
class NewConcept:
    """A concept that the taxonomy lacks. `names` has one for each of `NAMED_IN`."""

    kind: ConceptKind
    names: Mapping[str, str]
    broader_uri: str | None = None


@dataclass(frozen=True, slots=True)
class RulingDraft:
    """What somebody says that own words are.

    `concept_uri` is for `LINK` alone, `concept` for `NEW_CONCEPT` alone.
    """

    own_words: str
    verdict: Verdict
    concept_uri: str | None = None
    concept: NewConcept | None = None
    language: str | None = None
    part: WordsPart = WordsPart.SKILL


@dataclass(frozen=True, slots=True)
class RulingBrief:
    """One ruling. `changed_count` is how many records it changed when it came in force.

    `proposed_by`, `ruled_by` and `undone_by` are accounts.
    """

    ruling_id: int
    part: WordsPart
    search_key: str
    own_words: str
    language: str | None
    verdict: Verdict
    state: RulingState
    concept_uri: str | None
    concept: NewConcept | None
    proposed_at: datetime
    proposed_by: int | None
    ruled_at: datetime | None
    ruled_by: int | None
    refused_because: RefusedBecause | None
    undone_at: datetime | None
    undone_by: int | None
    changed_count: int


@dataclass(frozen=True, slots=True)
class RulingRights:
    """What somebody may do with one ruling as it stands. `is_own`: they proposed it."""

    may_second: bool
    may_undo: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class WordsElsewhere:
    """Own words that another domain keeps, once for each text: how often, and since when."""

    own_words: str
    language: str | None
    count: int
    since: datetime
    part: WordsPart = WordsPart.SKILL


@dataclass(frozen=True, slots=True)
class WaitingWords:
    """Own words of one search key and part that mean no concept yet, most frequent spelling first.

    `languages` counts by language code, "" where nobody knows; `examples` are three at most.
    """

    search_key: str
    count: int
    since: datetime
    languages: Mapping[str, int]
    examples: tuple[str, ...]
    part: WordsPart = WordsPart.SKILL


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A page of what waits, of how many keys in all, and how many proposals wait beside them."""

    waiting: tuple[WaitingWords, ...]
    count: int
    proposed_count: int


def mark_of(search_key: str, part: WordsPart = WordsPart.SKILL) -> str:
    """Return the mark by which addresses name a search key, which may not stand in one.

    The marks of skills are those of the time before work had any, so that old addresses hold.

    Examples
    --------
    >>> mark_of("tank ladders")
    '788ebe5e877b696d'
    """
    person = b"" if part is WordsPart.SKILL else part.value.encode()
    return blake2b(search_key.encode(), digest_size=8, person=person).hexdigest()
