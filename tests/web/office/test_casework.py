"""People are tried to be reached, and their files go from hand to hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import func, select

from forsa.deeds import hand_overs
from forsa.deeds.archiving import archive_file
from forsa.deeds.caseloads import give_people
from forsa.deeds.consents import change_availability
from forsa.deeds.outreach import record_outreach
from forsa.scheduler.jobs import JobContext
from forsa.scheduler.work.expiry import expiry
from kernel.actor import Role
from kernel.audit import AuditEvent
from kernel.errors import MoveNotAllowed
from kernel.references import Kind, reference
from matching.models import Introduction, Task
from matching.service import open_task
from matching.values.introductions import State
from matching.values.tasks import TaskDraft, TaskKind
from skills.errors import (
    CaseworkerNotFound,
    FileArchived,
    HandOverNotFound,
    HandOverOpen,
    HandOverPointless,
    HandOverReasonMissing,
    NoteHoldsPhone,
    OfficeNotFound,
    SupervisorOnly,
)
from skills.models.casework import FileHandOver, Outreach
from skills.models.returnees import Holiday, Returnee
from skills.states import ANSWER_DAYS
from skills.values.casework import (
    HandOverAnswer,
    HandOverDraft,
    HandOverReason,
    OutreachDraft,
    OutreachResult,
    OutreachWay,
)
from skills.values.returnees import Availability, HandOver
from tests import factories as make
from tests.accounts import signed_in_token
from tests.web.office.conftest import introduction_ref, person

NOW = datetime(2025, 3, 30, 12, 0, tzinfo=UTC)
SECRETS = ("Person 0001", "+964770", "0770 ", "1987")


@pytest.fixture
def days_later(client, clock, database, world):
    """Give a function that lets days pass; the caseworker signs in anew."""

    def later(days):
        clock.now += timedelta(days=days)
        token = signed_in_token(database, world.caseworker.account_id, now=clock.now)
        client.cookies.set("forsa_session", token, domain="127.0.0.1")

    return later


@pytest.fixture
def other(database, now):
    """Give a caseworker of another office."""
    return make.save_caseworker(database, now=now)


@pytest.fixture
def receiver(client_of, other):
    """Give a client with the caseworker of the other office signed in."""
    with client_of(other.account_id) as client:
        yield client


@pytest.fixture
def their_supervisor(client_of, database, other, now):
    """Give the supervisor of the other office, a client of theirs, and the caseworker there."""
    boss = make.save_caseworker(database, now=now, role=Role.SUPERVISOR, office_id=other.office_id)
    with client_of(boss.account_id) as client:
        yield boss, client, other


@pytest.fixture
def supervisor(client_of, database, world, now):
    """Give a client with the supervisor of the world's office signed in."""
    office_id = world.caseworker.office_id
    boss = make.save_caseworker(database, now=now, role=Role.SUPERVISOR, office_id=office_id)
    with client_of(boss.account_id) as client:
        yield client


@pytest.fixture
def offered(do, world, other):
    """Offer the world's person to the other office and return the hand-over's id."""
    draft = HandOverDraft(other.office_id, note="Speaks Arabic")
    return do(
        hand_overs.propose_hand_over, world.caseworker, returnee_id=world.returnee_id, draft=draft
    )


@pytest.fixture
def expired_after(database, settings):
    """Give a function that runs the job of the night after some days, and returns what it did."""

    def expired(days):
        at = NOW + timedelta(days=days)
        return expiry(JobContext(database, settings, now=at, slot_at=at)).counts

    return expired


