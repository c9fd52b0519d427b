"""What a concept is about: its document, and the latent meaning that documents share.

A concept's document is all its labels, its description, and the names of its neighbours. Words
that stand in the same documents come near each other by a truncated singular value
decomposition. Source: Deerwester and others, Indexing by Latent Semantic Analysis, 1990.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

from skills.lookup.postings import STEPS, Postings, Vector

DIMENSIONS = 200
"""How many dimensions are kept."""

FEWEST_CONCEPTS = 60
"""With fewer concepts nothing can be learned from their documents."""

FEW_CONCEPTS = 3_000
"""Up to so many the decomposition of all pairs of documents is faster than the search for a few
of its directions: the built-in taxonomy takes half a second instead of fifteen."""

TINY = 1e-12
"""Squared singular values below this are rounding."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Documents, and vectors of features and concepts, shape (…, n_dimensions).

    `of_concepts` are unit vectors, those without a meaning zero. `of_features` stands beside
    the features of `documents`.
    """

    documents: Postings
    of_features: NDArray[np.float16]
    of_concepts: NDArray[np.float32]

    def vector(self, words: Vector) -> NDArray[np.float32]:
        """Return the unit vector of a text, shape (n_dimensions,); zero if nothing is known."""
        places, known = self.documents.places(words.features)
        places = places[known]
        weights = words.weights[known] * self.documents.idf[places]
        summed = weights @ self.of_features[places].astype(np.float32)
        length = np.sqrt(summed @ summed)
        unit: NDArray[np.float32] = (summed / length if length > 0 else summed).astype(np.float32)
        return unit


def meaning_of(documents: Postings) -> Meaning:
    """Return the latent meaning of some documents."""
    count = min(DIMENSIONS, documents.row_count // 3)
    if documents.row_count < FEWEST_CONCEPTS or len(documents.features) <= count:
        return Meaning(
            documents,
            np.zeros((len(documents.features), 0), np.float16),
            np.zeros((documents.row_count, 0), np.float32),
        )
    table = csr_array(
        (documents.weights.astype(np.float32) / STEPS, documents.rows, documents.starts),
        shape=(len(documents.features), documents.row_count),
    )
    of_features, of_concepts = _decomposed(table, count)
    return Meaning(documents, of_features.astype(np.float16), _unit(of_concepts))


def _decomposed(table: csr_array, count: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the left singular vectors, and the right ones times their values."""
    if table.shape[1] <= FEW_CONCEPTS:
        between = (table.T @ table).toarray().astype(np.float64)
        most = between.shape[0]
        squares, right = eigh(between, subset_by_index=(most - count, most - 1))
        values = np.sqrt(np.maximum(squares, TINY))
        left = (table @ right) / values
        return left.astype(np.float32), (right * values).astype(np.float32)
    # Where the search begins does not matter, as long as it is the same everywhere.
    first = np.sin(np.arange(1, min(table.shape) + 1, dtype=np.float32))
    left, values, right = svds(table, k=count, v0=first, solver="arpack")
    return left, right.T * values


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.sqrt((vectors**2).sum(axis=1, keepdims=True))
    unit: NDArray[np.float32] = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return unit
