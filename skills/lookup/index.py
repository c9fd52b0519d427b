"""The index of all labels: what they are made of, what they mean, and the concepts they name."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skills.lookup.grams import Alphabet
from skills.lookup.meaning import Meaning
from skills.lookup.postings import Postings
from skills.lookup.spelling import Spelling
from skills.lookup.texts import Texts
from skills.values.taxonomy import ConceptKind, LabelKind

LABEL_KINDS = tuple(LabelKind)
CONCEPT_KINDS = tuple(ConceptKind)


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts by number, ascending by URI. `kinds` are numbers of `CONCEPT_KINDS`.

    The rows of concept c, one for each of its search keys, are ``starts[c]:starts[c + 1]``; row
    r is of concept ``of_rows[r]``.
    """

    uris: tuple[str, ...]
    kinds: NDArray[np.uint8]
    iscos: tuple[str | None, ...]
    starts: NDArray[np.int32]
    of_rows: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Keys:
    """All search keys, sorted.

    The rows that have key k are ``rows[starts[k]:starts[k + 1]]``; row r has key ``of_rows[r]``.
    """

    texts: Texts
    starts: NDArray[np.int32]
    rows: NDArray[np.int32]
    of_rows: NDArray[np.int32]

    def rows_of(self, key: str) -> NDArray[np.int32]:
        """Return the rows that have a search key."""
        place = self.texts.place_of(key)
        if place is None:
            return np.empty(0, np.int32)
        return self.rows[self.starts[place] : self.starts[place + 1]]

    def of_row(self, row: int) -> str:
        """Return the search key of a row."""
        return self.texts[int(self.of_rows[row])]


@dataclass(frozen=True, slots=True)
class Names:
    """The labels of each row: those of row r are at ``starts[r]:starts[r + 1]``.

    `languages` are numbers of `LabelIndex.languages`, `kinds` numbers of `LABEL_KINDS`.
    `best_kinds` says which of a row's kinds comes first; in `row_languages` bit n is language n.
    """

    starts: NDArray[np.int32]
    languages: NDArray[np.uint8]
    kinds: NDArray[np.uint8]
    labels: Texts
    best_kinds: NDArray[np.uint8]
    row_languages: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """All labels of one version of the taxonomy, to be searched. `digest` is the version's.

    `language_counts` says of each concept in how many languages it has labels.
    """

    digest: str
    languages: tuple[str, ...]
    concepts: Concepts
    language_counts: NDArray[np.uint8]
    keys: Keys
    names: Names
    alphabet: Alphabet
    characters: Postings
    words: Postings
    sounds: Postings
    meaning: Meaning
    spelling: Spelling

    def kind_of(self, concept: int) -> ConceptKind:
        """Return the kind of a concept."""
        return CONCEPT_KINDS[int(self.concepts.kinds[concept])]

    def name_of(self, row: int, language: str | None) -> int:
        """Return the label of a row to show: one of the language if any, display names first."""
        names = self.names
        return min(
            range(int(names.starts[row]), int(names.starts[row + 1])),
            key=lambda name: (
                self.languages[names.languages[name]] != language,
                int(names.kinds[name]),
                name,
            ),
        )

    def has(self, row: int, language: str | None) -> bool:
        """Return whether a row has a label of a language."""
        own = self.names.languages[self.names.starts[row] : self.names.starts[row + 1]]
        return language in {self.languages[number] for number in own.tolist()}
