"""What another way to fill a place by lot would have brought, from what the lots brought.

A lot gave each of some people a place with a known chance. Weighing what came of it by how likely
the other way would have chosen the same person makes up for that the other way was never tried.

Sources: Horvitz, Thompson (1952), A generalization of sampling without replacement from a finite
universe; Dudík, Langford, Li (2011), Doubly robust policy evaluation and learning.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.lots import lots

Floats = NDArray[np.float64]

RESAMPLES = 1000
MIDDLE = (2.5, 97.5)
"""Percentiles between which 95 of 100 estimates of resampled lots lie."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What was drawn and came of it, one number for each lot.

    `propensity` is the chance in (0, 1] with which the lot fell on whom it fell on, `target` the
    chance in [0, 1] with which the other way takes the same person, `came_true` 1 or 0. For the
    doubly robust estimate: the chance that a model gives the drawn person (`expected`), and whom
    the other way takes (`expected_of_target`).
    """

    propensity: Floats
    target: Floats
    came_true: Floats
    expected: Floats
    expected_of_target: Floats

    @property
    def weights(self) -> Floats:
        """How much more likely the other way takes whom the lot took."""
        ratio: Floats = self.target / self.propensity
        return ratio


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share, and the interval that holds it in 95 of 100 resampled sets of lots."""

    mean: float
    low: float
    high: float
    lots: int


def weighted(drawn: Drawn) -> Estimate | None:
    """Return the estimate by weights alone (IPS), None without lots.

    Right on average whatever anybody believes, and wide: most lots fell on others.

    Examples
    --------
    >>> one = np.array([1.0, 0.0])
    >>> weighted(Drawn(one * 0 + 0.5, one, one, one, one)).mean
    1.0
    """
    return _estimate(drawn.weights * drawn.came_true)


def doubly_robust(drawn: Drawn) -> Estimate | None:
    """Return what a model expects, mended by the weighted errors that it made; None without lots.

    Right on average if either the chances of the lots or the model are right, and narrower than
    weights alone if the model is any good.
    """
    errors = drawn.came_true - drawn.expected
    return _estimate(drawn.expected_of_target + drawn.weights * errors)


def among_all(propensity: Floats, came_true: Floats) -> Estimate | None:
    """Return the share of all between whom lots were drawn, each counted alike; None without lots.

    Whoever was drawn among five speaks for five. Normalised by the weights (Hájek's estimator).
    """
    return _estimate(came_true / propensity, 1.0 / propensity)


def _estimate(terms: Floats, weights: Floats | None = None) -> Estimate | None:
    if len(terms) == 0:
        return None
    divisors = np.ones(len(terms)) if weights is None else weights
    count = RESAMPLES * len(terms)
    drawn = lots(np.arange(count), "resampled") % np.uint64(len(terms))
    rows = drawn.astype(np.int64).reshape(RESAMPLES, len(terms))
    again = terms[rows].sum(axis=1) / divisors[rows].sum(axis=1)
    low, high = np.percentile(again, MIDDLE).tolist()
    return Estimate(float(terms.sum() / divisors.sum()), low, high, len(terms))
