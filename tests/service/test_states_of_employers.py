"""Sentences of the states' page about employers and vacancies, on both databases."""

from datetime import timedelta

import pytest
from sqlmodel import select

from employers.errors import (
    EmployerNotFound,
    NoPlaceLeft,
    ReasonMissing,
    VacancyNotFound,
)
from employers.interface import employer_brief, vacancy_brief, vacancy_ids_of
from employers.service import record_vacancy, take_place
from employers.values import EmployerState, ReviewReason, VacancyState
from forsa.deeds.employers import move_employer
from forsa.deeds.introductions import move_introduction
from forsa.deeds.steps import pass_step
from forsa.deeds.vacancies import Expiry, let_expire, move_vacancy
from kernel.actor import SYSTEM, Actor, Role
from kernel.audit import AuditEvent
from kernel.errors import MoveNotAllowed
from kernel.outbox import OutboxMessage
from kernel.places import Governorate
from matching.errors import IntroductionNotFound, ShortlistNotFound
from matching.interface import introduction_brief
from matching.queries.cards import introduction_card, shortlist_cards, vacancy_cards
from matching.queries.introductions import open_tasks
from matching.service import issue_shortlist
from matching.values.introductions import MoveOrder, State
from tests import factories as make

SUPERVISOR = Actor(role=Role.SUPERVISOR, account_id=None, office_id=1)


@pytest.fixture
def world(database, now):
    return make.save_world(database, now=now)


def move(database, world, to, now, actor=SUPERVISOR):
    with database.writing() as session:
        move_employer(session, employer_id=world.employer.employer_id, to=to, actor=actor, now=now)


def move_one(database, vacancy_id, to, actor, now, **order):
    with database.writing() as session:
        move_vacancy(session, vacancy_id=vacancy_id, to=to, actor=actor, now=now, **order)


class TestAnEmployer:
    def test_moves_nobody_but_themselves(self, database, world, now):
        rival = Actor(role=Role.EMPLOYER_OWNER, employer_id=world.employer.employer_id + 1)

        with pytest.raises(EmployerNotFound):
            move(database, world, EmployerState.PAUSED, now, actor=rival)

    def test_becomes_active_by_a_vacancy_alone(self, database, now):
        employer_id = make.save_employer(database, now=now)
        owner = Actor(role=Role.EMPLOYER_OWNER, employer_id=employer_id)

        with pytest.raises(MoveNotAllowed), database.writing() as session:
            move_employer(
                session, employer_id=employer_id, to=EmployerState.ACTIVE, actor=owner, now=now
            )

    def test_at_rest_has_all_vacancies_paused_however_many(self, database, reader, world, now):
        employer_id = world.employer.employer_id
        with database.writing() as session:
            for _ in range(55):
                draft = make.vacancy_draft(employer_id)
                record_vacancy(session, draft=draft, actor=SYSTEM, now=now)

        move(database, world, EmployerState.PAUSED, now, actor=world.employer)

        assert vacancy_ids_of(reader, employer_id, [VacancyState.OPEN]) == []
        assert len(vacancy_ids_of(reader, employer_id, [VacancyState.PAUSED])) == 56


class TestASuspendedEmployer:
    @pytest.mark.parametrize(
        ("before", "after", "called"),
        [
            (State.INTERESTED, State.LAPSED, False),
            (State.SENT, State.LAPSED, False),
            (State.MEETING_ASKED, State.MEETING_ASKED, True),
            (State.OFFERED, State.OFFERED, True),
            (State.HIRED, State.HIRED, True),
        ],
    )
    def test_loses_whom_they_had_not_answered_and_the_rest_is_called_today(
        self, database, now, before, after, called
    ):
        world = make.save_world(database, now=now)
        introduction_id = make.save_introduction(database, world, now=now, state=before)

        move(database, world, EmployerState.SUSPENDED, now)

        with database.reading() as session:
            assert introduction_brief(session, introduction_id).state is after
            tasks = open_tasks(session, office_id=world.caseworker.office_id, account_ids=None)
            assert vacancy_brief(session, world.vacancy_id).state is VacancyState.CLOSED
        assert [(one.kind, one.due_on) for one in tasks] == (
            [("call_person", now.date())] if called else []
        )

    def test_sees_and_moves_nobody_any_more(self, database, world, now):
        shortlist_id = make.draw_up(database, world, now=now)
        actor = world.employer
        for to in (State.APPROVED, State.ASKED, State.INTERESTED):
            make.move(database, world, 1, to, now=now)
        with database.writing() as session:
            issue_shortlist(session, shortlist_id=shortlist_id, actor=SYSTEM, now=now)
        for to in (State.MEETING_ASKED, State.INTERVIEW):
            make.move(database, world, 1, to, now=now)

        move(database, world, EmployerState.SUSPENDED, now)

        with database.reading() as session:
            with pytest.raises(ShortlistNotFound):
                shortlist_cards(session, shortlist_id=shortlist_id, actor=actor, now=now)
            with pytest.raises(IntroductionNotFound):
                introduction_card(session, introduction_id=1, actor=actor, now=now)
            assert vacancy_cards(session, vacancy_id=world.vacancy_id, actor=actor, now=now) == ()
        with pytest.raises(IntroductionNotFound), database.writing() as session:
            move_introduction(session, order=MoveOrder(1, State.OFFERED), actor=actor, now=now)

    def test_is_not_reminded_but_the_person_is_called(self, database, reader, world, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.INTERVIEW)
        move(database, world, EmployerState.SUSPENDED, now)

        with database.writing() as session:
            later = now + timedelta(days=1)
            pass_step(session, introduction_id=introduction_id, now=later)

        templates = {row.template for row in reader.exec(select(OutboxMessage))}
        assert "reminder" not in templates
        tasks = open_tasks(reader, office_id=world.caseworker.office_id, account_ids=None)
        assert [one.kind for one in tasks] == ["call_person", "call_person"]


