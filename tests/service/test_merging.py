"""Two files of one person become one with all that hangs on them, and two again exactly."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

import forsa.accounts.models as accounts
import matching.models.people_rows as of_matching
import skills.models.people_rows as of_skills
from forsa.accounts.service.accounts import issue_card
from forsa.accounts.values import HashedCard
from forsa.deeds.consents import withdraw_consent
from forsa.deeds.merging import merge_people, undo_merge
from kernel import outbox
from kernel.actor import SYSTEM, Actor, Role
from kernel.audit import AuditEvent
from kernel.errors import Changed
from kernel.outbox import Message, Recipient, RecipientKind
from matching.errors import HiredTwice
from matching.interface import introductions_of
from matching.service import open_task
from matching.values.introductions import MoveReason, State
from matching.values.tasks import TaskDraft, TaskKind
from skills.errors import (
    ChoiceMissing,
    ErasureDue,
    FileMerged,
    FilesOfTwoOffices,
    MergeInTheWay,
    MergeNotFound,
    MergeNotYours,
    ReturneeNotFound,
    SamePerson,
)
from skills.interface.consents import live_purposes
from skills.models.casework import FileHandOver, Outreach, PersonMerge
from skills.models.returnees import EmployerRefusal, Returnee, SkillRecord
from skills.queries.files import person_file
from skills.queries.people import people_found, people_of_office
from skills.queries.profiles import details_of
from skills.service import (
    add_certificate,
    add_skill,
    record_returnees,
    record_time_abroad,
    say_different,
    undo_last_change,
)
from skills.values.casework import OutreachResult, OutreachWay
from skills.values.consents import ConsentMethod, Purpose
from skills.values.person_merging import MergeOrder, MergePart, Side
from skills.values.profiles import (
    CertificateDraft,
    EducationDraft,
    EducationLevel,
    ExperienceDraft,
    FurtherPhone,
    OccupationWish,
    ReturnContext,
)
from skills.values.returnees import Availability, HandOver, Proficiency, SkillDraft
from tests import factories as make

NOT_COMPARED = {"audit_event", "person_merge", "profile_change", "sign_in_session"}
"""What says of the deeds themselves; nobody is signed in anew by an undoing."""

HERS, SHARED, OTHER = "+9647700000001", "+9647700000002", "+9647700000003"
EXPERT = Proficiency.EXPERT
STAYS, GOES = Side.STAYS, Side.GOES


@pytest.fixture
def world(database, now):
    return make.save_world(database, now=now)


@pytest.fixture
def does(database, world, now):
    """Give a function that does one deed, as the caseworker unless it says who, some days on."""

    def does(deed, *, actor=None, days=0, **arguments):
        with database.writing() as session:
            at = now + timedelta(days=days)
            return deed(session, actor=actor or world.caseworker, now=at, **arguments)

    return does


@pytest.fixture
def save(database, world, now):
    """Give a function that saves one more file of the office."""

    def save(**changes):
        changes.setdefault("caseworker", world.caseworker)
        return make.save_returnee(database, now=now, **changes)

    return save


@pytest.fixture
def order_of(database):
    """Give a function that makes the order to merge two files as they stand now."""

    def order_of(stays_id, goes_id, **choices):
        with database.reading() as session:
            versions = [session.get_one(Returnee, each).version for each in (stays_id, goes_id)]
        return MergeOrder(stays_id, goes_id, *versions, {"full_name": STAYS} | choices)

    return order_of


def everything(database):
    """Return every row of every table, but for what says of deeds."""
    with database.reading() as session:
        return {
            table.name: [
                {name: value for name, value in row.items() if name != "version"}
                for row in session.execute(
                    sa.select(table).order_by(*table.primary_key)
                ).mappings()
            ]
            for table in SQLModel.metadata.sorted_tables
            if table.name not in NOT_COMPARED
        }


@pytest.fixture
def filled(database, world, does, save, now):
    """Give a second file of the world's person that has something in every table."""
    goes = save(
        full_name="Person 0001 B",
        source_ref="LIST-2",
        phone=HERS,
        phone_safe=False,
        further_phones=(FurtherPhone(SHARED, is_shared=True, is_safe=None),),
        languages={"ar": "C2", "da": "B2"},
        licences=("driving_b",),
        night=True,
        occupation_words="Welder on ships",
        experience_months=40,
        experiences=(ExperienceDraft("Taxi", months=12), ExperienceDraft("Baker", months=9)),
        education=(EducationDraft(EducationLevel.PRIMARY, ended_year=2001),),
        wanted=(OccupationWish("Cook"), OccupationWish("Baker")),
        refused=(OccupationWish("Guard"),),
        skills=(
            SkillDraft("لحام", concept_uri=make.WELDING, proficiency=EXPERT, months=60),
            SkillDraft("first aid", concept_uri=make.FIRST_AID, months=3),
        ),
    )
    does(add_skill, returnee_id=goes, draft=SkillDraft("painting"))
    does(add_certificate, returnee_id=goes, draft=CertificateDraft("Course", mark="m" * 22))
    does(record_time_abroad, returnee_id=goes, said=ReturnContext("DK", date(2024, 1, 2)))
    does(say_different, returnee_ids=(goes, save()))
    with database.writing() as session:
        session.add_all(
            [
                Outreach(
                    returnee_id=goes,
                    way=OutreachWay.CALL,
                    result=OutreachResult.NO_ANSWER,
                    at=now,
                    mark="o" * 22,
                ),
                FileHandOver(
                    returnee_id=goes,
                    from_office_id=world.caseworker.office_id,
                    to_office_id=world.caseworker.office_id,
                    state=HandOver.REFUSED,
                    proposed_at=now,
                ),
                EmployerRefusal(
                    returnee_id=goes,
                    employer_id=make.save_employer(database, now=now),
                    refused_at=now,
                ),
            ]
        )
        kind, office_id = TaskKind.CALL_PERSON, world.caseworker.office_id
        open_task(
            session,
            draft=TaskDraft("call:2", kind, office_id, None, now.date(), returnee_id=goes),
            now=now,
        )
        card = HashedCard("d" * 64, "hash")
        issue_card(session, returnee_id=goes, card=card, actor=SYSTEM, now=now)
        to = Recipient(RecipientKind.RETURNEE, goes)
        outbox.post(session, message=Message("jobs:2", to, "returnee_jobs", {}), now=now)
    return goes


