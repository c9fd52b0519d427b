"""People beside vacancies, pair by pair: what gates and features are measured from."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.index.asks import Asks
from matching.index.columns import Columns

NEITHER = -2
"""Equals no number of an occupation, and not that of none either."""


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Pairs: both sides have the same length, or one of them has length 1 and stands for all.

    So the same functions serve one vacancy beside many people, and one person beside many
    vacancies. `today` is the day in Iraq for which is asked.
    """

    people: Columns
    asks: Asks
    today: date

    def __len__(self) -> int:
        people, vacancies = len(self.people), len(self.asks)
        return vacancies if people == 1 else people

    def same_occupation(self) -> NDArray[np.bool_]:
        """Return whether both sides name the same occupation."""
        theirs, ours = self.people.occupation, self.asks.occupation
        numbers, others = self.people.occupation_numbers, self.asks.occupation_numbers
        # The numbers of the side that has fewer are translated into those of the other.
        if len(numbers) <= len(others):
            table = [others.get(name, NEITHER) for name in numbers]
            theirs = np.array([*table, NEITHER], dtype=np.int32)[theirs]
        else:
            table = [numbers.get(name, NEITHER) for name in others]
            ours = np.array([*table, NEITHER], dtype=np.int32)[ours]
        same: NDArray[np.bool_] = theirs == ours
        return same
