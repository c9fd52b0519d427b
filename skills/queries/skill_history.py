"""What was changed of a person's skills, for their office."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from skills.models.returnees import SkillChange
from skills.values.returnees import Evidence, Proficiency
from skills.values.skill_records import EarlierSkill, SkillChangeBrief

MOST_CHANGES = 50


def skill_changes(
    session: Session,
    *,
    returnee_id: int,
    skill_id: int | None = None,
    first: int = 0,
    most: int = MOST_CHANGES,
) -> list[SkillChangeBrief]:
    """Return the changes of one skill, or of all of a person's, newest first; one query.

    Left out are those before `first`.

    The caller has checked that whoever reads works with the person.
    """
    query = (
        select(SkillChange)
        .where(SkillChange.returnee_id == returnee_id)
        .order_by(col(SkillChange.number).desc(), col(SkillChange.id).desc())
        .offset(first)
        .limit(most)
    )
    if skill_id is not None:
        query = query.where(SkillChange.skill_id == skill_id)
    return [_brief(row) for row in session.exec(query)]


def _brief(row: SkillChange) -> SkillChangeBrief:
    before = _earlier(row.before) if row.before is not None else None
    return SkillChangeBrief(row.skill_id, row.number, row.kind, row.at, row.by, before)


def _earlier(said: dict[str, Any]) -> EarlierSkill:
    used, confirmed = said["last_used_on"], said["confirmed_at"]
    return EarlierSkill(
        own_words=said["own_words"],
        concept_uri=said["concept_uri"],
        proficiency=Proficiency(said["proficiency"]),
        months=said["months"],
        last_used_on=date.fromisoformat(used) if used else None,
        evidence=Evidence(said["evidence"]),
        confirmed_at=datetime.fromisoformat(confirmed) if confirmed else None,
    )