def test_no_column_that_points_to_a_person_is_forgotten():
    declared = {
        *of_skills.FOLLOWING,
        *of_skills.BY_OWN_RULE,
        *of_skills.STAYING,
        *of_matching.FOLLOWING,
        *accounts.FOLLOWING,
    }
    pointing = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if "returnee_id" in column.name
        or any(key.column.table.name == "returnee" for key in column.foreign_keys)
    }

    assert pointing == declared


class TestMerging:
    def test_takes_everything_along_and_undo_brings_every_row_back(
        self, database, world, does, filled, order_of, now
    ):
        stays, goes = world.returnee_id, filled
        other = replace(world, returnee_id=goes)
        elsewhere = replace(
            other,
            vacancy_id=make.save_vacancy(
                database, now=now, employer_id=world.employer.employer_id
            ),
        )
        make.save_introduction(database, world, now=now, state=State.SUGGESTED)
        further = make.save_introduction(database, other, now=now, state=State.INTERVIEW)
        make.save_introduction(database, elsewhere, now=now, state=State.APPROVED)
        before = everything(database)

        merge_id = does(merge_people, order=order_of(stays, goes), days=1)

        with database.reading() as session:
            file = person_file(session, returnee_id=stays, actor=world.caseworker, now=now)
            details = details_of(session, stays)
            introductions = introductions_of(session, returnee_id=stays)
            remaining = [
                name
                for name, table in (
                    {n: f.table for n, f in of_skills.FOLLOWING.items()} | of_matching.FOLLOWING
                ).items()
                for column in [getattr(table, name.partition(".")[2])]
                if session.exec(select(table).where(column == goes)).all()
            ]
            waits_for = session.exec(
                select(outbox.OutboxMessage.recipient_id).where(
                    outbox.OutboxMessage.dedupe_key == "jobs:2"
                )
            ).one()
            card_of = session.exec(select(accounts.SignInCard.returnee_id)).one()
        assert remaining == []
        assert file.full_name != "Person 0001 B"
        assert (file.phone, file.phone_safe, file.night) == (HERS, False, True)
        assert [one.number for one in file.further_phones] == [SHARED]
        assert dict(file.languages) == {"ar": "C2", "da": "B2"}
        assert (file.occupation_words, file.experience_months) == ("Welder on ships", 40)
        welding = next(one for one in file.skills if one.own_words == "لحام")
        assert (welding.proficiency, welding.months) == (EXPERT, 60)
        assert {one.own_words for one in file.skills} == {"لحام", "first aid", "painting"}
        assert len(details.experiences) == 3
        assert {one.own_words for one in details.wanted} == {"Cook", "Baker"}
        assert {one.introduction_id for one in introductions if one.next_step} >= {further}
        ended = next(one for one in introductions if one.state is State.OBSOLETE)
        assert (ended.vacancy_id, ended.last_reason) == (
            world.vacancy_id,
            MoveReason.SAME_PERSON,
        )
        assert len([one for one in introductions if one.next_step]) == 2
        assert (waits_for, card_of) == (stays, stays)

        does(undo_merge, merge_id=merge_id, days=2)

        now_there = everything(database)
        for table, rows in before.items():
            assert now_there[table] == rows, table

    def test_leads_from_the_file_that_went_to_the_one_that_stays(
        self, database, world, does, save, order_of, now
    ):
        stays, office_id = world.returnee_id, world.caseworker.office_id
        goes = save(full_name="محمد علي حسن", source_ref="LIST-7")
        does(merge_people, order=order_of(stays, goes))

        with database.reading() as session:
            with pytest.raises(FileMerged) as led:
                person_file(session, returnee_id=goes, actor=world.caseworker, now=now)
            with pytest.raises(ReturneeNotFound):
                stranger = Actor(role=Role.CASEWORKER, account_id=99, office_id=99)
                person_file(session, returnee_id=goes, actor=stranger, now=now)
            found = people_found(session, office_id=office_id, text="محمد")
            listed = people_of_office(session, office_id=office_id, caseworker_ids=None)
        assert (led.value.goes_id, led.value.stays_id) == (goes, stays)
        assert [row.returnee_id for row in found] == [stays]
        assert [row.returnee_id for row in listed] == [stays]
        with pytest.raises(FileMerged):
            does(add_skill, returnee_id=goes, draft=SkillDraft("painting"))
        with pytest.raises(FileMerged):
            does(merge_people, order=order_of(save(), goes))

        draft = make.returnee_draft(
            world.caseworker, now, full_name="محمد علي حسن", source_ref="LIST-7", night=False
        )
        for drafts in ([draft], [draft]):
            tally = does(record_returnees, drafts=drafts)
        assert (tally.added, tally.unchanged) == (0, 1)
        with database.reading() as session:
            row = session.get_one(Returnee, stays)
            assert (row.night, row.source_ref) == (False, None)

    def test_shows_what_differs_and_takes_what_was_chosen(
        self, database, world, does, save, order_of, now
    ):
        goes = save(birth_year=1991, phone=OTHER, languages={"ar": "C2", "en": "A2"})
        stays = save(birth_year=1990, phone=HERS, languages={"ar": "C2", "en": "B1", "ku": "A1"})
        with pytest.raises(ChoiceMissing):
            does(merge_people, order=order_of(stays, goes, birth_year=GOES, phone=STAYS))
        choices = {"birth_year": GOES, "phone": GOES, "languages": GOES}
        does(merge_people, order=order_of(stays, goes, **choices))

        with database.reading() as session:
            file = person_file(session, returnee_id=stays, actor=world.caseworker, now=now)
            kept = session.exec(select(PersonMerge)).one().not_taken
            events = session.exec(
                select(AuditEvent.subject).where(AuditEvent.action == "skills.returnee.merged")
            ).all()
        assert (file.birth_year, file.phone) == (1991, OTHER)
        assert [one.number for one in file.further_phones] == [HERS]
        assert dict(file.languages) == {"ar": "C2", "en": "A2", "ku": "A1"}
        assert (kept["birth_year"], kept["phone"], kept["languages"]["en"]) == (1990, HERS, "B1")
        assert set(events) == {f"returnee:{stays}", f"returnee:{goes}"}

    def test_is_never_more_consent_than_either_gave(
        self, database, world, does, save, order_of, now
    ):
        goes = save(purposes=(Purpose.MATCHING, Purpose.MASKED_CARD, Purpose.STATISTICS))
        make.save_introduction(database, world, now=now, state=State.SENT)
        does(
            withdraw_consent,
            returnee_id=goes,
            purpose=Purpose.MASKED_CARD,
            method=ConsentMethod.SELF,
        )
        merge_id = does(merge_people, order=order_of(world.returnee_id, goes), days=1)

        at = now + timedelta(days=1)
        with database.reading() as session:
            agreed = live_purposes(session, [world.returnee_id], at=at)[world.returnee_id]
            [ended] = introductions_of(session, returnee_id=world.returnee_id)
        assert agreed == {Purpose.MATCHING, Purpose.FOLLOW_UP, Purpose.STATISTICS}
        assert (ended.state, ended.last_reason) == (
            State.WITHDRAWN,
            MoveReason.CONSENT_WITHDRAWN,
        )
        does(undo_merge, merge_id=merge_id, days=2)
        with database.reading() as session:
            assert (
                Purpose.MASKED_CARD
                in live_purposes(session, [world.returnee_id], at=at)[world.returnee_id]
            )
            [again] = introductions_of(session, returnee_id=world.returnee_id)
        assert again.state is State.SENT

    def test_of_somebody_who_has_work_ends_what_else_is_open(
        self, database, world, does, save, order_of, now
    ):
        goes = save()
        at_work = replace(world, returnee_id=goes)
        make.save_introduction(database, at_work, now=now, state=State.HIRED)
        vacancy_id = make.save_vacancy(database, now=now, employer_id=world.employer.employer_id)
        make.save_introduction(
            database, replace(world, vacancy_id=vacancy_id), now=now, state=State.SENT
        )
        does(merge_people, order=order_of(world.returnee_id, goes))

        with database.reading() as session:
            states = {
                one.state for one in introductions_of(session, returnee_id=world.returnee_id)
            }
            is_placed = session.get_one(Returnee, world.returnee_id).availability
        assert states == {State.HIRED, State.OBSOLETE}
        assert is_placed is Availability.PLACED


