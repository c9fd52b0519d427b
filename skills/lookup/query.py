"""A text that is looked up, taken apart in the same way as the labels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skills.lookup.grams import Alphabet, grams_of
from skills.lookup.index import LabelIndex
from skills.lookup.postings import Vector
from skills.lookup.sounds import SOUND_ALPHABET, Sounds
from skills.lookup.stemming import word_features
from skills.lookup.words import is_arabic, numbered
from skills.search_key import search_key

SPOKEN = frozenset({None, "ar", "ckb", "ku"})
"""Languages of which people write in Latin letters as they speak; None is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """One text: its search key, its sound, and its vectors. `language` is a hint or None.

    `unknown` is the share of its words that stand in no label, not even with one error mended.
    """

    key: str
    language: str | None
    sound: str
    characters: Vector
    words: Vector
    sounds: Vector
    unknown: float


def query_of(text: str, language: str | None, index: LabelIndex) -> Query:
    """Return a text taken apart."""
    key = search_key(text)
    words, unknown = _words(key, language, index)
    heard = is_arabic(key) or language in SPOKEN
    sound = Sounds().of_text(text) if heard else ""
    return Query(
        key=key,
        language=language,
        sound=sound,
        characters=gram_vector(key, index.alphabet),
        words=words,
        sounds=gram_vector(sound, SOUND_ALPHABET),
        unknown=unknown,
    )


def gram_vector(text: str, alphabet: Alphabet) -> Vector:
    """Return the n-grams of a text."""
    _, grams = grams_of([text], alphabet)
    features, counts = np.unique(grams, return_counts=True)
    return Vector(features, np.log2(1 + counts).astype(np.float32))


def _words(key: str, language: str | None, index: LabelIndex) -> tuple[Vector, float]:
    """Return the stems of a key, those of an unknown word mended, and the share unknown."""
    counts: dict[int, float] = {}
    typed = key.split()
    lost = 0
    for word in typed:
        meant = [(word, 1.0)]
        if not index.spelling.knows(word):
            repairs = index.spelling.repairs(word)
            meant += [(known, likeness**2) for known, likeness in repairs]
            lost += not repairs
        for known, likeness in meant:
            for feature, weight in word_features(known, language, _is_part(index)):
                counts[feature] = max(counts.get(feature, 0.0), weight * likeness)
    features = np.array(sorted(counts), dtype=np.int64)
    weights = np.array([counts[feature] for feature in sorted(counts)], dtype=np.float64)
    return Vector(features, np.log2(1 + weights).astype(np.float32)), lost / max(len(typed), 1)


def _is_part(index: LabelIndex) -> object:
    features: NDArray[np.int64] = index.words.features

    def is_part(stem: str) -> bool:
        number = numbered(stem)
        place = int(np.searchsorted(features, number))
        return place < len(features) and int(features[place]) == number

    return is_part
