"""Which terms of the skill space mean nearly the same, so that unlinked words still match."""

from collections.abc import Mapping, Sequence

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist

from skills.lookup.building import character_postings
from skills.lookup.grams import Alphabet, alphabet_of
from skills.lookup.lookup import Lookup
from skills.lookup.postings import Postings
from skills.lookup.query import gram_vector
from skills.lookup.retrieval import LEAST, MOST_POSTINGS

OWN_WORDS = "own:"
"""How a term begins that is a search key and no concept's URI."""

LEAST_RATIO = 0.8
"""Similarity of spelling below which two terms are strangers."""

FUZZY_WEIGHT = 0.9
"""What a match by spelling is worth beside the same concept, which is 1."""

NEIGHBOURS = 32
"""How many neighbours a term has at most (docs/matching.md)."""

NEAREST_LABELS = 100
"""How many labels are held against a term."""


def similar_terms(
    terms: Sequence[str], lookup: Lookup
) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return for each own-words term the other terms that are spelled much like it.

    `terms` are concept URIs and ``own:<search key>``. Neighbours come best first, ties by name,
    with weights in (0, 0.9]: the rapidfuzz ratio, at least 0.8, times 0.9. A concept counts by
    its nearest label. Own-words terms without a neighbour are left out.
    """
    own = sorted({term for term in terms if term.startswith(OWN_WORDS)})
    wanted = set(terms)
    keys = [term.removeprefix(OWN_WORDS) for term in own]
    alphabet = alphabet_of(keys)
    among = character_postings(keys, alphabet)
    found = {}
    for term, key in zip(own, keys, strict=True):
        others = [(own[row], keys[row]) for row in _nearest(key, alphabet, among)]
        weights = _weights(key, [*_labels(key, lookup), *others])
        pairs = [(name, w) for name, w in weights.items() if name != term and name in wanted]
        if pairs:
            ordered = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
            found[term] = tuple(ordered[:NEIGHBOURS])
    return found


def _labels(key: str, lookup: Lookup) -> list[tuple[str, str]]:
    """Return the URIs and keys of the labels nearest to a key."""
    index = lookup.index
    rows = _nearest(key, index.alphabet, index.characters)
    return [
        (index.concepts.uris[index.concepts.of_rows[row]], index.keys.of_row(row)) for row in rows
    ]


def _nearest(key: str, alphabet: Alphabet, postings: Postings) -> list[int]:
    cosines = postings.cosines(gram_vector(key, alphabet), MOST_POSTINGS)
    if len(cosines) > NEAREST_LABELS:
        least = float(np.partition(cosines, -NEAREST_LABELS)[-NEAREST_LABELS])
    else:
        least = 0.0
    rows: list[int] = np.flatnonzero(cosines >= max(least, LEAST)).tolist()
    return rows


def _weights(key: str, named: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return by name how much its best label weighs, without the strangers."""
    likeness = cpdist([key] * len(named), [label for _, label in named], scorer=ratio)
    best: dict[str, float] = {}
    for (name, _), one in zip(named, likeness.tolist(), strict=True):
        if one >= 100 * LEAST_RATIO:
            best[name] = max(best.get(name, 0.0), round(one / 100 * FUZZY_WEIGHT, 6))
    return best
