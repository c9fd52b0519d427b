"""What the jobs do, each unit by itself, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from employers.interface import vacancy_brief
from employers.values import VacancyState
from forsa.deeds.consents import change_availability
from forsa.scheduler.jobs import JobContext
from forsa.scheduler.people import PeopleAtHand
from forsa.scheduler.table import JOBS
from forsa.scheduler.work.expiry import expiry
from forsa.scheduler.work.introductions import answers, reminders
from forsa.scheduler.work.lists import caseworker_list
from forsa.scheduler.work.shortlists import draw_up, draw_up_changes, issue, rerank
from kernel.calendar import add_working_days
from kernel.outbox import OutboxMessage
from matching.interface import introduction_brief, introductions_of
from matching.models import ShortlistEntry
from matching.queries.introductions import open_tasks
from matching.queries.shortlists import shortlists_of_vacancy
from matching.service import answer_entry
from matching.states import MOST_OPEN_OF_PERSON, MOST_WAITING_OF_PERSON, SHORTLIST_PLACES
from matching.values.introductions import MoveOrder, MoveReason, State
from skills.service import record_consent
from skills.values.consents import ConsentDraft, ConsentMethod, Purpose
from skills.values.returnees import Availability, Proficiency, SkillDraft
from tests import factories as make

BEGINNING = SkillDraft(
    "لحام", concept_uri=make.WELDING, link_score=1.0, proficiency=Proficiency.BASIC
)
"""Some welding: less than the world's person, more than nothing."""


@pytest.fixture
def world(database, now):
    return make.save_world(database, now=now)


@pytest.fixture
def context_at(database, settings):
    """Give a function that makes the context of a job at an instant."""

    def context(at):
        return JobContext(database, settings, now=at, slot_at=at)

    return context


class TestDrawUp:
    def test_suggests_those_who_agreed_and_are_free(
        self, database, reader, world, context_at, now
    ):
        make.save_returnee(database, now=now, caseworker=world.caseworker, purposes=())

        report = draw_up(context_at(now))

        assert report.counts == {"drawn_up": 1}
        [found] = introductions_of(reader, vacancy_id=world.vacancy_id)
        assert (found.returnee_id, found.state) == (world.returnee_id, State.SUGGESTED)

    def test_fills_five_places_best_first_and_nobody_twice(
        self, database, reader, world, context_at, now
    ):
        for _ in range(7):
            make.save_returnee(
                database,
                now=now,
                caseworker=world.caseworker,
                skills=(BEGINNING,),
            )

        for _ in range(2):
            draw_up(context_at(now))

        [shortlist] = shortlists_of_vacancy(
            reader, vacancy_id=world.vacancy_id, for_employer=False
        )
        people = [entry.returnee_id for entry in shortlist.entries]
        assert len(set(people)) == len(people) == SHORTLIST_PLACES
        assert people[0] == world.returnee_id, "the one who welds best comes first"
        scores = [entry.score for entry in shortlist.entries]
        assert scores == sorted(scores, reverse=True)

    def test_leaves_places_free_rather_than_ask_who_has_nothing_of_the_work(
        self, database, reader, world, context_at, now
    ):
        make.save_returnee(
            database, now=now, caseworker=world.caseworker, skills=(SkillDraft("painting"),)
        )

        draw_up(context_at(now))

        [found] = introductions_of(reader, vacancy_id=world.vacancy_id)
        assert found.returnee_id == world.returnee_id

    def test_within_a_minute_of_a_change_and_each_quarter_of_an_hour(
        self, database, settings, world, now
    ):
        people, minutes = PeopleAtHand(), iter(range(1, 15))

        def counts(minute=None):
            at = now + timedelta(minutes=next(minutes) if minute is None else minute)
            context = JobContext(database, settings, now=at, slot_at=at, people=people)
            return dict(draw_up_changes(context).counts)

        assert counts() == {"drawn_up": 1}
        assert counts() == {"nobody": 1}, "what it did itself is a change too"
        assert counts() == {"unchanged": 1}
        who = make.save_returnee(database, now=now, caseworker=world.caseworker)
        assert counts() == {"drawn_up": 1}, who
        counts()
        assert counts() == {"unchanged": 1}
        make.save_vacancy(database, now=now)
        assert counts()["drawn_up"] >= 1
        counts()
        assert counts() == {"unchanged": 1}
        assert "unchanged" not in counts(minute=15)

    def test_leaves_a_vacancy_without_anybody_as_it_is(self, database, context_at, now):
        make.save_vacancy(database, now=now)

        assert draw_up(context_at(now)).counts == {"nobody": 1}


