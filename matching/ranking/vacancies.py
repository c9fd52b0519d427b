"""The best vacancies for one person, among very many."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.features import Reach, cover_by, measure_pairs, paired, reach_of
from matching.gates import passing
from matching.index import Openings, Sides, Similar, Snapshot
from matching.index.columns import ISCO_DIGITS, isco_digits
from matching.ranking.bounds import (
    STEPS,
    add_occupations,
    likelihood_bounds,
    most_of_rest,
    occupation_bounds,
    occupation_name,
    opening_bounds,
    rest_of,
)
from matching.ranking.search import FIRST_LOOK, Found, Rows, best_rows
from matching.scorer import ModelWeights, scores_of

NONE_SKIPPED = np.zeros(0, dtype=bool)


def best_vacancies(  # noqa: PLR0913  each is a thing of its own
    person: Snapshot,
    openings: Openings,
    similar: Similar,
    weights: ModelWeights,
    *,
    top: int,
    salt: str,
    skipped: NDArray[np.bool_] = NONE_SKIPPED,
    first_look: int = FIRST_LOOK,
) -> Found:
    """Return the rows of the first `top` vacancies for one person, as ranking all of them would.

    `similar` is read under the names that the openings' terms have; `skipped` marks rows that do
    not count. Reasons are for `rank_vacancies`, of those found.
    """
    [returnee_id] = person.returnee_ids.tolist()
    reach = reach_of(person.people.held, openings.asks.wanted.numbers, similar)
    bounds, step = _bounds(person, reach, openings, weights)
    most = most_of_rest(weights, openings.named)
    board = _Board(person, reach, openings, weights, skipped, bounds, step, most)
    ids = openings.asks.vacancy_ids
    return best_rows(board, ids, top=top, salt=f"{salt}:{returnee_id}", first_look=first_look)


@dataclass(frozen=True, slots=True, eq=False)
class _Board:
    """All vacancies beside one person, to be searched."""

    person: Snapshot
    reach: Reach
    openings: Openings
    weights: ModelWeights
    skipped: NDArray[np.bool_]
    bounds: NDArray[np.uint16]
    step: float
    most: float

    @property
    def base(self) -> float:
        return self.weights.base

    def passing(self, rows: Rows) -> tuple[Rows, NDArray[np.float64]]:
        if len(self.skipped):
            rows = rows[~self.skipped[rows]]
        sides = Sides(self.person.columns, self.openings.asks.facts(rows), self.person.today)
        free = passing(sides)
        return rows[free], rest_of(sides, self.weights)[free]

    def scores(self, rows: Rows) -> NDArray[np.float64]:
        asks = self.openings.asks.take(rows)
        sides = Sides(self.person.columns, asks, self.person.today)
        return scores_of(measure_pairs(paired(sides, cover_by(self.reach, asks))), self.weights)


def _bounds(
    person: Snapshot, reach: Reach, openings: Openings, weights: ModelWeights
) -> tuple[NDArray[np.uint16], float]:
    """Return the bound of every row in steps, and what a step is in log-odds."""
    by_skills = opening_bounds(openings, reach, weights)
    by_nearness = occupation_bounds(weights)
    by_likelihood = likelihood_bounds(weights)
    most = float(by_skills.max(initial=0.0)) + by_nearness[-1] + by_likelihood[:, -1].sum() + 1e-9
    step = float(most) / (STEPS - 2 - len(by_nearness) - len(by_likelihood))
    bounds = np.ceil(by_skills / step).astype(np.uint16)
    [isco], [number] = person.columns.isco, person.columns.occupation.tolist()
    name = occupation_name(person.columns.occupation_numbers, number)
    steps = np.ceil(by_nearness / step).astype(np.uint16)
    near = openings.occupations
    add_occupations(bounds, near, isco, name, steps)
    by_name, by_code = np.ceil(by_likelihood / step).astype(np.uint16)
    likely = person.columns.likely
    for one in likely.used():
        strength = likely.of(one)
        bounds[near.of(one)] += by_name[strength]
        if len(str(one)) == ISCO_DIGITS:
            bounds[near.sharing(isco_digits([str(one)])[0], ISCO_DIGITS)] += by_code[strength]
    return bounds, step