class TestTryingToReachSomebody:
    def test_the_next_day_comes_by_itself_and_stands_on_the_list_of_that_day(
        self, client, sends, read, days_later, world
    ):
        address = f"{person(world)}/outreach"
        tried = {"way": "call", "result": "no_answer", "once": "a" * 22}
        sends(client, address, **tried)
        sends(client, address, **tried)

        [row] = read(Outreach)
        assert (row.result, row.by) == ("no_answer", world.caseworker.account_id)
        assert row.next_on.isoformat() == read(Returnee)[0].call_on.isoformat() == "2025-03-31"
        assert "Try to reach them again" not in client.get("/office").text
        days_later(1)
        assert "Try to reach them again" in client.get("/office").text
        sends(client, address, way="whatsapp", result="answered", once="b" * 22)
        assert read(Returnee)[0].call_on is None
        assert "Try to reach them again" not in client.get("/office").text

    def test_three_failed_tries_in_ten_days_take_somebody_off_all_lists_until_they_answer(
        self, client, sends, read, days_later, introduced, world
    ):
        sent = introduced(State.SENT)
        address = f"{person(world)}/outreach"
        states = []
        for days, result in ((0, "no_answer"), (11, "no_answer"), (2, "wrong_number")):
            days_later(days)
            sends(client, address, way="call", result=result)
            states.append(read(Returnee)[0].availability)
        days_later(1)
        page = sends(client, address, way="visit", result="no_answer")
        shown = client.get(page.headers["location"]).text
        states.append(read(Returnee)[0].availability)
        sends(client, address, way="sms", result="answered")
        states.append(read(Returnee)[0].availability)

        assert states == ["available"] * 3 + ["unreachable", "available"]
        assert "off all lists" in shown
        assert read(Introduction)[sent - 1].state is State.WITHDRAWN
        deeds = [row.action.partition("returnee.")[2] for row in read(AuditEvent)]
        assert [one for one in deeds if one.startswith(("tried", "unreach"))] == [
            "tried.call.no_answer",
            "tried.call.no_answer",
            "tried.call.wrong_number",
            "tried.visit.no_answer",
            "unreachable",
            "tried.sms.answered",
        ]
        assert "Sent a text message – They answered" in client.get(person(world)).text

    @pytest.mark.parametrize(
        ("on", "failed", "next_on"),
        [
            # Sunday 23 March 2025 … Thursday 27; Sunday 30 and Monday 31 are holidays.
            ("2025-03-23", 1, "2025-03-24"),
            ("2025-03-26", 2, "2025-04-01"),
            ("2025-03-27", 1, "2025-04-01"),
            ("2025-03-23", 3, "2025-04-01"),
        ],
    )
    def test_is_tried_again_on_working_days_of_baghdad(self, case, on, failed, next_on):
        for day in (30, 31):
            case.do(_close_on, None, on=date(2025, 3, day))
        # Past nine in the evening in UTC it is the next day in Baghdad.
        at = datetime.fromisoformat(f"{on}T00:30:00+03:00").astimezone(UTC)
        said = {"draft": OutreachDraft(OutreachWay.CALL, OutreachResult.NO_ANSWER)}
        for hour in range(failed):
            said["at"] = at + timedelta(hours=hour)
            outcome = case.do(record_outreach, case.world.caseworker, **case.of_person, **said)

        assert outcome.next_on.isoformat() == next_on
        assert outcome.is_unreachable is (failed == 3)
        assert case.read(Outreach)[-1].next_on == outcome.next_on

    @pytest.mark.parametrize("by", ["caseworker", "returnee"])
    def test_counts_anew_once_somebody_came_back_by_themselves(self, case, by, now):
        failed = {"draft": OutreachDraft(OutreachWay.CALL, OutreachResult.NO_ANSWER)}
        for hour in range(3):
            at = now + timedelta(hours=hour)
            case.do(record_outreach, case.world.caseworker, at=at, **failed, **case.of_person)
        assert case.read(Returnee)[0].availability is Availability.UNREACHABLE
        later = {"at": now + timedelta(days=1), **case.of_person}
        back = {"to": Availability.AVAILABLE, "until_on": None}
        case.do(change_availability, getattr(case.world, by), **back, **later)
        outcome = case.do(record_outreach, case.world.caseworker, **failed, **later)

        assert (outcome.failed_count, outcome.is_unreachable) == (1, False)
        assert [row.way for row in case.read(Outreach)] == ["call"] * 3 + ["themselves", "call"]

    def test_nobody_is_called_again_who_has_said_how_it_is(self, do, read, world, now):
        draft = OutreachDraft(OutreachWay.CALL, OutreachResult.NO_ANSWER)
        do(record_outreach, world.caseworker, returnee_id=world.returnee_id, draft=draft)
        assert read(Returnee)[0].call_on is not None
        said = {"to": Availability.PAUSED, "until_on": now.date() + timedelta(days=30)}
        do(change_availability, world.returnee, returnee_id=world.returnee_id, **said)
        assert read(Returnee)[0].call_on is None

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"way": "", "result": "answered"}, "way"),
            ({"way": "call", "result": "perhaps"}, "result"),
            ({"way": "themselves", "result": "no_answer"}, "result"),
            ({"way": "call", "result": "no_answer", "next_on": "2020-01-01"}, "next_on"),
        ],
    )
    def test_says_what_is_wrong_and_writes_nothing(self, client, sends, read, world, said, field):
        page = sends(client, f"{person(world)}/outreach", **said)

        assert (page.status_code, read(Outreach)) == (422, [])
        assert f'id="e-{field}"' in page.text


