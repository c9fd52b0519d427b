"""Several records of one skill become one; what each of them said stays in the history."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from kernel.actor import Actor
from skills.errors import NotTheSameSkill
from skills.models.returnees import SkillRecord
from skills.service.files import locked_person, record_deed
from skills.service.skill_history import columns_of, deed_with_skills
from skills.values.returnees import EVIDENCE_ORDER
from skills.values.skill_records import SkillChangeKind


def merge_skills(
    session: Session, *, returnee_id: int, concept_uri: str, actor: Actor, now: datetime
) -> int:
    """Make the records of a person that mean one concept into one and return its id.

    The record that was written first stays, with the highest level, the longest time, the latest
    use and the strongest evidence that any of them has. Undone like any other change.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    NotTheSameSkill
        If fewer than two records mean the concept.
    """
    person = locked_person(session, returnee_id, actor)
    rows = session.exec(
        select(SkillRecord)
        .where(SkillRecord.returnee_id == returnee_id, SkillRecord.concept_uri == concept_uri)
        .order_by(col(SkillRecord.id))
    ).all()
    if len(rows) < 2:  # noqa: PLR2004  # two of a kind
        raise NotTheSameSkill
    first, *others = rows
    deed = deed_with_skills(session, returnee_id, actor=actor, now=now)
    for row in rows:
        deed.note(row.id or 0, SkillChangeKind.MERGED, columns_of(row))
    take_the_best(first, rows)
    for row in others:
        session.delete(row)
    person.version += 1
    record_deed(session, returnee_id, "skills-merged", actor, now)
    return first.id or 0


def take_the_best(first: SkillRecord, rows: Sequence[SkillRecord]) -> None:
    """Let one record say the best that any of them says. For this package alone."""
    first.proficiency = max(row.proficiency for row in rows)
    first.months = max((row.months for row in rows if row.months is not None), default=None)
    used = [row.last_used_on for row in rows if row.last_used_on is not None]
    first.last_used_on = max(used, default=None)
    first.evidence = max((row.evidence for row in rows), key=EVIDENCE_ORDER.index)
    confirmed = [row for row in rows if row.confirmed_at is not None]
    if confirmed:
        newest = max(confirmed, key=lambda row: (row.confirmed_at, row.id))
        first.confirmed_at, first.confirmed_by = newest.confirmed_at, newest.confirmed_by
