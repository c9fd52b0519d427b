"""Sentences of the states' page about shortlists and limits, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from employers.values import VacancyState
from forsa.deeds.consents import change_availability
from forsa.deeds.introductions import move_introduction
from forsa.deeds.vacancies import move_vacancy
from kernel.actor import SYSTEM
from matching.errors import NotFree, ShortlistNotIssued
from matching.interface import introduction_brief, introductions_of
from matching.models import ShortlistEntry
from matching.queries.cards import shortlist_cards
from matching.queries.shortlists import shortlists_of_vacancy, unissued_shortlists
from matching.service import issue_shortlist
from matching.states import MOST_OPEN_OF_PERSON, SHORTLIST_PLACES, Shows
from matching.values.introductions import MoveOrder, State
from matching.values.shortlists import ShortlistState
from skills.values.returnees import Availability
from tests import factories as make


@pytest.fixture
def world(database, now):
    return make.save_world(database, now=now)


@pytest.fixture
def interested(database, world, now):
    """Give a shortlist on which the world's person is interested."""
    shortlist_id = make.draw_up(database, world, now=now)
    make_interested(database, world, now)
    return shortlist_id


def make_interested(database, world, now):
    """Bring everybody who is on the vacancy's list to `interested`."""
    with database.reading() as session:
        drawn = introductions_of(session, vacancy_id=world.vacancy_id, states=[State.SUGGESTED])
    for one in drawn:
        for to in (State.APPROVED, State.ASKED, State.INTERESTED):
            make.move(database, world, one.introduction_id, to, now=now)
    return [one.introduction_id for one in drawn]


def issue(database, shortlist_id, now):
    with database.writing() as session:
        return issue_shortlist(session, shortlist_id=shortlist_id, actor=SYSTEM, now=now)


def move_to(database, world, to, now):
    with database.writing() as session:
        move_vacancy(session, vacancy_id=world.vacancy_id, to=to, actor=world.employer, now=now)


def lists_of(database, world):
    with database.reading() as session:
        return shortlists_of_vacancy(session, vacancy_id=world.vacancy_id, for_employer=False)


class TestAPausedVacancy:
    def test_closes_what_was_not_issued_and_sends_nothing(self, database, world, interested, now):
        move_to(database, world, VacancyState.PAUSED, now)

        assert [one.state for one in lists_of(database, world)] == [ShortlistState.CLOSED]
        with database.reading() as session:
            assert unissued_shortlists(session) == []

    def test_leaves_issued_lists_to_be_answered(self, database, reader, world, interested, now):
        issue(database, interested, now)

        move_to(database, world, VacancyState.PAUSED, now)

        [entry] = shortlist_cards(
            reader, shortlist_id=interested, actor=world.employer, now=now
        ).entries
        assert (entry.state, entry.shows) == (State.SENT, Shows.CARD)

    def test_open_again_sends_the_interested_on_the_next_number(
        self, database, world, interested, now
    ):
        move_to(database, world, VacancyState.PAUSED, now)
        move_to(database, world, VacancyState.OPEN, now)

        following, before = lists_of(database, world)
        assert (following.state, before.state) == (ShortlistState.READY, ShortlistState.CLOSED)
        assert issue(database, following.shortlist_id, now) == 1


class TestIssuing:
    def test_is_refused_while_the_vacancy_is_not_open(self, database, world, interested, now):
        with database.writing() as session:
            session.connection().exec_driver_sql("UPDATE vacancy SET state = 'paused'")

        with pytest.raises(ShortlistNotIssued):
            issue(database, interested, now)

    def test_sends_no_fourth_open_introduction_of_a_person(
        self, database, reader, world, interested, now
    ):
        for _ in range(MOST_OPEN_OF_PERSON):
            employer_id = make.save_employer(database, now=now)
            there = replace(
                world,
                employer=replace(world.employer, employer_id=employer_id),
                vacancy_id=make.save_vacancy(database, now=now, employer_id=employer_id),
            )
            make.save_introduction(database, there, now=now, state=State.SENT)

        with pytest.raises(ShortlistNotIssued):
            issue(database, interested, now)
        [waiting] = introductions_of(
            reader, vacancy_id=world.vacancy_id, states=[State.INTERESTED]
        )
        assert waiting.returnee_id == world.returnee_id

    def test_sends_five_at_most_and_the_rest_next_time(self, database, world, now):
        people = [
            make.save_returnee(database, now=now, caseworker=world.caseworker)
            for _ in range(SHORTLIST_PLACES + 1)
        ]
        shortlist_id = make.draw_up(database, world, now=now, people=people)
        make_interested(database, world, now)

        assert issue(database, shortlist_id, now) == SHORTLIST_PLACES

        following, issued = lists_of(database, world)
        assert [one.returnee_id for one in issued.entries] == people[:-1]
        assert [one.returnee_id for one in following.entries] == people[-1:]
        assert issue(database, following.shortlist_id, now) == 1

    def test_leaves_out_whose_consent_has_ended(self, database, world, interested, now):
        with pytest.raises(ShortlistNotIssued):
            issue(database, interested, now + timedelta(days=366))


class TestDrawingUp:
    def test_is_refused_with_somebody_who_went_away_meanwhile(self, database, world, now):
        with database.writing() as session:
            change_availability(
                session,
                returnee_id=world.returnee_id,
                to=Availability.PAUSED,
                until_on=None,
                actor=world.caseworker,
                now=now,
            )

        with pytest.raises(NotFree):
            make.draw_up(database, world, now=now)
        assert lists_of(database, world) == []


class TestSeveralOffices:
    def test_approve_each_their_own_person_on_one_list(self, database, world, now):
        stranger = make.save_caseworker(database, now=now)
        theirs = make.save_returnee(database, now=now, caseworker=stranger)
        make.draw_up(database, world, now=now, people=[world.returnee_id, theirs])
        with database.reading() as session:
            first, second = introductions_of(session, vacancy_id=world.vacancy_id)

        for one, actor in ((first, world.caseworker), (second, stranger)):
            with database.writing() as session:
                order = MoveOrder(one.introduction_id, State.APPROVED)
                move_introduction(session, order=order, actor=actor, now=now)

        with database.reading() as session:
            states = [
                introduction_brief(session, one.introduction_id).state for one in (first, second)
            ]
        assert states == [State.APPROVED, State.APPROVED]


def test_what_was_issued_is_frozen(database, reader, world, interested, now):
    issue(database, interested, now)
    [entry] = reader.exec(select(ShortlistEntry)).all()

    assert (entry.shortlist_id, entry.rank, entry.score, entry.issued) == (
        interested,
        1,
        0.5,
        True,
    )
