"""Changes of many people's records by one deed, as their histories keep them.

For this package alone.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from kernel.actor import Actor
from kernel.storage import insert_rows
from skills.models.changes import insert_changes
from skills.models.returnees import Returnee, SkillChange, SkillRecord
from skills.service.skill_history import columns_of
from skills.values.skill_records import SkillChangeKind

ROWS_AT_ONCE = 500


def note_changes(
    session: Session,
    rows: Sequence[SkillRecord],
    kind: SkillChangeKind,
    *,
    ruling_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> list[int]:
    """Write what records say before one deed changes them; return whose records they are.

    Those of one person get one number, so that they belong together in their history.
    """
    people = sorted({row.returnee_id for row in rows})
    numbers = last_numbers(session, people)
    changes: list[dict[str, Any]] = [
        {
            "returnee_id": row.returnee_id,
            "number": numbers.get(row.returnee_id, 0) + 1,
            "skill_id": row.id,
            "kind": kind,
            "before": columns_of(row),
            "at": now,
            "by": actor.account_id,
            "ruling_id": ruling_id,
        }
        for row in rows
    ]
    insert_rows(session, SkillChange, changes)
    return people


def last_numbers(session: Session, returnee_ids: Sequence[int]) -> dict[int, int]:
    """Return by person the number of the last deed with their skills."""
    numbers: dict[int, int] = {}
    for at in range(0, len(returnee_ids), ROWS_AT_ONCE):
        rows = session.connection().execute(
            sa.select(col(SkillChange.returnee_id), sa.func.max(col(SkillChange.number)))
            .where(col(SkillChange.returnee_id).in_(returnee_ids[at : at + ROWS_AT_ONCE]))
            .group_by(col(SkillChange.returnee_id))
        )
        numbers |= {returnee_id: number for returnee_id, number in rows}
    return numbers


def count_as_changed(session: Session, returnee_ids: Sequence[int]) -> None:
    """Let people's files be of a newer version, so that they are ranked anew."""
    for at in range(0, len(returnee_ids), ROWS_AT_ONCE):
        some = returnee_ids[at : at + ROWS_AT_ONCE]
        session.connection().execute(
            sa.update(Returnee)
            .where(col(Returnee.id).in_(some))
            .values(version=col(Returnee.version) + 1)
        )
        insert_changes(session, set(some))
    session.expire_all()
