"""Features of what people can do."""

import numpy as np
from numpy.typing import NDArray

from matching.features.coverage import weighted_sum
from matching.features.pairs import Measured, Pairs, known, unknown
from matching.index.columns import UNKNOWN, isco_digits

MOST_SKILLS_USED = 8
"""Beyond so many more skills add nothing (measured: docs/matching.md, hand weights)."""

DIGITS_SHARED = np.array([0.0, 0.1, 0.3, 0.6, 0.9])
"""Nearness of two occupations by the leading digits of ISCO-08 they share; 1 if the same."""

MONTHS_ENOUGH = 60
"""Experience beyond so many months adds nothing where the vacancy names none. Set by hand."""


def essential_coverage(pairs: Pairs) -> Measured:
    """How well the essential requirements are covered, on average."""
    shares = [asked.essential for asked in pairs.demand.asked]
    return known(weighted_sum(shares, pairs.coverage.values))


def weakest_essential(pairs: Pairs) -> Measured:
    """How well the worst covered of the essential requirements is covered."""
    essential = [number for number, asked in enumerate(pairs.demand.asked) if asked.essential]
    if not essential:
        return known(np.zeros(len(pairs.snapshot)))
    return known(pairs.coverage.values[essential].min(axis=0))


def optional_coverage(pairs: Pairs) -> Measured:
    """How well the optional requirements are covered, on average."""
    shares = [asked.optional for asked in pairs.demand.asked]
    return known(weighted_sum(shares, pairs.coverage.values))


def breadth(pairs: Pairs) -> Measured:
    """How many of the person's skills the vacancy uses.

    A count and no share: as a share, one more skill would lower it.
    """
    return known(np.minimum(pairs.coverage.used, MOST_SKILLS_USED) / MOST_SKILLS_USED)


def level_met(pairs: Pairs) -> Measured:
    """Which share of the proficiency asked is held, on average over all requirements."""
    return known(weighted_sum(_overall(pairs), pairs.coverage.levels))


def evidence(pairs: Pairs) -> Measured:
    """How well the skills asked for are shown by papers, tests or others' word."""
    return known(weighted_sum(_overall(pairs), pairs.coverage.evidence))


def recency(pairs: Pairs) -> Measured:
    """How lately the skills asked for were used; unknown counts as lately."""
    return known(weighted_sum(_overall(pairs), pairs.coverage.freshness))


def occupation_nearness(pairs: Pairs) -> Measured:
    """How near the person's occupation is to the vacancy's."""
    columns, vacancy = pairs.snapshot.columns, pairs.vacancy
    number = columns.occupation_numbers.get(vacancy.occupation_uri or "", None)
    same = columns.occupation == number if number is not None else _nobody(pairs)
    shared, comparable = _digits_shared(pairs)
    return Measured(np.where(same, 1.0, DIGITS_SHARED[shared]), same | comparable)


def experience(pairs: Pairs) -> Measured:
    """How much of the experience asked for the person has, as far as the occupation is near."""
    nearness = occupation_nearness(pairs)
    months = pairs.snapshot.columns.experience_months
    enough = max(pairs.vacancy.experience_months or MONTHS_ENOUGH, 1)
    values = np.clip(months / enough, 0.0, 1.0) * nearness.values
    return Measured(values, nearness.known & (months != UNKNOWN))


def _overall(pairs: Pairs) -> list[float]:
    return [asked.overall for asked in pairs.demand.asked]


def _nobody(pairs: Pairs) -> NDArray[np.bool_]:
    return unknown(pairs).known


def _digits_shared(pairs: Pairs) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return how many leading digits are shared, and where both sides have any."""
    theirs = pairs.snapshot.columns.isco
    [ours] = isco_digits([pairs.vacancy.isco])
    same = (theirs == ours) & (theirs != 0)
    shared = np.cumprod(same, axis=1, dtype=np.int64).sum(axis=1)
    return shared, (theirs[:, 0] != 0) & (ours[0] != 0)
