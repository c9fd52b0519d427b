"""Who looks after whose people, who stands in, and files that are put away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import func, select

from forsa.deeds import archiving, caseloads, hand_overs
from forsa.deeds.consents import change_availability
from forsa.scheduler.jobs import JobContext
from forsa.scheduler.work.lists import caseworker_list
from forsa.scheduler.work.shortlists import draw_up
from kernel.actor import Role
from kernel.audit import AuditEvent
from kernel.calendar import local_day
from kernel.outbox import OutboxMessage
from kernel.references import Kind, reference
from matching.models import Introduction, Task
from matching.service import open_task
from matching.values.introductions import State
from matching.values.tasks import TaskDraft, TaskKind
from skills import service as skills
from skills.errors import (
    CaseworkerNotFound,
    FileArchived,
    FileInUse,
    OfficeNotFound,
    ReturneeNotFound,
    StandInClash,
    StandInDays,
    StandInNotFound,
    SupervisorOnly,
)
from skills.models.casework import FileHandOver, StandIn
from skills.models.returnees import Returnee
from skills.values.casework import HandOverDraft, StandInDraft
from skills.values.returnees import Availability, HandOver, RecordState
from tests import factories as make
from tests.web.office.conftest import person

CASELOADS = "/office/caseloads"


@pytest.fixture
def other(database, now):
    """Give a caseworker of another office."""
    return make.save_caseworker(database, now=now)


@pytest.fixture
def context(database, settings, now):
    """Give the context of a job that runs now."""
    return JobContext(database, settings, now=now, slot_at=now)


@pytest.fixture
def colleague(database, world, now):
    """Give another caseworker of the world's office."""
    return make.save_caseworker(database, now=now, office_id=world.caseworker.office_id)


@pytest.fixture
def covering(client_of, colleague):
    """Give a client with that colleague signed in."""
    with client_of(colleague.account_id) as client:
        yield client


@pytest.fixture
def boss(database, world, now):
    """Give the supervisor of the world's office."""
    office_id = world.caseworker.office_id
    return make.save_caseworker(database, now=now, role=Role.SUPERVISOR, office_id=office_id)


@pytest.fixture
def days(world, colleague, now):
    """Give a function that makes a draft: the colleague stands in for the world's caseworker."""

    def days(first=0, last=4, absent=world.caseworker, by=colleague):
        today = local_day(now)
        return StandInDraft(
            absent.office_id,
            absent.account_id,
            by.account_id,
            today + timedelta(days=first),
            today + timedelta(days=last),
        )

    return days


@pytest.fixture
def offers(case, boss, colleague, other, database, now):
    """Offer a file to the world's caseworker, and one of another office to the supervisor.

    With each: its person, its number, who is meant to answer, whose it becomes if the colleague
    answers for them.
    """
    own, made = case.world.caseworker, []
    third = make.save_caseworker(database, now=now, office_id=boss.office_id)
    for giver, to, absent, whose in (
        (third, own.account_id, own, own),
        (other, None, boss, colleague),
    ):
        theirs = make.save_returnee(database, now=now, caseworker=giver)
        draft = HandOverDraft(boss.office_id, to)
        propose = hand_overs.propose_hand_over
        made.append(
            (theirs, case.do(propose, giver, returnee_id=theirs, draft=draft), absent, whose)
        )
    return made


