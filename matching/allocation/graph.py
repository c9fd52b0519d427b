"""Vacancies with free places beside the people who could be put to each: a sparse graph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.gathering import owners, starts_of


@dataclass(frozen=True, slots=True)
class OpenList:
    """A vacancy with free places, and who could take one: ids and scores, best first.

    Whoever people have put on its list, or taken from it, is not among them.
    """

    vacancy_id: int
    places: int
    returnee_ids: Sequence[int]
    scores: Sequence[float]


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Pairs by vacancy (compressed sparse rows): of vacancy v at `starts[v]` to `starts[v + 1]`.

    `people` has places in `returnee_ids`; `scores` are in [0, 1]. `places` counts what is free on
    each vacancy's list, `room` on how many lists each person may still be put, `lift` is what
    waiting adds to a person, at most a near-equal.
    """

    vacancy_ids: NDArray[np.int64]
    places: NDArray[np.int64]
    returnee_ids: NDArray[np.int64]
    room: NDArray[np.int64]
    lift: NDArray[np.float64]
    starts: NDArray[np.int32]
    people: NDArray[np.int64]
    scores: NDArray[np.float64]

    def vacancies(self) -> NDArray[np.int64]:
        """Return for each pair the row of its vacancy."""
        return owners(self.starts)

    def values(self) -> NDArray[np.float64]:
        """Return what each pair is worth: its score, and what waiting adds."""
        return self.scores + self.lift[self.people]


def graph_of(
    lists: Sequence[OpenList], room: Mapping[int, int], lift: Mapping[int, float]
) -> Graph:
    """Return the graph of these lists, in an order that hangs on ids alone.

    Who is not in `room` has none; who is not in `lift` has not waited.
    """
    lists = sorted(lists, key=lambda one: one.vacancy_id)
    ids = np.array([who for one in lists for who in one.returnee_ids], dtype=np.int64)
    scores = np.array([score for one in lists for score in one.scores], dtype=np.float64)
    returnee_ids, people = np.unique(ids, return_inverse=True)
    lengths = np.array([len(one.returnee_ids) for one in lists], dtype=np.int64)
    known = returnee_ids.tolist()
    return Graph(
        vacancy_ids=np.array([one.vacancy_id for one in lists], dtype=np.int64),
        places=np.array([max(one.places, 0) for one in lists], dtype=np.int64),
        returnee_ids=returnee_ids,
        room=np.array([max(room.get(who, 0), 0) for who in known], dtype=np.int64),
        lift=np.array([lift.get(who, 0.0) for who in known], dtype=np.float64),
        starts=starts_of(lengths),
        people=people.astype(np.int64),
        scores=scores,
    )
