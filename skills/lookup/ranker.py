"""Re-ranking: boosted trees as tables, learned by benchmarks.lookup.training, read from JSON.

A tree of at most 32 leaves is walked without walking: each inner node whose test fails rules out
the leaves on its left, and the first leaf that is left is the one. Source: Lucchese and others,
QuickScorer, SIGIR 2015.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skills.lookup.features import FEATURES

ARTEFACT = "ranker.json"
ARTEFACT_OF_ONE_LANGUAGE = "ranker_one_language.json"
"""The second was learned from indexes of one language of ESCO alone, where neither the sound nor
other languages help: on these it is .005 to .02 ahead of one that learned from the desk too."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranker:
    """Inner nodes of all trees, tree by tree: those of tree t begin at ``starts[t]``.

    A candidate whose `features` value is above the threshold loses the leaves in `ruled_out`.
    `leaves` has shape (n_trees, 32). `steepness` and `nothing` turn scores into chances: the
    concept meant is one of the candidates, or none of them, whose score is `nothing`.
    """

    features: NDArray[np.int64]
    thresholds: NDArray[np.float32]
    kept: NDArray[np.uint32]
    starts: NDArray[np.int64]
    leaves: NDArray[np.float32]
    base: float
    steepness: float
    nothing: float

    def scores(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log-odds of candidates from features of shape (n_concepts, n_features)."""
        if not len(features):
            return np.zeros(0)
        values = features.T[self.features]
        none = np.uint32(0xFFFFFFFF)
        kept = np.where(values > self.thresholds[:, None], self.kept[:, None], none)
        left = np.bitwise_and.reduceat(kept, self.starts, axis=0)
        # The lowest bit that is set, as a number: exact, for powers of two are.
        lowest = left & (~left + np.uint32(1))
        places = np.frexp(lowest.astype(np.float64))[1] - 1
        found = np.take_along_axis(self.leaves, places, axis=1)
        # Six digits: sums of another order differ after them, and must not change the order.
        return np.asarray(np.round(found.sum(axis=0, dtype=np.float64) + self.base, 6))

    def chances(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return for each candidate of one text the chance that it is the one that is meant."""
        if not len(scores):
            return scores
        steep = self.steepness * scores
        top = max(float(steep.max()), self.nothing)
        weights = np.exp(steep - top)
        chances: NDArray[np.float64] = weights / (weights.sum() + np.exp(self.nothing - top))
        return chances


@cache
def shipped_ranker(one_language: bool = False) -> Ranker:
    """Return the ranker that comes with this package, for an index of one language or of many."""
    name = ARTEFACT_OF_ONE_LANGUAGE if one_language else ARTEFACT
    text = (files("skills.lookup") / name).read_text(encoding="utf-8")
    return ranker_of(json.loads(text))


def ranker_of(artefact: dict[str, Any]) -> Ranker:
    """Return a ranker from its JSON.

    Raises
    ------
    ValueError
        If it was learned from other features.
    """
    if tuple(artefact["features"]) != FEATURES:
        message = "these weights were learned from other features: learn them again"
        raise ValueError(message)
    trees = artefact["trees"]
    sizes = [len(tree["feature"]) for tree in trees]
    return Ranker(
        features=_joined(trees, "feature", np.int64),
        thresholds=_joined(trees, "threshold", np.float32),
        kept=_joined(trees, "kept", np.uint32),
        starts=np.cumsum([0, *sizes[:-1]]),
        leaves=np.array(
            [tree["leaf"] + [0.0] * (32 - len(tree["leaf"])) for tree in trees], np.float32
        ),
        base=float(artefact["base"]),
        steepness=float(artefact["steepness"]),
        nothing=float(artefact["nothing"]),
    )


def _joined(trees: Sequence[dict[str, Any]], name: str, kind: type) -> NDArray[Any]:
    return np.array([value for tree in trees for value in tree[name]], dtype=kind)