class TestReview:
    @pytest.fixture
    def waiting(self, database, world, now):
        """Give a vacancy in Baghdad that waits for review."""
        with database.writing() as session:
            draft = make.vacancy_draft(world.employer.employer_id)
            return record_vacancy(session, draft=draft, actor=world.employer, now=now)

    def test_is_for_the_office_of_the_governorate(self, database, waiting, now):
        elsewhere = Actor(
            role=Role.CASEWORKER, office_id=2, governorates=frozenset({Governorate.DUHOK})
        )
        here = Actor(
            role=Role.CASEWORKER, office_id=1, governorates=frozenset({Governorate.BAGHDAD})
        )

        with pytest.raises(MoveNotAllowed):
            move_one(database, waiting, VacancyState.OPEN, elsewhere, now)
        move_one(database, waiting, VacancyState.OPEN, here, now)

    def test_is_not_skipped_by_writing_it_down_in_another_office(self, database, world, now):
        elsewhere = Actor(
            role=Role.CASEWORKER, office_id=2, governorates=frozenset({Governorate.DUHOK})
        )

        with database.writing() as session:
            draft = make.vacancy_draft(world.employer.employer_id)
            vacancy_id = record_vacancy(session, draft=draft, actor=elsewhere, now=now)
            assert vacancy_brief(session, vacancy_id).state is VacancyState.REVIEW

    @pytest.mark.parametrize("to", [VacancyState.DRAFT, VacancyState.REJECTED])
    def test_says_no_for_a_reason_of_its_list_that_the_trail_keeps(
        self, database, reader, waiting, now, to
    ):
        operator = Actor(role=Role.OPERATOR, account_id=None)
        reason = {
            VacancyState.DRAFT: ReviewReason.PAY_MISSING,
            VacancyState.REJECTED: ReviewReason.ASKS_MONEY,
        }[to]
        for wrong in (None, ReviewReason.FILLED_ELSEWHERE):
            with pytest.raises(ReasonMissing):
                move_one(database, waiting, to, operator, now, reason=wrong)

        move_one(database, waiting, to, operator, now, reason=reason)

        event = reader.exec(
            select(AuditEvent).where(AuditEvent.action == f"employers.vacancy.{to}")
        ).one()
        assert event.reason == reason


class TestPlaces:
    def test_taken_are_no_reason_to_open_again(self, database, now):
        vacancy_id = make.save_vacancy(database, now=now, places=1)
        with database.writing() as session:
            take_place(session, vacancy_id=vacancy_id, actor=SYSTEM, now=now)

        with pytest.raises(NoPlaceLeft):
            move_one(database, vacancy_id, VacancyState.OPEN, SYSTEM, now)

    def test_given_back_open_nothing_for_an_employer_at_rest(self, database, reader, world, now):
        single = make.save_vacancy(
            database, now=now, employer_id=world.employer.employer_id, places=1
        )
        hired = make.save_introduction(
            database,
            make.World(world.caseworker, world.employer, single, world.returnee_id),
            now=now,
            state=State.HIRED,
        )
        move(database, world, EmployerState.PAUSED, now, actor=world.employer)

        make.move(database, world, hired, State.CANCELLED, now=now)

        found = vacancy_brief(reader, single)
        assert (found.state, found.places_left) == (VacancyState.FILLED, 1)
        assert employer_brief(reader, found.employer_id).state is EmployerState.PAUSED


class TestExpiry:
    def test_is_not_for_what_somebody_has_confirmed_meanwhile(self, database, world, now):
        with database.writing() as session:
            done = let_expire(session, vacancy_id=world.vacancy_id, untouched_since=now, now=now)

        assert done is Expiry.TOUCHED

    @pytest.mark.parametrize("state", [State.MEETING_ASKED, State.OFFERED])
    def test_waits_for_whoever_is_asked_or_further_and_tells_the_office(
        self, database, world, now, state
    ):
        introduction_id = make.save_introduction(database, world, now=now, state=state)
        later = now + timedelta(days=46)

        with database.writing() as session:
            said = [
                let_expire(session, vacancy_id=world.vacancy_id, untouched_since=later, now=later)
                for _ in range(2)
            ]

        assert said == [Expiry.ASKED, Expiry.KNOWN], "once a month"
        with database.reading() as session:
            assert vacancy_brief(session, world.vacancy_id).state is VacancyState.OPEN
            assert introduction_brief(session, introduction_id).state is state

    def test_lets_a_card_lapse(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)
        later = now + timedelta(days=46)

        with database.writing() as session:
            done = let_expire(
                session, vacancy_id=world.vacancy_id, untouched_since=later, now=later
            )

        assert done is Expiry.EXPIRED
        with database.reading() as session:
            assert introduction_brief(session, introduction_id).state is State.LAPSED


def test_a_stranger_s_vacancy_is_not_there(database, world, now):
    rival = Actor(role=Role.EMPLOYER_OWNER, employer_id=world.employer.employer_id + 1)

    with pytest.raises(VacancyNotFound):
        move_one(database, world.vacancy_id, VacancyState.PAUSED, rival, now)
