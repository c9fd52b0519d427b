"""Vacancies with what is needed to find those for one person without looking at each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.asks import Asks, Named
from matching.index.gathering import owners, starts_of
from matching.index.occupations import Occupations, occupations_of

LEVELS = 4
"""Proficiencies that a requirement may ask for, from 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """Vacancies, their requirements by what is asked, and their order by occupation.

    What term number k is asked at level l stands in list 4 k + l - 1, which is `starts[list]` to
    `starts[list + 1]` of `rows` and `shares`. `rows` names the vacancies; `shares` has shape
    (3, n_requirements): essential, optional and overall, as in `matching.index.demand.Asked`.
    `named` says what any vacancy names.
    """

    asks: Asks
    starts: NDArray[np.int32]
    rows: NDArray[np.int32]
    shares: NDArray[np.float32]
    occupations: Occupations
    named: Named

    def __len__(self) -> int:
        return len(self.asks)


def index_openings(asks: Asks) -> Openings:
    """Return vacancies, ready to be searched."""
    wanted = asks.wanted
    lists = wanted.terms * np.int32(LEVELS) + wanted.least.astype(np.int32) - 1
    order = np.argsort(lists, kind="stable")
    shares = np.stack([wanted.essential, wanted.optional, wanted.overall]).astype(np.float32)
    return Openings(
        asks,
        starts_of(np.bincount(lists, minlength=len(wanted.numbers) * LEVELS)),
        owners(wanted.starts)[order].astype(np.int32),
        shares[:, order],
        occupations_of(asks.isco, asks.occupation, asks.occupation_numbers),
        asks.named(),
    )
