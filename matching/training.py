"""Learn weights from outcomes, with hand weights as the prior. The one place of scikit-learn.

The prior is data: a fixed set of made pairs, each labelled softly with the chance that the hand
weights give it, of a total weight that says how many outcomes it is worth. Real outcomes are
added to them.

Source: Bedrick, Christensen, Johnson (1996), A new perspective on priors for generalized linear
models: conditional means priors.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from matching.evaluation.calibration import Calibration, Line, Stairs, fitted_line
from matching.evaluation.measures import ece
from matching.features import FEATURES, NAMES
from matching.scorer import ModelWeights, Tables, chances, log_odds

HAND_WEIGHTS = {
    # What the person can do matters most. The one average over all requirements and the count of
    # skills used lead: on made persons that ranked best (MRR .859, nDCG@10 .623), while separate
    # averages favour vacancies that name few optional skills (.828, .607 when they led).
    "level_met": 2.7,
    "breadth": 4.0,
    # How far above the least, and what the vacancy cannot do without.
    "essential_coverage": 1.0,
    "weakest_essential": 0.8,
    "optional_coverage": 0.5,
    # Whoever came back often has no papers and a gap in work: both count, and count little.
    "evidence": 0.3,
    "recency": 0.3,
    # What their skills point to, whether or not they name an occupation: measured in the same way.
    "likely_occupation": 3.0,
    "likely_group": 5.0,
    "occupation_nearness": 1.2,
    "experience": 0.8,
    # Gates have already stopped what is impossible; these order what is possible.
    "place_nearness": 0.8,
    "wage_fit": 0.8,
    "start_fit": 0.4,
    "language_margin": 0.4,
    "shift_fit": 0.3,
    "confirmation": 0.3,
}
"""Log-odds from the worst to the best value of each feature.

