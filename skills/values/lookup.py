"""What a search for words in the taxonomy finds."""

from dataclasses import dataclass
from enum import StrEnum

from skills.values.taxonomy import ConceptKind, LabelKind


class Why(StrEnum):
    """Why a concept was found: the same search key, or one much like it."""

    SAME_WORDS = "same_words"
    SIMILAR_WORDS = "similar_words"


@dataclass(frozen=True, slots=True)
class Found:
    """One concept that a text may mean.

    `label`, in `language`, is the label nearest to the text, not the display name. `score` is
    in [0, 1]; 1 is the same search key. `isco` is None for skills.
    """

    uri: str
    label: str
    language: str
    score: float
    kind: ConceptKind
    isco: str | None
    why: Why


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