class TestRefusals:
    def test_of_files_that_may_not_be_made_one(self, database, world, does, save, order_of, now):
        stays, office_id = world.returnee_id, world.caseworker.office_id
        colleague = make.save_caseworker(database, now=now, office_id=office_id)
        theirs = save(caseworker=colleague)
        supervisor = make.save_caseworker(
            database, now=now, office_id=office_id, role=Role.SUPERVISOR
        )
        abroad = make.save_caseworker(database, now=now)
        elsewhere = save(caseworker=abroad)
        erased = save()
        with database.writing() as session:
            session.get_one(Returnee, erased).erasure_due_at = now

        refusals = {
            SamePerson: order_of(stays, stays),
            MergeNotYours: order_of(stays, theirs),
            ReturneeNotFound: order_of(stays, elsewhere),
            ErasureDue: order_of(stays, erased),
            Changed: replace(order_of(stays, save()), goes_version=99),
        }
        for refusal, order in refusals.items():
            with pytest.raises(refusal):
                does(merge_people, order=order)
        with pytest.raises(FilesOfTwoOffices):
            does(merge_people, order=order_of(stays, elsewhere), actor=SYSTEM)
        does(merge_people, order=order_of(stays, theirs), actor=supervisor)

    def test_of_two_hires_for_one_job(self, database, world, does, save, order_of, now):
        goes = save()
        for who in (world.returnee_id, goes):
            one = replace(world, returnee_id=who)
            make.save_introduction(database, one, now=now, state=State.HIRED)

        with pytest.raises(HiredTwice):
            does(merge_people, order=order_of(world.returnee_id, goes))


