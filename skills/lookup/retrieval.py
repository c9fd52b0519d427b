"""Retrieval: the keys whose n-grams are nearest to those of a text, by cosine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from skills.lookup.grams import Alphabet, grams_of
from skills.lookup.index import Postings

CELLS_AT_ONCE = 4_000_000
"""How many cosines are held at once in a batch: 32 MB."""

LEAST_COSINE = 0.1
"""Keys further than this are strangers. No lookup task finds a right concept there."""


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest keys of several texts, best first, ties by row.

    `rows` and `cosines` have shape (n_texts, n_nearest). A cosine of 0 is no neighbour.
    """

    rows: NDArray[np.int64]
    cosines: NDArray[np.float32]


def nearest(
    keys: Sequence[str],
    alphabet: Alphabet,
    postings: Postings,
    *,
    row_count: int,
    allowed: NDArray[np.bool_] | None = None,
    top: int,
) -> Iterator[Near]:
    """Yield the `top` nearest rows of the index for some keys, in batches, in order.

    `allowed`, of shape (row_count,), says which rows may be found; None means all.
    """
    table = csr_array(
        (postings.weights, postings.rows, postings.starts), shape=(len(postings.grams), row_count)
    )
    step = max(1, CELLS_AT_ONCE // max(row_count, 1))
    for at in range(0, len(keys), step):
        queries = _vectors_of(keys[at : at + step], alphabet, postings)
        yield _best(queries @ table, allowed, min(top, row_count))


def _vectors_of(keys: Sequence[str], alphabet: Alphabet, postings: Postings) -> csr_array:
    """Return the unit vectors of some keys over the n-grams the index knows."""
    rows, packed = grams_of(keys, alphabet)
    numbers = np.searchsorted(postings.grams, packed)
    numbers[numbers == len(postings.grams)] = 0
    known = postings.grams[numbers] == packed if len(postings.grams) else np.zeros(0, np.bool_)
    width = max(len(postings.grams), 1)
    pairs, counts = np.unique(
        rows[known].astype(np.int64) * width + numbers[known], return_counts=True
    )
    row_of, gram_of = np.divmod(pairs, width)
    weights = (1 + np.log(counts)) * postings.idf[gram_of]
    norms = np.sqrt(np.bincount(row_of, weights=weights**2, minlength=len(keys)))
    starts = np.searchsorted(row_of, np.arange(len(keys) + 1)).astype(np.int32)
    return csr_array(
        ((weights / norms[row_of]).astype(np.float32), gram_of.astype(np.int32), starts),
        shape=(len(keys), len(postings.grams)),
    )


def _best(cosines: csr_array, allowed: NDArray[np.bool_] | None, top: int) -> Near:
    """Return the `top` largest of each row; most of a row is far away and is dropped first."""
    near = cosines.data >= LEAST_COSINE
    if allowed is not None:
        near &= allowed[cosines.indices]
    counts = np.concatenate([[0], np.cumsum(near)])
    starts = counts[cosines.indptr]
    columns, values = cosines.indices[near], cosines.data[near]
    rows = np.zeros((cosines.shape[0], top), dtype=np.int64)
    found = np.zeros((cosines.shape[0], top), dtype=np.float32)
    for at, (start, end) in enumerate(pairwise(starts.tolist())):
        ours, own = columns[start:end], values[start:end]
        if len(own) > top:
            largest = np.argpartition(-own, top - 1)[:top]
            ours, own = ours[largest], own[largest]
        rows[at, : len(own)] = ours
        found[at, : len(own)] = own
    order = np.lexsort((rows, -found), axis=1)
    return Near(np.take_along_axis(rows, order, axis=1), np.take_along_axis(found, order, axis=1))
