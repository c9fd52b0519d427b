"""Measures of rankings, by hand, and a trial small enough to know the answer of."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from matching.evaluation.calibration import crossed_chances, fitted_line
from matching.evaluation.counterfactual import Drawn, among_all, doubly_robust, weighted
from matching.evaluation.measures import ece, ndcg, recall, reciprocal_rank
from matching.evaluation.trials import MadePerson, Trial, peers_of, scores_by
from matching.index.likely import likely_of
from matching.queries.registry import feature_lines, gate_lines
from matching.scorer import shipped_weights
from matching.values.ranking import Gate
from skills.values.needs import OccupationNeeds


def test_ndcg_is_one_for_the_ideal_order_and_counts_the_first_places_alone():
    assert ndcg(np.array([3.0, 1.0, 0.0])) == 1.0
    assert ndcg(np.array([0.0, 3.0])) == pytest.approx(1 / np.log2(3))
    assert ndcg(np.array([0.0] * 10 + [3.0])) == 0.0
    assert ndcg(np.zeros(4)) == 0.0


def test_the_reciprocal_rank_is_that_of_the_highest_gain():
    assert reciprocal_rank(np.array([1.0, 0.0, 3.0])) == pytest.approx(1 / 3)
    assert reciprocal_rank(np.zeros(3)) == 0.0


def test_recall_is_the_share_among_the_first():
    assert recall(np.array([0.0, 1.0, 0.0, 3.0]), places=2) == 0.5
    assert recall(np.zeros(3), places=2) == 1.0


def test_chances_that_come_true_as_often_as_they_say_have_no_error():
    chances = np.repeat([0.0, 0.5, 1.0], 10)
    outcomes = np.concatenate([np.zeros(10), np.tile([0.0, 1.0], 5), np.ones(10)])

    assert ece(chances, outcomes, bins=3) == pytest.approx(0.0)
    assert ece(np.full(10, 0.9), np.zeros(10), bins=2) == pytest.approx(0.9)


def test_calibration_by_the_other_fold_mends_what_is_off():
    odds = np.linspace(3, 9, 400)
    true = (np.random.default_rng(1).random(400) < 1 / (1 + np.exp(6 - odds))).astype(float)
    folds = [number % 2 for number in range(400)]

    assert ece(crossed_chances(odds.tolist(), true.tolist(), folds), true) < 0.08
    assert ece(1 / (1 + np.exp(-odds)), true) > 0.3


def test_a_line_of_calibration_is_that_of_scikit_learn_and_plain_without_both_sorts():
    odds = np.random.default_rng(2).normal(-6, 2, 500)
    true = (np.random.default_rng(3).random(500) < 1 / (1 + np.exp(-odds - 5))).astype(float)
    line = fitted_line(odds, true)

    [[slope]] = LogisticRegression(C=np.inf, tol=1e-12).fit(odds[:, None], true).coef_
    assert line.slope == pytest.approx(slope, rel=1e-4)
    assert line.chances(odds).mean() == pytest.approx(true.mean(), abs=1e-9)
    assert fitted_line(odds, np.ones(500)).slope == 1.0
    assert fitted_line(np.array([0.0, 1.0]), np.array([1.0, 0.0])).slope == 0.0
    apart = fitted_line(np.array([0.0, 1.0]), np.array([0.0, 1.0])).chances(np.array([0.0, 1.0]))
    assert np.isfinite(apart).all()


def test_a_trial_gains_by_the_true_occupation_and_by_its_unit_group():
    needs = OccupationNeeds(
        unit_groups={"cook": "5120", "fitter": "7213", "welder": "7212", "ship welder": "7212"},
        essential={
            "welder": ("weld", "cut", "grind"),
            "cook": ("fry", "bake"),
            "fitter": ("fit",),
        },
        optional={"ship welder": ("weld", "cut", "caulk")},
    )
    people = (MadePerson("one", ("weld",), "welder"),)
    trial = Trial(people, (frozenset({"weld", "grind", "cut"}),), needs, {}, likely_of(needs))

    quality = trial.quality(scores_by(trial.features(), shipped_weights()))
    assert (quality.mrr, quality.ndcg_at_10) == (1.0, 1.0)
    for likeness in peers_of(needs).values():
        assert trial.quality(trial.peer_scores(likeness)).mrr == 1.0
    backwards = -trial.peer_scores(peers_of(needs)["overlap"])
    assert trial.quality(backwards).mrr < 1.0


def test_every_gate_and_feature_says_what_it_does_and_where_it_comes_from():
    assert [one.gate for one in gate_lines()] == list(Gate)
    for line in (*gate_lines(), *feature_lines()):
        assert line.says.endswith(".")
        assert line.source
        assert line.when_unknown


def drawn(**changes):
    """Return four lots between two people each; the other way takes the drawn one in two."""
    one = {
        "propensity": [0.5, 0.5, 0.5, 0.5],
        "target": [1.0, 1.0, 0.0, 0.0],
        "came_true": [1.0, 0.0, 1.0, 1.0],
        "expected": [0.8, 0.2, 0.5, 0.5],
        "expected_of_target": [0.8, 0.2, 0.6, 0.4],
    } | changes
    return Drawn(**{name: np.array(values) for name, values in one.items()})


def test_estimates_from_lots_are_those_computed_by_hand():
    # Weights 2, 2, 0, 0: (2 × 1 + 2 × 0 + 0 + 0) / 4.
    assert weighted(drawn()).mean == pytest.approx(0.5)
    # Expected .8 + .2 + .6 + .4, mended by 2 × .2 + 2 × -.2: 2 / 4.
    assert doubly_robust(drawn()).mean == pytest.approx(0.5)
    # A model that is right needs no weights; chances of lots that are right mend a wrong model.
    right = drawn(came_true=[1.0, 0.0, 1.0, 1.0], expected=[1.0, 0.0, 1.0, 1.0])
    assert doubly_robust(right).mean == pytest.approx(np.mean([0.8, 0.2, 0.6, 0.4]))
    wrong = drawn(expected=[0.0] * 4, expected_of_target=[0.0] * 4)
    assert doubly_robust(wrong).mean == weighted(drawn()).mean
    # Drawn among four, among two and among two: (4 × 1 + 2 × 0 + 2 × 1) / (4 + 2 + 2).
    shares = among_all(np.array([0.25, 0.5, 0.5]), np.array([1.0, 0.0, 1.0]))
    assert shares.mean == pytest.approx(0.75)
    assert 0.0 <= shares.low <= shares.mean <= shares.high == 1.0
    assert shares.lots == 3
    assert weighted(drawn(**{name: [] for name in ("propensity", "target", "came_true")})) is None


def test_an_interval_holds_the_truth_about_as_often_as_it_says():
    random = np.random.default_rng(7)
    held = 0
    for _ in range(100):
        came = (random.random(200) < 0.3).astype(float)
        estimate = among_all(np.ones(200), came)
        held += estimate.low <= 0.3 <= estimate.high
    assert 88 <= held <= 100
