"""What is measured between a person and a vacancy."""

from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest

from employers.values.vacancies import Currency, WagePer
from kernel.places import Governorate
from matching.features import FEATURES, NAMES
from matching.features.abilities import specificity
from skills.values.returnees import Evidence
from tests.unit.matching import made

NEUTRAL = {feature.name: feature.neutral for feature in FEATURES}


def measured(name, one=None, *, similar=None, requirements=(), **asked):
    return made.features(
        made.vacancy(*requirements, **asked), one or made.person(), similar=similar
    )[name]


class TestRegistry:
    def test_holds_at_most_twenty_features_each_named_once(self):
        assert len(set(NAMES)) == len(NAMES) <= 20

    @pytest.mark.parametrize("feature", FEATURES, ids=NAMES)
    def test_says_of_each_what_it_means_and_what_stands_for_unknown(self, feature):
        assert feature.measure.__name__ in {feature.name, feature.name.removesuffix("s")}
        assert feature.measure.__doc__.strip().endswith(".")
        assert feature.direction == 1
        assert 0 <= feature.neutral <= 1
        assert feature.unit
        assert feature.when_unknown
        assert feature.source


class TestCoverage:
    def test_takes_the_best_single_skill(self):
        similar = {made.WELDING: {made.PIPES: 0.5, made.FIRST_AID: 0.5}}
        several = made.person(made.skill(made.PIPES, 4), made.skill(made.FIRST_AID, 4))
        one = made.person(made.skill(made.PIPES, 4))

        both = measured("essential_coverage", several, similar=similar)

        assert both == measured("essential_coverage", one, similar=similar)
        assert both == pytest.approx(0.5 * 0.85)

    def test_names_the_weakest(self):
        asked = (made.needs(), made.needs(made.PIPES))

        assert measured("weakest_essential", requirements=asked) == 0.0
        assert measured("essential_coverage", requirements=asked) > 0.0

    def test_keeps_optional_apart(self):
        asked = (made.needs(made.PIPES), made.needs(optional=True))

        assert measured("essential_coverage", requirements=asked) == 0.0
        assert measured("optional_coverage", requirements=asked) == pytest.approx(0.425)

    def test_is_nothing_where_nothing_is_asked(self):
        bare = made.vacancy(isco="7212")
        object.__setattr__(bare, "requirements", ())

        assert made.features(bare, made.person())["weakest_essential"] == 0.0


class TestBreadth:
    def test_counts_skills_and_stops_at_eight(self):
        uris = [f"http://example.org/skill/{number}" for number in range(12)]
        asked = tuple(made.needs(uri) for uri in uris)
        four, twelve = (
            made.person(*(made.skill(uri) for uri in uris[:count])) for count in (4, 12)
        )

        all_used = specificity(np.array([12]))[0]
        assert measured("breadth", four, requirements=asked) == pytest.approx(all_used / 2)
        assert measured("breadth", twelve, requirements=asked) == pytest.approx(all_used)

    def test_says_less_where_a_vacancy_names_many_skills(self):
        few = measured("breadth", requirements=(made.needs(),))
        many = tuple(made.needs(f"http://example.org/skill/{number}") for number in range(30))

        assert few > measured("breadth", requirements=(made.needs(), *many))

    def test_is_the_same_to_the_last_bit_in_whatever_order_terms_come(self):
        weights = {made.WELDING: 0.5, made.PIPES: 0.138195058276284, made.FIRST_AID: 1.0}
        one = made.person(*(made.skill(term) for term in weights))
        asked = (made.needs("http://example.org/skill/other"),)

        found = {
            measured("breadth", one, similar={asked[0].concept_uri: order}, requirements=asked)
            for order in (weights, dict(reversed(weights.items())))
        }

        assert len(found) == 1


class TestQuality:
    def test_of_level_is_the_share_of_what_is_asked(self):
        asked = (made.needs(least=4),)

        assert measured("level_met", requirements=asked) == 0.5
        assert measured("level_met", made.person(made.skill(level=4))) == 1.0

    def test_of_evidence_rises_with_papers(self):
        shown = made.person(made.skill(evidence=Evidence.CERTIFICATE))

        assert measured("evidence", shown) == 1.0
        assert measured("evidence") == 0.0

    def test_of_recency_falls_with_years(self):
        old = made.person(made.skill(last_used_on=made.TODAY - timedelta(days=366 * 5)))

        assert measured("recency", old) == pytest.approx(0.8)
        assert measured("recency") == 1.0


