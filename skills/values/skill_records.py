"""Skill records over time: what was changed of them, from what, and by whom."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from skills.values.returnees import Evidence, Proficiency


class SkillChangeKind(StrEnum):
    """What became of a skill record in one deed."""

    ADDED = "added"
    CHANGED = "changed"
    CHOSEN = "chosen"
    REMOVED = "removed"
    MERGED = "merged"
    FOLLOWED = "followed"
    RULED = "ruled"
    JOINED = "joined"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class EarlierSkill:
    """What a skill record said before a change."""

    own_words: str
    concept_uri: str | None
    proficiency: Proficiency
    months: int | None
    last_used_on: date | None
    evidence: Evidence
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class SkillChangeBrief:
    """One change of one record. `before` is None if there was no record before it.

    `number` counts the deeds with a person's skills from 1; a merge has several changes of one
    number. `by` is an account, None for a command.
    """

    skill_id: int
    number: int
    kind: SkillChangeKind
    at: datetime
    by: int | None
    before: EarlierSkill | None
