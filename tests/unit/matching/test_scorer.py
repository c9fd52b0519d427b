"""From features to a score, and from outcomes to weights."""

from importlib.resources import files

import numpy as np
import pytest

from matching.features import FEATURES, NAMES, NEUTRAL
from matching.scorer import (
    ModelWeights,
    chances,
    contributions,
    log_odds,
    read_weights,
    shipped_weights,
    written_weights,
)
from matching.training import (
    HAND_WEIGHTS,
    Outcomes,
    fit,
    hand_model,
    made_pairs,
    prior_model,
    weights_of,
)


class TestScorer:
    def test_sums_contributions_to_the_log_odds(self):
        features = made_pairs(50)
        model = shipped_weights()

        odds = log_odds(features.T, model)

        for row, person in enumerate(features):
            total = model.base + sum(contributions(person, model).values())
            assert total == pytest.approx(odds[row], abs=1e-9)

    def test_gives_nothing_for_a_neutral_value(self):
        assert set(contributions(NEUTRAL, shipped_weights()).values()) == {0.0}

    def test_stays_within_its_range_at_any_odds(self):
        assert chances(np.array([-1e9, -800.0, 0.0, 800.0, 1e9])).tolist() == [0, 0, 0.5, 1, 1]

    def test_refuses_a_model_made_for_other_features(self):
        text = written_weights(shipped_weights()).replace("breadth", "depth")

        with pytest.raises(ValueError, match="prior-2 was made for other features"):
            read_weights(text)


class TestShippedModel:
    def test_is_what_training_gives_without_outcomes(self):
        again = prior_model()

        assert again.version == shipped_weights().version
        assert again.weights == pytest.approx(shipped_weights().weights, abs=2e-6)
        assert again.intercept == pytest.approx(shipped_weights().intercept, abs=2e-6)

    def test_is_written_as_it_is_read(self):
        text = (files("matching") / "artefacts" / "prior.json").read_text("utf-8")

        assert written_weights(read_weights(text)) == text

    def test_follows_the_direction_of_every_feature(self):
        for feature, weight in zip(FEATURES, shipped_weights().weights, strict=True):
            assert weight * feature.direction > 0

    def test_has_a_hand_weight_for_every_feature(self):
        assert HAND_WEIGHTS.keys() == set(NAMES)


class TestTraining:
    def test_scores_as_scikit_learn_does(self):
        model = fit()
        features = made_pairs(500)

        ours = chances(log_odds(features.T, weights_of(model, "again")))

        assert ours == pytest.approx(model.predict_proba(features)[:, 1], abs=1e-9)

    def test_gives_the_hand_weights_back_without_outcomes(self):
        learned = weights_of(fit(), "prior")

        assert learned.weights == pytest.approx(hand_model().weights, abs=1e-6)

    def test_moves_towards_outcomes_and_no_further_than_they_weigh(self):
        features = made_pairs(40)
        breadth = NAMES.index("breadth")
        # Outcomes in which breadth alone decides.
        wanted = (features[:, breadth] > 0.5).astype(np.int64)

        few = weights_of(fit(Outcomes(features[:10], wanted[:10])), "few")
        many = weights_of(fit(Outcomes(features, wanted)), "many")

        before = hand_model().weights[breadth]
        assert before < few.weights[breadth] < many.weights[breadth]

    def test_spreads_its_made_pairs_over_the_whole_range(self):
        pairs = made_pairs()

        assert pairs.min() >= 0
        assert pairs.max() < 1
        assert pairs.mean(axis=0) == pytest.approx(np.full(len(NAMES), 0.5), abs=0.01)


class TestModelWeights:
    def test_base_is_what_neutral_values_come_to(self):
        model = ModelWeights("one", 0.5, tuple(1.0 for _ in NAMES))

        assert model.base == pytest.approx(0.5 + NEUTRAL.sum())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text[:-40], "no whole model"),
        (lambda text: "[]", "no whole model"),
        (lambda text: text.replace("4.0", "NaN"), "no number"),
        (lambda text: text.replace('"breadth"', '"age"'), "other features"),
    ],
    ids=["cut short", "something else", "no number", "another feature"],
)
def test_an_artefact_that_is_not_whole_is_refused_in_a_sentence(change, says):
    text = written_weights(shipped_weights())

    assert read_weights(text) == shipped_weights()
    with pytest.raises(ValueError, match=says):
        read_weights(change(text))
