"""People beside vacancies with what the features are measured from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.features.coverage import Coverage, cover, no_coverage
from matching.index import Demand, Sides, Snapshot, asks_of


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of people and vacancies, with how the ones cover the others.

    `shares` are those of the requirements, (n_requirements, n_pairs) or (n_requirements, 1).
    """

    sides: Sides
    coverage: Coverage
    shares: "Shares"

    def __len__(self) -> int:
        return len(self.sides)


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """What each requirement counts for (`matching.index.demand.Asked`); 0 where there is none."""

    essential: NDArray[np.float64]
    optional: NDArray[np.float64]
    overall: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A feature of all pairs: `values` in [0, 1] and where they are `known`.

    Either has length 1 where it is the same for all.
    """

    values: NDArray[np.float64]
    known: NDArray[np.bool_]


def pair(demand: Demand, snapshot: Snapshot) -> Pairs:
    """Return a demand beside everybody in a snapshot."""
    sides = Sides(snapshot.columns, asks_of([demand]), snapshot.today)
    return paired(sides, cover(demand, snapshot.people.held))


def paired(sides: Sides, coverage: Coverage) -> Pairs:
    """Return both sides with a coverage."""
    return Pairs(sides, coverage, _shares(sides))


def without_skills(sides: Sides) -> Pairs:
    """Return both sides for what has nothing to do with skills."""
    nothing = np.zeros((0, 1))
    return Pairs(sides, no_coverage(0, len(sides)), Shares(nothing, nothing, nothing))


def _shares(sides: Sides) -> Shares:
    wanted = sides.asks.wanted
    return Shares(
        wanted.padded(wanted.essential, 0.0),
        wanted.padded(wanted.optional, 0.0),
        wanted.padded(wanted.overall, 0.0),
    )


def known(values: NDArray[np.float64]) -> Measured:
    """Return values that are known of everybody."""
    return Measured(values, np.array([True]))


UNKNOWN_TO_ALL = Measured(np.array([0.0]), np.array([False]))
"""A feature that nothing is known about, for anybody."""
