"""Conditions that must hold; unknown is not no."""

from datetime import timedelta

import pytest

from kernel.places import Governorate
from matching.gates import HOLDS, OPEN_QUESTION, SHUT, verdicts_of
from matching.index import Sides, asks_of, build_snapshot, demand_of
from matching.values.ranking import Gate
from tests.unit.matching import made

BAGHDAD, BASRA, ERBIL = Governorate.BAGHDAD, Governorate.BASRA, Governorate.ERBIL


def verdict(gate, one, **asked):
    demand = demand_of(made.vacancy(**asked), {})
    people = build_snapshot([one], today=made.TODAY).columns
    return verdicts_of(Sides(people, asks_of([demand]), made.TODAY))[gate][0]


class TestPlace:
    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            ({}, OPEN_QUESTION),
            ({"governorate": BAGHDAD}, HOLDS),
            ({"governorate": BAGHDAD, "relocates": False}, HOLDS),
            ({"governorate": BASRA}, OPEN_QUESTION),
            ({"governorate": BASRA, "relocates": False}, SHUT),
            ({"governorate": BASRA, "relocates": True}, HOLDS),
            ({"relocates": False}, OPEN_QUESTION),
            ({"governorate": BASRA, "accepted_governorates": (BAGHDAD,)}, HOLDS),
            ({"governorate": BASRA, "accepted_governorates": (ERBIL,)}, SHUT),
            (
                {"governorate": BASRA, "accepted_governorates": (ERBIL,), "relocates": True},
                OPEN_QUESTION,
            ),
        ],
    )
    def test_is_judged_by_what_the_person_said(self, facts, expected):
        assert verdict(Gate.PLACE, made.person(**facts)) == expected


class TestLicence:
    @pytest.mark.parametrize(
        ("held", "expected"),
        [((), OPEN_QUESTION), (("b ",), HOLDS), (("C",), SHUT)],
    )
    def test_is_judged_by_the_licences_recorded(self, held, expected):
        assert verdict(Gate.LICENCE, made.person(licences=held), licences=("B",)) == expected

    def test_needs_every_licence(self):
        assert verdict(Gate.LICENCE, made.person(licences=("B",)), licences=("B", "C")) == SHUT

    def test_holds_where_none_is_demanded(self):
        assert verdict(Gate.LICENCE, made.person()) == HOLDS

    def test_is_shut_to_who_was_asked_and_has_none(self):
        one = made.person(licences_asked=True)

        assert verdict(Gate.LICENCE, one, licences=("B",)) == SHUT

    def test_does_not_shut_out_who_lacks_a_skill_that_the_law_demands(self):
        asked = made.vacancy(made.needs(made.PIPES, by_law=True))

        assert made.rank(asked, [made.person()]).order == (1,)


class TestLanguage:
    @pytest.mark.parametrize(
        ("held", "expected"),
        [
            ({}, OPEN_QUESTION),
            ({"ar": "C2"}, OPEN_QUESTION),
            ({"en": "A2"}, SHUT),
            ({"en": "B1"}, HOLDS),
            ({"en": "C1"}, HOLDS),
        ],
    )
    def test_is_judged_by_the_level_recorded(self, held, expected):
        asked = (("en", "B1"),)
        assert verdict(Gate.LANGUAGE, made.person(languages=held), languages=asked) == expected


class TestStart:
    @pytest.mark.parametrize(
        ("days", "expected"), [(None, OPEN_QUESTION), (0, HOLDS), (30, HOLDS), (31, SHUT)]
    )
    def test_allows_thirty_days(self, days, expected):
        start = made.TODAY + timedelta(days=10)
        free = None if days is None else start + timedelta(days=days)

        assert verdict(Gate.START, made.person(available_on=free), start_on=start) == expected

    def test_counts_from_today_where_the_start_has_passed(self):
        passed = made.TODAY - timedelta(days=60)

        assert verdict(Gate.START, made.person(available_on=made.TODAY), start_on=passed) == HOLDS

    def test_holds_where_no_start_is_named(self):
        late = made.person(available_on=made.TODAY + timedelta(days=300))

        assert verdict(Gate.START, late) == HOLDS


class TestNight:
    @pytest.mark.parametrize(
        ("night", "expected"), [(None, OPEN_QUESTION), (False, SHUT), (True, HOLDS)]
    )
    def test_is_judged_by_what_the_person_takes(self, night, expected):
        assert verdict(Gate.NIGHT, made.person(night=night), night=True) == expected

    @pytest.mark.parametrize("asked", [None, False])
    def test_holds_where_there_is_no_night_work(self, asked):
        assert verdict(Gate.NIGHT, made.person(night=False), night=asked) == HOLDS


class TestEmployer:
    @pytest.mark.parametrize(("refused", "expected"), [({7}, SHUT), ({8}, HOLDS), (set(), HOLDS)])
    def test_is_shut_to_who_refused_it(self, refused, expected):
        one = made.person(refused_employers=frozenset(refused))

        assert verdict(Gate.EMPLOYER, one) == expected


class TestOccupation:
    @pytest.mark.parametrize(
        ("refused", "expected"),
        [
            ((("guard", "5414"),), SHUT),
            ((("doorman", "5414"),), OPEN_QUESTION),
            ((("cook", "5120"),), HOLDS),
            ((("guard", None),), SHUT),
            ((), HOLDS),
        ],
    )
    def test_is_shut_to_who_refused_it_and_asks_who_refused_one_like_it(self, refused, expected):
        one = made.person(refused_occupations=refused)

        found = verdict(Gate.OCCUPATION, one, occupation_uri="guard", isco="5414")

        assert found == expected

    def test_holds_where_a_vacancy_names_none(self):
        one = made.person(refused_occupations=(("guard", None),))

        assert verdict(Gate.OCCUPATION, one) == HOLDS