Those of abilities follow `python -m benchmarks.ranking`, the others are set by judgement.
"""

HAND_INTERCEPT = -7.7
"""So that a person who meets all that is asked just at the asked level, of whom little else is
known, is at about one half, and one without any of it below one in a hundred."""

PRIOR_OUTCOMES = 100.0
"""How many outcomes the prior is worth; from as many on scores are calibrated."""

BOTH_SORTS = 2

PRIOR_PAIRS = 2048
PRIOR_VERSION = "prior-2"
DIGITS = 6
"""Weights are rounded to so many digits, that every machine writes the same artefact."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """Real pairs: features of shape (n_pairs, n_features), and 1 or 0 for each.

    1: the employer asked for a meeting. 0: refused for a reason of fit. Silence, withdrawal and
    other refusals are no zeros and do not belong here.
    """

    features: NDArray[np.float64]
    wanted: NDArray[np.int64]


def hand_model() -> ModelWeights:
    """Return the hand weights as a model."""
    return ModelWeights("hand", HAND_INTERCEPT, tuple(HAND_WEIGHTS[name] for name in NAMES))


def made_pairs(count: int = PRIOR_PAIRS) -> NDArray[np.float64]:
    """Return the made pairs, of shape (count, n_features): spread evenly, the same on every run.

    Source: Kronecker sequence with the generalised golden ratio (Roberts 2018, R-sequence).
    """
    dimensions = len(NAMES)
    ratio = 2.0
    for _ in range(64):
        ratio = (1.0 + ratio) ** (1.0 / (dimensions + 1))
    steps = ratio ** -np.arange(1.0, dimensions + 1)
    spread: NDArray[np.float64] = (0.5 + np.outer(np.arange(1, count + 1), steps)) % 1.0
    return spread


def fit(outcomes: Outcomes | None = None, *, names: Collection[str] = NAMES) -> LogisticRegression:
    """Return a model of some features, fitted to the prior and, if there are any, to outcomes."""
    features, labels, weights = _with_prior(outcomes)
    features = features[:, [name in names for name in NAMES]]
    # No penalty: the made pairs hold the weights, towards the hand weights and not towards zero.
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-12, max_iter=200)
    return model.fit(features, labels, sample_weight=weights)


def learned(outcomes: Outcomes, version: str) -> ModelWeights:
    """Return the model that outcomes make of the prior; none of its weights is below zero.

    Every feature is better the more there is of it. Where a few outcomes say otherwise it counts
    nothing, and the rest is fitted again without it.
    """
    names = NAMES
    while True:
        found = weights_of(fit(outcomes, names=names), version, names)
        rising = tuple(
            name
            for name, weight in zip(NAMES, found.weights, strict=True)
            if name in names and weight >= 0.0
        )
        if rising == names:
            return found
        names = rising


def challenger(outcomes: Outcomes) -> HistGradientBoostingClassifier:
    """Return boosted trees that add up feature by feature and never fall, over the same prior.

    For thousands of outcomes: with few it is worse than weights (docs/matching.md, learning).
    """
    features, labels, weights = _with_prior(outcomes)
    model = HistGradientBoostingClassifier(
        monotonic_cst=[feature.direction for feature in FEATURES],
        interaction_cst="no_interactions",
        learning_rate=0.1,
        max_iter=150,
        max_leaf_nodes=8,
        min_samples_leaf=20,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    return model.fit(features, labels, sample_weight=weights)


def tables_of(model: HistGradientBoostingClassifier, version: str) -> Tables:
    """Return the trees as tables: the same log-odds, to the rounding of sums.

    Trees ask whether a value is at most a threshold; each uses one feature. So what a feature adds
    is the whole model at one value of it between any two thresholds, all other features at zero.
    """
    edges = tuple(_thresholds(model, number) for number in range(len(NAMES)))
    nothing = np.zeros((1, len(NAMES)))
    base = float(model.decision_function(nothing)[0])
    adds = []
    for number, values in enumerate(edges):
        pairs = np.repeat(nothing, len(values) + 1, axis=0)
        pairs[:, number] = np.append(values, np.inf)
        adds.append(model.decision_function(pairs) - base)
    return Tables(version, base, edges, tuple(adds))


def _thresholds(model: HistGradientBoostingClassifier, number: int) -> NDArray[np.float64]:
    """Return every threshold that a tree has for one feature, ascending."""
    nodes = [tree.nodes for [tree] in model._predictors]
    found = [
        one["num_threshold"][(one["is_leaf"] == 0) & (one["feature_idx"] == number)]
        for one in nodes
    ]
    return np.unique(np.concatenate(found)).astype(np.float64)


def _with_prior(
    outcomes: Outcomes | None,
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
    """Return features, labels and weights of the made pairs, and of outcomes if there are any."""
    pairs = made_pairs()
    chance = chances(log_odds(pairs.T, hand_model()))
    share = PRIOR_OUTCOMES / len(pairs)
    features = [pairs, pairs]
    labels = [np.ones(len(pairs), dtype=np.int64), np.zeros(len(pairs), dtype=np.int64)]
    weights = [chance * share, (1.0 - chance) * share]
    if outcomes is not None:
        features.append(outcomes.features)
        labels.append(outcomes.wanted)
        weights.append(np.ones(len(outcomes.wanted)))
    return np.concatenate(features), np.concatenate(labels), np.concatenate(weights)


def weights_of(
    model: LogisticRegression, version: str, names: Sequence[str] = NAMES
) -> ModelWeights:
    """Return a model fitted to some features as weights for our scorer; others count nothing."""
    [weights], [intercept] = model.coef_.tolist(), model.intercept_.tolist()
    found = dict(zip(names, weights, strict=True))
    return ModelWeights(version, intercept, tuple(found.get(name, 0.0) for name in NAMES))


def rounded(model: ModelWeights) -> ModelWeights:
    """Return the model as it is shipped."""
    return ModelWeights(
        model.version,
        round(model.intercept, DIGITS),
        tuple(round(weight, DIGITS) for weight in model.weights),
    )


def prior_model() -> ModelWeights:
    """Return the model that is shipped in `matching/artefacts/prior.json`."""
    return rounded(weights_of(fit(), PRIOR_VERSION))


Way: TypeAlias = Callable[[NDArray[np.float64], NDArray[np.float64]], Calibration]

FOLDS = 5
FEW_FOR_STAIRS = 200
"""With fewer outcomes a stair for each of a few scores says nothing: a line does."""


def calibrated(odds: NDArray[np.float64], came_true: NDArray[np.float64]) -> Calibration:
    """Return how log-odds become chances: as they are, by a line or by stairs.

    The one with the least calibration error over five folds, the simplest of equals; as they are
    if but one sort of outcome came.
    """
    ways: list[Way] = [_plain, fitted_line]
    if len(odds) >= FEW_FOR_STAIRS:
        ways.append(stairs)
    fold = np.arange(len(odds)) % FOLDS

    def error(way: Way) -> float:
        expected = np.zeros(len(odds))
        for one in range(FOLDS):
            here = fold == one
            expected[here] = way(odds[~here], came_true[~here]).chances(odds[here])
        return round(ece(expected, came_true), 3)

    if len(np.unique(came_true)) < BOTH_SORTS:
        return Line()
    return min(ways, key=error)(odds, came_true)


def stairs(odds: NDArray[np.float64], came_true: NDArray[np.float64]) -> Stairs:
    """Return the rising stairs nearest to the outcomes (isotonic regression)."""
    model = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(odds, came_true)
    return Stairs(model.X_thresholds_, model.y_thresholds_)


def _plain(odds: NDArray[np.float64], came_true: NDArray[np.float64]) -> Line:
    del odds, came_true
    return Line()
