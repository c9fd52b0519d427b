"""How well each person covers each requirement of one vacancy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index import Demand, Snapshot
from matching.index.holdings import EVIDENCE_STRENGTH, FRESHNESS, PROFICIENCIES, VALUES


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Arrays of shape (n_requirements, n_profiles) in [0, 1]; 0 where nothing covers.

    Each is the best over the person's skills of similarity × one quality: `values` of the whole
    value, `levels` of the share of the asked proficiency, `evidence` of its strength,
    `freshness` of what time has left. The best single skill counts, so that ten weak ones never
    add up to one strong. `used`, of shape (n_profiles,), counts the skills that the vacancy
    uses, each by its similarity to the nearest requirement.
    """

    values: NDArray[np.float64]
    levels: NDArray[np.float64]
    evidence: NDArray[np.float64]
    freshness: NDArray[np.float64]
    used: NDArray[np.float64]


def cover(demand: Demand, snapshot: Snapshot) -> Coverage:
    """Return how everybody covers the demand, by walking the lists of the terms it uses."""
    shape = (len(demand.asked), len(snapshot))
    values, levels, evidence, freshness = np.zeros((4, *shape))
    covered = Coverage(values, levels, evidence, freshness, np.zeros(len(snapshot)))
    postings = snapshot.postings
    for number, asked in enumerate(demand.asked):
        levels_met = np.minimum(PROFICIENCIES / asked.requirement.least, 1.0)
        qualities = (
            (covered.values[number], VALUES),
            (covered.levels[number], levels_met),
            (covered.evidence[number], EVIDENCE_STRENGTH),
            (covered.freshness[number], FRESHNESS),
        )
        for term, weight in postings.held(asked.terms):
            rows, codes = postings.of(term)
            for best, quality in qualities:
                best[rows] = np.maximum(best[rows], (weight * quality)[codes])
    # In the order of the terms: sums of fractions differ in the last bit with their order.
    for term, weight in sorted(postings.held(demand.terms)):
        rows, _ = postings.of(term)
        covered.used[rows] += weight
    return covered


def weighted_sum(shares: Sequence[float], parts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Σ share × part over requirements, of shape (n_profiles,).

    Added one after the other: a matrix product may add in another order for another number of
    people, and then a person's score would depend on who else is ranked.
    """
    total = np.zeros(parts.shape[1])
    for share, part in zip(shares, parts, strict=True):
        if share:
            total += share * part
    return total
