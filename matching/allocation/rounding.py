"""From a plan of shares to whole places, and one place by lot among near-equals."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.allocation.graph import Graph
from matching.index.lots import lots

NEAR_EQUAL = 0.02
"""Scores that differ by no more than this are near-equal (docs/states.md, Limits)."""
PLAN_DIGITS = 9
"""Shares of a plan are rounded to so many digits: equal on paper is equal on every machine."""
LEAST_EXPLORED = 2
"""A list of fewer people has no place by lot: nobody loses the only one."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Somebody for a place, with their score.

    `propensity` is the chance with which the lot fell on them, in (0, 1); None if no lot was
    drawn.
    """

    returnee_id: int
    score: float
    propensity: float | None = None


class Filling:
    """Places that are filled one by one; what is free on lists and of people's room."""

    def __init__(self, graph: Graph, salt: str) -> None:
        self._graph = graph
        self._values = graph.values()
        self._rows = graph.vacancies()
        who = graph.returnee_ids[graph.people].astype(np.uint64)
        vacancy = lots(graph.vacancy_ids, salt)[self._rows]
        self._lots = lots((who ^ vacancy).astype(np.int64), salt)
        self._room = graph.room.copy()
        self._taken = np.zeros(len(self._rows), dtype=bool)

    def fill(self, plan: NDArray[np.float64]) -> None:
        """Take pairs, those with most of the plan first, while there is place and room."""
        order = np.lexsort((self._lots, -self._values, -np.round(plan, PLAN_DIGITS)))
        places, room = self._graph.places.tolist(), self._room.tolist()
        rows, people = self._rows.tolist(), self._graph.people.tolist()
        for pair in order.tolist():
            row, person = rows[pair], people[pair]
            if places[row] > 0 and room[person] > 0:
                places[row] -= 1
                room[person] -= 1
                self._taken[pair] = True
        self._room = np.array(room, dtype=np.int64)

    def picks(self) -> Mapping[int, tuple[Pick, ...]]:
        """Return who is taken, by vacancy, best first; the last place by lot."""
        found = {}
        starts = self._graph.starts.tolist()
        for row, vacancy_id in enumerate(self._graph.vacancy_ids.tolist()):
            pairs = np.arange(starts[row], starts[row + 1])
            found[vacancy_id] = self._of_list(pairs)
        return found

    def _of_list(self, pairs: NDArray[np.int64]) -> tuple[Pick, ...]:
        taken = pairs[self._taken[pairs]]
        order = np.lexsort((self._lots[taken], -self._values[taken]))
        best = taken[order].tolist()
        if len(best) < LEAST_EXPLORED:
            return tuple(self._pick(pair) for pair in best)
        last, propensity = self._by_lot(best[-1], pairs)
        kept = tuple(self._pick(pair) for pair in best[:-1])
        return (*kept, self._pick(last, propensity))

    def _by_lot(self, last: int, pairs: NDArray[np.int64]) -> tuple[int, float | None]:
        """Return who gets the last place of a list, and with what chance.

        The lot is drawn among whoever has it and those near-equal to them who still have room.
        """
        people, values = self._graph.people, self._values
        near = np.abs(values[pairs] - values[last]) <= NEAR_EQUAL
        free = ~self._taken[pairs] & (self._room[people[pairs]] > 0)
        pool = np.append(pairs[near & free], last)
        if len(pool) == 1:
            return last, None
        # Another salt than that of ties: who won those has no better chance here.
        chosen = int(pool[np.argmin(lots(self._lots[pool].astype(np.int64), "explore"))])
        self._room[people[last]] += 1
        self._room[people[chosen]] -= 1
        return chosen, 1.0 / len(pool)

    def _pick(self, pair: int, propensity: float | None = None) -> Pick:
        who = int(self._graph.returnee_ids[self._graph.people[pair]])
        return Pick(who, float(self._graph.scores[pair]), propensity)
