"""Inverted lists: for every feature of a text the rows that have it, with their weights.

A feature is an n-gram of characters, a stem or a sound, known by a number of 63 bits; a row is
a label of one concept, or a concept. Weights are TF-IDF with sublinear TF, and a row is a unit
vector. Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008,
section 6.4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, vstack

STEPS = 255
"""Weights are kept in one byte: steps of 1/255. Ranks of no lookup task change by it."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A text as numbers of features it has, each once, with weights; of no given length."""

    features: NDArray[np.int64]
    weights: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The inverted lists of `row_count` rows.

    `features` are numbers of features, ascending, with `idf` beside them. Those of feature f are
    ``rows[starts[f]:starts[f + 1]]``, ascending, and `weights` beside them, in 255ths.
    """

    features: NDArray[np.int64]
    idf: NDArray[np.float32]
    starts: NDArray[np.int32]
    rows: NDArray[np.int32]
    weights: NDArray[np.uint8]
    row_count: int

    def places(self, features: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return where in `features` some numbers stand, and which of them are there at all."""
        if not len(self.features):
            return np.zeros(len(features), np.int64), np.zeros(len(features), np.bool_)
        places = np.searchsorted(self.features, features)
        places[places == len(self.features)] = 0
        return places, self.features[places] == features

    def cosines(self, vector: Vector, most: int) -> NDArray[np.float32]:
        """Return the cosine of a text with every row, shape (row_count,).

        At most about `most` postings are read, those of rare features first: the frequent ones
        tell little apart and cost most.
        """
        places, known = self.places(vector.features)
        places = places[known]
        weights = vector.weights[known] * self.idf[places]
        if not len(places):
            return np.zeros(self.row_count, np.float32)
        weights /= np.sqrt((weights**2).sum()) * np.float32(STEPS)
        return self._summed(places, weights, most, self.weights)

    def shares(self, vector: Vector, most: int) -> NDArray[np.float32]:
        """Return which share of a text every row has, by IDF, shape (row_count,).

        A feature that no row has counts as the rarest would; `most` as in `cosines`.
        """
        places, known = self.places(vector.features)
        rarest = np.float32(self.idf.max()) if len(self.idf) else np.float32(1)
        weights = vector.weights * np.where(known, self.idf[places] if known.any() else 0, rarest)
        if not known.any():
            return np.zeros(self.row_count, np.float32)
        weights /= weights.sum()
        return self._summed(places[known], weights[known].astype(np.float32), most, None)

    def _summed(
        self,
        places: NDArray[np.int64],
        weights: NDArray[np.float32],
        most: int,
        table: NDArray[np.uint8] | None,
    ) -> NDArray[np.float32]:
        """Return the sums of some lists, each entry times its own weight or, without, 1."""
        begins, ends = self.starts[places], self.starts[places + 1]
        sizes = ends - begins
        order = np.argsort(sizes, kind="stable")
        read = np.cumsum(sizes[order])
        kept = order[: max(1, int(np.searchsorted(read, most, side="right")))]
        spans = [
            slice(b, e) for b, e in zip(begins[kept].tolist(), ends[kept].tolist(), strict=True)
        ]
        starts = np.concatenate([[0], read[: len(kept)]]).astype(np.int32)
        rows = np.concatenate([self.rows[span] for span in spans])
        if table is None:
            values = np.ones(len(rows), np.float32)
        else:
            values = np.concatenate([table[span] for span in spans]).astype(np.float32)
        lists = csc_array((values, rows, starts), shape=(self.row_count, len(kept)))
        result: NDArray[np.float32] = lists @ weights[kept]
        return result


@dataclass(frozen=True, slots=True)
class Portion:
    """Some rows with their features: three arrays of one length. A pair may stand repeatedly."""

    rows: NDArray[np.int32]
    features: NDArray[np.int64]
    counts: NDArray[np.float32]
    row_count: int


def postings_of(portions: Sequence[Portion]) -> Postings:
    """Return the inverted lists of some portions of rows, one after the other."""
    none = np.empty(0, dtype=np.int64)
    features = np.unique(np.concatenate([none, *(np.unique(p.features) for p in portions)]))
    parts = [_counts(portion, features) for portion in portions]
    row_count = sum(part.shape[0] for part in parts)
    spread = np.zeros(len(features))
    for part in parts:
        spread += np.bincount(part.indices, minlength=len(features))
    idf = (np.log((1 + row_count) / (1 + spread)) + 1).astype(np.float32)
    for part in parts:
        _to_unit(part, idf)
    empty = csr_array((0, len(features)), dtype=np.float32)
    table = vstack([empty, *parts], format="csr").tocsc()
    return Postings(
        features=features,
        idf=idf,
        starts=table.indptr.astype(np.int32),
        rows=table.indices.astype(np.int32),
        weights=np.clip(np.rint(table.data * STEPS), 1, STEPS).astype(np.uint8),
        row_count=row_count,
    )


def _counts(portion: Portion, features: NDArray[np.int64]) -> csr_array:
    """Return 1 + ln(count) of each row and feature, shape (n_rows, n_features)."""
    columns = np.searchsorted(features, portion.features)
    table = csr_array(
        (portion.counts, (portion.rows, columns)),
        shape=(portion.row_count, len(features)),
        dtype=np.float32,
    )
    table.sum_duplicates()
    # Parts of words count less than one: ln(1 + count) is like 1 + ln(count) and knows them.
    table.data = np.log2(1 + table.data)
    return table


def _to_unit(table: csr_array, idf: NDArray[np.float32]) -> None:
    table.data *= idf[table.indices]
    squares = np.asarray((table * table).sum(axis=1)).ravel()
    lengths = np.sqrt(np.where(squares > 0, squares, 1))
    table.data /= np.repeat(lengths, np.diff(table.indptr)).astype(np.float32)