class TestStandingIn:
    def test_puts_a_colleagues_people_on_ones_own_lists_for_these_days(
        self, case, days, introduced, covering
    ):
        introduced(State.SUGGESTED)
        own, pages = case.world.caseworker, ("/office", "/office/people")
        named = case.do(caseloads.name_stand_in, own, draft=days())
        assert case.do(caseloads.name_stand_in, own, draft=days()) == named
        shown = [covering.get(page).text for page in pages]
        case.do(skills.end_stand_in, own, stand_in_id=named)
        after = [covering.get(page).text for page in pages]

        number = person(case.world)[-8:]
        assert [number in text for text in shown + after] == [True, True, False, False]
        assert "looks after the people of" in shown[0]
        assert "looks after the people of" not in after[0]

    def test_gets_the_mail_of_the_morning_about_them(
        self, case, context, days, introduced, colleague
    ):
        introduced(State.SUGGESTED)
        own = case.world.caseworker
        case.do(caseloads.name_stand_in, own, draft=days())
        for day, receivers in ((0, {own, colleague}), (6, {own})):
            at = context.now + timedelta(days=day)
            caseworker_list(replace(context, now=at, slot_at=at))
            posted = [m for m in case.read(OutboxMessage) if f"{at:%Y%m%d}" in m.dedupe_key]
            assert {m.recipient_id for m in posted} == {one.account_id for one in receivers}

    def test_answers_for_a_file_that_is_offered_to_who_is_away(
        self, case, days, boss, covering, offers
    ):
        for theirs, number, absent, whose in offers:
            offer = f"/office/hand-overs/{number}"
            before = covering.get(offer).status_code
            named = case.do(caseloads.name_stand_in, boss, draft=days(absent=absent))
            shown = [covering.get(page).text for page in ("/office", "/office/hand-overs")]
            asked = covering.get(offer).text
            taken = case.sends(covering, f"{offer}/accept", page=offer)
            said = covering.get(taken.headers["location"]).text
            case.do(skills.end_stand_in, boss, stand_in_id=named)

            assert before == 404
            assert all(reference(Kind.PERSON, theirs) in text for text in shown)
            is_colleagues = whose is absent
            assert ("The file becomes theirs" in asked) is is_colleagues
            assert ("The file is yours now" in said) is not is_colleagues
            row = next(row for row in case.read(Returnee) if row.id == theirs)
            assert (row.office_id, row.caseworker_id) == (boss.office_id, whose.account_id)

    def test_is_named_by_supervisors_and_by_oneself_on_days_that_fit(
        self, case, days, colleague, boss
    ):
        own, name = case.world.caseworker, caseloads.name_stand_in
        refused = [
            (SupervisorOnly, colleague, days()),
            (OfficeNotFound, own, replace(days(), office_id=0)),
            (StandInDays, boss, days(first=3, last=2)),
            (StandInDays, boss, days(first=-5, last=-1)),
            (StandInDays, boss, days(first=0, last=92)),
            (StandInDays, boss, days(by=own)),
        ]
        case.do(name, boss, draft=days(first=5, last=9))
        refused += [
            (StandInClash, boss, days(first=9, last=12, by=boss)),
            (StandInClash, boss, days(first=4, last=5, absent=colleague, by=boss)),
            (StandInClash, boss, days(first=4, last=5, absent=boss, by=own)),
        ]
        before = len(case.read(AuditEvent))
        for error, actor, draft in refused:
            with pytest.raises(error):
                case.do(name, actor, draft=draft)
        assert (len(case.read(StandIn)), len(case.read(AuditEvent))) == (1, before)
        case.do(name, boss, draft=days(first=10, last=12, by=boss))

    def test_is_of_one_office_and_ends_before_its_last_day(self, case, days, boss, other, now):
        with pytest.raises(CaseworkerNotFound):
            case.do(caseloads.name_stand_in, boss, draft=days(by=other))
        running = case.do(caseloads.name_stand_in, boss, draft=days())
        later = now + timedelta(days=2)
        with pytest.raises(StandInNotFound):
            case.do(skills.end_stand_in, other, stand_in_id=running)
        for _ in range(2):
            case.do(skills.end_stand_in, boss, stand_in_id=running, at=later)

        [row] = case.read(StandIn)
        assert row.until_on == local_day(now) + timedelta(days=1)
        assert [e.action for e in case.read(AuditEvent) if "stand-in" in e.action] == [
            "skills.stand-in.named",
            "skills.stand-in.ended",
        ]

    def test_is_written_down_on_the_page_of_the_office(self, case, days):
        said, client = days(), case.client
        fields = {"by": str(said.by_id), "from_on": str(said.from_on)}
        wrong = case.sends(client, f"{CASELOADS}/stand-ins", page=CASELOADS, **fields)
        fields["until_on"] = str(said.until_on)
        case.sends(client, f"{CASELOADS}/stand-ins", page=CASELOADS, **fields)
        [row] = case.read(StandIn)
        assert 'id="e-until_on"' in wrong.text
        assert (row.absent_id, row.by_id) == (said.absent_id, said.by_id)
        case.sends(client, f"{CASELOADS}/stand-ins/{row.id}/end", page=CASELOADS)
        assert case.read(StandIn) == []


