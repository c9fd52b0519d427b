"""People and vacancies as arrays."""

from datetime import date, timedelta

import numpy as np
import pytest

from matching.index import build_snapshot, demand_of, requirement_term
from matching.index.held import build_held, postings_of
from matching.index.holdings import CODE_COUNT, VALUES, code_of
from matching.index.marks import UNKNOWN
from skills.values.returnees import Evidence
from tests.unit.matching import made


def value(**facts):
    return VALUES[code_of(made.skill(**facts), made.TODAY)]


class TestHolding:
    def test_fits_a_byte(self):
        best = made.skill(level=4, evidence=Evidence.CERTIFICATE)

        assert code_of(best, made.TODAY) == CODE_COUNT - 1 < 256

    def test_is_worth_one_at_the_highest_level_with_a_certificate_used_today(self):
        assert value(level=4, evidence=Evidence.CERTIFICATE, last_used_on=made.TODAY) == 1.0

    @pytest.mark.parametrize("level", [2, 3, 4])
    def test_is_worth_more_at_a_higher_level(self, level):
        assert value(level=level) > value(level=level - 1)

    def test_is_worth_no_less_when_better_shown(self):
        worth = [value(evidence=evidence) for evidence in Evidence]

        assert worth[0] == min(worth)
        assert value(evidence=Evidence.CERTIFICATE) == max(worth)

    def test_is_worth_less_after_years_unused_but_never_nothing(self):
        worth = [
            value(level=4, last_used_on=made.TODAY - timedelta(days=366 * years))
            for years in (1, 5, 10, 40)
        ]

        assert worth == sorted(worth, reverse=True)
        assert worth[2] == worth[3] > 0.4

    def test_loses_nothing_for_an_unknown_or_a_future_day(self):
        lately = value(last_used_on=made.TODAY)

        assert value(last_used_on=None) == value(last_used_on=date(2030, 1, 1)) == lately


class TestPostings:
    def test_lists_everybody_who_holds_a_term_once(self):
        people = [
            made.person(made.skill(level=1), made.skill(level=3)),
            made.person(made.skill(made.PIPES)),
            made.person(made.skill(level=2)),
        ]

        rows, codes = postings_of(build_held(people, today=made.TODAY)).of(made.WELDING)

        assert rows.tolist() == [0, 2]
        assert codes[0] == code_of(made.skill(level=3), made.TODAY)

    def test_know_nobody_for_an_unknown_term(self):
        rows, codes = postings_of(build_held([made.person()], today=made.TODAY)).of("unheard of")

        assert len(rows) == len(codes) == 0

    def test_stand_empty_for_nobody(self):
        snapshot = build_snapshot([], today=made.TODAY)

        assert len(snapshot) == 0
        assert snapshot.columns.isco.shape == (0, 4)


class TestColumns:
    def test_keep_unknown_apart_from_no(self):
        people = [made.person(night=None), made.person(night=False), made.person(night=True)]

        night = build_snapshot(people, today=made.TODAY).columns.night

        assert night.tolist() == [UNKNOWN, 0, 1]

    def test_take_a_language_level_in_other_words_for_unknown(self):
        people = [made.person(languages={"en": "fluent"}), made.person(languages={"en": "b2"})]

        levels = build_snapshot(people, today=made.TODAY).columns.languages.of("en")

        assert levels.tolist() == [UNKNOWN, 3]


class TestDemand:
    def test_covers_a_requirement_by_its_own_term_though_nobody_says_so(self):
        [asked] = demand_of(made.vacancy(made.needs()), {}).asked

        assert asked.terms == {made.WELDING: 1.0}

    def test_reads_own_words_under_their_own_term(self):
        own = made.needs(None)
        similar = {requirement_term(own): {made.PIPES: 0.7}}

        [asked] = demand_of(made.vacancy(own), similar).asked

        assert asked.terms == {"own:words for none": 1.0, made.PIPES: 0.7}

    def test_shares_sum_to_one_for_each_kind(self):
        mixed = made.vacancy(
            made.needs(), made.needs(made.PIPES), made.needs(made.FIRST_AID, optional=True)
        )

        asked = demand_of(mixed, {}, importance={made.PIPES: 3.0}).asked

        assert [one.essential for one in asked] == [0.25, 0.75, 0.0]
        assert [one.optional for one in asked] == [0.0, 0.0, 1.0]
        assert np.isclose(sum(one.overall for one in asked), 1.0)

    def test_lets_one_kind_stand_for_both_where_only_one_is_asked(self):
        [asked] = demand_of(made.vacancy(made.needs(optional=True)), {}).asked

        assert asked.essential == asked.optional == 1.0