class TestUndoing:
    def test_leaves_what_was_written_since_and_says_what_is_in_the_way(
        self, database, world, does, save, order_of, now
    ):
        stays, goes = world.returnee_id, save()
        other = replace(world, returnee_id=goes)
        introduction_id = make.save_introduction(database, other, now=now, state=State.ASKED)
        merge_id = does(merge_people, order=order_of(stays, goes))
        draft = CertificateDraft("Course")
        does(undo_merge, merge_id=merge_id)
        merge_id = does(merge_people, order=order_of(stays, goes))
        does(add_certificate, returnee_id=stays, draft=draft, days=1)
        does(undo_merge, merge_id=merge_id, days=1)
        with database.reading() as session:
            assert len(details_of(session, stays).certificates) == 1
        merge_id = does(merge_people, order=order_of(stays, goes), days=1)

        make.move(database, world, introduction_id, State.INTERESTED, now=now + timedelta(days=2))
        does(add_skill, returnee_id=stays, draft=SkillDraft("painting"), days=2)
        does(
            withdraw_consent,
            returnee_id=stays,
            purpose=Purpose.FOLLOW_UP,
            method=ConsentMethod.SELF,
            days=2,
        )
        assert in_the_way(does, merge_id) == {
            MergePart.SKILLS,
            MergePart.CONSENTS,
            MergePart.INTRODUCTIONS,
        }
        does(merge_people, order=order_of(save(), stays), days=2)
        assert MergePart.MERGED_AGAIN in in_the_way(does, merge_id)

    def test_is_for_who_may_merge_and_once(self, database, world, does, save, order_of, now):
        goes = save()
        merge_id = does(merge_people, order=order_of(world.returnee_id, goes))
        stranger = make.save_caseworker(database, now=now)
        colleague = make.save_caseworker(database, now=now, office_id=world.caseworker.office_id)
        with pytest.raises(MergeNotFound):
            does(undo_merge, merge_id=merge_id, actor=stranger)
        with pytest.raises(MergeNotYours):
            does(undo_merge, merge_id=merge_id, actor=colleague)
        does(undo_merge, merge_id=merge_id)
        with pytest.raises(MergeNotFound):
            does(undo_merge, merge_id=merge_id)
        does(add_skill, returnee_id=goes, draft=SkillDraft("painting"))

    def test_takes_back_what_came_with_skills(self, database, world, does, save, order_of):
        goes = save(skills=())
        does(add_skill, returnee_id=goes, draft=SkillDraft("painting"))
        stays = save(skills=())
        does(add_skill, returnee_id=stays, draft=SkillDraft("baking"))
        does(merge_people, order=order_of(stays, goes))

        does(undo_last_change, returnee_id=stays, number=2)

        with database.reading() as session:
            said = session.exec(
                select(SkillRecord.own_words).where(SkillRecord.returnee_id == stays)
            ).all()
        assert said == ["baking"]


def in_the_way(does, merge_id):
    with pytest.raises(MergeInTheWay) as refused:
        does(undo_merge, merge_id=merge_id, days=3)
    return set(refused.value.parts)
