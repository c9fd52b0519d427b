"""Known words that an unknown one may be meant for: one typing error away, wherever it is.

Two words that differ by one error are equal once a letter is dropped from one or both. So all
forms of the known words with one letter dropped are kept as hashes, in order. Source: W. Garbe,
SymSpell, 2012.
"""

from binascii import crc32
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from skills.lookup.texts import Texts, texts_of

SHORTEST, LONGEST = 3, 16
"""Lengths of words that are mended; in longer ones n-grams forgive enough."""

MOST_REPAIRS = 4


@dataclass(frozen=True, slots=True)
class Spelling:
    """All words of the labels, sorted, and hashes of their forms with the word of each."""

    words: Texts
    forms: NDArray[np.uint32]
    of_words: NDArray[np.int32]

    def knows(self, word: str) -> bool:
        """Return whether a word stands in some label."""
        return self.words.place_of(word) is not None

    def repairs(self, word: str) -> list[tuple[str, float]]:
        """Return known words one error away with their likeness in (0, 1), likest first."""
        if not SHORTEST <= len(word) <= LONGEST:
            return []
        forms = np.array(sorted(set(_forms(word))), dtype=np.uint32)
        begins = np.searchsorted(self.forms, forms)
        ends = np.searchsorted(self.forms, forms, side="right")
        places = {
            place
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
            for place in self.of_words[begin:end].tolist()
        }
        near = [(self.words[place], place) for place in sorted(places)]
        scored = [
            (OSA.normalized_similarity(word, known), known)
            for known, _ in near
            if OSA.distance(word, known, score_cutoff=1) == 1
        ]
        scored.sort(key=lambda pair: (-pair[0], pair[1][:1] != word[:1], pair[1]))
        return [(known, likeness) for likeness, known in scored[:MOST_REPAIRS]]


def spelling_of(words: Sequence[str]) -> Spelling:
    """Return the spelling of some words, each there once."""
    ordered = sorted(words, key=str.encode)
    pairs = [
        (form, place)
        for place, word in enumerate(ordered)
        if SHORTEST <= len(word) <= LONGEST
        for form in set(_forms(word))
    ]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    return Spelling(texts_of(ordered), table[:, 0].astype(np.uint32), table[:, 1].astype(np.int32))


def _forms(word: str) -> Iterator[int]:
    yield crc32(word.encode())
    for at in range(len(word)):
        yield crc32((word[:at] + word[at + 1 :]).encode())
