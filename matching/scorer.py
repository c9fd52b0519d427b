"""From features to a score: a logistic model with weights from a file. numpy alone."""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.features import NAMES, NEUTRAL
from matching.values.model_versions import LearnedFrom

SCORE_DIGITS = 9
"""Scores are rounded to so many digits."""

NOT_WHOLE = "this is no whole model; take the one that was written again"


@dataclass(frozen=True, slots=True)
class ModelWeights:
    """A model: one weight for each feature, in the order of `FEATURES`, all in log-odds.

    `intercept` belongs to features of zero. `version` names the model for ever.
    """

    version: str
    intercept: float
    weights: tuple[float, ...]

    @property
    def base(self) -> float:
        """The log-odds of somebody of whom every feature has its neutral value."""
        base = self.intercept
        for weight, neutral in zip(self.weights, NEUTRAL.tolist(), strict=True):
            base += weight * neutral
        return base


def read_weights(text: str) -> ModelWeights:
    """Return the model of a JSON artefact.

    Raises
    ------
    ValueError
        If it is cut short, was made for other features than ours, or has a weight that is no
        number.
    """
    artefact = _artefact(text)
    try:
        version, features = artefact["version"], tuple(artefact["features"])
        weights = [float(one) for one in (artefact["intercept"], *artefact["weights"])]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(NOT_WHOLE) from error
    if features != NAMES or len(weights) != len(NAMES) + 1:
        msg = f"model {version} was made for other features; make it again"
        raise ValueError(msg)
    if not np.isfinite(weights).all():
        msg = f"model {version} has a weight that is no number; make it again"
        raise ValueError(msg)
    return ModelWeights(version, weights[0], tuple(weights[1:]))


def read_learned_from(text: str) -> LearnedFrom | None:
    """Return what the model of a JSON artefact learned from, None for weights by hand.

    Raises
    ------
    ValueError
        If it is cut short.
    """
    artefact = _artefact(text)
    try:
        learned = artefact.get("learned_from")
        if learned is None:
            return None
        until = learned["until"]
        return LearnedFrom(
            asked=int(learned["asked"]),
            refused=int(learned["refused"]),
            until=None if until is None else datetime.fromisoformat(until),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(NOT_WHOLE) from error


def written_weights(model: ModelWeights, learned_from: LearnedFrom | None = None) -> str:
    """Return the JSON artefact of a model, with what it learned from if it did."""
    artefact: dict[str, Any] = {
        "version": model.version,
        "intercept": model.intercept,
        "features": NAMES,
        "weights": model.weights,
    }
    if learned_from is not None:
        until = learned_from.until
        artefact["learned_from"] = {
            "asked": learned_from.asked,
            "refused": learned_from.refused,
            "until": None if until is None else until.isoformat(),
        }
    return json.dumps(artefact, indent=2) + "\n"


def _artefact(text: str) -> dict[str, Any]:
    try:
        artefact = json.loads(text)
    except ValueError as error:
        raise ValueError(NOT_WHOLE) from error
    if not isinstance(artefact, dict):
        raise ValueError(NOT_WHOLE)
    return artefact


def weighing_nothing(model: ModelWeights, names: Collection[str]) -> ModelWeights:
    """Return a model for which some features count nothing, to see what they are worth."""
    weights = zip(NAMES, model.weights, strict=True)
    return replace(model, weights=tuple(0.0 if name in names else w for name, w in weights))


@cache
def shipped_weights() -> ModelWeights:
    """Return the model that comes with the package: hand weights, before any outcome."""
    return read_weights((files("matching") / "artefacts" / "prior.json").read_text("utf-8"))


def log_odds(features: NDArray[np.float64], model: ModelWeights) -> NDArray[np.float64]:
    """Return log-odds of shape (n_profiles,) from features of shape (n_features, n_profiles).

    Feature by feature, never as a matrix product: nobody's score may depend on how many others
    stand in the table.
    """
    total = np.full(features.shape[1], model.base)
    for weight, neutral, values in zip(model.weights, NEUTRAL, features, strict=True):
        total += weight * (values - neutral)
    return total


def chances(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what log-odds are in [0, 1]."""
    # Both halves of the sigmoid are written so that no exponential can overflow.
    shrunk = np.exp(-np.abs(odds))
    return np.where(odds >= 0, 1.0, shrunk) / (1.0 + shrunk)


def scores_of(features: NDArray[np.float64], model: ModelWeights) -> NDArray[np.float64]:
    """Return scores in [0, 1], of shape (n_pairs,), from features of shape (n_features, n_pairs).

    They are rounded: equal on paper is equal on every machine.
    """
    return np.round(chances(log_odds(features, model)), SCORE_DIGITS)


def odds_of(score: float) -> float:
    """Return the log-odds of a score, which was rounded: of 0 and 1 those of the nearest others.

    Examples
    --------
    >>> odds_of(0.5), odds_of(1.0) > 20
    (0.0, True)
    """
    inside = min(max(score, 10.0**-SCORE_DIGITS), 1.0 - 10.0**-SCORE_DIGITS)
    return log(inside / (1.0 - inside))


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """An additive model that is no line: what each feature adds, step by step, in log-odds.

    Of feature number k a value of at most `edges[k][i]`, and above the edge before, adds
    `adds[k][i]`; above the last edge the last one is added.
    """

    version: str
    base: float
    edges: tuple[NDArray[np.float64], ...]
    adds: tuple[NDArray[np.float64], ...]

    def log_odds(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return log-odds of shape (n_pairs,) from features of shape (n_features, n_pairs)."""
        total = np.full(features.shape[1], self.base)
        for edges, adds, values in zip(self.edges, self.adds, features, strict=True):
            total += adds[np.searchsorted(edges, values, side="left")]
        return total

    @property
    def falls(self) -> tuple[str, ...]:
        """The features of which more would lower a score: none, in a model that may serve."""
        pairs = zip(NAMES, self.adds, strict=True)
        return tuple(name for name, adds in pairs if (np.diff(adds) < 0).any())


def contributions(features: NDArray[np.float64], model: ModelWeights) -> dict[str, float]:
    """Return what each feature of one person adds to `model.base`, in log-odds.

    The base and all contributions sum to the log-odds. `features` has shape (n_features,).
    """
    parts = np.array(model.weights) * (features - NEUTRAL)
    return dict(zip(NAMES, parts.tolist(), strict=True))
