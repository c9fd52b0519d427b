"""Words to people about their jobs: one for every state and purpose, in every language."""

from datetime import UTC, date, datetime

import pytest

from forsa.i18n import Language
from forsa.i18n.person_words import STATUS, WHEN_ENDED, ending_sentence, status_sentence
from matching.values.introductions import (
    IntroductionBrief,
    MoveReason,
    NextStep,
    NextWhat,
    Owner,
    State,
)
from skills.values.consents import Purpose

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def brief(state, **facts):
    step = NextStep(Owner.EMPLOYER, NextWhat.ANSWER, date(2026, 11, 29), 0)
    return IntroductionBrief(
        **{
            "introduction_id": 1,
            "returnee_id": 1,
            "vacancy_id": 1,
            "employer_id": 1,
            "state": state,
            "state_at": AT,
            "score": 0.5,
            "next_step": step,
            "wanted_at": None,
            "held_until_on": None,
            "pending": None,
            "pending_until_at": None,
            "last_reason": None,
            "may_be_told": False,
            "hired_on": None,
        }
        | facts
    )


class TestHowAJobStands:
    def test_has_a_sentence_for_every_state(self):
        assert set(STATUS) == set(State)
        assert set(WHEN_ENDED) == set(Purpose)

    @pytest.mark.parametrize("language", list(Language))
    @pytest.mark.parametrize("state", list(State))
    def test_is_said_in_every_language(self, state, language):
        said = status_sentence(brief(state), language)

        assert said
        assert "%(" not in said
        assert (said == status_sentence(brief(state), Language.ENGLISH)) == (
            language is Language.ENGLISH
        )

    def test_names_the_day_that_matters(self):
        english = Language.ENGLISH
        held = brief(State.HELD, held_until_on=date(2026, 12, 1))
        hired = brief(State.HIRED, hired_on=date(2026, 12, 6))

        assert "Sunday 22 November 2026" in status_sentence(brief(State.SENT), english)
        assert "Sunday 29 November 2026" in status_sentence(brief(State.ASKED), english)
        assert "Tuesday 1 December 2026" in status_sentence(held, english)
        assert "Sunday 6 December 2026" in status_sentence(hired, english)

    @pytest.mark.parametrize("may_be_told", [True, False])
    def test_gives_an_employer_s_reason_only_if_it_may_be_told(self, may_be_told):
        refused = brief(State.REFUSED, last_reason=MoveReason.SKILLS, may_be_told=may_be_told)

        said = status_sentence(refused, Language.ENGLISH)

        assert ("A skill is missing" in said) == may_be_told

    def test_says_nothing_of_a_pending_answer(self):
        pending = brief(State.SENT, pending=State.REFUSED)

        assert status_sentence(pending, Language.ENGLISH) == status_sentence(
            brief(State.SENT), Language.ENGLISH
        )

    @pytest.mark.parametrize("language", list(Language))
    def test_what_it_means_to_take_back_is_said(self, language):
        assert all(ending_sentence(purpose, language) for purpose in Purpose)
