"""A text that is looked up, taken apart in the same way as the labels."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from skills.lookup.grams import Alphabet, grams_of
from skills.lookup.index import LabelIndex
from skills.lookup.postings import Vector
from skills.lookup.sounds import SOUND_ALPHABET, Sounds, spoken
from skills.lookup.stemming import word_features
from skills.lookup.words import is_arabic, numbered
from skills.search_key import search_key

SPOKEN = frozenset({None, "ar", "ckb", "ku"})
"""Languages of which people write in Latin letters as they speak; None is not known."""

ALIKE_WEIGHT, SOUNDING_WEIGHT, SOUNDING_WEIGHT_KNOWN = 0.7, 0.9, 0.4
"""What a known word counts that an unknown one is like, that it sounds like, and that another
known one sounds like, each times their likeness."""

MOST_SOUNDING, LEAST_SOUNDING = 4, 0.55


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
    heard = is_arabic(key) or language in SPOKEN
    sounds = Sounds()
    sound = sounds.of_text(text) if heard else ""
    by_word = {word: one for one, word in sounds.of_words([text])} if heard else {}
    words, unknown = _words(key, by_word, language, index)
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


def _words(
    key: str, heard: Mapping[str, str], language: str | None, index: LabelIndex
) -> tuple[Vector, float]:
    """Return the stems of a key, and the share unknown.

    With the stems of a word come those of known words that it may be meant for.
    """
    counts: dict[int, float] = {}
    typed = key.split()
    lost = 0
    is_part = _is_part(index)
    for word in typed:
        meant = [(word, 1.0)]
        known = index.spelling.knows(word)
        near = _near_words(word, known, heard.get(word, ""), index)
        lost += not known and not near
        for other, likeness in (*meant, *near):
            for feature, weight in word_features(other, language, is_part):
                counts[feature] = max(counts.get(feature, 0.0), weight * likeness)
    features = np.array(sorted(counts), dtype=np.int64)
    weights = np.array([counts[feature] for feature in sorted(counts)], dtype=np.float64)
    return Vector(features, np.log2(1 + weights).astype(np.float32)), lost / max(len(typed), 1)


def _near_words(word: str, known: bool, sound: str, index: LabelIndex) -> list[tuple[str, float]]:
    """Return known words that a word may be meant for, with what they count, in (0, 1]."""
    found: dict[str, float] = {}
    if not known:
        found = {other: likeness**2 for other, likeness in index.spelling.repairs(word)}
        if not found:
            alike = index.spelling.alike(gram_vector(word, index.alphabet))
            found = {other: ALIKE_WEIGHT * cosine for other, cosine in alike}
    if sound and not (known and word.isascii()):
        own = spoken(word)
        scored = [
            (-OSA.normalized_similarity(own, spoken(other)), other)
            for other in index.spelling.sounding(sound)
            if other != word
        ]
        scored = [pair for pair in scored if -pair[0] >= LEAST_SOUNDING]
        for likeness, other in sorted(scored)[:MOST_SOUNDING]:
            weight = (SOUNDING_WEIGHT_KNOWN if known else SOUNDING_WEIGHT) * -likeness
            found[other] = max(found.get(other, 0.0), weight)
    return list(found.items())


def _is_part(index: LabelIndex) -> object:
    features: NDArray[np.int64] = index.words.features

    def is_part(stem: str) -> bool:
        number = numbered(stem)
        place = int(np.searchsorted(features, number))
        return place < len(features) and int(features[place]) == number

    return is_part