class TestHandingAFileOver:
    def test_shows_no_name_before_it_is_taken_and_goes_over_with_its_tasks(
        self, client, receiver, sends, read, other, world
    ):
        address = f"{person(world)}/hand-over"
        for page in (address, person(world)):
            sends(client, address, page=page, to=f"o{other.office_id}", note="Speaks Arabic")
        [row] = read(FileHandOver)
        offer = f"/office/hand-overs/{row.id}"
        seen = [receiver.get(each) for each in ("/office", "/office/hand-overs", offer)]
        before = receiver.get(person(world))
        assert read(Returnee)[0].office_id == world.caseworker.office_id
        answer = sends(receiver, f"{offer}/accept", page=offer)
        after = receiver.get(person(world))

        assert [each.status_code for each in seen] == [200] * 3
        assert all(reference(Kind.PERSON, world.returnee_id) in each.text for each in seen)
        assert "Speaks Arabic" in seen[2].text
        for secret in SECRETS:
            assert not any(secret in each.text.partition("<footer")[0] for each in seen)
        assert (before.status_code, after.status_code) == (404, 200)
        assert answer.headers["location"] == f"{person(world)}?said=taken"
        person_row = read(Returnee)[0]
        assert (person_row.office_id, person_row.caseworker_id) == (
            other.office_id,
            other.account_id,
        )
        assert client.get(person(world)).status_code == 404
        assert [task.done_at is not None for task in read(Task)] == [True]

    def test_is_refused_with_a_reason_and_who_offered_it_is_told(
        self, client, receiver, sends, read, world, offered
    ):
        offer = f"/office/hand-overs/{offered}"
        nothing = sends(receiver, f"{offer}/refuse", page=offer)
        sends(receiver, f"{offer}/refuse", page=offer, reason="no_time")
        gone = receiver.get(offer)

        assert (nothing.status_code, gone.status_code) == (422, 404)
        [row] = read(FileHandOver)
        assert (row.state, row.reason) == (HandOver.REFUSED, HandOverReason.NO_TIME)
        assert read(Returnee)[0].office_id == world.caseworker.office_id
        assert "Your offer of a file was not taken" in client.get("/office").text
        assert "We have no time for one more" in client.get(f"{person(world)}/hand-over").text

    def test_runs_out_after_two_weeks_and_who_offered_it_is_told(
        self, case, expired_after, receiver, offered
    ):
        counts = [expired_after(ANSWER_DAYS + more) for more in (0, 1, 2)]

        assert counts == [{}, {"offers_expired": 1}, {}]
        [row] = case.read(FileHandOver)
        assert (row.state, row.reason) == (HandOver.WITHDRAWN, HandOverReason.NO_ANSWER)
        assert row.decided_by is None
        tasks = [(one.kind, one.account_id) for one in case.read(Task) if one.done_at is None]
        assert tasks == [(TaskKind.HAND_OVER_BACK, case.world.caseworker.account_id)]
        assert receiver.get(f"/office/hand-overs/{offered}").status_code == 404
        page = case.client.get(f"{person(case.world)}/hand-over").text
        assert "Nobody answered" in page
        assert 'name="to"' in page

    def test_is_taken_back_once(self, client, sends, read, offered, world):
        for _ in range(2):
            sends(client, f"{person(world)}/hand-over/withdraw", page=person(world))

        assert [row.state for row in read(FileHandOver)] == [HandOver.WITHDRAWN]
        assert all(task.done_at is not None for task in read(Task))

    def test_takes_its_tasks_introductions_and_numbers_along(
        self, case, receiver, introduced, other, offered
    ):
        introduction_id, world = introduced(State.INTERVIEW), case.world
        address = f"/office/introductions/{introduction_ref(introduction_id)}"
        office_id, due = world.caseworker.office_id, date(2025, 4, 1)
        for key, account_id in (("own", world.caseworker.account_id), ("anybody", None)):
            draft = TaskDraft(key, TaskKind.FOLLOW_UP, office_id, account_id, due)
            case.do(_open, None, draft=replace(draft, **case.of_person))
        case.do(_number, None, **case.of_person, source_ref="L-17")
        before = [each.get(address).status_code for each in (case.client, receiver)]
        case.do(hand_overs.accept_hand_over, other, answer=HandOverAnswer(offered))
        after = [each.get(address).status_code for each in (case.client, receiver)]

        assert (before, after) == ([200, 404], [404, 200])
        whose = {task.dedupe_key: (task.office_id, task.account_id) for task in case.read(Task)}
        assert whose["own"] == (other.office_id, other.account_id)
        assert whose["anybody"] == (other.office_id, None)
        assert receiver.get("/office").text.count(f'href="{person(world)}"') == 2
        [said] = case.read(Returnee)[0].case_references
        assert said["reference"] == "L-17"

    def test_between_offices_is_for_the_supervisor_who_says_whose_it_becomes(
        self, case, their_supervisor, receiver, sends, offered
    ):
        boss, boss_client, other = their_supervisor
        offer = f"/office/hand-overs/{offered}"
        assert receiver.get(offer).status_code == 404
        assert person(case.world)[-8:] not in receiver.get("/office/hand-overs").text
        accept = hand_overs.accept_hand_over
        with pytest.raises(HandOverNotFound):
            case.do(accept, other, answer=HandOverAnswer(offered))
        with pytest.raises(CaseworkerNotFound):
            stranger = case.world.caseworker.account_id
            case.do(accept, boss, answer=HandOverAnswer(offered, stranger))
        nobody = sends(boss_client, f"{offer}/accept", page=offer)
        sends(boss_client, f"{offer}/accept", page=offer, caseworker=str(other.account_id))

        assert (nobody.status_code, 'id="e-caseworker"' in nobody.text) == (422, True)
        assert case.read(Returnee)[0].caseworker_id == other.account_id

    def test_says_to_who_offered_it_what_became_of_it(self, client, do, other, world, offered):
        waiting = client.get("/office/hand-overs").text
        do(hand_overs.accept_hand_over, other, answer=HandOverAnswer(offered))
        taken = client.get("/office/hand-overs").text

        assert f'href="{person(world)}/hand-over"' in waiting
        assert "Offered, waiting for an answer" in waiting
        assert "Taken over" in taken
        assert person(world) not in taken

    def test_every_move_that_is_not_allowed_writes_nothing(
        self, database, do, other, world, offered
    ):
        third = make.save_caseworker(database, now=NOW)
        propose, accept = hand_overs.propose_hand_over, hand_overs.accept_hand_over
        before = _written(database)
        refused = [
            (HandOverOpen, HandOverDraft(third.office_id)),
            (HandOverPointless, HandOverDraft(world.caseworker.office_id)),
            (OfficeNotFound, HandOverDraft(0)),
            (NoteHoldsPhone, HandOverDraft(third.office_id, note="Call 0770 000 0001")),
            (CaseworkerNotFound, HandOverDraft(other.office_id, third.account_id)),
        ]
        for error, draft in refused:
            with pytest.raises(error):
                do(propose, world.caseworker, returnee_id=world.returnee_id, draft=draft)
        for actor in (world.caseworker, third):
            with pytest.raises(HandOverNotFound):
                do(accept, actor, answer=HandOverAnswer(offered))
        with pytest.raises(HandOverNotFound):
            do(hand_overs.withdraw_hand_over, other, hand_over_id=offered)
        with pytest.raises(HandOverReasonMissing):
            do(hand_overs.refuse_hand_over, other, answer=HandOverAnswer(offered))
        assert _written(database) == before
        do(accept, other, answer=HandOverAnswer(offered))
        before = _written(database)
        do(accept, other, answer=HandOverAnswer(offered))
        answer = HandOverAnswer(offered, reason=HandOverReason.NO_TIME)
        with pytest.raises(MoveNotAllowed):
            do(hand_overs.refuse_hand_over, other, answer=answer)
        assert _written(database) == before


