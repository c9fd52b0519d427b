"""Why a match scored as it did."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from employers.values.vacancies import WagePer
from kernel.places import Governorate
from matching.values.ranking import ReasonCode, ReasonKind
from skills.values.returnees import Evidence
from tests.unit.matching import made

FULL = made.vacancy(
    made.needs(),
    made.needs(made.PIPES, 3),
    made.needs(made.FIRST_AID, optional=True),
    isco="7212",
    wage_max=700_000,
    licences=("B",),
    languages=(("en", "B1"), ("ar", "A2")),
    night=True,
    start_on=made.TODAY + timedelta(days=3),
    experience_months=24,
)
KNOWN = made.person(
    made.skill(level=3, evidence=Evidence.CERTIFICATE),
    made.skill(made.PIPES, 2),
    governorate=Governorate.BAGHDAD,
    isco="7213",
    experience_months=30,
    least_wage=600_000,
    licences=("B",),
    languages={"en": "B2", "ar": "C2"},
    night=True,
    available_on=made.TODAY,
    confirmed_at=datetime(2026, 11, 1, 9, tzinfo=UTC),
)


def reasons(asked, one, *, similar=None):
    return {reason.code: reason for reason in made.match(asked, one, similar=similar).reasons}


class TestReasons:
    @pytest.mark.parametrize("one", [KNOWN, made.person(), made.person(made.skill("other"))])
    def test_sum_to_the_log_odds_of_the_score(self, one):
        match = made.match(FULL, one)

        odds = match.base + math.fsum(reason.contribution for reason in match.reasons)

        assert 1 / (1 + math.exp(-odds)) == pytest.approx(match.score, abs=1e-9)

    def test_stand_under_their_headings_the_weightiest_first(self):
        kinds = [reason.kind for reason in made.match(FULL, KNOWN).reasons]

        assert kinds == sorted(kinds, key=list(ReasonKind).index)
        fits = [
            r.contribution for r in made.match(FULL, KNOWN).reasons if r.kind is ReasonKind.FITS
        ]
        assert fits == sorted(fits, reverse=True)

    def test_name_the_skill_in_the_persons_words_and_both_levels(self):
        covered = reasons(FULL, KNOWN)[ReasonCode.ESSENTIAL_COVERED]

        assert covered.concept_uri == made.WELDING
        assert covered.held_words == f"words for {made.WELDING}"
        assert (covered.held, covered.asked) == (3, 2)
        assert covered.contribution > 0

    def test_tell_what_lies_below_the_level_and_what_is_missing(self):
        found = reasons(FULL, KNOWN)

        assert found[ReasonCode.BELOW_LEVEL].concept_uri == made.PIPES
        assert found[ReasonCode.MISSING_OPTIONAL].concept_uri == made.FIRST_AID
        assert found[ReasonCode.MISSING_OPTIONAL].held is None

    def test_tell_a_related_skill_from_the_same(self):
        similar = {made.WELDING: {made.PIPES: 0.5}}
        related = made.person(made.skill(made.PIPES))

        found = reasons(made.vacancy(), related, similar=similar)

        assert found[ReasonCode.RELATED_SKILL].held_words == f"words for {made.PIPES}"

    def test_ask_about_what_the_law_demands_and_nobody_recorded(self):
        asked = made.vacancy(made.needs(made.PIPES, by_law=True))

        assert reasons(asked, made.person())[ReasonCode.ASK_BY_LAW].concept_uri == made.PIPES

    def test_ask_about_everything_unknown_at_no_cost(self):
        found = reasons(FULL, made.person())

        asks = {code for code in found if code.value.startswith("ask_")}
        assert asks == {
            ReasonCode.ASK_LICENCE,
            ReasonCode.ASK_OCCUPATION,
            ReasonCode.ASK_EXPERIENCE,
            ReasonCode.ASK_PLACE,
            ReasonCode.ASK_WAGE,
            ReasonCode.ASK_START,
            ReasonCode.ASK_LANGUAGE,
            ReasonCode.ASK_NIGHT,
            ReasonCode.ASK_CONFIRMATION,
        }
        assert all(found[code].contribution == 0 for code in asks)

    def test_say_what_speaks_for_a_person_of_whom_all_is_known(self):
        fits = {code for code in reasons(FULL, KNOWN) if code.kind is ReasonKind.FITS}

        assert fits == {
            ReasonCode.ESSENTIAL_COVERED,
            ReasonCode.SKILLS_USED,
            ReasonCode.NEAR_OCCUPATION,
            ReasonCode.EXPERIENCE,
            ReasonCode.SAME_GOVERNORATE,
            ReasonCode.WAGE_FITS,
            ReasonCode.START_IN_TIME,
            ReasonCode.LANGUAGE_MET,
            ReasonCode.LICENCE_HELD,
            ReasonCode.NIGHT_ACCEPTED,
            ReasonCode.LATELY_CONFIRMED,
        }

    def test_say_that_skills_belong_to_such_work(self):
        pointed = replace(KNOWN, likely_work={FULL.isco: 60})

        assert ReasonCode.LIKELY_WORK not in reasons(FULL, KNOWN)
        assert reasons(FULL, pointed)[ReasonCode.LIKELY_WORK].contribution > 0

    def test_count_the_skills_used(self):
        assert reasons(FULL, KNOWN)[ReasonCode.SKILLS_USED].held == 2

    def test_have_no_licence_or_language_nobody_asks_for(self):
        found = reasons(made.vacancy(), KNOWN)

        assert not found.keys() & {ReasonCode.LICENCE_HELD, ReasonCode.LANGUAGE_MET}


class TestCircumstances:
    def test_a_wage_below_the_least_is_talked_about_first_and_shuts_nobody_out(self):
        poor = made.vacancy(wage_max=20_000, wage_per=WagePer.DAY)

        talk = reasons(poor, made.person(least_wage=600_000))[ReasonCode.TALK_WAGE]

        assert (talk.held, talk.asked) == (600_000, 520_000)
        assert talk.contribution < 0

    def test_a_wage_not_named_is_asked_about(self):
        ask = reasons(made.vacancy(), made.person(least_wage=600_000))[ReasonCode.ASK_WAGE]

        assert (ask.held, ask.asked) == (600_000, None)

    def test_who_is_free_later_starts_late_by_so_many_days(self):
        asked = made.vacancy(start_on=made.TODAY)
        later = made.person(available_on=made.TODAY + timedelta(days=12))

        assert reasons(asked, later)[ReasonCode.STARTS_LATE].held == 12

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({"accepted_governorates": (Governorate.BAGHDAD,)}, ReasonCode.PLACE_ACCEPTED),
            ({"relocates": True}, ReasonCode.WILLING_TO_MOVE),
            ({"governorate": Governorate.BASRA}, ReasonCode.ASK_PLACE),
        ],
    )
    def test_a_place_is_named_by_its_code(self, facts, code):
        assert reasons(made.vacancy(), made.person(**facts))[code].subject == "IQ-BG"

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({"occupation_uri": "welder"}, ReasonCode.SAME_OCCUPATION),
            ({"isco": "9111"}, ReasonCode.OTHER_OCCUPATION),
            ({"isco": "9111", "experience_months": 60}, ReasonCode.LITTLE_EXPERIENCE),
        ],
    )
    def test_an_occupation_is_the_same_or_another(self, facts, code):
        asked = made.vacancy(isco="7212", occupation_uri="welder")

        assert code in reasons(asked, made.person(**facts))

    def test_a_profile_long_unconfirmed_is_asked_about(self):
        old = made.person(confirmed_at=datetime(2025, 11, 22, 9, tzinfo=UTC))

        stale = reasons(made.vacancy(), old)[ReasonCode.LONG_UNCONFIRMED]

        assert (stale.held, stale.kind) == (365, ReasonKind.ASK)
