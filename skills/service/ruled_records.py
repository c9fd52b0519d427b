"""What a ruling on own words does to the skill records that say them, and how that is undone.

For this package alone.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel import audit
from kernel.actor import Actor
from kernel.storage import written_id
from skills.interface.rulings import rulings_in_force
from skills.models.returnees import Returnee, SkillChange, SkillRecord
from skills.models.words import WordRuling
from skills.search_key import search_key
from skills.service.record_changes import ROWS_AT_ONCE, count_as_changed, note_changes
from skills.service.skill_history import bring_back
from skills.values.returnees import LinkState, SkillDraft
from skills.values.skill_records import SkillChangeKind
from skills.values.words import RulingBrief, Verdict

SURE = 1.0
"""How sure the link is of words that somebody looked at: as sure as that of a label."""

_NOT_BY_A_PERSON = frozenset({SkillChangeKind.FOLLOWED})
"""Changes of a record after a ruling that nobody of the office made."""


def apply_ruling(session: Session, ruling: WordRuling, *, actor: Actor, now: datetime) -> int:
    """Link, or take away, every record with the words of a ruling; return how many there were."""
    if ruling.verdict is Verdict.KEEP:
        return 0
    rows = _unlinked(session, ruling.search_key)
    if not rows:
        return 0
    people = note_changes(
        session,
        rows,
        SkillChangeKind.RULED,
        ruling_id=written_id(ruling),
        actor=actor,
        now=now,
    )
    for row in rows:
        if ruling.verdict is Verdict.REJECT:
            session.delete(row)
        else:
            row.concept_uri = ruling.concept_uri
            row.link, row.link_score = LinkState.LINKED, SURE
    session.flush()
    _finish(session, people, "words-ruled", actor, now)
    return len(rows)


def undo_on_records(session: Session, ruling: WordRuling, *, actor: Actor, now: datetime) -> int:
    """Bring back what a ruling changed and no person changed since; return how many records."""
    changes = session.exec(
        select(SkillChange)
        .where(SkillChange.ruling_id == ruling.id)
        .where(SkillChange.kind == SkillChangeKind.RULED)
        .order_by(col(SkillChange.id))
    ).all()
    _lock_people(session, {change.returnee_id for change in changes})
    rows = _rows_by_id(session, [change.skill_id for change in changes])
    touched = _touched_since(session, changes)
    said = _keys_of(session, {change.returnee_id for change in changes})
    returning = [
        change
        for change in changes
        if change.skill_id not in touched and _may_return(change, rows, said)
    ]
    there = [rows[change.skill_id] for change in returning if change.skill_id in rows]
    note_changes(session, there, SkillChangeKind.UNDONE, actor=actor, now=now)
    for change in returning:
        bring_back(session, change, rows.get(change.skill_id))
    session.flush()
    people = sorted({change.returnee_id for change in returning})
    _finish(session, people, "words-unruled", actor, now)
    return len(returning)


def as_ruled(session: Session, drafts: Sequence[SkillDraft]) -> dict[SkillDraft, SkillDraft]:
    """Return by draft how rulings in force say it; rejected ones are left out; one query.

    What a person chose stays chosen.
    """
    if not drafts:
        return {}
    keys = {draft.own_words: search_key(draft.own_words) for draft in drafts}
    ruled = rulings_in_force(session, set(keys.values()))
    said = {draft: ruled.get(keys[draft.own_words]) for draft in drafts}
    return {
        draft: draft if ruling is None else _ruled(draft, ruling)
        for draft, ruling in said.items()
        if ruling is None or ruling.verdict is not Verdict.REJECT
    }


def _ruled(draft: SkillDraft, ruling: RulingBrief) -> SkillDraft:
    if draft.concept_uri is not None and draft.link_score is None:
        return draft
    if ruling.verdict is Verdict.KEEP:
        return replace(draft, concept_uri=None, link_score=None)
    return replace(draft, concept_uri=ruling.concept_uri, link_score=SURE)


def _unlinked(session: Session, key: str) -> Sequence[SkillRecord]:
    """Return the records of a key without a concept, after locking whose they are."""
    ours = (SkillRecord.search_key == key, col(SkillRecord.concept_uri).is_(None))
    people = session.exec(select(SkillRecord.returnee_id).where(*ours)).all()
    _lock_people(session, set(people))
    # What was read before the lock may be older than it.
    query = select(SkillRecord).where(*ours).order_by(col(SkillRecord.id))
    return session.exec(query.execution_options(populate_existing=True)).all()


def _lock_people(session: Session, returnee_ids: Collection[int]) -> None:
    ordered = sorted(returnee_ids)
    for at in range(0, len(ordered), ROWS_AT_ONCE):
        session.execute(
            sa.select(col(Returnee.id))
            .where(col(Returnee.id).in_(ordered[at : at + ROWS_AT_ONCE]))
            .order_by(col(Returnee.id))
            .with_for_update()
        ).all()


def _rows_by_id(session: Session, skill_ids: Sequence[int]) -> dict[int, SkillRecord]:
    found: dict[int, SkillRecord] = {}
    for at in range(0, len(skill_ids), ROWS_AT_ONCE):
        some = skill_ids[at : at + ROWS_AT_ONCE]
        rows = session.exec(select(SkillRecord).where(col(SkillRecord.id).in_(some)))
        found |= {written_id(row): row for row in rows}
    return found


def _touched_since(session: Session, changes: Sequence[SkillChange]) -> set[int]:
    """Return the records that somebody changed after a ruling did."""
    ours = {change.skill_id: written_id(change) for change in changes}
    ids, touched = sorted(ours), set()
    for at in range(0, len(ids), ROWS_AT_ONCE):
        later = session.execute(
            sa.select(col(SkillChange.skill_id), sa.func.max(col(SkillChange.id)))
            .where(col(SkillChange.skill_id).in_(ids[at : at + ROWS_AT_ONCE]))
            .where(col(SkillChange.kind).not_in(_NOT_BY_A_PERSON))
            .group_by(col(SkillChange.skill_id))
        )
        touched |= {skill_id for skill_id, last in later if last > ours[skill_id]}
    return touched


def _keys_of(session: Session, returnee_ids: Collection[int]) -> dict[int, set[str]]:
    """Return by person the search keys of what they can do now."""
    keys: dict[int, set[str]] = defaultdict(set)
    ordered = sorted(returnee_ids)
    for at in range(0, len(ordered), ROWS_AT_ONCE):
        found = session.exec(
            select(SkillRecord.returnee_id, SkillRecord.search_key).where(
                col(SkillRecord.returnee_id).in_(ordered[at : at + ROWS_AT_ONCE])
            )
        )
        for returnee_id, key in found:
            keys[returnee_id].add(key)
    return keys


def _may_return(
    change: SkillChange, rows: dict[int, SkillRecord], said: dict[int, set[str]]
) -> bool:
    """Return whether a record is where the ruling left it: still linked, or still away."""
    before = change.before or {}
    row = rows.get(change.skill_id)
    if row is not None:
        return row.returnee_id == change.returnee_id and row.search_key == before["search_key"]
    return before["search_key"] not in said[change.returnee_id]


def _finish(
    session: Session, people: Sequence[int], what: str, actor: Actor, now: datetime
) -> None:
    subjects = [f"returnee:{returnee_id}" for returnee_id in people]
    audit.record_many(
        session, actor=actor, action=f"skills.returnee.{what}", subjects=subjects, now=now
    )
    count_as_changed(session, people)
