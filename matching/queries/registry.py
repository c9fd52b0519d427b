"""What gates and features there are, for pages of documentation and for model cards."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import getdoc
from typing import Any

from matching.features import FEATURES
from matching.gates import GATES, NOTES
from matching.scorer import ModelWeights, shipped_weights
from matching.values.ranking import Gate


@dataclass(frozen=True, slots=True)
class GateLine:
    """One gate, in words."""

    gate: Gate
    says: str
    reads: str
    when_unknown: str
    source: str


@dataclass(frozen=True, slots=True)
class FeatureLine:
    """One feature, in words; `weight` is that of one model, in log-odds."""

    name: str
    says: str
    unit: str
    direction: int
    neutral: float
    when_unknown: str
    weight: float
    source: str


def gate_lines() -> list[GateLine]:
    """Return all gates, in the order in which they are asked."""
    return [
        GateLine(gate, _first_sentence(judge), note.reads, note.when_unknown, note.source)
        for gate, judge in GATES.items()
        for note in (NOTES[gate],)
    ]


def feature_lines(model: ModelWeights | None = None) -> list[FeatureLine]:
    """Return all features, in their order, with the weights of a model; else the shipped one's."""
    weights = (model or shipped_weights()).weights
    return [
        FeatureLine(
            name=one.name,
            says=_first_sentence(one.measure),
            unit=one.unit,
            direction=one.direction,
            neutral=one.neutral,
            when_unknown=one.when_unknown,
            weight=weight,
            source=one.source,
        )
        for one, weight in zip(FEATURES, weights, strict=True)
    ]


def _first_sentence(deed: Callable[..., Any]) -> str:
    return (getdoc(deed) or "").split("\n\n")[0].replace("\n", " ")
