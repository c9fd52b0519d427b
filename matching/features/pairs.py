"""One vacancy beside everybody: what the features are measured from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from employers.values.vacancies import VacancyBrief
from matching.features.coverage import Coverage, cover
from matching.gates import Verdicts, verdicts_of
from matching.index import Demand, Snapshot
from matching.values.ranking import Gate


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """A demand beside a snapshot, with how everybody covers it and what the gates say."""

    demand: Demand
    snapshot: Snapshot
    coverage: Coverage
    verdicts: Mapping[Gate, Verdicts]

    @property
    def vacancy(self) -> VacancyBrief:
        """The vacancy."""
        return self.demand.vacancy


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A feature of everybody: `values` in [0, 1] and where they are `known`."""

    values: NDArray[np.float64]
    known: NDArray[np.bool_]


def pair(demand: Demand, snapshot: Snapshot) -> Pairs:
    """Return a demand beside everybody in a snapshot."""
    verdicts = verdicts_of(demand.vacancy, snapshot)
    return Pairs(demand, snapshot, cover(demand, snapshot), verdicts)


def known(values: NDArray[np.float64]) -> Measured:
    """Return values that are known of everybody."""
    return Measured(values, np.ones(len(values), dtype=bool))


def unknown(pairs: Pairs) -> Measured:
    """Return a feature that nothing is known about, for anybody."""
    return Measured(np.zeros(len(pairs.snapshot)), np.zeros(len(pairs.snapshot), dtype=bool))
