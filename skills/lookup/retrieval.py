"""Retrieval: the concepts that are nearest to a text, by four kinds of cosine.

Characters and words are compared with every label, the concept counts by its best; documents
and latent meaning with the concept as a whole. Candidates are the nearest by characters, by
sound, and by the mixture of all: the mixture alone loses typing errors.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skills.lookup.index import LabelIndex
from skills.lookup.query import Query

WORDS_WEIGHT, DOCUMENT_WEIGHT, MEANING_WEIGHT, SOUND_WEIGHT = 0.5, 0.5, 0.5, 0.3
"""What the other cosines count in the mixture beside characters, which count 1. Source: the
untrained mixture of docs/matching.md; sound by a trial on names in the starter left out."""

BY_MIXTURE, BY_CHARACTERS, BY_SOUND = 50, 30, 20
"""How many concepts each way brings."""

MOST_POSTINGS = 600_000
"""How many postings of n-grams are read for one text, the rare n-grams first."""

LOOKED_INTO = 600
"""How many concepts are compared in latent meaning."""

NEAR_SHARE = 0.7
"""How near a label must be beside the nearest of all to count as another near one."""

TINY = 1e-9

LEAST = 0.05
"""Concepts whose mixture is lower are strangers."""

Cosines = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The concepts nearest to one text, by number. Arrays have shape (n_concepts,).

    `share` says which share of the text's words stand in the concept's document.
    `rows` have shape (n_concepts, 2): each concept's rows nearest by characters and words, the
    same twice if it has but one.
    """

    concepts: NDArray[np.int64]
    rows: NDArray[np.int64]
    characters: Cosines
    words: Cosines
    document: Cosines
    share: Cosines
    meaning: Cosines
    sound: Cosines
    mixture: Cosines
    second: Cosines
    near_labels: Cosines
    consensus: Cosines
    group_is_asked: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """The cosines of one text with all rows, and with the documents of all concepts.

    `labels` is the mixture of those with rows; `share` says how much of the text a document has.
    """

    characters: Cosines
    words: Cosines
    sound: Cosines | None
    labels: Cosines
    document: Cosines
    share: Cosines


def candidates_of(
    query: Query, index: LabelIndex, allowed: NDArray[np.bool_] | None
) -> Candidates:
    """Return the concepts nearest to a text; `allowed` says of each whether it may be found."""
    compared = _compared(query, index)
    best = _best_of_concepts(compared, index, allowed)
    mixture = best[0] + DOCUMENT_WEIGHT * compared.document
    if allowed is not None:
        mixture *= allowed
    # What shares no word and few letters with a text is far from it in latent meaning too.
    near = _largest(mixture, LOOKED_INTO)
    aim = index.meaning.vector(query.words)
    mixture[near] += MEANING_WEIGHT * np.maximum(index.meaning.of_concepts[near] @ aim, 0)
    ways = [(mixture, BY_MIXTURE), (best[1], BY_CHARACTERS), *((b, BY_SOUND) for b in best[2:])]
    concepts = np.unique(np.concatenate([_largest(cosines, top) for cosines, top in ways]))
    concepts = concepts[mixture[concepts] >= LEAST]
    rows = _nearest_rows(compared.labels, index.concepts.starts, concepts)
    first = rows[:, 0]
    meant = index.meaning.of_concepts[concepts]
    middle = (mixture[concepts] ** 2) @ meant
    middle /= max(float(np.sqrt(middle @ middle)), TINY)
    return Candidates(
        concepts=concepts,
        rows=rows,
        characters=best[1][concepts],
        words=compared.words[first],
        document=compared.document[concepts],
        share=compared.share[concepts],
        meaning=meant @ aim,
        sound=np.zeros(len(concepts), np.float32) if compared.sound is None else best[2][concepts],
        mixture=mixture[concepts],
        second=compared.labels[rows[:, 1]] * (rows[:, 1] != first),
        near_labels=_near_labels(compared.labels, index.concepts.starts, concepts),
        consensus=meant @ middle,
        group_is_asked=allowed is not None,
    )


def _near_labels(
    labels: Cosines, starts: NDArray[np.int32], concepts: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return ln(1 + how many labels of each concept are nearly as near as the nearest of all)."""
    rows, firsts, _ = _rows_of(starts, concepts)
    if not len(concepts):
        return np.zeros(0, np.float32)
    near = labels[rows]
    near_labels = near >= np.float32(NEAR_SHARE) * near.max()
    return np.log1p(np.add.reduceat(near_labels, firsts, dtype=np.float32))


def _compared(query: Query, index: LabelIndex) -> _Compared:
    characters = index.characters.cosines(query.characters, MOST_POSTINGS)
    words = index.words.cosines(query.words, MOST_POSTINGS)
    labels = words * np.float32(WORDS_WEIGHT)
    labels += characters
    sound = None
    if len(query.sounds.features):
        sound = index.sounds.cosines(query.sounds, MOST_POSTINGS)
        labels += sound * np.float32(SOUND_WEIGHT)
    document = index.meaning.documents.cosines(query.words, MOST_POSTINGS)
    share = index.meaning.documents.shares(query.words, MOST_POSTINGS)
    return _Compared(characters, words, sound, labels, document, share)


def _best_of_concepts(
    compared: _Compared, index: LabelIndex, allowed: NDArray[np.bool_] | None
) -> list[Cosines]:
    """Return the best of each concept's rows: of the mixture, by characters, and by sound.

    Rows that are far away are passed over: they count as nothing.
    """
    rows = np.flatnonzero(compared.labels >= LEAST)
    owners = index.concepts.of_rows[rows]
    if allowed is not None:
        kept = allowed[owners]
        rows, owners = rows[kept], owners[kept]
    begins = np.flatnonzero(np.diff(owners, prepend=-1))
    ways = [compared.labels, compared.characters]
    ways += [compared.sound] if compared.sound is not None else []
    found = []
    for cosines in ways:
        best = np.zeros(len(index.concepts.uris), np.float32)
        if len(rows):
            best[owners[begins]] = np.maximum.reduceat(cosines[rows], begins)
        found.append(best)
    return found


def _largest(cosines: Cosines, top: int) -> NDArray[np.int64]:
    """Return the places of the largest, ascending; with those as large as the last of them."""
    if top >= len(cosines):
        return np.flatnonzero(cosines > 0)
    least = np.float32(LEAST / 2)
    some = cosines[cosines >= least]
    if len(some) > top:
        least = np.partition(some, -top)[-top]
    return np.flatnonzero(cosines >= least)[: 2 * top]


def _nearest_rows(
    labels: Cosines, starts: NDArray[np.int32], concepts: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the two rows of each concept that are nearest."""
    rows, firsts, sizes = _rows_of(starts, concepts)
    owner = np.repeat(np.arange(len(concepts)), sizes)
    order = np.lexsort((rows, -labels[rows], owner))
    first = rows[order[firsts]] if len(concepts) else rows
    second = rows[order[firsts + (sizes > 1)]] if len(concepts) else rows
    return np.stack([first, second], axis=1)


def _rows_of(
    starts: NDArray[np.int32], concepts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return all rows of some concepts, where those of each begin, and how many they are."""
    begins, ends = starts[concepts].astype(np.int64), starts[concepts + 1].astype(np.int64)
    sizes = ends - begins
    firsts = np.cumsum(sizes) - sizes
    rows = np.arange(int(sizes.sum())) - np.repeat(firsts, sizes) + np.repeat(begins, sizes)
    return rows, firsts, sizes
