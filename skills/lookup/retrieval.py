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

LEAST = 0.1
"""Concepts whose mixture is lower are strangers."""

Cosines = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The concepts nearest to one text, by number. Arrays have shape (n_concepts,).

    `rows` have shape (n_concepts, 2): each concept's rows nearest by characters and words, the
    same twice if it has but one.
    """

    concepts: NDArray[np.int64]
    rows: NDArray[np.int64]
    characters: Cosines
    words: Cosines
    document: Cosines
    meaning: Cosines
    sound: Cosines
    mixture: Cosines


def candidates_of(
    query: Query, index: LabelIndex, allowed: NDArray[np.bool_] | None
) -> Candidates:
    """Return the concepts nearest to a text; `allowed` says of each whether it may be found."""
    starts = index.concepts.starts[:-1]
    characters = index.characters.cosines(query.characters, MOST_POSTINGS)
    words = index.words.cosines(query.words, MOST_POSTINGS)
    labels = characters + WORDS_WEIGHT * words
    by_characters = np.maximum.reduceat(characters, starts)
    document = index.meaning.documents.cosines(query.words, MOST_POSTINGS)
    meaning = index.meaning.of_concepts @ index.meaning.vector(query.words)
    mixture = np.maximum.reduceat(labels, starts)
    mixture += DOCUMENT_WEIGHT * document + MEANING_WEIGHT * np.maximum(meaning, 0)
    found = [(mixture, BY_MIXTURE), (by_characters, BY_CHARACTERS)]
    sound = np.zeros_like(mixture)
    if len(query.sounds.features):
        heard = index.sounds.cosines(query.sounds, MOST_POSTINGS)
        sound = np.maximum.reduceat(heard, starts)
        mixture += SOUND_WEIGHT * sound
        found.append((sound, BY_SOUND))
        labels += SOUND_WEIGHT * heard
    concepts = _nearest(found, allowed)
    concepts = concepts[mixture[concepts] >= LEAST]
    return Candidates(
        concepts=concepts,
        rows=_nearest_rows(labels, index.concepts.starts, concepts),
        characters=by_characters[concepts],
        words=np.maximum.reduceat(words, starts)[concepts],
        document=document[concepts],
        meaning=meaning[concepts],
        sound=sound[concepts],
        mixture=mixture[concepts],
    )


def _nearest(
    ways: list[tuple[Cosines, int]], allowed: NDArray[np.bool_] | None
) -> NDArray[np.int64]:
    """Return the concepts that are among the nearest by any way, ascending."""
    found = []
    for cosines, top in ways:
        own = cosines if allowed is None else np.where(allowed, cosines, 0)
        if top < len(own):
            places = np.argpartition(-own, top - 1)[:top]
            # Of those just as near as the last one all are taken, so that no order decides.
            places = np.flatnonzero(own >= max(float(own[places].min()), LEAST / 2))
        else:
            places = np.flatnonzero(own > 0)
        found.append(places[own[places] > 0][: 2 * top])
    return np.unique(np.concatenate(found))


def _nearest_rows(
    labels: Cosines, starts: NDArray[np.int32], concepts: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the two rows of each concept that are nearest."""
    begins, ends = starts[concepts].astype(np.int64), starts[concepts + 1].astype(np.int64)
    sizes = ends - begins
    owner = np.repeat(np.arange(len(concepts)), sizes)
    firsts = np.cumsum(sizes) - sizes
    rows = np.arange(int(sizes.sum())) - np.repeat(firsts, sizes) + np.repeat(begins, sizes)
    order = np.lexsort((rows, -labels[rows], owner))
    first = rows[order[firsts]] if len(concepts) else rows
    second = rows[order[firsts + (sizes > 1)]] if len(concepts) else rows
    return np.stack([first, second], axis=1)