class TestDrawUpForAll:
    """Lists of several vacancies, decided at once."""

    @pytest.fixture
    def lists(self, database, reader, context_at, now):
        """Give a function that draws up and returns who is on which vacancy's list."""

        def lists(job=draw_up):
            job(context_at(now))
            reader.expire_all()
            found = {}
            for one in introductions_of(reader):
                found.setdefault(one.vacancy_id, set()).add(one.returnee_id)
            return found

        return lists

    @pytest.mark.parametrize("job", [draw_up, rerank])
    def test_nobody_is_prepared_for_more_vacancies_than_they_can_think_about(
        self, database, world, lists, now, job
    ):
        for _ in range(MOST_WAITING_OF_PERSON + 1):
            make.save_vacancy(database, now=now, employer_id=world.employer.employer_id)

        found = lists(job)

        assert len(found) == MOST_WAITING_OF_PERSON
        assert set().union(*found.values()) == {world.returnee_id}

    def test_whoever_is_with_three_employers_is_on_no_further_list(
        self, database, world, lists, now
    ):
        for _ in range(MOST_OPEN_OF_PERSON):
            vacancy_id = make.save_vacancy(
                database, now=now, employer_id=world.employer.employer_id
            )
            busy = replace(world, vacancy_id=vacancy_id)
            make.save_introduction(database, busy, now=now, state=State.SENT)

        assert world.vacancy_id not in lists()

    def test_what_people_have_decided_stands(self, database, world, lists, now):
        put_there = make.save_returnee(
            database, now=now, caseworker=world.caseworker, skills=(SkillDraft("painting"),)
        )
        by_hand = replace(world, returnee_id=put_there)
        make.save_introduction(database, by_hand, now=now, state=State.APPROVED)
        removed = make.save_introduction(database, world, now=now)
        reason = MoveReason.NOT_SUITABLE
        make.move(database, world, removed, State.DISMISSED, now=now, reason=reason)

        lists()

        with database.reading() as session:
            states = {
                one.returnee_id: one.state
                for one in introductions_of(session, vacancy_id=world.vacancy_id)
            }
        assert states == {put_there: State.APPROVED, world.returnee_id: State.DISMISSED}

    def test_the_last_place_goes_by_lot_and_says_so(self, database, reader, world, lists, now):
        for _ in range(7):
            make.save_returnee(database, now=now, caseworker=world.caseworker, skills=(BEGINNING,))

        lists()

        [found] = shortlists_of_vacancy(reader, vacancy_id=world.vacancy_id, for_employer=False)
        assert [one.by_lot for one in found.entries] == [False] * 4 + [True]
        entry = reader.get(ShortlistEntry, found.entries[-1].entry_id)
        assert entry.propensity == pytest.approx(1 / 4), "three more beginners had room"


class TestIssue:
    def test_sends_who_is_interested_and_posts_to_the_members(
        self, database, reader, world, context_at, now
    ):
        draw_up(context_at(now))
        with database.reading() as session:
            [found] = introductions_of(session, vacancy_id=world.vacancy_id)
        for to in (State.APPROVED, State.ASKED, State.INTERESTED):
            make.move(database, world, found.introduction_id, to, now=now)

        assert issue(context_at(now)).counts == {"issued": 1}
        assert issue(context_at(now)).counts == {}
        [message] = reader.exec(select(OutboxMessage)).all()
        assert message.template == "shortlist"

    def test_says_that_nobody_is_ready_when_the_only_person_paused(
        self, database, world, context_at, now
    ):
        make.draw_up(database, world, now=now)
        with database.reading() as session:
            [found] = introductions_of(session, vacancy_id=world.vacancy_id)
        for to in (State.APPROVED, State.ASKED, State.INTERESTED):
            make.move(database, world, found.introduction_id, to, now=now)
        with database.writing() as session:
            change_availability(
                session,
                returnee_id=world.returnee_id,
                to=Availability.PAUSED,
                until_on=None,
                actor=world.caseworker,
                now=now,
            )

        assert issue(context_at(now)).counts == {"nobody_ready": 1}


