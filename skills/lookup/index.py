"""The index of all labels: search keys, their character n-grams and the concepts they name."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from skills.lookup.grams import Alphabet, alphabet_of, grams_of
from skills.lookup.texts import Texts, texts_of
from skills.values.lookup import IndexedLabel
from skills.values.taxonomy import ConceptKind, LabelKind

LABEL_KINDS = tuple(LabelKind)
CONCEPT_KINDS = tuple(ConceptKind)

KEYS_AT_ONCE = 20_000
"""How many keys are taken apart at once: some 150 MB."""


@dataclass(frozen=True, slots=True)
class Postings:
    """For every n-gram the keys that have it, with their weights.

    `grams` are packed numbers, ascending, shape (n_grams,), with `idf` beside them. Those of
    gram g are ``rows[starts[g]:starts[g + 1]]``, ascending, and `weights` beside them: TF-IDF
    with sublinear TF, so that the squares of a key sum to 1. Source: Manning, Raghavan and
    Schütze, Introduction to Information Retrieval, 2008, section 6.4.
    """

    grams: NDArray[np.int64]
    idf: NDArray[np.float32]
    starts: NDArray[np.int32]
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts by number, ascending by URI. `kinds` are numbers of `CONCEPT_KINDS`."""

    uris: tuple[str, ...]
    kinds: NDArray[np.uint8]
    iscos: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What a key stands for: those of key k are at ``starts[k]:starts[k + 1]``.

    `concepts` are numbers of concepts, `languages` numbers of `LabelIndex.languages`, `kinds`
    numbers of `LABEL_KINDS`.
    """

    starts: NDArray[np.int32]
    concepts: NDArray[np.int32]
    languages: NDArray[np.uint8]
    kinds: NDArray[np.uint8]
    labels: Texts


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """All labels of one version of the taxonomy, to be searched. `digest` is the version's."""

    digest: str
    alphabet: Alphabet
    postings: Postings
    keys: Texts
    names: Names
    concepts: Concepts
    languages: tuple[str, ...]


def build_index(labels: Iterable[IndexedLabel], digest: str) -> LabelIndex:
    """Return the index of some labels; their order does not matter."""
    ordered = sorted(
        (label for label in labels if label.search_key),
        key=lambda label: (label.search_key.encode(), label.uri, label.language, label.label),
    )
    keys = list(dict.fromkeys(label.search_key for label in ordered))
    alphabet = alphabet_of(keys)
    languages = tuple(sorted({label.language for label in ordered}))
    concepts = _concepts_of(ordered)
    return LabelIndex(
        digest=digest,
        alphabet=alphabet,
        postings=postings_of(keys, alphabet),
        keys=texts_of(keys),
        names=_names_of(ordered, concepts, languages),
        concepts=concepts,
        languages=languages,
    )


def postings_of(keys: Sequence[str], alphabet: Alphabet) -> Postings:
    """Return the postings of some search keys; a portion at a time, to spare memory."""
    portions = [keys[at : at + KEYS_AT_ONCE] for at in range(0, len(keys), KEYS_AT_ONCE)]
    seen = [np.unique(grams_of(portion, alphabet)[1]) for portion in portions]
    grams = np.unique(np.concatenate([*seen, np.empty(0, dtype=np.int64)]))
    parts = [_counts_of(portion, alphabet, grams) for portion in portions]
    spread = sum((np.bincount(part.indices, minlength=len(grams)) for part in parts), 0)
    idf = (np.log((1 + len(keys)) / (1 + spread * np.ones(len(grams)))) + 1).astype(np.float32)
    for part in parts:
        part.data *= idf[part.indices]
        lengths = np.sqrt((part * part).sum(axis=1))
        part.data /= np.repeat(lengths, np.diff(part.indptr)).astype(np.float32)
    empty = csr_array((0, len(grams)), dtype=np.float32)
    table = vstack([empty, *parts], format="csr").tocsc()
    return Postings(
        grams=grams,
        idf=idf,
        starts=table.indptr.astype(np.int32),
        rows=table.indices.astype(np.int32),
        weights=table.data,
    )


def _counts_of(keys: Sequence[str], alphabet: Alphabet, grams: NDArray[np.int64]) -> csr_array:
    """Return 1 + ln(how often) for each key and n-gram, shape (n_keys, n_grams)."""
    rows, packed = grams_of(keys, alphabet)
    width = max(len(grams), 1)
    pairs, counts = np.unique(
        rows.astype(np.int64) * width + np.searchsorted(grams, packed), return_counts=True
    )
    row_of, gram_of = np.divmod(pairs, width)
    starts = np.searchsorted(row_of, np.arange(len(keys) + 1))
    weights = (1 + np.log(counts)).astype(np.float32)
    return csr_array(
        (weights, gram_of.astype(np.int32), starts.astype(np.int32)),
        shape=(len(keys), len(grams)),
    )


def kind_numbers(kinds: Collection[ConceptKind]) -> NDArray[np.uint8]:
    """Return the numbers by which an index knows some kinds of concepts."""
    return np.array([CONCEPT_KINDS.index(kind) for kind in kinds], dtype=np.uint8)


def _concepts_of(labels: Sequence[IndexedLabel]) -> Concepts:
    known = {label.uri: (label.concept_kind, label.isco) for label in labels}
    uris = tuple(sorted(known))
    return Concepts(
        uris=uris,
        kinds=kind_numbers([known[uri][0] for uri in uris]),
        iscos=tuple(known[uri][1] for uri in uris),
    )


def _names_of(
    labels: Sequence[IndexedLabel], concepts: Concepts, languages: Sequence[str]
) -> Names:
    number_of = {uri: number for number, uri in enumerate(concepts.uris)}
    language_of = {language: number for number, language in enumerate(languages)}
    firsts = [0] if labels else []
    firsts += [
        at + 1 for at, (a, b) in enumerate(pairwise(labels)) if a.search_key != b.search_key
    ]
    return Names(
        starts=np.array([*firsts, len(labels)], dtype=np.int32),
        concepts=np.array([number_of[label.uri] for label in labels], dtype=np.int32),
        languages=np.array([language_of[label.language] for label in labels], dtype=np.uint8),
        kinds=np.array([LABEL_KINDS.index(label.kind) for label in labels], dtype=np.uint8),
        labels=texts_of([label.label for label in labels]),
    )
