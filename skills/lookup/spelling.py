"""Known words that an unknown one may be meant for: one typing error away, alike, or of one sound.

Two words that differ by one error are equal once a letter is dropped from one or both. So all
forms of the known words with one letter dropped are kept as hashes, in order. Source: W. Garbe,
SymSpell, 2012. Words that are further away but share many n-grams are other forms of one stem;
those of one sound are the same word in other letters.
"""

from binascii import crc32
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from skills.lookup.postings import Postings, Vector
from skills.lookup.texts import Texts, texts_of

SHORTEST, LONGEST = 3, 16
"""Lengths of words that are mended; in longer ones n-grams forgive enough."""

MOST_REPAIRS = 4

LEAST_ALIKE = 0.5
"""Cosine of n-grams below which two words are strangers."""

MOST_ALIKE = 4
MOST_READ = 150_000
"""How many postings are read for one word."""

SHORTEST_SOUND = 2
"""Fewer consonants than this fit too many words."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """All words of the labels, sorted, their n-grams, and hashes of forms and sounds of them.

    `of_words` and `of_sounds` say of each hash to which word it belongs.
    """

    words: Texts
    forms: NDArray[np.uint32]
    of_words: NDArray[np.int32]
    sounds: NDArray[np.uint32]
    of_sounds: NDArray[np.int32]
    grams: Postings

    def knows(self, word: str) -> bool:
        """Return whether a word stands in some label."""
        return self.words.place_of(word) is not None

    def repairs(self, word: str) -> list[tuple[str, float]]:
        """Return known words one error away with their likeness in (0, 1), likest first."""
        if not SHORTEST <= len(word) <= LONGEST:
            return []
        forms = np.array(sorted(set(_forms(word))), dtype=np.uint32)
        near = [self.words[place] for place in _places(forms, self.forms, self.of_words)]
        scored = [
            (OSA.normalized_similarity(word, known), known)
            for known in near
            if OSA.distance(word, known, score_cutoff=1) == 1
        ]
        scored.sort(key=lambda pair: (-pair[0], pair[1][:1] != word[:1], pair[1]))
        return [(known, likeness) for likeness, known in scored[:MOST_REPAIRS]]

    def alike(self, grams: Vector) -> list[tuple[str, float]]:
        """Return known words that share many n-grams, with the cosine in (0, 1], likest first."""
        cosines = self.grams.cosines(grams, MOST_READ)
        places = np.flatnonzero(cosines >= LEAST_ALIKE)
        order = places[np.lexsort((places, -cosines[places]))][:MOST_ALIKE]
        return [(self.words[place], float(cosines[place])) for place in order.tolist()]

    def sounding(self, sound: str) -> list[str]:
        """Return the known words of one sound, in order."""
        if len(sound) < SHORTEST_SOUND:
            return []
        asked = np.array([crc32(sound.encode())], dtype=np.uint32)
        return [self.words[place] for place in _places(asked, self.sounds, self.of_sounds)]


def spelling_of(
    words: Iterable[str],
    sounds: Iterable[tuple[str, str]],
    grams: Postings,
) -> Spelling:
    """Return the spelling of some words, each there once, in the order of their bytes.

    `sounds` are pairs of a sound and a word; `grams` have one row for each word.
    """
    ordered = list(words)
    place_of = {word: place for place, word in enumerate(ordered)}
    forms, of_words = _table(
        (form, place)
        for place, word in enumerate(ordered)
        if SHORTEST <= len(word) <= LONGEST
        for form in set(_forms(word))
    )
    heard, of_sounds = _table(
        (crc32(sound.encode()), place_of[word])
        for sound, word in sounds
        if len(sound) >= SHORTEST_SOUND and word in place_of
    )
    return Spelling(texts_of(ordered), forms, of_words, heard, of_sounds, grams)


def _table(pairs: Iterable[tuple[int, int]]) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    table = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    return table[:, 0].astype(np.uint32), table[:, 1].astype(np.int32)


def _places(
    asked: NDArray[np.uint32], hashes: NDArray[np.uint32], of_words: NDArray[np.int32]
) -> list[int]:
    """Return the words that have one of some hashes, each once, ascending."""
    begins = np.searchsorted(hashes, asked)
    ends = np.searchsorted(hashes, asked, side="right")
    return sorted(
        {
            place
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
            for place in of_words[begin:end].tolist()
        }
    )


def _forms(word: str) -> Iterator[int]:
    yield crc32(word.encode())
    for at in range(len(word)):
        yield crc32((word[:at] + word[at + 1 :]).encode())
