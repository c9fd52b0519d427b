"""From a plan of shares to whole places, and one place by lot among near-equals."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

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
        self._places, self._room = graph.places.copy(), graph.room.copy()
        self._taken = np.zeros(len(self._rows), dtype=bool)
        self._propensity: dict[int, float] = {}

    def fill(self, plan: NDArray[np.float64]) -> None:
        """Take pairs, those with most of the plan first, while there is place and room."""
        rows, people = self._rows, self._graph.people
        open_pairs = ~self._taken & (self._places[rows] > 0) & (self._room[people] > 0)
        order = np.lexsort((self._lots, -self._values, -np.round(plan, PLAN_DIGITS)))
        places, room = self._places.tolist(), self._room.tolist()
        row_of, person_of = rows.tolist(), people.tolist()
        for pair in order[open_pairs[order]].tolist():
            row, person = row_of[pair], person_of[pair]
            if places[row] > 0 and room[person] > 0:
                places[row] -= 1
                room[person] -= 1
                self._taken[pair] = True
        self._places, self._room = np.array(places), np.array(room)

    def draw_lots(self) -> None:
        """Give the last place of each full list to one of those near-equal who have room."""
        for pairs in self._lists():
            best = self._best_first(pairs)
            if len(best) >= LEAST_EXPLORED:
                self._draw(int(best[-1]), pairs)

    def picks(self) -> Mapping[int, tuple[Pick, ...]]:
        """Return who is taken, by vacancy, best first, whoever the lot fell on last."""
        lists = zip(self._graph.vacancy_ids.tolist(), self._lists(), strict=True)
        return {
            vacancy_id: tuple(self._pick(pair) for pair in self._best_first(pairs).tolist())
            for vacancy_id, pairs in lists
        }

    def _lists(self) -> list[NDArray[np.int64]]:
        starts = self._graph.starts.tolist()
        return [np.arange(a, b) for a, b in pairwise(starts)]

    def _best_first(self, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return those of a list's pairs that are taken, best first, one by lot last."""
        taken = pairs[self._taken[pairs]]
        by_lot = np.array([pair in self._propensity for pair in taken.tolist()], dtype=bool)
        return taken[np.lexsort((self._lots[taken], -self._values[taken], by_lot))]

    def _draw(self, last: int, pairs: NDArray[np.int64]) -> None:
        people, values = self._graph.people, self._values
        near = np.abs(values[pairs] - values[last]) <= NEAR_EQUAL
        free = ~self._taken[pairs] & (self._room[people[pairs]] > 0)
        equals = np.append(pairs[near & free], last)
        if len(equals) == 1:
            return
        # Another salt than that of ties: who won those has no better chance here.
        chosen = int(equals[np.argmin(lots(self._lots[equals].astype(np.int64), "explore"))])
        self._taken[last], self._taken[chosen] = False, True
        self._room[people[last]] += 1
        self._room[people[chosen]] -= 1
        self._propensity[chosen] = 1.0 / len(equals)

    def _pick(self, pair: int) -> Pick:
        who = int(self._graph.returnee_ids[self._graph.people[pair]])
        return Pick(who, float(self._graph.scores[pair]), self._propensity.get(pair))