class TestGivingPeople:
    def test_is_for_supervisors_and_takes_tasks_along(self, case, client_of, colleague, boss, now):
        office_id, own = boss.office_id, case.world.caseworker.account_id
        draft = TaskDraft("own", TaskKind.FOLLOW_UP, office_id, own, local_day(now))
        case.do(_open, None, draft=replace(draft, **case.of_person))
        given, fields = f"{CASELOADS}/given", {"from": str(own), "to": str(colleague.account_id)}
        with client_of(colleague.account_id) as client:
            refused = case.sends(client, given, page=CASELOADS, **fields)
        assert (refused.status_code, case.read(Returnee)[0].caseworker_id) == (403, own)
        with client_of(boss.account_id) as client:
            same = case.sends(client, given, page=CASELOADS, **fields | {"to": str(own)})
            case.sends(client, given, page=CASELOADS, **fields)
            page = client.get(CASELOADS).text

        assert 'id="e-to"' in same.text
        [row], [task] = case.read(Returnee), case.read(Task)
        assert row.caseworker_id == task.account_id == colleague.account_id
        assert f'href="/office/people?whose={colleague.account_id}"' in page


class TestPuttingAFileAway:
    def test_ends_what_is_open_and_takes_the_file_off_every_list_until_it_is_taken_back(
        self, case, introduced, other, context
    ):
        sent, address = introduced(State.SENT), f"{person(case.world)}/archive"
        name, client, read = person(case.world)[-8:], case.client, case.read
        draft, own = HandOverDraft(other.office_id), case.world.caseworker
        case.do(hand_overs.propose_hand_over, own, draft=draft, **case.of_person)
        for _ in range(2):
            case.sends(client, address, page=person(case.world))
        lists = [client.get(page).text for page in ("/office", "/office/people")]

        assert read(Introduction)[sent - 1].state is State.WITHDRAWN
        assert read(FileHandOver)[0].state is HandOver.WITHDRAWN
        assert all(task.done_at is not None for task in read(Task))
        assert not any(name in text for text in lists)
        assert name in client.get("/office/people?whose=archived").text
        assert "put away" in client.get(person(case.world)).text
        assert draw_up(context).counts.get("drawn_up", 0) == 0
        with pytest.raises(FileArchived):
            case.do(hand_overs.propose_hand_over, own, draft=draft, **case.of_person)
        assert 'name="to"' not in client.get(f"{person(case.world)}/hand-over").text
        for _ in range(2):
            case.sends(client, f"{address}/back", page=person(case.world))
        assert name in client.get("/office/people").text
        records = [e.action for e in read(AuditEvent) if ".record." in e.action]
        assert records == ["skills.returnee.record.archived", "skills.returnee.record.active"]

    @pytest.mark.parametrize("state", [State.INTERVIEW, State.OFFERED, State.HIRED])
    def test_waits_for_people_to_end_a_meeting_an_offer_and_a_hire(
        self, database, case, introduced, state
    ):
        introduced(state)
        page = case.sends(case.client, f"{person(case.world)}/archive")
        assert page.status_code == 409
        assert f'class="button" href="{person(case.world)}"' in page.text
        with database.reading() as session:
            before = session.exec(select(func.count()).select_from(AuditEvent)).one()
        with pytest.raises(FileInUse):
            case.do(archiving.archive_file, case.world.caseworker, **case.of_person)

        assert case.read(Returnee)[0].record is RecordState.ACTIVE
        assert case.read(Introduction)[-1].state is state
        assert len(case.read(AuditEvent)) == before

    def test_is_not_there_for_another_office_and_the_person_cannot_undo_it(
        self, database, do, read, world, now
    ):
        stranger = make.save_caseworker(database, now=now)
        own = {"returnee_id": world.returnee_id}
        for deed in (archiving.archive_file, archiving.take_back_file):
            with pytest.raises(ReturneeNotFound):
                do(deed, stranger, **own)
        do(archiving.archive_file, world.caseworker, **own)
        do(change_availability, world.returnee, to=Availability.PAUSED, until_on=None, **own)
        do(change_availability, world.returnee, to=Availability.AVAILABLE, until_on=None, **own)
        assert read(Returnee)[0].record is RecordState.ARCHIVED


def _open(session, *, draft, actor, now):
    open_task(session, draft=draft, now=now)
