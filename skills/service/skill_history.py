"""What every deed with a skill record leaves behind, so that it can be read and undone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel.actor import Actor
from skills.errors import NothingToUndo
from skills.models.returnees import SkillChange, SkillRecord
from skills.service.files import locked_person, record_deed
from skills.values.returnees import Evidence, LinkState
from skills.values.skill_records import SkillChangeKind

Columns = dict[str, Any]

KEPT = (
    "own_words",
    "search_key",
    "language",
    "concept_uri",
    "link",
    "link_score",
    "proficiency",
    "months",
    "last_used_on",
    "evidence",
    "confirmed_at",
    "confirmed_by",
    "recorded_at",
    "recorded_by",
)
"""The columns of a record that a change keeps as they were."""

NOT_UNDONE = frozenset(
    {
        SkillChangeKind.UNDONE,
        SkillChangeKind.FOLLOWED,
        SkillChangeKind.RULED,
        SkillChangeKind.JOINED,
    }
)
"""What a caseworker does not take back: an undoing, what another release of ESCO brought, what
was ruled of these words everywhere, and what came with another file of the person."""

_DAYS, _INSTANTS = ("last_used_on",), ("confirmed_at", "recorded_at")


@dataclass(frozen=True, slots=True)
class SkillDeed:
    """One deed with a person's skills while it is done. For this package alone.

    `number` is given to all its changes, so that they are undone together.
    """

    session: Session
    returnee_id: int
    number: int
    actor: Actor
    now: datetime

    def note(self, skill_id: int, kind: SkillChangeKind, before: Columns | None) -> None:
        """Add one change of one record, with what the record said before."""
        self.session.add(
            SkillChange(
                returnee_id=self.returnee_id,
                number=self.number,
                skill_id=skill_id,
                kind=kind,
                before=before,
                at=self.now,
                by=self.actor.account_id,
            )
        )


def deed_with_skills(
    session: Session, returnee_id: int, *, actor: Actor, now: datetime
) -> SkillDeed:
    """Return the next deed with a person's skills; the caller holds their row."""
    newest = sa.select(sa.func.max(col(SkillChange.number)))
    last = session.execute(newest.where(col(SkillChange.returnee_id) == returnee_id)).scalar()
    return SkillDeed(session, returnee_id, (last or 0) + 1, actor, now)


def columns_of(row: SkillRecord) -> Columns:
    """Return what a record says now, as JSON keeps it."""
    values = {name: getattr(row, name) for name in KEPT}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def undo_last_change(
    session: Session, *, returnee_id: int, number: int, actor: Actor, now: datetime
) -> None:
    """Bring a person's skills back to what they were before the last deed, which has this number.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    NothingToUndo
        If the last deed has another number, was an undoing itself, or nobody's of the office.
    """
    person = locked_person(session, returnee_id, actor)
    deed = deed_with_skills(session, returnee_id, actor=actor, now=now)
    changes = session.exec(
        select(SkillChange)
        .where(SkillChange.returnee_id == returnee_id, SkillChange.number == number)
        .order_by(col(SkillChange.id).desc())
    ).all()
    is_last = bool(changes) and number == deed.number - 1
    if not is_last or changes[0].kind in NOT_UNDONE:
        raise NothingToUndo
    for change in changes:
        row = session.get(SkillRecord, change.skill_id)
        is_theirs = row is not None and row.returnee_id == returnee_id
        before = columns_of(row) if row is not None and is_theirs else None
        deed.note(change.skill_id, SkillChangeKind.UNDONE, before)
        bring_back(session, change, row)
        session.flush()
    person.version += 1
    record_deed(session, returnee_id, "skills-undone", actor, now)


def bring_back(session: Session, change: SkillChange, row: SkillRecord | None) -> None:
    """Let a record say again what it said before a change. For this package alone.

    A database may have given the number of a removed record to somebody else's meanwhile; that
    one is left alone, and the record comes back under a new number.
    """
    is_taken = row is not None and row.returnee_id != change.returnee_id
    row = None if is_taken else row
    if change.before is None:
        if row is not None:
            session.delete(row)
        return
    row = row or SkillRecord(
        id=None if is_taken else change.skill_id,
        returnee_id=change.returnee_id,
        **_typed(change.before),
    )
    for name, value in _typed(change.before).items():
        setattr(row, name, value)
    session.add(row)


def _typed(before: Columns) -> Columns:
    """Return columns that JSON kept as the table has them."""
    said = dict(before)
    for name in _DAYS:
        said[name] = said[name] and date.fromisoformat(said[name])
    for name in _INSTANTS:
        said[name] = said[name] and datetime.fromisoformat(said[name])
    said["link"], said["evidence"] = LinkState(said["link"]), Evidence(said["evidence"])
    return said
