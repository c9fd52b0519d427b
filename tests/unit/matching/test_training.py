"""What is learned from outcomes, and that what serves says the same as scikit-learn."""

import numpy as np
import pytest

from matching.features import NAMES
from matching.scorer import chances, log_odds, scores_of, shipped_weights
from matching.training import (
    Outcomes,
    calibrated,
    challenger,
    learned,
    stairs,
    tables_of,
)


def made_outcomes(count, seed=1, *, turned=None):
    """Return outcomes of employers who look for what the hand weights say, or for other things."""
    random = np.random.default_rng(seed)
    features = random.random((count, len(NAMES)))
    odds = log_odds(features.T, shipped_weights()) - 2.0
    if turned is not None:
        odds = odds - 12.0 * features[:, NAMES.index(turned)]
    return Outcomes(features, (random.random(count) < chances(odds)).astype(np.int64))


def test_tables_say_what_the_trees_of_scikit_learn_say_and_never_fall():
    outcomes = made_outcomes(3000)
    model = challenger(outcomes)
    tables = tables_of(model, "tables")
    pairs = np.vstack([outcomes.features, np.zeros((1, len(NAMES))), np.ones((1, len(NAMES)))])
    # On a threshold itself, and just beside it.
    pairs[:50, 3] = np.resize(tables.edges[3], 50)
    pairs[50:90, 3] = np.nextafter(np.resize(tables.edges[3], 40), 2.0)

    assert tables.log_odds(pairs.T) == pytest.approx(model.decision_function(pairs), abs=1e-9)
    assert chances(tables.log_odds(pairs.T)) == pytest.approx(
        model.predict_proba(pairs)[:, 1], abs=1e-9
    )
    assert tables.falls == ()


def test_no_weight_that_is_learned_makes_more_of_anything_a_fault():
    outcomes = made_outcomes(2000, turned="evidence")
    model = learned(outcomes, "one")

    assert min(model.weights) >= 0.0
    assert model.weights[NAMES.index("evidence")] == 0.0
    assert model.version == "one"


def test_few_outcomes_leave_the_hand_weights_nearly_as_they_are():
    prior, few = shipped_weights(), learned(made_outcomes(5), "few")

    assert few.weights == pytest.approx(prior.weights, abs=0.6)


@pytest.mark.parametrize("wanted", [0, 1])
@pytest.mark.parametrize("count", [0, 1, 50])
def test_no_outcome_or_one_sort_of_outcome_is_learned_from_without_a_fault(wanted, count):
    features = made_outcomes(count).features
    outcomes = Outcomes(features, np.full(count, wanted, dtype=np.int64))

    model = learned(outcomes, "one")

    assert np.isfinite(model.weights).all()
    scores = scores_of(np.random.default_rng(3).random((len(NAMES), 20)), model)
    assert np.isfinite(scores).all()
    way = calibrated(log_odds(features.T, model), outcomes.wanted.astype(float))
    assert np.isfinite(way.chances(np.array([-900.0, 0.0, 900.0]))).all()


def test_chances_are_calibrated_by_what_errs_least_and_never_fall():
    random = np.random.default_rng(5)
    odds = random.normal(0, 2, 4000)
    true = np.where(odds > 0, 0.7, 0.2)
    came = (random.random(4000) < true).astype(float)

    way = calibrated(odds, came)
    expected = way.chances(np.sort(odds))

    assert np.abs(way.chances(odds) - true).mean() < 0.05
    assert (np.diff(expected) >= 0).all()
    assert (np.diff(stairs(odds, came).chances(np.sort(odds))) >= 0).all()
