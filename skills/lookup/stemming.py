"""Search keys as numbers of stems, worked out once for each word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from skills.lookup.words import (
    KIN_WEIGHT,
    NORDIC,
    PART_WEIGHT,
    calling,
    compound_parts,
    numbered,
    root,
    stems,
)
from skills.values.lookup import IndexedLabel

Weighted = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Stemming:
    """Takes the labels of an index apart. `parts` are the Nordic stems compounds may have."""

    parts: frozenset[str]
    _known: dict[tuple[str, str | None], Weighted] = field(default_factory=dict)

    @classmethod
    def of_labels(cls, labels: Iterable[IndexedLabel]) -> "Stemming":
        """Return the stemming of some labels."""
        words = {
            (word, label.language)
            for label in labels
            if label.language in NORDIC
            for word in label.search_key.split()
        }
        return cls(frozenset(stem for word, own in words for stem in stems(word, own)))

    def of_word(self, word: str, language: str | None) -> Weighted:
        """Return the features of one word of a label, with weights."""
        asked = (word, language)
        if asked not in self._known:
            self._known[asked] = tuple(word_features(word, language, self.parts.__contains__))
        return self._known[asked]

    def of_key(self, key: str, language: str | None) -> list[tuple[int, float]]:
        """Return the features of a search key, repeats included."""
        return [pair for word in key.split() for pair in self.of_word(word, language)]


def word_features(word: str, language: str | None, is_part: object) -> list[tuple[int, float]]:
    """Return the stems of a word, and those of its parts, as numbers with weights in (0, 1]."""
    own: Sequence[str] = stems(word, language)
    found = {stem: 1.0 for stem in own}
    for kin in (calling(word), root(word)):
        if kin is not None:
            found[kin] = KIN_WEIGHT
    if (language is None or language in NORDIC) and callable(is_part):
        for part in compound_parts(word, is_part):
            found.setdefault(part, PART_WEIGHT)
    return [(numbered(stem), weight) for stem, weight in found.items()]
