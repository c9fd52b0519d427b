"""A made-up world over months: who is there when, and how each vacancy ranks everybody."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from employers.values.vacancies import VacancyBrief
from matching.index import build_people, demand_of, index_people
from matching.ranking import best_people
from matching.scorer import ModelWeights, shipped_weights
from matching.simulation.assumptions import Assumptions
from matching.simulation.population import TODAY, Maker, Person

CANDIDATES = 120
"""So many people are looked at for a vacancy, of those who pass the gates."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a world is, and for how long."""

    people: int = 300
    vacancies: int = 200
    months: int = 3


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """A vacancy, the month in which it is opened, and its candidates: rows of people, best first.

    Scores are in [0, 1].
    """

    vacancy: VacancyBrief
    month: int
    rows: NDArray[np.int64]
    scores: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """People, each with the month in which they come, and vacancies."""

    seed: int
    extent: Extent
    people: list[Person]
    came: NDArray[np.int64]
    openings: list[Opening]


def make_world(
    seed: int, extent: Extent, assumptions: Assumptions, model: ModelWeights | None = None
) -> World:
    """Return the world of a seed; our own gates rank its people, by a model or the shipped one."""
    maker = Maker(seed, assumptions.crowded)
    later = range(1, extent.months)
    people, came = maker.people(extent.people), [0] * extent.people
    vacancies = [(one, 0) for one in maker.vacancies(extent.vacancies)]
    for month in later:
        fresh = maker.people(round(extent.people * assumptions.newcomers))
        people += fresh
        came += [month] * len(fresh)
        opened = maker.vacancies(round(extent.vacancies * assumptions.new_work))
        vacancies += [(one, month) for one in opened]
    index = index_people(build_people([one.profile for one in people], today=TODAY))
    weights = model or shipped_weights()

    def opening(vacancy: VacancyBrief, month: int) -> Opening:
        demand = demand_of(vacancy, {})
        found = best_people(demand, index, weights, today=TODAY, top=CANDIDATES, salt=f"{seed}")
        return Opening(vacancy, month, found.rows, found.scores)

    return World(
        seed, extent, people, np.array(came), [opening(one, month) for one, month in vacancies]
    )
