"""What is measured between a person and a vacancy; `registry` is the one list."""

from matching.features.pairs import Measured, Pairs, pair
from matching.features.registry import FEATURES, NAMES, NEUTRAL, Feature, measure_pairs

__all__ = [
    "FEATURES",
    "NAMES",
    "NEUTRAL",
    "Feature",
    "Measured",
    "Pairs",
    "measure_pairs",
    "pair",
]
