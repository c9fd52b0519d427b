"""The concepts that a search key may mean, in order: the same key, or keys like it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

import numpy as np
from numpy.typing import NDArray

from skills.lookup.index import LabelIndex, kind_numbers
from skills.lookup.retrieval import nearest
from skills.lookup.scoring import scores_of
from skills.values.taxonomy import ConceptKind

NEAREST_KEYS = 50
"""How many keys retrieval hands on to be scored. With 100 no lookup task gains more than .002."""

CONCEPTS_KEPT = 10
"""How many concepts are told apart for one text, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One concept, by its label that is nearest to the text.

    `row` is the number of that label's key, `name` of the label among `LabelIndex.names`.
    """

    score: float
    row: int
    name: int
    concept: int


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """What may be found: `allowed` says it for each concept.

    `language` is the number of the language that goes first among equals, -1 for none.
    """

    index: LabelIndex
    allowed: NDArray[np.bool_]
    language: int = -1

    def same(self, key: str) -> list[Guess]:
        """Return all concepts that have this search key, best first."""
        row = self.index.keys.place_of(key)
        return [] if row is None else self._in_order([(1.0, row)], kept=len(self.allowed))

    def similar(
        self, keys: Sequence[str], kept: int = CONCEPTS_KEPT
    ) -> Iterator[tuple[str, list[Guess]]]:
        """Yield each key with the concepts whose labels are like it, best first."""
        if not keys or not len(self.index.keys):
            yield from ((key, []) for key in keys)
            return
        waiting = iter(keys)
        for near in nearest(
            keys,
            self.index.alphabet,
            self.index.postings,
            row_count=len(self.index.keys),
            allowed=self._allowed_rows(),
            top=NEAREST_KEYS,
        ):
            batch = list(islice(waiting, len(near.rows)))
            scores = self._scores(batch, near.rows, near.cosines)
            for key, rows, own in zip(batch, near.rows.tolist(), scores, strict=True):
                scored = sorted(((-s, row) for s, row in zip(own, rows, strict=True) if s > 0))
                yield key, self._in_order([(-s, row) for s, row in scored], kept)

    def _allowed_rows(self) -> NDArray[np.bool_] | None:
        if self.allowed.all():
            return None
        names = self.index.names
        return np.logical_or.reduceat(self.allowed[names.concepts], names.starts[:-1])

    def _scores(
        self, keys: Sequence[str], rows: NDArray[np.int64], cosines: NDArray[np.float32]
    ) -> list[list[float]]:
        words = {int(row): self.index.keys[row] for row in np.unique(rows)}
        labels = [words[row] for row in rows.ravel().tolist()]
        repeated = [key for key in keys for _ in range(rows.shape[1])]
        scores = scores_of(repeated, labels, cosines.ravel()).reshape(rows.shape)
        scores[cosines <= 0] = 0
        return cast(list[list[float]], scores.tolist())

    def _in_order(self, scored: Sequence[tuple[float, int]], kept: int) -> list[Guess]:
        """Return the concepts of some keys, which come best first, each once.

        Equally near ones: the wished language first, then preferred labels, then by URI.
        """
        best: dict[int, tuple[tuple[float, bool, int, int], Guess]] = {}
        names, last = self.index.names, 1.0
        for score, row in scored:
            if len(best) >= kept and score < last:
                break
            last = score
            for name in range(names.starts[row], names.starts[row + 1]):
                concept = int(names.concepts[name])
                if not self.allowed[concept]:
                    continue
                strange = int(names.languages[name]) != self.language
                order = (-score, strange, int(names.kinds[name]), concept)
                if concept not in best or order < best[concept][0]:
                    best[concept] = (order, Guess(score, row, name, concept))
        ranked = sorted(best.values(), key=lambda pair: pair[0])
        return [guess for _, guess in ranked[:kept]]


def search_of(
    index: LabelIndex, language: str | None, kinds: Collection[ConceptKind] | None
) -> Search:
    """Return a search for concepts of some kinds, None for all."""
    if kinds is None:
        allowed = np.ones(len(index.concepts.uris), dtype=np.bool_)
    else:
        allowed = np.isin(index.concepts.kinds, kind_numbers(kinds))
    number = index.languages.index(language) if language in index.languages else -1
    return Search(index, allowed, number)
