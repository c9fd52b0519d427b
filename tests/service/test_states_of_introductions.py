"""Sentences of the states' page about introductions, one by one, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import select

from employers.interface import vacancy_brief
from employers.values import VacancyState
from forsa.deeds.consents import change_availability
from forsa.deeds.introductions import carry_out_answer, move_introduction, say_yes
from forsa.deeds.steps import pass_step
from forsa.deeds.vacancies import move_vacancy
from kernel.actor import SYSTEM, Actor, Role
from kernel.audit import AuditEvent
from kernel.calendar import local_day
from kernel.errors import DomainError, MoveNotAllowed
from matching.errors import AlreadyIntroduced, IntroductionNotFound
from matching.interface import introduction_brief, introductions_of
from matching.models import Disclosure, Introduction, IntroductionMove
from matching.queries.introductions import moves_allowed, moves_of, open_tasks
from matching.queries.shortlists import unissued_shortlists
from matching.service import answer_entry, issue_shortlist, suggest, take_answer_back, want
from matching.states import AtDue
from matching.values.introductions import MoveOrder, MoveReason, State, Suggestion, Via
from skills.interface.consents import consents_of, may_be_told_to
from skills.interface.returnees import standing
from skills.values.consents import ConsentMethod, Purpose
from skills.values.returnees import Availability
from tests import factories as make


@pytest.fixture
def world(database, now):
    return make.save_world(database, now=now)


@pytest.fixture
def at(database, world, now):
    """Give a function that saves an introduction in a state and returns its id."""

    def save(state, whose=world):
        return make.save_introduction(database, whose, now=now, state=state)

    return save


def found(database, introduction_id):
    with database.reading() as session:
        return introduction_brief(session, introduction_id)


def move(database, order, actor, now):
    with database.writing() as session:
        return move_introduction(session, order=order, actor=actor, now=now)


def issue(database, world, now):
    """Issue the shortlist of the vacancy that is ready."""
    with database.writing() as session:
        [shortlist_id] = unissued_shortlists(session)
        return issue_shortlist(session, shortlist_id=shortlist_id, actor=SYSTEM, now=now)


def elsewhere(database, world, now, **changes):
    vacancy_id = make.save_vacancy(
        database, now=now, employer_id=world.employer.employer_id, **changes
    )
    return replace(world, vacancy_id=vacancy_id)


def other_person(database, world, now, **changes):
    who = make.save_returnee(database, now=now, caseworker=world.caseworker, **changes)
    return replace(world, returnee_id=who)


def say_availability(database, world, to, now, until_on=None):
    with database.writing() as session:
        change_availability(
            session,
            returnee_id=world.returnee_id,
            to=to,
            until_on=until_on,
            actor=world.caseworker,
            now=now,
        )


class TestWhoMayMove:
    @pytest.mark.parametrize("role", [Role.CASEWORKER, Role.SUPERVISOR])
    def test_is_the_own_office_a_stand_in_or_the_supervisor(self, database, world, at, now, role):
        introduction_id = at(State.SUGGESTED)
        colleague = make.save_caseworker(
            database, now=now, role=role, office_id=world.caseworker.office_id
        )

        moved = move(database, MoveOrder(introduction_id, State.APPROVED), colleague, now)

        assert moved.state is State.APPROVED

    @pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR, Role.API_CLIENT])
    def test_is_nobody_else(self, database, at, now, role):
        introduction_id = at(State.SUGGESTED)

        with pytest.raises(IntroductionNotFound):
            move(
                database,
                MoveOrder(introduction_id, State.APPROVED),
                Actor(role=role, account_id=1),
                now,
            )

    @pytest.mark.parametrize("state", [State.SUGGESTED, State.APPROVED])
    def test_leaves_the_no_before_asking_to_the_person(self, database, world, at, now, state):
        introduction_id = at(state)
        no = MoveOrder(introduction_id, State.DECLINED, MoveReason.PAY)

        with pytest.raises(MoveNotAllowed):
            move(database, no, world.caseworker, now)
        assert move(database, no, world.returnee, now).state is State.DECLINED

    def test_takes_two_moves_from_approved_to_interested(self, database, reader, world, at, now):
        introduction_id = at(State.APPROVED)
        with pytest.raises(MoveNotAllowed):
            move(database, MoveOrder(introduction_id, State.INTERESTED), world.caseworker, now)
        found = introduction_brief(reader, introduction_id)
        offered = moves_allowed(found, world.caseworker, today=local_day(now))
        assert State.INTERESTED in offered

    def test_lets_no_job_say_a_yes_that_nobody_gave(self, database, at, now):
        introduction_id = at(State.APPROVED)

        with pytest.raises(MoveNotAllowed):
            move(database, MoveOrder(introduction_id, State.INTERESTED), SYSTEM, now)

    def test_lets_only_the_person_s_own_side_put_them_to_a_vacancy(self, database, world, now):
        suggestion = Suggestion(world.returnee_id, world.vacancy_id, world.employer.employer_id)
        stranger = make.save_caseworker(database, now=now)

        for actor in (world.employer, stranger, Actor(role=Role.RETURNEE, returnee_id=404)):
            with pytest.raises(IntroductionNotFound), database.writing() as session:
                suggest(session, suggestion=suggestion, actor=actor, now=now)

    def test_writes_who_by_which_way_from_where_to_where_and_why(
        self, database, reader, world, at, now
    ):
        introduction_id = at(State.ASKED)
        order = MoveOrder(introduction_id, State.DECLINED, MoveReason.HOURS, Via.PHONE)
        move(database, order, world.caseworker, now)

        row = reader.exec(
            select(IntroductionMove).where(IntroductionMove.to_state == State.DECLINED)
        ).one()
        assert (row.role, row.account_id) == (Role.CASEWORKER, world.caseworker.account_id)
        assert (row.via, row.from_state, row.to_state) == (Via.PHONE, State.ASKED, State.DECLINED)
        assert (row.reason, row.at) == (MoveReason.HOURS, now)


class TestAWish:
    def test_is_kept_only_before_anybody_asked(self, database, world, at, now):
        introduction_id = at(State.SENT)

        with pytest.raises(MoveNotAllowed), database.writing() as session:
            want(session, introduction_id=introduction_id, actor=world.returnee, now=now)

    def test_is_nobody_s_but_the_person_s_and_their_office_s(self, database, at, now):
        introduction_id = at(State.SUGGESTED)

        with pytest.raises(MoveNotAllowed), database.writing() as session:
            want(session, introduction_id=introduction_id, actor=SYSTEM, now=now)

    def test_goes_out_with_the_next_shortlist_though_no_list_named_the_person(
        self, database, reader, world, at, now
    ):
        introduction_id = at(State.SUGGESTED)
        with database.writing() as session:
            say_yes(
                session,
                introduction_id=introduction_id,
                via=Via.PAGE,
                actor=world.returnee,
                now=now,
            )
        move(database, MoveOrder(introduction_id, State.APPROVED), world.caseworker, now)

        issue(database, world, now)

        assert introduction_brief(reader, introduction_id).state is State.SENT


class TestAnAnswer:
    def test_is_given_and_taken_back_by_the_employer_alone(self, database, world, at, now):
        introduction_id = at(State.SENT)
        yes = MoveOrder(introduction_id, State.MEETING_ASKED)
        with database.writing() as session:
            answer_entry(session, order=yes, actor=world.employer, now=now)

        for actor in (world.returnee, world.caseworker, SYSTEM):
            with pytest.raises(IntroductionNotFound), database.writing() as session:
                answer_entry(session, order=yes, actor=actor, now=now)
            with pytest.raises(IntroductionNotFound), database.writing() as session:
                take_answer_back(session, introduction_id=introduction_id, actor=actor, now=now)
        assert found(database, introduction_id).pending is State.MEETING_ASKED

    def test_is_one_only_while_a_card_waits(self, database, world, at, now):
        introduction_id = at(State.INTERVIEW)

        with pytest.raises(MoveNotAllowed), database.writing() as session:
            order = MoveOrder(introduction_id, State.REFUSED, MoveReason.SKILLS)
            answer_entry(session, order=order, actor=world.employer, now=now)

    @pytest.mark.parametrize("to", [Availability.PAUSED, Availability.WITHDRAWN])
    def test_is_forgotten_when_the_person_goes(self, database, world, at, now, to):
        introduction_id = at(State.SENT)
        with database.writing() as session:
            order = MoveOrder(introduction_id, State.MEETING_ASKED)
            answer_entry(session, order=order, actor=world.employer, now=now)

        say_availability(database, world, to, now)

        left = found(database, introduction_id)
        assert (left.state, left.pending) == (State.WITHDRAWN, None)

    def test_to_somebody_whose_yes_has_ended_is_dropped(self, database, world, now):
        almost_a_year = now + timedelta(days=365) - timedelta(minutes=5)
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)
        with database.writing() as session:
            order = MoveOrder(introduction_id, State.MEETING_ASKED)
            answer_entry(session, order=order, actor=world.employer, now=almost_a_year)

        with database.writing() as session:
            later = almost_a_year + timedelta(minutes=15)
            assert not carry_out_answer(session, introduction_id=introduction_id, now=later)
        assert found(database, introduction_id).state is State.SENT
        with pytest.raises(IntroductionNotFound), database.writing() as session:
            answer_entry(session, order=order, actor=world.employer, now=later)

    def test_keeps_the_way_by_which_it_came(self, database, reader, world, at, now):
        introduction_id = at(State.SENT)
        with database.writing() as session:
            order = MoveOrder(introduction_id, State.MEETING_ASKED, via=Via.LINK)
            answer_entry(session, order=order, actor=world.employer, now=now)
            carry_out_answer(
                session, introduction_id=introduction_id, now=now + timedelta(minutes=15)
            )

        assert moves_of(reader, introduction_id)[-1].via is Via.LINK


class TestASilentEmployer:
    def test_is_not_blamed_for_a_card_that_could_not_be_seen(self, database, world, at, now):
        introduction_id = at(State.SENT)
        later = now + timedelta(days=366)

        with database.writing() as session:
            assert pass_step(session, introduction_id=introduction_id, now=later) is None
            [task] = open_tasks(session, office_id=world.caseworker.office_id, account_ids=None)

        assert task.kind == "call_person"
        assert found(database, introduction_id).state is State.SENT


class TestWaiting:
    def test_has_the_day_of_return_and_begins_anew_with_it(self, database, world, at, now):
        introduction_id = at(State.SUGGESTED)
        back_on = now.date() + timedelta(days=60)
        say_availability(database, world, Availability.PAUSED, now, until_on=back_on)
        assert found(database, introduction_id).next_step.on == back_on

        later = now + timedelta(days=60)
        with database.writing() as session:
            assert pass_step(session, introduction_id=introduction_id, now=later) is None
            [task] = open_tasks(session, office_id=world.caseworker.office_id, account_ids=None)
        assert task.kind == "call_person", "somebody asks whether they are back"
        say_availability(database, world, Availability.AVAILABLE, later)

        step = found(database, introduction_id).next_step
        assert (step.number, step.owner) == (0, "caseworker")
        assert step.on > later.date()
        with database.writing() as session:
            due = later + timedelta(days=8)
            assert pass_step(session, introduction_id=introduction_id, now=due) is AtDue.TASK
        assert found(database, introduction_id).next_step.on == later.date() + timedelta(days=30)


class TestAnInterview:
    def test_writes_the_consent_as_the_word_of_whoever_gave_it(self, database, world, now):
        for whose, actor, method in (
            (world, world.returnee, ConsentMethod.SELF),
            (other_person(database, world, now), world.caseworker, ConsentMethod.WITNESSED),
        ):
            asked = make.save_introduction(database, whose, now=now, state=State.MEETING_ASKED)
            move(database, MoveOrder(asked, State.INTERVIEW), actor, now)

            with database.reading() as session:
                given = consents_of(session, whose.returnee_id, at=now)
            assert [c.method for c in given if c.purpose is Purpose.DISCLOSURE] == [method]

    def test_after_a_missed_one_is_no_second_disclosure(self, database, reader, world, at, now):
        introduction_id = at(State.INTERVIEW)
        move(database, MoveOrder(introduction_id, State.NO_SHOW), world.employer, now)
        move(database, MoveOrder(introduction_id, State.INTERVIEW), world.caseworker, now)

        assert len(reader.exec(select(Disclosure)).all()) == 1

    def test_ended_by_the_person_takes_the_employer_s_permission_back(
        self, database, reader, world, at, now
    ):
        at(State.INTERVIEW)

        say_availability(database, world, Availability.WITHDRAWN, now + timedelta(minutes=1))

        assert not may_be_told_to(
            reader,
            returnee_id=world.returnee_id,
            employer_id=world.employer.employer_id,
            vacancy_id=world.vacancy_id,
            at=now + timedelta(minutes=2),
        )


class TestATrial:
    @pytest.mark.parametrize(("days", "fits"), [(0, False), (1, True), (90, True), (91, False)])
    def test_has_an_end_within_90_days(self, database, world, at, now, days, fits):
        introduction_id = at(State.INTERVIEW)
        order = MoveOrder(introduction_id, State.TRIAL, until_on=now.date() + timedelta(days=days))

        if fits:
            assert move(database, order, world.employer, now).state is State.TRIAL
        else:
            with pytest.raises(DomainError):
                move(database, order, world.employer, now)

    def test_is_asked_about_at_its_end_and_called_for_three_working_days_later(
        self, database, world, at, now
    ):
        introduction_id = at(State.INTERVIEW)
        end = now + timedelta(days=30)  # a Tuesday
        order = MoveOrder(introduction_id, State.TRIAL, until_on=end.date())
        assert move(database, order, world.employer, now).next_step.on == end.date()

        with database.writing() as session:
            assert pass_step(session, introduction_id=introduction_id, now=end) is AtDue.REMIND
        call_on = found(database, introduction_id).next_step.on
        assert call_on == end.date() + timedelta(days=5), "Sunday is the third working day"
        with database.writing() as session:
            then = now + timedelta(days=35)
            assert pass_step(session, introduction_id=introduction_id, now=then) is AtDue.TASK


class TestAHire:
    @pytest.mark.parametrize(
        ("to", "days"), [(State.CANCELLED, (14, 15)), (State.RETAINED, (180, 179))]
    )
    def test_is_cancelled_soon_and_retained_late(self, database, world, at, to, days):
        introduction_id = at(State.HIRED)
        order, now = MoveOrder(introduction_id, to), found(database, introduction_id).state_at

        with pytest.raises(MoveNotAllowed) as refusal:
            move(database, order, world.caseworker, now + timedelta(days=days[1]))
        assert to not in refusal.value.allowed
        moved = move(database, order, world.caseworker, now + timedelta(days=days[0]))
        assert moved.state is to

    def test_is_cancelled_by_the_person_s_own_answer_too(self, database, world, at, now):
        introduction_id = at(State.HIRED)

        moved = move(database, MoveOrder(introduction_id, State.CANCELLED), world.returnee, now)

        assert moved.state is State.CANCELLED

    def test_is_unknown_only_after_187_days(self, database, world, at, now):
        introduction_id = at(State.HIRED)

        with pytest.raises(MoveNotAllowed):
            move(
                database,
                MoveOrder(introduction_id, State.ENDED_UNKNOWN),
                SYSTEM,
                now + timedelta(days=186),
            )

    def test_is_cancelled_though_the_person_has_said_that_they_are_free(
        self, database, reader, world, at, now
    ):
        introduction_id = at(State.HIRED)
        say_availability(database, world, Availability.AVAILABLE, now)

        move(database, MoveOrder(introduction_id, State.CANCELLED), world.caseworker, now)

        assert standing(reader, world.returnee_id).availability is Availability.AVAILABLE

    def test_cancelled_asks_again_whom_it_ended_and_nobody_else(
        self, database, reader, world, now
    ):
        single = elsewhere(database, world, now, places=1)
        lapsed_before = other_person(database, single, now)
        with database.writing() as session:
            before = suggest(
                session,
                suggestion=Suggestion(
                    lapsed_before.returnee_id, single.vacancy_id, single.employer.employer_id
                ),
                actor=SYSTEM,
                now=now,
            )
        move(
            database,
            MoveOrder(before.introduction_id, State.LAPSED, MoveReason.VACANCY_CLOSED),
            SYSTEM,
            now,
        )
        rival, shy = other_person(database, single, now), other_person(database, single, now)
        for whose in (rival, shy):
            make.save_introduction(database, whose, now=now, state=State.SENT)
        then = now + timedelta(hours=1)
        hired = make.save_introduction(database, single, now=then, state=State.HIRED)
        say_availability(database, shy, Availability.PAUSED, then)

        later = then + timedelta(days=3)
        move(database, MoveOrder(hired, State.CANCELLED), world.caseworker, later)

        def states(whose):
            known = introductions_of(
                reader, returnee_id=whose.returnee_id, vacancy_id=single.vacancy_id
            )
            return [one.state for one in known]

        assert vacancy_brief(reader, single.vacancy_id).state is VacancyState.OPEN
        assert states(rival) == [State.LAPSED, State.APPROVED]
        assert states(shy) == [State.LAPSED], "who is away is not asked"
        assert states(lapsed_before) == [State.LAPSED], "the hire did not end this"
        again = reader.exec(
            select(Introduction).where(
                Introduction.returnee_id == rival.returnee_id,
                Introduction.state == State.APPROVED,
            )
        ).one()
        assert again.follows_id is not None
        assert again.wanted_at is None

    def test_of_the_last_place_of_a_paused_vacancy_ends_the_rest(self, database, world, now):
        single = elsewhere(database, world, now, places=1)
        rival = make.save_introduction(
            database, other_person(database, single, now), now=now, state=State.OFFERED
        )
        hired = make.save_introduction(database, single, now=now, state=State.OFFERED)
        with database.writing() as session:
            paused = VacancyState.PAUSED
            move_vacancy(
                session, vacancy_id=single.vacancy_id, to=paused, actor=single.employer, now=now
            )

        make.move(database, single, hired, State.HIRED, now=now)

        assert found(database, rival).state is State.LAPSED


class TestTwoWriters:
    def test_begin_one_introduction(self, database, world, now):
        suggestion = Suggestion(world.returnee_id, world.vacancy_id, world.employer.employer_id)
        together = Barrier(2)

        def begin(_):
            together.wait(timeout=10)
            try:
                with database.writing() as session:
                    suggest(session, suggestion=suggestion, actor=SYSTEM, now=now)
            except AlreadyIntroduced:
                return "known"
            return "begun"

        with ThreadPoolExecutor(2) as pool:
            said = sorted(pool.map(begin, range(2)))

        assert said == ["begun", "known"]

    def test_decide_by_how_it_stands_and_not_by_how_it_was_read(self, database, world, at, now):
        introduction_id = at(State.SUGGESTED)

        with pytest.raises(MoveNotAllowed), database.writing() as session:
            assert introduction_brief(session, introduction_id).state is State.SUGGESTED
            # What another wrote meanwhile: the session still holds the row that it read.
            session.connection().exec_driver_sql(
                f"UPDATE introduction SET state = 'declined' WHERE id = {introduction_id}"
            )
            order = MoveOrder(introduction_id, State.APPROVED)
            move_introduction(session, order=order, actor=world.caseworker, now=now)


def test_a_refused_deed_leaves_no_trace(database, world, at, now):
    introduction_id = at(State.SENT)

    def written():
        with database.reading() as session:
            return [
                len(session.exec(select(kind)).all()) for kind in (AuditEvent, IntroductionMove)
            ]

    before = written()
    for to in (State.HIRED, State.TRIAL, State.CANCELLED, State.INTERVIEW):
        with pytest.raises(DomainError):
            order = MoveOrder(introduction_id, to, until_on=now.date() + timedelta(days=3))
            move(database, order, world.employer, now)
    assert written() == before
