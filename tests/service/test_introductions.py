"""Introductions move as docs/states.md says, and everything that hangs on them moves along."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from employers.interface import open_vacancies, vacancy_brief
from employers.values import ReviewReason, VacancyState
from forsa.deeds.consents import change_availability, withdraw_consent
from forsa.deeds.introductions import ask_or_move, carry_out_answer, move_introduction, say_yes
from forsa.deeds.steps import pass_step
from forsa.deeds.vacancies import move_vacancy, record_vacancies
from kernel.actor import SYSTEM, Actor, Role
from kernel.audit import AuditEvent
from kernel.calendar import add_working_days
from kernel.errors import MoveNotAllowed
from kernel.outbox import OutboxMessage
from matching.errors import (
    AlreadyIntroduced,
    DateMissing,
    DateTooLate,
    HeldBefore,
    IntroductionNotFound,
    ReasonMissing,
    ShortlistNotFound,
    ShortlistNotIssued,
    TaskNotFound,
    VacancyChanged,
)
from matching.interface import due_introductions, introduction_brief, introductions_of
from matching.models import Disclosure
from matching.queries.introductions import moves_of, open_tasks, sent_lately, work_of
from matching.queries.shortlists import shortlist, shortlists_of_vacancy
from matching.service import (
    answer_entry,
    draw_up_shortlist,
    finish_task,
    issue_shortlist,
    suggest,
    take_answer_back,
    take_step,
    want,
    write_disclosure,
)
from matching.service.introductions import suggest_all
from matching.states import OPEN, AtDue, By
from matching.values.introductions import (
    MoveOrder,
    MoveReason,
    State,
    Suggestion,
    Via,
)
from matching.values.shortlists import ShortlistState, Versions
from skills.errors import ConsentMissing
from skills.interface.returnees import standing
from skills.values.consents import ConsentMethod, Purpose
from skills.values.returnees import Availability
from tests import factories as make


@pytest.fixture
def world(database, now):
    return make.save_world(database, now=now)


def state_of(database, introduction_id):
    with database.reading() as session:
        return introduction_brief(session, introduction_id).state


class TestSuggesting:
    def test_needs_the_person_s_yes_to_matching(self, database, now):
        world = make.save_world(database, now=now, purposes=())

        with pytest.raises(ConsentMissing):
            make.save_introduction(database, world, now=now)

    def test_is_done_once_while_open(self, database, world, now):
        make.save_introduction(database, world, now=now)

        with pytest.raises(AlreadyIntroduced):
            make.save_introduction(database, world, now=now)

    def test_says_who_does_what_by_when(self, database, reader, world, now):
        introduction_id = make.save_introduction(database, world, now=now)

        step = introduction_brief(reader, introduction_id).next_step
        assert (step.owner, step.what) == ("caseworker", "decide")
        assert step.on == add_working_days(now.date(), 5)


class TestTheWholeWay:
    def test_leads_from_suggested_to_hired(self, database, reader, world, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.HIRED)

        assert [move.to_state for move in moves_of(reader, introduction_id)] == make.ROAD
        assert standing(reader, world.returnee_id).availability is Availability.PLACED
        assert vacancy_brief(reader, world.vacancy_id).places_left == 1
        [disclosure] = reader.exec(select(Disclosure)).all()
        assert disclosure.employer_id == world.employer.employer_id

    def test_records_the_yes_to_this_employer_before_anything_is_disclosed(
        self, database, world, now
    ):
        introduction_id = make.save_introduction(
            database, world, now=now, state=State.MEETING_ASKED
        )

        with pytest.raises(ConsentMissing), database.writing() as session:
            write_disclosure(session, introduction_id=introduction_id, actor=SYSTEM, now=now)
        make.move(database, world, introduction_id, State.INTERVIEW, now=now)

        with database.writing() as session:
            write_disclosure(session, introduction_id=introduction_id, actor=SYSTEM, now=now)

    def test_tells_the_employer_that_the_person_agreed(self, database, reader, world, now):
        make.save_introduction(database, world, now=now, state=State.INTERVIEW)

        assert {row.template for row in reader.exec(select(OutboxMessage))} == {"meeting_agreed"}


class TestMoving:
    @pytest.mark.parametrize(
        ("role", "by"),
        [
            (Role.CASEWORKER, By.CASEWORKER),
            (Role.RETURNEE, By.RETURNEE),
            (Role.EMPLOYER_OWNER, By.EMPLOYER),
        ],
    )
    def test_refuses_every_move_that_is_not_in_the_table(self, database, world, now, role, by):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)
        actor = {
            Role.CASEWORKER: world.caseworker,
            Role.RETURNEE: world.returnee,
            Role.EMPLOYER_OWNER: world.employer,
        }[role]
        refused = [to for to in State if by not in OPEN[State.SENT].moves.get(to, ())]

        for to in refused:
            with pytest.raises(MoveNotAllowed), database.writing() as session:
                order = MoveOrder(introduction_id, to)
                move_introduction(session, order=order, actor=actor, now=now)
        assert state_of(database, introduction_id) is State.SENT

    def test_shows_an_employer_nothing_left_of_sent(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now)

        for number in (introduction_id, 404):
            with pytest.raises(IntroductionNotFound), database.writing() as session:
                order = MoveOrder(number, State.MEETING_ASKED)
                ask_or_move(session, order=order, actor=world.employer, now=now)

    def test_hides_people_of_other_offices(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now)
        stranger = make.save_caseworker(database, now=now)

        with pytest.raises(IntroductionNotFound), database.writing() as session:
            order = MoveOrder(introduction_id, State.APPROVED)
            move_introduction(session, order=order, actor=stranger, now=now)

    @pytest.mark.parametrize(
        ("order", "refusal"),
        [
            ({"to": State.REFUSED}, ReasonMissing),
            ({"to": State.REFUSED, "reason": MoveReason.PAY}, ReasonMissing),
            ({"to": State.HELD}, DateMissing),
            ({"to": State.HELD, "days": 15}, DateTooLate),
        ],
    )
    def test_needs_reasons_of_the_list_and_dates_in_reach(
        self, database, world, now, order, refusal
    ):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)
        until_on = now.date() + timedelta(days=order["days"]) if "days" in order else None

        with pytest.raises(refusal), database.writing() as session:
            wish = MoveOrder(introduction_id, order["to"], order.get("reason"), until_on=until_on)
            ask_or_move(session, order=wish, actor=world.employer, now=now)

    def test_writes_nothing_when_refused(self, database, reader, world, now):
        introduction_id = make.save_introduction(database, world, now=now)
        with database.reading() as session:
            before = len(session.exec(select(AuditEvent)).all())

        with pytest.raises(MoveNotAllowed):
            make.move(database, world, introduction_id, State.NO_SHOW, now=now)

        assert len(reader.exec(select(AuditEvent)).all()) == before

    def test_needs_the_masked_card_s_consent_to_be_interested(self, database, now):
        world = make.save_world(database, now=now, purposes=(Purpose.MATCHING,))
        introduction_id = make.save_introduction(database, world, now=now, state=State.ASKED)

        with pytest.raises(ConsentMissing):
            make.move(database, world, introduction_id, State.INTERESTED, now=now)


class TestSayingYes:
    def test_before_the_approval_is_kept_and_carried_out_then(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now)

        with database.writing() as session:
            kept = say_yes(
                session,
                introduction_id=introduction_id,
                via=Via.PAGE,
                actor=world.returnee,
                now=now,
            )
        assert (kept.state, kept.wanted_at) == (State.SUGGESTED, now)

        make.move(database, world, introduction_id, State.APPROVED, now=now)
        assert state_of(database, introduction_id) is State.INTERESTED

    def test_at_the_desk_counts_as_asked_and_answered(self, database, reader, world, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.APPROVED)

        with database.writing() as session:
            say_yes(
                session,
                introduction_id=introduction_id,
                via=Via.DESK,
                actor=world.caseworker,
                now=now,
            )

        states = [move.to_state for move in moves_of(reader, introduction_id)]
        assert states[-2:] == [State.ASKED, State.INTERESTED]

    def test_is_for_the_person_and_their_office(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now)

        with pytest.raises(IntroductionNotFound), database.writing() as session:
            stranger = Actor(role=Role.RETURNEE, returnee_id=world.returnee_id + 1)
            want(session, introduction_id=introduction_id, actor=stranger, now=now)


class TestAnEmployersAnswer:
    def test_is_pending_for_a_quarter_of_an_hour_and_can_be_changed(
        self, database, reader, world, now
    ):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)
        answers = [
            MoveOrder(introduction_id, State.MEETING_ASKED),
            MoveOrder(introduction_id, State.REFUSED, MoveReason.SKILLS),
        ]
        for order in answers:
            with database.writing() as session:
                brief = ask_or_move(session, order=order, actor=world.employer, now=now)
            assert (brief.state, brief.pending) == (State.SENT, order.to)

        soon, later = now + timedelta(minutes=14), now + timedelta(minutes=15)
        for at, carried_out in ((soon, False), (later, True), (later, False)):
            with database.writing() as session:
                done = carry_out_answer(session, introduction_id=introduction_id, now=at)
            assert done is carried_out
        found = introduction_brief(reader, introduction_id)
        assert (found.state, found.last_reason) == (State.REFUSED, MoveReason.SKILLS)

    def test_can_be_taken_back(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)
        with database.writing() as session:
            order = MoveOrder(introduction_id, State.MEETING_ASKED)
            answer_entry(session, order=order, actor=world.employer, now=now)
            take_answer_back(
                session, introduction_id=introduction_id, actor=world.employer, now=now
            )
            assert introduction_brief(session, introduction_id).pending is None
            with pytest.raises(IntroductionNotFound):
                take_answer_back(
                    session, introduction_id=introduction_id, actor=world.employer, now=now
                )

    def test_is_dropped_when_the_person_has_gone_meanwhile(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)
        with database.writing() as session:
            order = MoveOrder(introduction_id, State.MEETING_ASKED)
            answer_entry(session, order=order, actor=world.employer, now=now)
        make.move(database, world, introduction_id, State.WITHDRAWN, now=now)

        with database.writing() as session:
            later = now + timedelta(hours=1)
            assert not carry_out_answer(session, introduction_id=introduction_id, now=later)
        assert state_of(database, introduction_id) is State.WITHDRAWN

    def test_can_put_off_once(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)
        until_on = now.date() + timedelta(days=5)
        make.move(database, world, introduction_id, State.HELD, now=now, until_on=until_on)
        later = now + timedelta(days=6)

        with database.writing() as session:
            assert pass_step(session, introduction_id=introduction_id, now=later) is AtDue.MOVE
        assert state_of(database, introduction_id) is State.SENT
        with pytest.raises(HeldBefore), database.writing() as session:
            order = MoveOrder(
                introduction_id, State.HELD, until_on=later.date() + timedelta(days=2)
            )
            answer_entry(session, order=order, actor=world.employer, now=later)


class TestSilence:
    def test_is_reminded_called_and_closed_on_the_days_of_the_table(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)
        done, called = [], []
        office_id = world.caseworker.office_id
        for days in (3, 7, 9, 14):
            on = add_working_days(now.date(), days)
            at = now + timedelta(days=(on - now.date()).days)
            with database.writing() as session:
                assert introduction_id in due_introductions(session, today=on)
                done.append(pass_step(session, introduction_id=introduction_id, now=at))
                assert pass_step(session, introduction_id=introduction_id, now=at) is None
                tasks = open_tasks(session, office_id=office_id, account_ids=None)
                called.append([task.kind for task in tasks])

        assert called == [[], [], ["call_employer"], []], "a task ends when its step is over"
        assert done == [AtDue.REMIND, AtDue.REMIND, AtDue.TASK, AtDue.MOVE]
        assert state_of(database, introduction_id) is State.UNANSWERED
        with database.reading() as session:
            templates = [row.template for row in session.exec(select(OutboxMessage))]
        assert templates == ["reminder", "reminder"]

    def test_never_leaves_an_open_introduction_without_a_day(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.OFFERED)
        with database.writing() as session:
            days = [
                take_step(session, introduction_id=introduction_id, actor=SYSTEM, now=now).on
                for _ in range(6)
            ]

        assert days == sorted(set(days))
        with pytest.raises(IntroductionNotFound), database.writing() as session:
            take_step(session, introduction_id=404, actor=SYSTEM, now=now)

    def test_waits_while_the_person_is_away(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now)
        with database.writing() as session:
            change_availability(
                session,
                returnee_id=world.returnee_id,
                to=Availability.PAUSED,
                until_on=None,
                actor=world.returnee,
                now=now,
            )
            later = now + timedelta(days=60)
            assert pass_step(session, introduction_id=introduction_id, now=later) is None

        assert state_of(database, introduction_id) is State.SUGGESTED


class TestEnds:
    def test_withdrawn_consent_ends_what_needs_it_in_the_same_transaction(
        self, database, world, now
    ):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)

        with database.writing() as session:
            ended = withdraw_consent(
                session,
                returnee_id=world.returnee_id,
                purpose=Purpose.MASKED_CARD,
                method=ConsentMethod.SELF,
                actor=world.returnee,
                now=now + timedelta(minutes=1),
            )

        assert ended == 1
        assert state_of(database, introduction_id) is State.WITHDRAWN

    def test_a_hire_is_never_ended_by_a_withdrawal(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.HIRED)

        for purpose in (Purpose.MATCHING, Purpose.MASKED_CARD, Purpose.DISCLOSURE):
            with database.writing() as session:
                withdraw_consent(
                    session,
                    returnee_id=world.returnee_id,
                    purpose=purpose,
                    method=ConsentMethod.SELF,
                    actor=world.returnee,
                    now=now + timedelta(minutes=1),
                )

        assert state_of(database, introduction_id) is State.HIRED

    def test_a_person_away_is_taken_off_lists_but_keeps_what_was_not_sent(
        self, database, world, now
    ):
        sent = make.save_introduction(database, world, now=now, state=State.SENT)
        elsewhere = make.World(
            world.caseworker,
            world.employer,
            make.save_vacancy(database, now=now, employer_id=world.employer.employer_id),
            world.returnee_id,
        )
        waiting = make.save_introduction(database, elsewhere, now=now, state=State.APPROVED)

        with database.writing() as session:
            change_availability(
                session,
                returnee_id=world.returnee_id,
                to=Availability.PAUSED,
                until_on=None,
                actor=world.caseworker,
                now=now,
            )

        assert state_of(database, sent) is State.WITHDRAWN
        assert state_of(database, waiting) is State.APPROVED

    def test_a_closed_vacancy_lets_everything_lapse_but_a_hire(self, database, now):
        world = make.save_world(database, now=now)
        hired = make.save_introduction(database, world, now=now, state=State.HIRED)
        other = make.World(
            world.caseworker,
            world.employer,
            world.vacancy_id,
            make.save_returnee(database, now=now, caseworker=world.caseworker),
        )
        offered = make.save_introduction(database, other, now=now, state=State.OFFERED)

        with database.writing() as session:
            move_vacancy(
                session,
                vacancy_id=world.vacancy_id,
                to=VacancyState.CLOSED,
                actor=world.employer,
                now=now,
                reason=ReviewReason.NOT_HIRING,
            )

        assert state_of(database, hired) is State.HIRED
        assert state_of(database, offered) is State.LAPSED

    def test_a_list_that_asks_for_no_more_than_are_hired_fills_the_vacancy(self, database, now):
        world = make.save_world(database, now=now)
        draft = make.vacancy_draft(world.employer.employer_id, source_ref="VAC-1", places=3)
        with database.writing() as session:
            record_vacancies(session, drafts=[draft], actor=SYSTEM, now=now)
            vacancy_id = max(one.vacancy_id for one in open_vacancies(session))
        world = replace(world, vacancy_id=vacancy_id)
        for _ in range(2):
            other = make.save_returnee(database, now=now, caseworker=world.caseworker)
            hires = replace(world, returnee_id=other)
            make.save_introduction(database, hires, now=now, state=State.HIRED)
        waiting = make.save_introduction(database, world, now=now, state=State.INTERESTED)

        with database.writing() as session:
            record_vacancies(session, drafts=[replace(draft, places=1)], actor=SYSTEM, now=now)

        with database.reading() as session:
            found = vacancy_brief(session, vacancy_id)
        assert (found.state, found.places_left) == (VacancyState.FILLED, 0)
        assert state_of(database, waiting) is State.LAPSED
        with database.writing() as session:
            record_vacancies(session, drafts=[replace(draft, places=4)], actor=SYSTEM, now=now)
            assert vacancy_brief(session, vacancy_id).places_left == 2

    def test_a_hire_makes_the_rest_obsolete_and_fills_the_last_place(self, database, now):
        world = make.save_world(database, now=now)
        single = make.save_vacancy(
            database, now=now, employer_id=world.employer.employer_id, places=1
        )
        elsewhere = make.save_introduction(database, world, now=now, state=State.SENT)
        at_single = make.World(world.caseworker, world.employer, single, world.returnee_id)
        rival = make.World(
            world.caseworker,
            world.employer,
            single,
            make.save_returnee(database, now=now, caseworker=world.caseworker),
        )
        rival_id = make.save_introduction(database, rival, now=now, state=State.SENT)
        hired = make.save_introduction(database, at_single, now=now, state=State.HIRED)

        assert state_of(database, elsewhere) is State.OBSOLETE
        assert state_of(database, rival_id) is State.LAPSED
        with database.reading() as session:
            assert vacancy_brief(session, single).state is VacancyState.FILLED

        make.move(database, world, hired, State.CANCELLED, now=now)

        with database.reading() as session:
            assert vacancy_brief(session, single).state is VacancyState.OPEN
            assert standing(session, world.returnee_id).is_free
            again = introductions_of(session, returnee_id=rival.returnee_id, vacancy_id=single)
            back = introductions_of(
                session, returnee_id=world.returnee_id, vacancy_id=world.vacancy_id
            )
        assert [one.state for one in again] == [State.LAPSED, State.APPROVED]
        assert [one.state for one in back] == [State.OBSOLETE, State.APPROVED]


class TestShortlists:
    def test_are_issued_with_those_who_are_interested_then(self, database, reader, world, now):
        other = make.save_returnee(database, now=now, caseworker=world.caseworker)
        shortlist_id = make.draw_up(database, world, now=now, people=[world.returnee_id, other])
        with database.reading() as session:
            [first, second] = shortlist(
                session, shortlist_id=shortlist_id, actor=world.caseworker
            ).entries
        for to in (State.APPROVED, State.ASKED, State.INTERESTED):
            make.move(database, world, first.introduction_id, to, now=now)

        with database.writing() as session:
            count = issue_shortlist(session, shortlist_id=shortlist_id, actor=SYSTEM, now=now)

        assert count == 1
        assert state_of(database, first.introduction_id) is State.SENT
        assert state_of(database, second.introduction_id) is State.SUGGESTED
        lists = shortlists_of_vacancy(reader, vacancy_id=world.vacancy_id, for_employer=False)
        assert [[one.returnee_id for one in each.entries] for each in lists] == [
            [other],
            [world.returnee_id],
        ], "who is not interested yet goes on to the next number"
        seen = shortlist(reader, shortlist_id=shortlist_id, actor=world.employer)
        assert [entry.returnee_id for entry in seen.entries] == [world.returnee_id]
        [message] = reader.exec(select(OutboxMessage)).all()
        assert (message.template, message.payload) == (
            "shortlist",
            {"shortlist_id": shortlist_id},
        )

    def test_are_not_issued_with_nobody(self, database, world, now):
        shortlist_id = make.draw_up(database, world, now=now)

        with pytest.raises(ShortlistNotIssued), database.writing() as session:
            issue_shortlist(session, shortlist_id=shortlist_id, actor=SYSTEM, now=now)
        with pytest.raises(ShortlistNotFound), database.writing() as session:
            issue_shortlist(session, shortlist_id=404, actor=SYSTEM, now=now)

    def test_are_hidden_from_an_employer_until_issued_and_from_others_for_ever(
        self, database, reader, world, now
    ):
        shortlist_id = make.draw_up(database, world, now=now)
        stranger = make.save_caseworker(database, now=now)

        for actor in (world.employer, stranger):
            for number in (shortlist_id, 404):
                with pytest.raises(ShortlistNotFound):
                    shortlist(reader, shortlist_id=number, actor=actor)

    def test_close_when_nobody_waits_for_an_answer(self, database, world, now):
        shortlist_id = make.draw_up(database, world, now=now)
        with database.reading() as session:
            [entry] = shortlist(session, shortlist_id=shortlist_id, actor=SYSTEM).entries
        for to in (State.APPROVED, State.ASKED, State.INTERESTED):
            make.move(database, world, entry.introduction_id, to, now=now)
        with database.writing() as session:
            issue_shortlist(session, shortlist_id=shortlist_id, actor=SYSTEM, now=now)
        make.move(database, world, entry.introduction_id, State.MEETING_ASKED, now=now)

        with database.reading() as session:
            [found] = shortlists_of_vacancy(
                session, vacancy_id=world.vacancy_id, for_employer=False
            )
        assert found.state is ShortlistState.CLOSED

    def test_take_one_statement_more_at_most_for_each_person_more(
        self, database, world, counting_queries, now
    ):
        def statements(count):
            people = [make.save_returnee(database, now=now) for _ in range(count)]
            here = replace(world, vacancy_id=make.save_vacancy(database, now=now))
            with counting_queries() as queries:
                make.draw_up(database, here, now=now, people=people)
            return len(queries)

        assert statements(5) <= statements(2) + 3

    def test_hold_everybody_or_nobody(self, database, world, now):
        silent = make.save_returnee(database, now=now, purposes=())

        def suggest_both(one, other):
            people = [
                Suggestion(who, world.vacancy_id, world.employer.employer_id, 0.5, Via.JOB)
                for who in (one, other)
            ]
            with database.writing() as session:
                suggest_all(session, suggestions=people, actor=SYSTEM, now=now)

        with pytest.raises(ConsentMissing):
            suggest_both(world.returnee_id, silent)
        with pytest.raises(AlreadyIntroduced):
            suggest_both(world.returnee_id, world.returnee_id)
        with database.reading() as session:
            assert introductions_of(session, vacancy_id=world.vacancy_id) == []

    def test_are_drawn_up_again_when_the_vacancy_has_changed(self, database, world, now):
        with pytest.raises(VacancyChanged), database.writing() as session:
            draw_up_shortlist(
                session,
                vacancy_id=world.vacancy_id,
                matches=[make.match(world.returnee_id, world.vacancy_id)],
                versions=Versions(9, "test", "none"),
                actor=SYSTEM,
                now=now,
            )

    def test_show_later_people_on_the_next_number(self, database, world, now):
        first = make.draw_up(database, world, now=now)
        with database.reading() as session:
            [entry] = shortlist(session, shortlist_id=first, actor=SYSTEM).entries
        for to in (State.APPROVED, State.ASKED, State.INTERESTED):
            make.move(database, world, entry.introduction_id, to, now=now)
        with database.writing() as session:
            issue_shortlist(session, shortlist_id=first, actor=SYSTEM, now=now)
        other = make.save_returnee(database, now=now, caseworker=world.caseworker)
        make.draw_up(database, world, now=now, people=[other])

        with database.reading() as session:
            numbers = [
                one.number
                for one in shortlists_of_vacancy(
                    session, vacancy_id=world.vacancy_id, for_employer=False
                )
            ]
        assert numbers == [2, 1]


class TestWork:
    def test_lists_what_an_office_has_to_do_and_what_lies_with_employers(
        self, database, reader, world, now
    ):
        introduction_id = make.save_introduction(database, world, now=now)
        own = {
            "office_id": world.caseworker.office_id,
            "caseworker_ids": [world.caseworker.account_id],
        }

        assert [one.introduction_id for one in work_of(reader, **own)] == [introduction_id]
        assert sent_lately(reader, **own) == []

    def test_has_tasks_that_only_their_office_finishes(self, database, world, now):
        introduction_id = make.save_introduction(database, world, now=now)
        later = now + timedelta(days=10)
        with database.writing() as session:
            pass_step(session, introduction_id=introduction_id, now=later)
            [task] = open_tasks(session, office_id=world.caseworker.office_id, account_ids=None)
        stranger = make.save_caseworker(database, now=now)

        with pytest.raises(TaskNotFound), database.writing() as session:
            finish_task(session, task_id=task.task_id, actor=stranger, now=later)
        with database.writing() as session:
            finish_task(session, task_id=task.task_id, actor=world.caseworker, now=later)
            left = open_tasks(session, office_id=world.caseworker.office_id, account_ids=None)
        assert left == []


def test_a_database_refuses_an_open_introduction_without_a_next_step(database, world, now):
    introduction_id = make.save_introduction(database, world, now=now)

    with pytest.raises(Exception, match=r"has_next_step"), database.writing() as session:
        session.connection().exec_driver_sql(
            f"UPDATE introduction SET next_on = NULL WHERE id = {introduction_id}"
        )


def test_a_second_open_introduction_is_refused_by_the_database_itself(database, world, now):
    make.save_introduction(database, world, now=now)
    suggestion = Suggestion(world.returnee_id, world.vacancy_id, world.employer.employer_id)

    with pytest.raises(AlreadyIntroduced), database.writing() as session:
        suggest(session, suggestion=suggestion, actor=SYSTEM, now=now)