class TestAnswers:
    def test_are_carried_out_when_nobody_changed_them(self, database, world, context_at, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)
        with database.writing() as session:
            order = MoveOrder(introduction_id, State.MEETING_ASKED)
            answer_entry(session, order=order, actor=world.employer, now=now)

        assert answers(context_at(now)).counts == {}
        assert answers(context_at(now + timedelta(minutes=15))).counts == {"carried_out": 1}
        with database.reading() as session:
            state = introduction_brief(session, introduction_id).state
        assert state is State.MEETING_ASKED

    def test_lead_on_at_once_where_the_person_agreed_before(
        self, database, world, context_at, now
    ):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)
        draft = ConsentDraft(
            Purpose.DISCLOSURE,
            now,
            ConsentMethod.SELF,
            employer_id=world.employer.employer_id,
            vacancy_id=world.vacancy_id,
        )
        with database.writing() as session:
            record_consent(
                session, returnee_id=world.returnee_id, draft=draft, actor=world.returnee, now=now
            )
            order = MoveOrder(introduction_id, State.MEETING_ASKED)
            answer_entry(session, order=order, actor=world.employer, now=now)

        answers(context_at(now + timedelta(minutes=15)))

        with database.reading() as session:
            assert introduction_brief(session, introduction_id).state is State.INTERVIEW


class TestReminders:
    def test_do_each_due_step_once_a_day(self, database, reader, world, context_at, now):
        make.save_introduction(database, world, now=now, state=State.SENT)
        days = (add_working_days(now.date(), 3) - now.date()).days
        later = now + timedelta(days=days)

        assert reminders(context_at(later)).counts == {"remind": 1}
        assert reminders(context_at(later)).counts == {}
        assert len(reader.exec(select(OutboxMessage)).all()) == 1


class TestCaseworkerList:
    def test_is_posted_once_a_day_and_only_if_something_waits(
        self, database, reader, world, context_at, now
    ):
        assert caseworker_list(context_at(now)).counts == {"nothing_waits": 1}
        make.save_introduction(database, world, now=now)

        assert caseworker_list(context_at(now)).counts == {"posted": 1}
        assert caseworker_list(context_at(now)).counts == {"known": 1}
        [message] = reader.exec(select(OutboxMessage)).all()
        assert message.recipient_id == world.caseworker.account_id


class TestExpiry:
    def test_ends_what_nobody_touched_for_45_days(self, database, reader, world, context_at, now):
        introduction_id = make.save_introduction(database, world, now=now, state=State.SENT)

        assert expiry(context_at(now + timedelta(days=45))).counts == {}
        assert expiry(context_at(now + timedelta(days=46))).counts == {"expired": 1}
        assert vacancy_brief(reader, world.vacancy_id).state is VacancyState.EXPIRED
        assert introduction_brief(reader, introduction_id).state is State.LAPSED

    def test_asks_the_office_where_a_meeting_was_asked_for(self, database, world, context_at, now):
        make.save_introduction(database, world, now=now, state=State.MEETING_ASKED)
        later = now + timedelta(days=46)

        assert expiry(context_at(later)).counts == {"asked": 1}
        assert expiry(context_at(later)).counts == {"known": 1}
        with database.reading() as session:
            [task] = open_tasks(session, office_id=world.caseworker.office_id, account_ids=None)
        assert task.kind == "vacancy_expires"


NAMES = """rerank draw-up issue caseworker-list returnee-jobs answers reminders follow-ups
expiry consents reconcile retention backup"""


def test_every_job_has_a_name_of_the_list():
    names = {job.name for job in JOBS}

    assert names <= set(NAMES.split())
    assert {"draw-up", "issue", "answers", "reminders", "caseworker-list", "expiry"} <= names
