"""What is measured between a person and a vacancy; `registry` is the one list."""

from matching.features.coverage import Coverage, Likeness, cover, cover_by, likenesses
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
    "Likeness",
    "Measured",
    "Pairs",
    "cover",
    "cover_by",
    "likenesses",
    "measure_pairs",
    "measure_some",
    "pair",
    "paired",
    "without_skills",
]
