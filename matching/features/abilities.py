"""Features of what people can do."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from matching.features.coverage import weighted_sum
from matching.features.pairs import Measured, Pairs, known
from matching.index.columns import code_text, packed
from matching.index.likely import STRONGEST
from matching.index.marks import UNKNOWN, Name

MOST_SKILLS_USED = 8
"""Beyond so many more skills add nothing (measured: docs/matching.md, hand weights)."""

DIGITS_SHARED = np.array([0.0, 0.1, 0.3, 0.6, 0.9])
"""Nearness of two occupations by the leading digits of ISCO-08 they share; 1 if the same."""

RARE = 18_528
"""How much likelier it is that somebody names a skill of their work than any one skill of all, if
their work has one skill: .5 × 13,896 / .375 (`matching.index.likely`)."""

MONTHS_ENOUGH = 60
"""Experience beyond so many months adds nothing where the vacancy names none. Set by hand."""


def essential_coverage(pairs: Pairs) -> Measured:
    """How well the essential requirements are covered, on average."""
    return known(weighted_sum(pairs.shares.essential, pairs.coverage.values))


def weakest_essential(pairs: Pairs) -> Measured:
    """How well the worst covered of the essential requirements is covered."""
    essential = pairs.shares.essential > 0
    worst = np.where(essential, pairs.coverage.values, 1.0).min(axis=0, initial=1.0)
    return known(np.where(essential.any(axis=0), worst, 0.0))


def optional_coverage(pairs: Pairs) -> Measured:
    """How well the optional requirements are covered, on average."""
    return known(weighted_sum(pairs.shares.optional, pairs.coverage.values))


def breadth(pairs: Pairs) -> Measured:
    """How many of the person's skills the vacancy uses; it says less if the vacancy names many.

    A count and no share: as a share, one more skill would lower it.
    """
    counted = np.minimum(pairs.coverage.used, MOST_SKILLS_USED) / MOST_SKILLS_USED
    return known(counted * specificity(np.diff(pairs.sides.asks.wanted.starts)))


def specificity(requirements: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return what meeting one of so many requirements says, beside one of a single one.

    Examples
    --------
    >>> specificity(np.array([1, 10, 60])).round(2).tolist()
    [1.0, 0.77, 0.58]
    """
    share = np.log1p(RARE / np.maximum(requirements, 1))
    said: NDArray[np.float64] = share / np.log1p(RARE)
    return said


def level_met(pairs: Pairs) -> Measured:
    """Which share of the proficiency asked is held, on average over all requirements."""
    return known(weighted_sum(pairs.shares.overall, pairs.coverage.levels))


def evidence(pairs: Pairs) -> Measured:
    """How well the skills asked for are shown by papers, tests or others' word."""
    return known(weighted_sum(pairs.shares.overall, pairs.coverage.evidence))


def recency(pairs: Pairs) -> Measured:
    """How lately the skills asked for were used; unknown counts as lately."""
    return known(weighted_sum(pairs.shares.overall, pairs.coverage.freshness))


def occupation_nearness(pairs: Pairs) -> Measured:
    """How near the person's occupation is to the vacancy's."""
    same = pairs.sides.same_occupation()
    shared, comparable = _digits_shared(pairs)
    return Measured(np.where(same, 1.0, DIGITS_SHARED[shared]), same | comparable)


def experience(pairs: Pairs) -> Measured:
    """How much of the experience asked for the person has, as far as the occupation is near."""
    nearness = occupation_nearness(pairs)
    months, asked = pairs.sides.people.experience_months, pairs.sides.asks.experience_months
    enough = np.where(asked > 0, asked, MONTHS_ENOUGH)
    values = np.clip(months / enough, 0.0, 1.0) * nearness.values
    return Measured(values, nearness.known & (months != UNKNOWN))


def likely_occupation(pairs: Pairs) -> Measured:
    """How far skills, and work beside the main one, point to the occupation that is named."""
    asks = pairs.sides.asks
    return _likely(pairs, asks.occupation, asks.occupation_numbers)


def likely_group(pairs: Pairs) -> Measured:
    """How far skills, and work beside the main one, point to the vacancy's unit group."""
    codes = packed(pairs.sides.asks.isco)
    return _likely(pairs, codes, {code_text(code): code for code in _used(codes)})


def _likely(pairs: Pairs, asked: NDArray[np.integer], numbers: Mapping[Name, int]) -> Measured:
    """Return how likely the skills make what each vacancy names, by its number.

    Where they point to something else it is known to be 0, which adds nothing either.
    """
    likely = pairs.sides.people.likely
    values = np.zeros(len(pairs))
    if likely.numbers:
        names = {number: name for name, number in numbers.items()}
        for number in _used(asked):
            name = names.get(number)
            if name is not None and name in likely.numbers:
                strength = np.maximum(likely.of(name), 0) / STRONGEST
                values = np.where(asked == number, strength, values)
    return known(values)


def _used(numbers: NDArray[np.integer]) -> list[int]:
    """Return each number once."""
    found: list[int] = np.unique(numbers).tolist() if len(numbers) > 1 else numbers.tolist()
    return found


def _digits_shared(pairs: Pairs) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return how many leading digits are shared, and where both sides have any."""
    theirs, ours = pairs.sides.people.isco, pairs.sides.asks.isco
    same = (theirs == ours) & (theirs != 0)
    shared = np.zeros(len(pairs), dtype=np.int64)
    so_far = np.ones(len(pairs), dtype=bool)
    for digit in range(same.shape[1]):
        so_far &= same[:, digit]
        shared += so_far
    return shared, (theirs[:, 0] != 0) & (ours[:, 0] != 0)
