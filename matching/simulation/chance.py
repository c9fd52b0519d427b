"""Chance that is no chance: numbers drawn by lot from a name, the same on every machine."""

from collections.abc import Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from matching.index.lots import lots

SPARE_BITS = 11
"""Of 64; what is left fits a fraction of double precision."""
FRACTION = 2.0**-53


class Chance:
    """Numbers one after the other; two of one name give the same."""

    def __init__(self, name: str) -> None:
        self._name, self._drawn = name, 0

    def shares(self, *shape: int) -> NDArray[np.float64]:
        """Return numbers in (0, 1), all alike likely."""
        count = prod(shape)
        drawn = lots(np.arange(self._drawn, self._drawn + count), self._name)
        self._drawn += count
        # Half a step up: never 0, whose normal number would be infinite.
        steps = (drawn >> np.uint64(SPARE_BITS)).astype(np.float64)
        shares: NDArray[np.float64] = ((steps + 0.5) * FRACTION).reshape(shape)
        return shares

    def normal(self, *shape: int) -> NDArray[np.float64]:
        """Return numbers of the normal distribution with mean 0 and standard deviation 1."""
        return np.asarray(ndtri(self.shares(*shape)), dtype=np.float64)

    def happens(self, chance: float) -> bool:
        """Return whether something of this chance happens."""
        return bool(self.shares(1)[0] < chance)

    def between(self, least: int, below: int) -> int:
        """Return a whole number from `least` on, less than `below`."""
        return least + int(self.shares(1)[0] * (below - least))

    def one_of(self, weights: Sequence[float] | NDArray[np.float64]) -> int:
        """Return a place, likely by its weight among all."""
        sums = np.cumsum(weights)
        return min(int(np.searchsorted(sums, self.shares(1)[0] * sums[-1])), len(sums) - 1)

    def some_of(self, count: int, wanted: int) -> list[int]:
        """Return so many different numbers below `count`."""
        return [int(one) for one in np.argsort(self.shares(count))[:wanted]]
