"""The best people for one vacancy, among very many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from matching.errors import NotRankable
from matching.features import cover, measure_pairs, paired
from matching.gates import passing
from matching.index import Asks, Demand, PeopleIndex, Sides, asks_of
from matching.index.columns import code_text, packed
from matching.index.gathering import starts_of
from matching.index.held import Postings
from matching.ranking.bounds import (
    STEPS,
    add_occupations,
    bounds_hold,
    likelihood_bounds,
    most_of_rest,
    occupation_bounds,
    occupation_name,
    rest_of,
    skill_tables,
)
from matching.ranking.search import FIRST_LOOK, Found, Rows, best_rows
from matching.ranking.whole import is_rankable
from matching.scorer import ModelWeights, scores_of

NO_NAME = ""
NONE_SKIPPED = np.zeros(0, dtype=bool)


def best_people(  # noqa: PLR0913  each is a thing of its own
    demand: Demand,
    index: PeopleIndex,
    weights: ModelWeights,
    *,
    today: date,
    top: int,
    salt: str,
    skipped: NDArray[np.bool_] = NONE_SKIPPED,
    of_the_work: bool = False,
    first_look: int = FIRST_LOOK,
) -> Found:
    """Return the rows of the first `top` people for a vacancy, as ranking everybody would.

    `skipped` marks rows that do not count; with `of_the_work` neither do people who have nothing
    of what the work asks for. Reasons are for `rank_profiles`, of those found.

    Raises
    ------
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    if not is_rankable(demand.vacancy):
        raise NotRankable(demand.vacancy.vacancy_id)
    asks = asks_of([demand])
    bounds, step = _bounds(demand, asks, index, weights)
    if of_the_work:
        # The bound of skills and occupations is 0 for these alone.
        skipped = (bounds == 0) | skipped if len(skipped) else bounds == 0
    searched = _Searched(demand, asks, index, weights, today, skipped, bounds, step)
    return best_rows(
        searched,
        index.people.returnee_ids,
        top=top,
        salt=f"{salt}:{demand.vacancy.vacancy_id}",
        # Bounds do not hold for a model that takes skills for a fault: it looks at everybody.
        first_look=first_look if bounds_hold(weights) else max(first_look, len(index.people)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Searched:
    """Everybody beside one vacancy, to be searched."""

    demand: Demand
    asks: Asks
    index: PeopleIndex
    weights: ModelWeights
    today: date
    skipped: NDArray[np.bool_]
    bounds: NDArray[np.uint16]
    step: float

    @property
    def base(self) -> float:
        return self.weights.base

    @property
    def most(self) -> float:
        return most_of_rest(self.weights, self.asks.named())

    def passing(self, rows: Rows) -> tuple[Rows, NDArray[np.float64]]:
        if len(self.skipped):
            rows = rows[~self.skipped[rows]]
        sides = Sides(self.index.people.columns.take(rows), self.asks, self.today)
        free = passing(sides)
        return rows[free], rest_of(sides, self.weights)[free]

    def scores(self, rows: Rows) -> NDArray[np.float64]:
        people = self.index.people.take(rows)
        sides = Sides(people.columns, self.asks, self.today)
        return scores_of(
            measure_pairs(paired(sides, cover(self.demand, people.held))), self.weights
        )


def _bounds(
    demand: Demand, asks: Asks, index: PeopleIndex, weights: ModelWeights
) -> tuple[NDArray[np.uint16], float]:
    """Return the bound of every row in steps, and what a step is in log-odds."""
    terms = sorted(demand.terms.keys() & index.postings.numbers.keys())
    tables = skill_tables(demand, terms, weights)
    by_nearness = occupation_bounds(weights)
    # Every part is rounded up to whole steps: room for one more step each.
    by_likelihood = likelihood_bounds(weights)
    room = STEPS - len(terms) - len(by_nearness) - len(by_likelihood)
    most = tables.max(axis=1, initial=0.0).sum() + by_nearness[-1] + by_likelihood[:, -1].sum()
    step = (float(most) + 1e-9) / room
    bounds = _summed(index.postings, terms, np.ceil(tables / step).astype(np.uint16))
    [isco], [number] = asks.isco, asks.occupation.tolist()
    name = occupation_name(asks.occupation_numbers, number)
    steps = np.ceil(by_nearness / step).astype(np.uint16)
    add_occupations(bounds, index.occupations, isco, name, steps)
    asked = (name or NO_NAME, code_text(*packed(asks.isco).tolist()))
    for one, table in zip(asked, by_likelihood, strict=True):
        rows, strengths = index.likely.of(one)
        bounds[rows] += np.ceil(table / step).astype(np.uint16)[strengths]
    return bounds, step


def _summed(
    postings: Postings, terms: Sequence[str], tables: NDArray[np.uint16]
) -> NDArray[np.uint16]:
    """Return by row the sum over its terms of what holding each adds, by code, in steps."""
    lists = [postings.of(term) for term in terms]
    starts = starts_of(np.array([len(rows) for rows, _ in lists], dtype=np.int64))
    added = np.empty(starts[-1], dtype=np.uint16)
    for table, (_, codes), at in zip(tables, lists, starts.tolist(), strict=False):
        table.take(codes, out=added[at : at + len(codes)], mode="clip")
    rows = np.concatenate([rows for rows, _ in lists] or [np.zeros(0, dtype=np.int32)])
    # The quickest sum over rows that numpy and scipy have: a sparse matrix times ones.
    by_term = csc_array((added, rows, starts), shape=(postings.length, len(terms)))
    total: NDArray[np.uint16] = by_term @ np.ones(len(terms), dtype=np.uint16)
    return total
