"""The one list of features: what each means, and what stands in where it is unknown.

Every feature is in [0, 1] and more is better. An unknown one takes its neutral value and then
adds exactly nothing to the log-odds: unknown lowers nothing, and raises nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.features import abilities, circumstances
from matching.features.pairs import Measured, Pairs


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a pair of person and vacancy.

    `neutral` is the value that adds nothing and stands for unknown. `unit` says what is counted
    before it is brought to [0, 1]; `when_unknown` says when nothing is known. What a feature
    means is the docstring of `measure`. `by_skills` says that it is measured from coverage alone.
    """

    name: str
    measure: Callable[[Pairs], Measured]
    neutral: float
    unit: str
    when_unknown: str
    source: str
    direction: int = 1
    by_skills: bool = False


NEVER = "never: a skill not recorded counts as not held"
NOTHING_LIKELY = "never: what nothing points to adds nothing"
OURS = "docs/matching.md, pair features"

FEATURES = (
    Feature(
        "essential_coverage",
        abilities.essential_coverage,
        0.0,
        "share of value",
        NEVER,
        "measured on made persons: docs/matching.md, hand weights",
        by_skills=True,
    ),
    Feature(
        "weakest_essential",
        abilities.weakest_essential,
        0.0,
        "share of value",
        NEVER,
        OURS,
        by_skills=True,
    ),
    Feature(
        "optional_coverage",
        abilities.optional_coverage,
        0.0,
        "share of value",
        NEVER,
        "measured on made persons: docs/matching.md, hand weights",
        by_skills=True,
    ),
    Feature(
        "breadth",
        abilities.breadth,
        0.0,
        "skills, 8 at most",
        NEVER,
        "measured on made persons: docs/matching.md, hand weights",
        by_skills=True,
    ),
    Feature(
        "level_met",
        abilities.level_met,
        0.0,
        "share of proficiency asked",
        NEVER,
        OURS,
        by_skills=True,
    ),
    Feature(
        "evidence", abilities.evidence, 0.0, "strength of evidence", NEVER, OURS, by_skills=True
    ),
    Feature(
        "recency",
        abilities.recency,
        0.0,
        "share left after years unused",
        NEVER,
        OURS,
        by_skills=True,
    ),
    Feature(
        "likely_occupation",
        abilities.likely_occupation,
        0.0,
        "log-odds by skills, 16 to 128; or months of work, 60 at most",
        NOTHING_LIKELY,
        "matching.index.likely, matching.index.work",
    ),
    Feature(
        "likely_group",
        abilities.likely_group,
        0.0,
        "log-odds by skills, 16 to 128; or months of work, 60 at most",
        NOTHING_LIKELY,
        "matching.index.likely, matching.index.work",
    ),
    Feature(
        "occupation_nearness",
        abilities.occupation_nearness,
        0.2,
        "leading digits shared",
        "either side names no occupation",
        "ISCO-08, structure of major, sub-major, minor and unit groups",
    ),
    Feature(
        "experience",
        abilities.experience,
        0.2,
        "months asked, else 60",
        "months or occupation unknown",
        OURS,
    ),
    Feature(
        "place_nearness",
        circumstances.place_nearness,
        0.5,
        "lives there, accepts it, would move",
        "nobody asked where the person would work",
        OURS,
    ),
    Feature(
        "wage_fit",
        circumstances.wage_fit,
        0.75,
        "share of the least wage",
        "no wage in dinars named, or no least wage",
        OURS,
    ),
    Feature(
        "start_fit",
        circumstances.start_fit,
        0.75,
        "days late, 30 at most",
        "no start named, or nobody asked when the person is free",
        "docs/states.md: available by 30 days after the start",
    ),
    Feature(
        "language_margin",
        circumstances.language_margin,
        0.75,
        "levels above the one demanded",
        "no language demanded, or nobody asked",
        "Common European Framework of Reference for Languages",
    ),
    Feature(
        "shift_fit",
        circumstances.shift_fit,
        0.5,
        "yes or no",
        "no night work, or nobody asked",
        OURS,
    ),
    Feature(
        "confirmation",
        circumstances.confirmation,
        circumstances.JUST_FRESH,
        "days since, 60 to 365",
        "never confirmed by anybody",
        OURS,
    ),
)

NAMES = tuple(feature.name for feature in FEATURES)
NEUTRAL: NDArray[np.float64] = np.array([feature.neutral for feature in FEATURES])
"""The value of each feature that adds nothing, of shape (n_features,)."""


def measure_pairs(pairs: Pairs) -> NDArray[np.float64]:
    """Return all features of all pairs, of shape (n_features, n_pairs), in [0, 1].

    An unknown feature has its neutral value.
    """
    return measure_some(FEATURES, pairs)


def measure_some(features: Sequence[Feature], pairs: Pairs) -> NDArray[np.float64]:
    """Return what `measure_pairs` does, for some features, in their order."""
    table = np.empty((len(features), len(pairs)))
    for row, feature in enumerate(features):
        measured = feature.measure(pairs)
        table[row] = np.where(measured.known, measured.values, feature.neutral)
    return table
