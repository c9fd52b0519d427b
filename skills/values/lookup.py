"""What a search for words in the taxonomy finds."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from skills.values.taxonomy import ConceptKind, LabelKind


class Why(StrEnum):
    """Why a concept was found: the same search key, or one much like it."""

    SAME_WORDS = "same_words"
    SIMILAR_WORDS = "similar_words"


@dataclass(frozen=True, slots=True)
class Found:
    """One concept that a text may mean.

    `label`, in `language`, is the label nearest to the text, not the display name. `score` is
    in [0, 1]: 1 for the same search key, else the chance. `chance`, in [0, 1], is that this
    concept is what the text means: of a hundred found with .8 about eighty are. `isco` is the
    unit group of an occupation, None for skills.
    """

    uri: str
    label: str
    language: str
    score: float
    kind: ConceptKind
    isco: str | None
    why: Why
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """What became of one text: a concept it was linked to, or a choice of a few.

    `uri` is None if no concept was sure enough; `score`, in [0, 1], is that of the best one, 0
    if nothing was found. `offered` holds at most five, best first.
    """

    text: str
    uri: str | None
    score: float
    offered: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a text names a skill, and what it may mean.

    `words` is ``text[start:end]``, in characters of the text as it was typed.
    """

    start: int
    end: int
    words: str
    link: Link

    @property
    def chance(self) -> float:
        """How sure the lookup is of the first concept, in [0, 1]."""
        return self.link.score


@dataclass(frozen=True, slots=True)
class IndexedLabel:
    """One label as the lookup indexes it."""

    uri: str
    concept_kind: ConceptKind
    isco: str | None
    language: str
    kind: LabelKind
    label: str
    search_key: str


@dataclass(frozen=True, slots=True)
class IndexedConcept:
    """What else is known of a concept: its description in English, and concepts near it."""

    uri: str
    description: str = ""
    near: tuple[str, ...] = ()


def folded(label: str) -> str:
    """Return a label as it is compared with labels that are held out: casefolded, single spaces.

    Examples
    --------
    >>> folded("  Tank  Welder")
    'tank welder'
    """
    return " ".join(label.split()).casefold()


@dataclass(frozen=True, slots=True)
class Restriction:
    """Which labels a search may know: of some `languages`, None for all, less some pairs.

    `held_out` are pairs of a folded label and the URI of its concept.
    """

    languages: frozenset[str] | None
    held_out: frozenset[tuple[str, str]] = frozenset()

    def allows(self, one: IndexedLabel) -> bool:
        """Return whether a label may be known."""
        if self.languages is not None and one.language not in self.languages:
            return False
        return not self.held_out or (folded(one.label), one.uri) not in self.held_out

    def digest_of(self, version: str) -> str:
        """Return the digest of what is left of a version of the taxonomy, by its digest."""
        languages = "*" if self.languages is None else ",".join(sorted(self.languages))
        pairs = "\n".join("\t".join(pair) for pair in sorted(self.held_out))
        return sha256(f"{version}\n{languages}\n{pairs}".encode()).hexdigest()
