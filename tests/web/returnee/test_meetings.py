"""An employer wants to meet a person: the question, its three answers, and taking them back."""

import pytest
from sqlmodel import func, select

from kernel.references import Kind, row_id_of
from matching.interface import introduction_brief
from matching.models import Disclosure, Introduction, Task
from matching.values.introductions import State
from skills.interface.consents import consents_of
from skills.models.returnees import Consent
from skills.values.consents import Purpose
from tests import factories as make
from tests.web.returnee.conftest import send, words_of


def count(reader, kind):
    return reader.exec(select(func.count()).select_from(kind)).one()


@pytest.fixture
def asked(introduced):
    return introduced(State.MEETING_ASKED)


class TestTheQuestion:
    def test_says_what_is_shown_to_whom_until_when(self, client, asked):
        page = words_of(client.get(f"/me/meetings/{asked}"))

        assert "May they see your name and phone number?" in page
        assert "Employer 0" in page
        assert "Person 0" in page
        assert "Monday 30 March 2026" in page

    def test_is_announced_on_the_list_of_jobs(self, client, asked):
        assert "1 employer wants to meet you" in words_of(client.get("/me/jobs"))
        assert f"/me/meetings/{asked}" in client.get("/me/meetings").text

    @pytest.mark.parametrize("said", ["", "perhaps"])
    def test_stays_until_it_is_answered(self, client, asked, states, said):
        send(client, f"/me/meetings/{asked}", answer=said)

        assert states() == [State.MEETING_ASKED]

    @pytest.mark.parametrize("state", [State.ASKED, State.SENT])
    def test_is_not_there_before_an_employer_asks(self, client, introduced, states, state):
        ref = introduced(state)

        assert client.get(f"/me/meetings/{ref}").status_code == 404
        assert send(client, f"/me/meetings/{ref}", answer="yes").status_code == 409
        assert states() == [state]


class TestAYes:
    def test_records_the_consent_and_the_disclosure_once(self, client, asked, reader, world, now):
        send(client, f"/me/meetings/{asked}", answer="yes")
        send(client, f"/me/meetings/{asked}", answer="yes")

        found = introduction_brief(reader, row_id_of(Kind.INTRODUCTION, asked))
        assert found.state is State.INTERVIEW
        assert count(reader, Disclosure) == 1
        given = [
            one
            for one in consents_of(reader, world.returnee_id, at=now)
            if one.purpose is Purpose.DISCLOSURE
        ]
        assert [one.vacancy_id for one in given] == [world.vacancy_id]

    def test_leads_to_whom_to_ask_for(self, client, asked):
        sent = send(client, f"/me/meetings/{asked}", answer="yes")

        page = words_of(client.get(sent.headers["location"]))
        assert "Ask for Member 0" in page
        assert "Take your identity card" in page

    def test_taken_back_ends_it_and_the_consent_for_this_job(
        self, client, asked, reader, world, now
    ):
        send(client, f"/me/meetings/{asked}", answer="yes")

        sent = send(client, f"/me/meetings/{asked}/undo")
        send(client, f"/me/meetings/{asked}/undo")

        assert reader.exec(select(Introduction.state)).all() == [State.WITHDRAWN]
        live = {one.purpose for one in consents_of(reader, world.returnee_id, at=now)}
        assert Purpose.DISCLOSURE not in live
        assert Purpose.MASKED_CARD in live
        assert "They may have written it down." in words_of(client.get(sent.headers["location"]))


class TestANo:
    def test_shows_nobody_anything(self, client, asked, reader, states):
        sent = send(client, f"/me/meetings/{asked}", answer="no")
        send(client, f"/me/meetings/{asked}", answer="no")

        assert states() == [State.DECLINED]
        assert count(reader, Disclosure) == 0
        page = words_of(client.get(sent.headers["location"]))
        assert "They do not see your name." in page

    def test_cannot_become_a_yes_by_an_old_page(self, client, asked, states, reader):
        send(client, f"/me/meetings/{asked}", answer="no")

        assert send(client, f"/me/meetings/{asked}", answer="yes").status_code == 409
        assert states() == [State.DECLINED]
        purposes = reader.exec(select(Consent.purpose)).all()
        assert Purpose.DISCLOSURE not in purposes


class TestAskingTheCaseworker:
    def test_gives_them_one_task_and_keeps_the_question(
        self, client, asked, reader, states, world
    ):
        sent = send(client, f"/me/meetings/{asked}", answer="caseworker")
        send(client, f"/me/meetings/{asked}", answer="caseworker")

        [task] = reader.exec(select(Task)).all()
        assert (task.account_id, task.returnee_id) == (
            world.caseworker.account_id,
            world.returnee_id,
        )
        assert states() == [State.MEETING_ASKED]
        assert "Your caseworker calls you." in words_of(client.get(sent.headers["location"]))
        assert "Yes, they may" in client.get(f"/me/meetings/{asked}").text


class TestTheList:
    def test_puts_first_what_waits_for_the_person(self, client, database, world, now, asked):
        other = make.save_vacancy(database, now=now, title="Painter")
        agreed = make.save_introduction(
            database,
            make.World(world.caseworker, world.employer, other, world.returnee_id),
            now=now,
            state=State.MEETING_ASKED,
        )
        assert agreed

        page = client.get("/me/meetings")

        assert words_of(page).count("Needs you") == 2

    def test_is_never_blank(self, client):
        assert "No employer asks to meet you now." in words_of(client.get("/me/meetings"))
