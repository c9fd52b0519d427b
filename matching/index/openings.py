"""Vacancies with what is needed to find those for one person without looking at each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.asks import Asks
from matching.index.occupations import Occupations, occupations_of

LEVELS = 4
"""Proficiencies that a requirement may ask for, from 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """Vacancies, their requirements as a sparse matrix, and their order by occupation.

    A requirement of term number k at level l stands in column 4 k + l - 1, its vacancy is the
    row (compressed sparse rows). `shares` has shape (3, n_requirements): essential, optional and
    overall, as in `matching.index.demand.Asked`.
    """

    asks: Asks
    columns: NDArray[np.int32]
    shares: NDArray[np.float32]
    occupations: Occupations

    def __len__(self) -> int:
        return len(self.asks)


def index_openings(asks: Asks) -> Openings:
    """Return vacancies, ready to be searched."""
    wanted = asks.wanted
    return Openings(
        asks,
        wanted.terms * np.int32(LEVELS) + wanted.least.astype(np.int32) - 1,
        np.stack([wanted.essential, wanted.optional, wanted.overall]).astype(np.float32),
        occupations_of(asks.isco, asks.occupation, asks.occupation_numbers),
    )
