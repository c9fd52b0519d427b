"""Which terms of the skill space mean nearly the same, so that unlinked words still match."""

from collections.abc import Mapping, Sequence

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist

from skills.lookup.candidates import Search, search_of
from skills.lookup.index import build_index
from skills.lookup.lookup import Lookup
from skills.values.lookup import IndexedLabel
from skills.values.taxonomy import ConceptKind, LabelKind

OWN_WORDS = "own:"
"""How a term begins that is a search key and no concept's URI."""

LEAST_RATIO = 0.8
"""Similarity of spelling below which two terms are strangers."""

FUZZY_WEIGHT = 0.9
"""What a match by spelling is worth beside the same concept, which is 1."""

NEIGHBOURS = 32
"""How many neighbours a term has at most (docs/matching.md)."""


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
    ours = build_index([_own_label(term, key) for term, key in zip(own, keys, strict=True)], "")
    near = _neighbours(keys, search_of(lookup.index, None, None), wanted)
    strangers = _neighbours(keys, search_of(ours, None, None), wanted)
    found = {}
    for term, key in zip(own, keys, strict=True):
        pairs = {**near.get(key, {}), **strangers.get(key, {})}
        pairs.pop(term, None)
        if pairs:
            ordered = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
            found[term] = tuple(ordered[:NEIGHBOURS])
    return found


def _own_label(term: str, key: str) -> IndexedLabel:
    return IndexedLabel(term, ConceptKind.SKILL, None, "", LabelKind.PREFERRED, key, key)


def _neighbours(
    keys: Sequence[str], search: Search, wanted: set[str]
) -> dict[str, dict[str, float]]:
    """Return by key the wanted terms of one index and their weights."""
    pairs: list[tuple[str, str, str]] = []
    uris = search.index.concepts.uris
    for key, candidates in search.similar(keys, kept=NEIGHBOURS):
        pairs += [
            (key, uris[guess.concept], search.index.keys[guess.row])
            for guess in candidates
            if uris[guess.concept] in wanted
        ]
    ratios = cpdist([key for key, _, _ in pairs], [label for _, _, label in pairs], scorer=ratio)
    found: dict[str, dict[str, float]] = {}
    for (key, uri, _), likeness in zip(pairs, ratios.tolist(), strict=True):
        if likeness >= 100 * LEAST_RATIO:
            found.setdefault(key, {})[uri] = round(likeness / 100 * FUZZY_WEIGHT, 6)
    return found
