"""Vacancies and the lists of them by the terms they ask for and by occupation."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.asks import Asks
from matching.index.gathering import owners, starts_of
from matching.index.occupations import Occupations, occupations_of


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """Vacancies, and for each term the requirements that ask for it.

    The requirements of term number k are `entries[starts[k]:starts[k + 1]]`, places in
    `asks.wanted`; `rows` has the vacancy of each, in the same order.
    """

    asks: Asks
    starts: NDArray[np.int32]
    entries: NDArray[np.int32]
    rows: NDArray[np.int32]
    occupations: Occupations

    def __len__(self) -> int:
        return len(self.asks)


def index_openings(asks: Asks) -> Openings:
    """Return vacancies with their lists."""
    wanted = asks.wanted
    entries = np.argsort(wanted.terms, kind="stable").astype(np.int32)
    counts = np.bincount(wanted.terms, minlength=len(wanted.numbers))
    return Openings(
        asks,
        starts_of(counts),
        entries,
        owners(wanted.starts)[entries].astype(np.int32),
        occupations_of(asks.isco, asks.occupation, asks.occupation_numbers),
    )
