"""What skill records said before is kept, shown and brought back; several become one."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from kernel.audit import AuditEvent
from skills.errors import NothingToUndo, NotTheSameSkill, ReturneeNotFound, SkillIsPhone
from skills.models.returnees import SkillChange, SkillRecord
from skills.queries.files import person_file
from skills.queries.skill_history import skill_changes
from skills.service import (
    add_skill,
    choose_concept,
    merge_skills,
    remove_skill,
    undo_last_change,
)
from skills.values.returnees import Evidence, Proficiency, SkillDraft
from skills.values.skill_records import SkillChangeKind
from tests import factories as make

WEAK = SkillDraft("welding", concept_uri=make.WELDING, proficiency=Proficiency.BASIC, months=30)
STRONG = SkillDraft(
    "لحام",
    concept_uri=make.WELDING,
    proficiency=Proficiency.SKILLED,
    months=6,
    last_used_on=date(2024, 12, 31),
    evidence=Evidence.CERTIFICATE,
    is_confirmed=True,
)


@pytest.fixture
def caseworker(database, now):
    return make.save_caseworker(database, now=now)


@pytest.fixture
def returnee_id(database, caseworker, now):
    return make.save_returnee(database, now=now, caseworker=caseworker, skills=())


@pytest.fixture
def does(database, caseworker, returnee_id, now):
    """Give a function that does one deed as the caseworker, in a transaction of its own."""

    def does(deed, **arguments):
        with database.writing() as session:
            return deed(session, actor=caseworker, now=now, **arguments)

    return does


@pytest.fixture
def add(does, returnee_id):
    return lambda draft: does(add_skill, returnee_id=returnee_id, draft=draft)


@pytest.fixture
def records(database, returnee_id, caseworker, now):
    def records():
        with database.reading() as session:
            return person_file(session, returnee_id=returnee_id, actor=caseworker, now=now).skills

    return records


@pytest.fixture
def changes(database, returnee_id):
    def changes(**only):
        with database.reading() as session:
            return skill_changes(session, returnee_id=returnee_id, **only)

    return changes


def undo(does, changes, returnee_id):
    does(undo_last_change, returnee_id=returnee_id, number=changes()[0].number)


class TestHistory:
    def test_keeps_what_a_record_said_before_each_change(self, add, does, changes, caseworker):
        skill_id = add(WEAK)
        add(replace(WEAK, proficiency=Proficiency.EXPERT))
        add(replace(WEAK, proficiency=Proficiency.EXPERT))  # says nothing new
        does(choose_concept, skill_id=skill_id, concept_uri=make.FIRST_AID)
        does(remove_skill, skill_id=skill_id)

        found = changes(skill_id=skill_id)
        assert [one.kind for one in found] == [
            SkillChangeKind.REMOVED,
            SkillChangeKind.CHOSEN,
            SkillChangeKind.CHANGED,
            SkillChangeKind.ADDED,
        ]
        assert [one.number for one in found] == [4, 3, 2, 1]
        assert {one.by for one in found} == {caseworker.account_id}
        assert [one.before and int(one.before.proficiency) for one in found] == [4, 4, 1, None]
        assert found[0].before.concept_uri == make.FIRST_AID
        assert found[1].before.concept_uri == make.WELDING

    def test_says_who_made_sure_until_something_else_is_said(self, add, records, caseworker, now):
        add(STRONG)
        add(replace(STRONG, is_confirmed=False, last_used_on=date(2025, 1, 1)))
        [same] = records()
        add(replace(STRONG, is_confirmed=False, proficiency=Proficiency.BASIC))
        [other] = records()

        assert (same.confirmed_at, same.confirmed_by) == (now, caseworker.account_id)
        assert (other.confirmed_at, other.confirmed_by) == (None, None)


class TestUndoing:
    @pytest.mark.parametrize("deed", ["added", "changed", "chosen", "removed", "merged"])
    def test_brings_back_what_was_there(self, add, does, records, changes, returnee_id, deed):
        skill_id = add(WEAK)
        add(STRONG)
        before = records()
        {
            "added": lambda: add(SkillDraft("cooking")),
            "changed": lambda: add(replace(STRONG, months=40, evidence=Evidence.TEST)),
            "chosen": lambda: does(choose_concept, skill_id=skill_id, concept_uri=None),
            "removed": lambda: does(remove_skill, skill_id=skill_id),
            "merged": lambda: does(
                merge_skills, returnee_id=returnee_id, concept_uri=make.WELDING
            ),
        }[deed]()
        assert records() != before

        undo(does, changes, returnee_id)

        assert records() == before
        with pytest.raises(NothingToUndo):
            undo(does, changes, returnee_id)
        assert records() == before

    def test_is_of_the_last_deed_alone(self, add, does, records, returnee_id):
        with pytest.raises(NothingToUndo):
            does(undo_last_change, returnee_id=returnee_id, number=0)
        add(WEAK)
        add(STRONG)
        with pytest.raises(NothingToUndo):
            does(undo_last_change, returnee_id=returnee_id, number=1)
        assert len(records()) == 2

    def test_leaves_alone_who_was_given_the_number_meanwhile(  # noqa: PLR0913, PLR0917  fixtures
        self, add, does, returnee_id, records, database, caseworker, changes, now
    ):
        add(STRONG)
        [record] = records()
        does(remove_skill, skill_id=record.skill_id)
        other_id = make.save_returnee(database, now=now, caseworker=caseworker, skills=())
        with database.writing() as session:
            taken = SkillRecord(
                id=record.skill_id,
                returnee_id=other_id,
                own_words="cooking",
                search_key="cooking",
                link="own_words",
                proficiency=2,
                evidence="own_statement",
                recorded_at=now,
            )
            session.add(SkillRecord.model_validate(taken))

        does(undo_last_change, returnee_id=returnee_id, number=changes()[0].number)

        assert [one.own_words for one in records()] == ["لحام"]
        with database.reading() as session:
            kept = session.get_one(SkillRecord, record.skill_id)
            assert (kept.returnee_id, kept.own_words) == (other_id, "cooking")

    def test_is_not_for_strangers(self, database, add, returnee_id, now):
        add(WEAK)
        stranger = make.save_caseworker(database, now=now)
        for deed, more in ((undo_last_change, {"number": 1}), (merge_skills, {"concept_uri": ""})):
            with pytest.raises(ReturneeNotFound), database.writing() as session:
                deed(session, returnee_id=returnee_id, actor=stranger, now=now, **more)


class TestMerging:
    def test_keeps_the_best_of_each_and_all_in_the_history(
        self, database, add, does, records, changes, returnee_id
    ):
        first = add(WEAK)
        add(STRONG)
        other = add(SkillDraft("cooking"))

        kept = does(merge_skills, returnee_id=returnee_id, concept_uri=make.WELDING)

        one, cooking = records()
        assert (kept, one.skill_id, cooking.skill_id) == (first, first, other)
        assert (one.own_words, one.months, one.last_used_on) == ("welding", 30, date(2024, 12, 31))
        assert (one.proficiency, one.evidence) == (Proficiency.SKILLED, Evidence.CERTIFICATE)
        assert one.confirmed_by is not None
        merged = [c for c in changes() if c.kind is SkillChangeKind.MERGED]
        assert {c.before.own_words for c in merged} == {"welding", "لحام"}
        with database.reading() as session:
            actions = session.exec(select(AuditEvent.action)).all()
        assert "skills.returnee.skills-merged" in actions

    def test_is_refused_for_one_record(self, database, add, does, records, returnee_id):
        add(WEAK)
        with pytest.raises(NotTheSameSkill):
            does(merge_skills, returnee_id=returnee_id, concept_uri=make.WELDING)
        assert len(records()) == 1


class TestAPhoneNumber:
    def test_is_no_skill_and_writes_nothing(self, database, add):
        for words in ("0770 123 4567", "weld +964-770-1234567", "٠٧٧٠١٢٣٤٥٦٧"):
            with pytest.raises(SkillIsPhone):
                add(SkillDraft(words))
        with database.reading() as session:
            assert session.exec(select(SkillRecord)).all() == []
            assert session.exec(select(SkillChange)).all() == []
