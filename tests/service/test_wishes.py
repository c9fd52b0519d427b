"""A person's answers as deeds: two taps at the same time are one answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import func, select

from forsa.deeds.wishes import ask_caseworker, take_back, want_vacancy
from kernel.audit import AuditEvent
from matching.errors import IntroductionNotFound, NotFree
from matching.interface import introductions_of
from matching.models import Task
from matching.values.introductions import State
from skills.errors import ConsentMissing
from skills.service import move_availability
from skills.values.consents import Purpose
from skills.values.returnees import Availability
from tests import factories as make


@pytest.fixture
def world(database, now):
    return make.save_world(database, now=now)


class TestTwoTapsAtOnce:
    def test_on_a_public_vacancy_begin_one_introduction(self, database, world, now, reader):
        together = Barrier(2)

        def tap(_):
            together.wait()
            with database.writing() as session:
                found = want_vacancy(
                    session, vacancy_id=world.vacancy_id, actor=world.returnee, now=now
                )
            return found.introduction_id

        with ThreadPoolExecutor(2) as threads:
            first, second = threads.map(tap, range(2))

        assert first == second
        [found] = introductions_of(reader, returnee_id=world.returnee_id)
        assert (found.state, found.wanted_at) == (State.SUGGESTED, now)


class TestARefusedDeed:
    def writes(self, database):
        with database.reading() as session:
            return session.exec(select(func.count()).select_from(AuditEvent)).one()

    def test_writes_nothing_for_who_is_away(self, database, world, now):
        with database.writing() as session:
            move_availability(
                session,
                returnee_id=world.returnee_id,
                to=Availability.PAUSED,
                actor=world.returnee,
                now=now,
            )
        before = self.writes(database)

        with pytest.raises(NotFree), database.writing() as session:
            want_vacancy(session, vacancy_id=world.vacancy_id, actor=world.returnee, now=now)

        assert self.writes(database) == before

    def test_writes_nothing_without_consent(self, database, now):
        world = make.save_world(database, now=now, purposes=(Purpose.MASKED_CARD,))
        before = self.writes(database)

        with pytest.raises(ConsentMissing), database.writing() as session:
            want_vacancy(session, vacancy_id=world.vacancy_id, actor=world.returnee, now=now)

        assert self.writes(database) == before

    @pytest.mark.parametrize("deed", [take_back, ask_caseworker])
    def test_writes_nothing_for_another_person(self, database, world, now, deed):
        theirs = make.save_introduction(database, world, now=now, state=State.MEETING_ASKED)
        other = make.save_world(database, now=now)
        before = self.writes(database)

        with pytest.raises(IntroductionNotFound), database.writing() as session:
            deed(session, introduction_id=theirs, actor=other.returnee, now=now)

        assert self.writes(database) == before
        with database.reading() as session:
            assert session.exec(select(func.count()).select_from(Task)).one() == 0
