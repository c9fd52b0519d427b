"""Measures of rankings and of chances. numpy alone, nothing is random."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PLACES = 10
"""How many of the first places count for nDCG."""

BINS = 10


def discounts(places: int = PLACES) -> Floats:
    """Return what each place counts, the first one 1.

    Source: Järvelin and Kekäläinen (2002), Cumulated gain-based evaluation of IR techniques.
    """
    counted: Floats = 1 / np.log2(np.arange(2, places + 2))
    return counted


def ndcg(gains: Floats, places: int = PLACES) -> float:
    """Return nDCG of gains in the order of a ranking, all of them; 0 if nothing can be gained.

    Examples
    --------
    >>> ndcg(np.array([3.0, 0.0, 1.0])) < ndcg(np.array([3.0, 1.0, 0.0]))
    True
    """
    ideal = np.sort(gains)[::-1][:places]
    best = float(ideal @ discounts(places)[: len(ideal)])
    first = gains[:places]
    return float(first @ discounts(places)[: len(first)]) / best if best else 0.0


def reciprocal_rank(gains: Floats) -> float:
    """Return 1 / the place of the first of the highest gain, 0 if nothing gains."""
    if not gains.any():
        return 0.0
    return 1.0 / (1 + int(np.argmax(gains)))


def recall(gains: Floats, places: int = PLACES) -> float:
    """Return which share of all that gains is among the first places, 1 if nothing does."""
    wanted = int((gains > 0).sum())
    return int((gains[:places] > 0).sum()) / wanted if wanted else 1.0


def ece(chances: Floats, outcomes: Floats, bins: int = BINS) -> float:
    """Return the expected calibration error: how far chances are from shares, on average.

    Bins hold equally many, lowest chances first. 0 for no outcome.

    Source: Naeini, Cooper, Hauskrecht (2015), Obtaining well calibrated probabilities using
    Bayesian binning; with equal-mass bins, which suit chances that are mostly low.
    """
    return sum(
        weight * abs(mean - share) for weight, mean, share in reliability(chances, outcomes, bins)
    )


def reliability(
    chances: Floats, outcomes: Floats, bins: int = BINS
) -> list[tuple[float, float, float]]:
    """Return for each bin its weight, the mean chance and the share that came true."""
    order = np.argsort(chances, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return [
        (len(part) / len(order), float(chances[part].mean()), float(outcomes[part].mean()))
        for part in parts
    ]
