"""Deeds with what a person can do: one record for each skill, in their own words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from kernel.actor import Actor
from kernel.storage import write_new
from skills.errors import ReturneeNotFound, SkillEmpty, SkillRejected
from skills.models.returnees import SkillRecord
from skills.rules import check_is_no_phone, has_letter
from skills.search_key import search_key
from skills.service.files import locked_person, record_deed
from skills.service.ruled_records import as_ruled
from skills.service.skill_history import columns_of, deed_with_skills
from skills.values.returnees import LinkState, SkillDraft
from skills.values.skill_records import SkillChangeKind


def add_skill(
    session: Session, *, returnee_id: int, draft: SkillDraft, actor: Actor, now: datetime
) -> int:
    """Add one skill to a person, or bring the record with the same words up to date.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    SkillEmpty
        If no letter was typed.
    SkillIsPhone
        If a phone number was typed.
    SkillRejected
        If the same words were looked at before and are no skill.
    """
    person = locked_person(session, returnee_id, actor)
    key = search_key(draft.own_words)
    check_is_no_phone(draft.own_words)
    if not key or not has_letter(draft.own_words):
        raise SkillEmpty
    same = (SkillRecord.returnee_id == returnee_id, SkillRecord.search_key == key)
    old = session.exec(select(SkillRecord).where(*same)).first()
    if old is None:
        draft = _as_ruled_or_refused(session, draft)
    before = columns_of(old) if old is not None else None
    [columns] = skill_rows(returnee_id, [draft], actor, now)
    row = old or SkillRecord(**columns)
    for name, value in columns.items():
        setattr(row, name, value)
    if before is not None and not draft.is_confirmed:
        _keep_confirmation(row, before)
    person.confirmed_at = now
    person.version += 1
    skill_id = write_new(session, row)
    kind = SkillChangeKind.ADDED if before is None else SkillChangeKind.CHANGED
    if before is None or _differs(before, columns_of(row)):
        deed_with_skills(session, returnee_id, actor=actor, now=now).note(skill_id, kind, before)
    record_deed(session, returnee_id, "skill-added", actor, now)
    return skill_id


def _as_ruled_or_refused(session: Session, draft: SkillDraft) -> SkillDraft:
    ruled = as_ruled(session, [draft])
    if draft not in ruled:
        raise SkillRejected
    return ruled[draft]


def _differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Return whether a record says anything else than before, whoever wrote it last."""
    return any(before[name] != after[name] for name in before if name not in _WRITING)


def _keep_confirmation(row: SkillRecord, before: Mapping[str, Any]) -> None:
    """Let a record that says the same stay confirmed, though it was written again."""
    now = columns_of(row)
    if not any(before[name] != now[name] for name in _CONFIRMED):
        at = before["confirmed_at"]
        row.confirmed_at = datetime.fromisoformat(at) if at else None
        row.confirmed_by = before["confirmed_by"]


_WRITING = ("recorded_at", "recorded_by")
_CONFIRMED = ("concept_uri", "proficiency", "months", "evidence")
"""What somebody made sure of when they confirmed a record."""


def choose_concept(
    session: Session, *, skill_id: int, concept_uri: str | None, actor: Actor, now: datetime
) -> None:
    """Say which concept a person's words mean; None keeps the words as they are.

    Raises
    ------
    ReturneeNotFound
        If there is no such record, or the actor does not work with the person.
    """
    row = session.get(SkillRecord, skill_id)
    if row is None:
        raise ReturneeNotFound
    person = locked_person(session, row.returnee_id, actor)
    deed_with_skills(session, row.returnee_id, actor=actor, now=now).note(
        skill_id, SkillChangeKind.CHOSEN, columns_of(row)
    )
    row.concept_uri = concept_uri
    row.link = LinkState.CHOSEN if concept_uri else LinkState.OWN_WORDS
    row.link_score = None
    person.version += 1
    record_deed(session, row.returnee_id, "skill-chosen", actor, now)


def remove_skill(session: Session, *, skill_id: int, actor: Actor, now: datetime) -> None:
    """Remove one skill record.

    Raises
    ------
    ReturneeNotFound
        If there is no such record, or the actor does not work with the person.
    """
    row = session.get(SkillRecord, skill_id)
    if row is None:
        raise ReturneeNotFound
    person = locked_person(session, row.returnee_id, actor)
    deed_with_skills(session, row.returnee_id, actor=actor, now=now).note(
        skill_id, SkillChangeKind.REMOVED, columns_of(row)
    )
    session.delete(row)
    person.version += 1
    record_deed(session, row.returnee_id, "skill-removed", actor, now)


def skill_rows(
    returnee_id: int, drafts: Sequence[SkillDraft], actor: Actor, now: datetime
) -> list[dict[str, Any]]:
    """Return the columns of one row for each different key; of equal words the last count.

    For this package alone.
    """
    by_key = {search_key(draft.own_words): draft for draft in drafts}
    return [
        {
            "returnee_id": returnee_id,
            "own_words": draft.own_words,
            "search_key": key,
            "language": draft.language,
            "concept_uri": draft.concept_uri,
            "link": _link(draft),
            "link_score": draft.link_score,
            "proficiency": int(draft.proficiency),
            "months": draft.months,
            "last_used_on": draft.last_used_on,
            "evidence": draft.evidence,
            "confirmed_at": now if draft.is_confirmed else None,
            "confirmed_by": actor.account_id if draft.is_confirmed else None,
            "recorded_at": now,
            "recorded_by": actor.account_id,
        }
        for key, draft in by_key.items()
        if key
    ]


def _link(draft: SkillDraft) -> LinkState:
    if draft.concept_uri is None:
        return LinkState.OWN_WORDS
    return LinkState.CHOSEN if draft.link_score is None else LinkState.LINKED