class TestWhoseAPersonIs:
    def test_is_said_by_a_supervisor_and_whom_nobody_has_is_taken_by_a_caseworker(
        self, client, supervisor, sends, read, world
    ):
        address = f"{person(world)}/hand-over"
        nothing = sends(supervisor, f"{address}/caseworker", page=address, caseworker="")
        assert (nothing.status_code, 'id="e-caseworker"' in nothing.text) == (422, True)
        sends(supervisor, f"{address}/caseworker", page=address, caseworker="nobody")
        assert read(Returnee)[0].caseworker_id is None
        listed = client.get("/office/people?whose=nobody").text
        assert reference(Kind.PERSON, world.returnee_id) in listed
        sends(client, f"{address}/caseworker", page=address)
        assert read(Returnee)[0].caseworker_id == world.caseworker.account_id

    def test_ends_an_offer_to_a_colleague_and_is_not_said_of_a_file_put_away(
        self, database, do, read, other, world
    ):
        own, office_id = world.caseworker, world.caseworker.office_id
        boss = make.save_caseworker(database, now=NOW, role=Role.SUPERVISOR, office_id=office_id)
        third = make.save_caseworker(database, now=NOW, office_id=office_id)
        who, propose = {"returnee_id": world.returnee_id}, hand_overs.propose_hand_over
        for draft, after in (
            (HandOverDraft(office_id, third.account_id), HandOver.WITHDRAWN),
            (HandOverDraft(other.office_id), HandOver.PROPOSED),
        ):
            do(propose, own, draft=draft, **who)
            for whose in (boss, own):
                do(hand_overs.assign_caseworker, boss, caseworker_id=whose.account_id, **who)
            assert read(FileHandOver)[-1].state is after
        assert [task.done_at is None for task in read(Task)] == [False, True]

        do(archive_file, own, **who)
        with pytest.raises(FileArchived):
            do(hand_overs.assign_caseworker, boss, caseworker_id=third.account_id, **who)
        both = {"from_id": own.account_id, "to_id": third.account_id}
        assert do(give_people, boss, office_id=office_id, **both) == 1
        assert read(Returnee)[0].caseworker_id == third.account_id

    def test_is_not_taken_from_a_colleague(self, database, do, read, world):
        office_id = world.caseworker.office_id
        colleague = make.save_caseworker(database, now=NOW, office_id=office_id)
        own = {"returnee_id": world.returnee_id, "caseworker_id": colleague.account_id}

        with pytest.raises(SupervisorOnly):
            do(hand_overs.assign_caseworker, colleague, **own)
        assert read(Returnee)[0].caseworker_id == world.caseworker.account_id


def _open(session, *, draft, actor, now):
    open_task(session, draft=draft, now=now)


def _number(session, *, returnee_id, source_ref, actor, now):
    session.get_one(Returnee, returnee_id).source_ref = source_ref


def _close_on(session, *, on, actor, now):
    session.add(Holiday(on=on, name="Eid"))


def _written(database):
    with database.reading() as session:
        return [
            session.exec(select(func.count()).select_from(table)).one()
            for table in (AuditEvent, Task, FileHandOver)
        ]
