"""What is measured between a person and a vacancy; `registry` is the one list."""

from matching.features.coverage import Coverage, Reach, cover, cover_by, reach_of
from matching.features.pairs import Measured, Pairs, pair, paired, without_skills
from matching.features.registry import (
    FEATURES,
    NAMES,
    NEUTRAL,
    Feature,
    measure_pairs,
    measure_some,
)

__all__ = [
    "FEATURES",
    "NAMES",
    "NEUTRAL",
    "Coverage",
    "Feature",
    "Measured",
    "Pairs",
    "Reach",
    "cover",
    "cover_by",
    "measure_pairs",
    "measure_some",
    "pair",
    "paired",
    "reach_of",
    "without_skills",
]
