"""Learn weights from outcomes, with hand weights as the prior. The one place of scikit-learn.

The prior is data: a fixed set of made pairs, each labelled softly with the chance that the hand
weights give it, of a total weight that says how many outcomes it is worth. Real outcomes are
added to them.

Source: Bedrick, Christensen, Johnson (1996), A new perspective on priors for generalized linear
models: conditional means priors.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from matching.features import NAMES
from matching.scorer import ModelWeights, chances, log_odds

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

PRIOR_PAIRS = 2048
PRIOR_VERSION = "prior-1"
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


def fit(outcomes: Outcomes | None = None) -> LogisticRegression:
    """Return a model fitted to the prior and, if there are any, to outcomes."""
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
    # No penalty: the made pairs hold the weights, towards the hand weights and not towards zero.
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-12, max_iter=200)
    return model.fit(
        np.concatenate(features), np.concatenate(labels), sample_weight=np.concatenate(weights)
    )


def weights_of(model: LogisticRegression, version: str) -> ModelWeights:
    """Return a fitted model as weights for our scorer."""
    [weights], [intercept] = model.coef_.tolist(), model.intercept_.tolist()
    return ModelWeights(version, intercept, tuple(weights))


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