class TestOccupation:
    @pytest.mark.parametrize(
        ("isco", "expected"),
        [("7212", 0.9), ("7213", 0.6), ("7233", 0.3), ("7411", 0.1), ("9111", 0.0), ("72", 0.3)],
    )
    def test_is_near_by_the_digits_shared(self, isco, expected):
        assert measured("occupation_nearness", made.person(isco=isco), isco="7212") == expected

    def test_is_the_same_by_its_uri(self):
        one = made.person(occupation_uri="welder")

        assert measured("occupation_nearness", one, occupation_uri="welder") == 1.0

    @pytest.mark.parametrize(("theirs", "ours"), [(None, "7212"), ("7212", None)])
    def test_is_unknown_where_one_side_names_none(self, theirs, ours):
        near = measured("occupation_nearness", made.person(isco=theirs), isco=ours)

        assert near == NEUTRAL["occupation_nearness"]

    def test_makes_experience_count_as_far_as_it_is_near(self):
        near = made.person(isco="7212", experience_months=24)
        far = made.person(isco="9111", experience_months=24)
        asked = {"isco": "7212", "experience_months": 24}

        assert measured("experience", near, **asked) == pytest.approx(0.9)
        assert measured("experience", far, **asked) == 0.0
        assert measured("experience", **asked) == NEUTRAL["experience"]


class TestLikely:
    POINTED = made.person(likely_work={"welder": 127, "7212": 127, "cook": 40})

    def test_counts_for_the_very_occupation_and_for_its_unit_group(self):
        asked = {"occupation_uri": "welder", "isco": "7212"}

        assert measured("likely_occupation", self.POINTED, **asked) == 1.0
        assert measured("likely_group", self.POINTED, **asked) == 1.0
        assert measured("likely_occupation", self.POINTED, occupation_uri="cook") == 40 / 127

    def test_adds_nothing_where_skills_point_elsewhere_or_nothing_is_named(self):
        assert measured("likely_group", self.POINTED, isco="5120") == 0.0
        assert measured("likely_group", self.POINTED) == 0.0
        assert measured("likely_occupation", occupation_uri="welder") == 0.0


class TestPlace:
    def test_is_nearest_at_home_then_where_accepted_then_where_one_would_move(self):
        home = made.person(governorate=Governorate.BAGHDAD)
        accepted = made.person(accepted_governorates=(Governorate.BAGHDAD,))
        mover = made.person(governorate=Governorate.BASRA, relocates=True)

        near = [measured("place_nearness", one) for one in (home, accepted, mover, None)]

        assert near == [1.0, 0.75, 0.6, NEUTRAL["place_nearness"]]


class TestWage:
    @pytest.mark.parametrize(
        ("least", "expected"), [(500_000, 1.0), (650_000, 1.0), (1_300_000, 0.0), (None, 0.75)]
    )
    def test_fits_what_the_person_needs(self, least, expected):
        wage = {"wage_max": 25_000, "wage_per": WagePer.DAY}

        assert measured("wage_fit", made.person(least_wage=least), **wage) == expected

    def test_is_unknown_in_another_currency(self):
        wage = {"wage_max": 1, "currency": Currency.USD}
        one = made.person(least_wage=500_000)

        assert measured("wage_fit", one, **wage) == NEUTRAL["wage_fit"]


class TestStart:
    @pytest.mark.parametrize(("days", "expected"), [(-5, 1.0), (0, 1.0), (15, 0.5), (30, 0.0)])
    def test_fits_by_the_days_late(self, days, expected):
        start = made.TODAY + timedelta(days=20)
        one = made.person(available_on=start + timedelta(days=days))

        assert measured("start_fit", one, start_on=start) == expected

    def test_is_unknown_for_who_comes_later_where_no_start_is_named(self):
        later = made.person(available_on=made.TODAY + timedelta(days=10))
        free = made.person(available_on=made.TODAY)

        assert measured("start_fit", later) == NEUTRAL["start_fit"]
        assert measured("start_fit", free) == 1.0


class TestLanguage:
    @pytest.mark.parametrize(
        ("held", "expected"), [("B1", 0.75), ("B2", 0.875), ("C2", 1.0), ("A1", 0.0)]
    )
    def test_has_a_margin_by_level(self, held, expected):
        one = made.person(languages={"en": held})

        assert measured("language_margin", one, languages=(("en", "B1"),)) == expected

    def test_is_the_mean_over_those_known(self):
        one = made.person(languages={"en": "B2"})

        asked = (("en", "B1"), ("ar", "B1"))

        assert measured("language_margin", one, languages=asked) == 0.875


class TestConfirmation:
    @pytest.mark.parametrize(("days", "expected"), [(0, 1.0), (60, 1.0), (365, 0.0), (900, 0.0)])
    def test_grows_stale(self, days, expected):
        at = datetime.combine(made.TODAY, time(9), UTC) - timedelta(days=days)

        assert measured("confirmation", made.person(confirmed_at=at)) == expected

    def test_is_neutral_where_nobody_ever_confirmed(self):
        assert measured("confirmation") == NEUTRAL["confirmation"]


class TestShift:
    @pytest.mark.parametrize(("night", "expected"), [(True, 1.0), (False, 0.0), (None, 0.5)])
    def test_fits_who_takes_nights(self, night, expected):
        assert measured("shift_fit", made.person(night=night), night=True) == expected
