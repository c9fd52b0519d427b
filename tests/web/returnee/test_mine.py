"""What a person sees of themselves, and what they agree to, take back, and pause."""

import pytest
from sqlmodel import select

from forsa.deeds.introductions import move_introduction
from kernel.actor import SYSTEM
from kernel.audit import AuditEvent
from matching.values.introductions import MoveOrder, State, Via
from skills.interface.consents import consents_of, live_purposes
from skills.interface.returnees import standing
from skills.models.returnees import Consent, Returnee
from skills.values.consents import ConsentAct, ConsentMethod, Purpose
from skills.values.returnees import Availability
from tests.web.returnee.conftest import SHOWN_PHONE, send, words_of


class TestMyPage:
    def test_says_what_we_know(self, client):
        page = words_of(client.get("/me"))

        assert "Person 0" in page
        assert "لحام" in page
        assert "Yes, until" in page
        assert "Baghdad" in page
        assert SHOWN_PHONE in page
        assert "Sign out" in page

    @pytest.mark.parametrize(
        ("state", "sentence"),
        [
            (State.INTERESTED, "It goes to the employer with the next list"),
            (State.SENT, "Sent to the employer on Sunday 30 March 2025."),
            (State.MEETING_ASKED, "The employer wants to meet you."),
            (State.INTERVIEW, "You agreed to meet."),
            (State.OFFERED, "They offer you this job."),
            (State.HIRED, "You have this job, from Sunday 30 March 2025."),
        ],
    )
    def test_says_how_each_job_stands(self, client, introduced, state, sentence):
        introduced(state)

        assert sentence in words_of(client.get("/me"))

    @pytest.mark.parametrize("state", [State.SUGGESTED, State.APPROVED])
    def test_says_nothing_of_what_they_were_not_asked(self, client, introduced, state):
        ref = introduced(state)

        assert ref not in client.get("/me").text

    def test_says_that_silence_is_not_about_them(self, client, introduced, database, now):
        introduced(State.SENT)
        with database.writing() as session:
            order = MoveOrder(1, State.UNANSWERED, via=Via.JOB)
            move_introduction(session, order=order, actor=SYSTEM, now=now)

        page = words_of(client.get("/me"))

        assert "The employer did not answer. That is not about you." in page


class TestTakingAPermissionBack:
    def test_takes_two_taps_and_ends_what_needed_it(
        self, client, introduced, states, reader, world, now
    ):
        introduced(State.SENT)
        assert "/me/permissions/masked_card" in client.get("/me").text

        first = client.get("/me/permissions/masked_card")
        assert "What is open with them ends." in words_of(first)
        assert states() == [State.SENT]
        for _ in range(2):
            sent = send(client, "/me/permissions/masked_card", agree="back")

        assert sent.headers["location"] == "/me?said=back"
        assert states() == [State.WITHDRAWN]
        agreed = live_purposes(reader, [world.returnee_id], at=now)[world.returnee_id]
        assert agreed == {Purpose.MATCHING, Purpose.FOLLOW_UP}
        withdrawn = reader.exec(select(Consent).where(Consent.act == ConsentAct.WITHDRAWN)).all()
        assert [one.method for one in withdrawn] == [ConsentMethod.SELF]
        assert "It ended because you took a permission back." in words_of(client.get("/me"))

    def test_never_ends_a_hire(self, client, introduced, states):
        introduced(State.HIRED)

        send(client, "/me/permissions/matching", agree="back")

        assert states() == [State.HIRED]


class TestAgreeing:
    def test_is_asked_in_plain_words_and_recorded_once(self, client, reader, world, now):
        assert "My answers may be counted" in words_of(client.get("/me/permissions/statistics"))

        for _ in range(2):
            send(client, "/me/permissions/statistics", agree="yes")

        given = reader.exec(select(Consent).where(Consent.purpose == Purpose.STATISTICS)).all()
        assert [(one.method, one.language) for one in given] == [(ConsentMethod.SELF, "en")]

    @pytest.mark.parametrize("said", ["", "no", "perhaps"])
    def test_anything_else_records_nothing(self, client, reader, world, now, said):
        sent = send(client, "/me/permissions/statistics", agree=said)

        assert sent.headers["location"] == "/me?said=no"
        assert len(consents_of(reader, world.returnee_id, at=now)) == 3

    @pytest.mark.parametrize("purpose", ["everything", "disclosure", "messages", "x" * 300])
    def test_to_what_is_not_asked_here_is_no_page(self, client, purpose):
        assert client.get(f"/me/permissions/{purpose}").status_code == 404


class TestPausing:
    def test_takes_cards_off_lists_and_can_be_ended(
        self, client, introduced, states, reader, world
    ):
        introduced(State.SENT)

        for _ in range(2):
            sent = send(client, "/me/availability", to="paused", until="2025-05-01")
        assert sent.headers["location"] == "/me?said=paused"
        assert states() == [State.WITHDRAWN]
        page = words_of(client.get(sent.headers["location"]))
        assert "On pause until Thursday 1 May 2025" in page
        assert "It ended because you are on pause." in page

        for _ in range(2):
            send(client, "/me/availability", to="available")
        assert standing(reader, world.returnee_id).availability is Availability.AVAILABLE
        said = reader.exec(
            select(AuditEvent.action).where(AuditEvent.action.startswith("skills.returnee"))
        ).all()
        assert said.count("skills.returnee.paused") == 1
        assert said.count("skills.returnee.available") == 1

    @pytest.mark.parametrize("until", ["2025-03-30", "2024-01-01", "2027-01-01", "soon"])
    def test_needs_a_day_that_lies_ahead(self, client, reader, world, until):
        page = send(client, "/me/availability", to="paused", until=until)

        assert page.status_code == 422
        assert f'value="{until}"' in page.text
        assert reader.exec(select(Returnee.availability)).one() is Availability.AVAILABLE

    @pytest.mark.parametrize("to", ["", "withdrawn", "placed", "sleeping"])
    def test_knows_only_free_and_paused(self, client, reader, to):
        assert send(client, "/me/availability", to=to).status_code == 422
        assert reader.exec(select(Returnee.availability)).one() is Availability.AVAILABLE
