"""The state tables hold together, and the rules over them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.states import EMPLOYER_MOVES, VACANCY_MOVES
from employers.values import EmployerState, VacancyBrief, VacancyState
from kernel.places import Governorate
from matching.rules import allowed_moves, first_step, may_be_shown, may_be_suggested, step
from matching.states import BEFORE_SENT, CLOSED, OPEN, REASONS, WITH_EMPLOYER, AtDue, By, Shows
from matching.values.introductions import State
from skills.states import AVAILABILITY_MOVES, RECORD_MOVES
from skills.values.consents import Purpose
from skills.values.returnees import Availability, RecordState, Standing

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
ALL = frozenset({Purpose.MATCHING, Purpose.MASKED_CARD})

standings = st.builds(
    Standing,
    returnee_id=st.just(1),
    office_id=st.just(1),
    caseworker_id=st.just(1),
    language=st.just("ar"),
    record=st.sampled_from(RecordState),
    availability=st.sampled_from(Availability),
    erasure_due_at=st.sampled_from([None, NOW]),
)
purposes = st.frozensets(st.sampled_from(Purpose))
vacancies = st.builds(
    VacancyBrief,
    vacancy_id=st.just(1),
    employer_id=st.just(1),
    title=st.just("Welder"),
    language=st.just("en"),
    state=st.sampled_from(VacancyState),
    governorate=st.sampled_from(Governorate),
    requirements=st.just(()),
    start_on=st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 1, 1))),
)


class TestTables:
    def test_of_introductions_lead_only_to_known_states_and_name_every_end(self):
        ends = {to for held in OPEN.values() for to in held.moves}

        assert ends >= CLOSED
        assert ends - CLOSED <= OPEN.keys()
        assert {
            State(name)
            for name in [
                "dismissed",
                "declined",
                "refused",
                "not_reached",
                "unanswered",
                "withdrawn",
                "lapsed",
                "obsolete",
                "offer_declined",
                "left",
                "cancelled",
                "retained",
                "ended_unknown",
            ]
        } == CLOSED

    def test_give_every_open_state_a_last_step_that_moves_or_calls_somebody(self):
        for state, held in OPEN.items():
            assert held.steps, state
            assert held.steps[-1].at_due in (AtDue.MOVE, AtDue.TASK), state
            for one in held.steps:
                assert (one.at_due is AtDue.MOVE) == (one.move_to is not None), state
                if one.move_to is not None:
                    assert By.JOB in held.moves[one.move_to], state

    def test_let_jobs_close_issue_or_carry_out_but_never_say_yes(self):
        yes = {State.APPROVED, State.ASKED, State.MEETING_ASKED, State.INTERVIEW, State.TRIAL}
        by_job = {to for held in OPEN.values() for to, who in held.moves.items() if By.JOB in who}

        assert not by_job & (yes | {State.OFFERED, State.HIRED, State.DECLINED, State.REFUSED})

    def test_let_an_employer_set_nothing_left_of_sent(self):
        for state in BEFORE_SENT:
            assert allowed_moves(state, By.EMPLOYER) == ()
            assert OPEN[state].shows is Shows.NOTHING

    def test_show_name_and_phone_only_from_interview_on(self):
        shown = {state for state, held in OPEN.items() if held.shows is Shows.IDENTITY}

        assert shown == (WITH_EMPLOYER | {State.HIRED}) - {
            State.SENT,
            State.HELD,
            State.MEETING_ASKED,
        }

    def test_have_reasons_for_every_no(self):
        assert set(REASONS) == {
            State.DISMISSED,
            State.DECLINED,
            State.REFUSED,
            State.OFFER_DECLINED,
            State.LEFT,
        }

    @pytest.mark.parametrize(
        ("moves", "states"),
        [
            (EMPLOYER_MOVES, EmployerState),
            (VACANCY_MOVES, VacancyState),
            (RECORD_MOVES, RecordState),
            (AVAILABILITY_MOVES, Availability),
        ],
    )
    def test_of_the_others_name_every_state(self, moves, states):
        assert set(moves) == set(states)
        assert all(
            set(to) <= set(states) and who for ends in moves.values() for to, who in [(ends, True)]
        )


ENDS = {"withdrawn": "returnee caseworker job", "lapsed": "job", "obsolete": "job"}
PERSON, EMPLOYER, BOTH = "returnee caseworker", "employer", "employer caseworker"
MOVES = {
    "suggested": {
        "approved": "caseworker",
        "dismissed": "caseworker job",
        "declined": "returnee",
        **ENDS,
    },
    # A no on the person's own page comes before the office asks: the page of the states is silent.
    "approved": {
        "asked": "caseworker",
        "dismissed": "caseworker",
        "interested": "job",
        "declined": "returnee",
        **ENDS,
    },
    "asked": {"interested": PERSON, "declined": PERSON, "not_reached": "job", **ENDS},
    "interested": {"sent": "job", "dismissed": "caseworker", **ENDS},
    "sent": {
        "meeting_asked": EMPLOYER,
        "held": EMPLOYER,
        "refused": EMPLOYER,
        "unanswered": "job",
        **ENDS,
    },
    "held": {"meeting_asked": EMPLOYER, "refused": EMPLOYER, "sent": "job", **ENDS},
    "meeting_asked": {"interview": PERSON, "declined": PERSON, "not_reached": "job", **ENDS},
    "interview": {
        "trial": BOTH,
        "offered": BOTH,
        "hired": BOTH,
        "refused": BOTH,
        "no_show": BOTH,
        "unanswered": "job",
        **ENDS,
    },
    "no_show": {"interview": "caseworker", "refused": "caseworker", **ENDS},
    "trial": {"offered": BOTH, "hired": BOTH, "refused": BOTH, "left": BOTH, **ENDS},
    "offered": {"hired": BOTH, "refused": BOTH, "offer_declined": BOTH, **ENDS},
    # Until the questions after a hire have a page of their own, whoever asked says `retained`.
    "hired": {
        "left": PERSON,
        "cancelled": PERSON,
        "retained": "returnee caseworker job",
        "ended_unknown": "job",
    },
}
"""Typed from the page of the states by hand: who moves an introduction from where to where."""


def test_introductions_move_as_was_written_by_hand():
    drawn = {
        state: {to: set(who) for to, who in held.moves.items()} for state, held in OPEN.items()
    }

    assert drawn == {
        state: {to: set(who.split()) for to, who in moves.items()}
        for state, moves in MOVES.items()
    }


class TestSteps:
    @given(st.sampled_from(sorted(OPEN)), st.integers(0, 12))
    def test_come_one_after_the_other_for_ever(self, state, number):
        given_on = TODAY + timedelta(days=5)
        here = step(state, number, began_at=NOW, holidays=(), given=given_on)
        there = step(state, number + 1, began_at=NOW, holidays=(), given=given_on)

        assert here.on >= TODAY
        assert there.on > here.on or len(OPEN[state].steps) == 1

    def test_are_none_in_a_closed_state(self):
        assert all(first_step(state, at=NOW, holidays=()) is None for state in CLOSED)

    def test_of_a_card_are_the_periods_of_the_table(self):
        days = [step(State.SENT, n, began_at=NOW, holidays=()).on for n in range(4)]

        assert days == [
            date(2026, 11, 25),
            date(2026, 12, 1),
            date(2026, 12, 3),
            date(2026, 12, 10),
        ]


class TestMayBeSuggested:
    @given(standings, purposes, vacancies, st.integers(0, 5), st.booleans())
    def test_needs_all_six_conditions(self, standing, agreed, vacancy, open_count, refused):
        allowed = may_be_suggested(
            standing,
            agreed,
            vacancy,
            open_count=open_count,
            available_on=None,
            refused_employers={1} if refused else (),
            today=TODAY,
        )

        assert allowed == (
            standing.record is RecordState.ACTIVE
            and standing.availability is Availability.AVAILABLE
            and standing.erasure_due_at is None
            and Purpose.MATCHING in agreed
            and vacancy.state is VacancyState.OPEN
            and open_count < 3
            and not refused
        )

    @pytest.mark.parametrize(
        ("start_in", "free_in", "fits"),
        [(10, 40, True), (10, 41, False), (-50, 30, True), (-50, 31, False), (None, 400, True)],
    )
    def test_needs_somebody_free_by_30_days_after_the_start(self, start_in, free_in, fits):
        start_on = TODAY + timedelta(days=start_in) if start_in is not None else None
        vacancy = VacancyBrief(
            1, 1, "Welder", "en", VacancyState.OPEN, Governorate.ERBIL, (), start_on=start_on
        )
        person = Standing(1, 1, 1, "ar", RecordState.ACTIVE, Availability.AVAILABLE, None)

        allowed = may_be_suggested(
            person,
            ALL,
            vacancy,
            open_count=0,
            available_on=TODAY + timedelta(days=free_in),
            refused_employers=(),
            today=TODAY,
        )

        assert allowed is fits


class TestMayBeShown:
    @given(st.sampled_from(State), standings, purposes, st.booleans())
    def test_never_shows_who_somebody_is_without_their_yes(self, state, standing, agreed, told):
        shows = may_be_shown(state, standing, agreed, told=told)

        if shows is Shows.IDENTITY:
            assert told
        if standing.erasure_due_at is not None:
            assert shows is Shows.NOTHING
        if shows in (Shows.CARD, Shows.ASKING):
            assert agreed >= ALL
            assert standing.is_free
        if state in CLOSED or state in BEFORE_SENT:
            assert shows is Shows.NOTHING
