"""Whose profile changed since: for those who keep profiles at hand."""

import sqlalchemy as sa
from sqlmodel import Session, col

from skills.models.changes import ProfileChange


def last_change(session: Session) -> int:
    """Return the number of the newest change, 0 if there is none; one query."""
    number = session.connection().execute(sa.select(sa.func.max(col(ProfileChange.id)))).scalar()
    return number or 0


def changes_after(session: Session, number: int) -> dict[int, int]:
    """Return, by the numbers of the changes after a number, whose profile changed; one query."""
    query = sa.select(col(ProfileChange.id), col(ProfileChange.returnee_id)).where(
        col(ProfileChange.id) > number
    )
    rows = session.connection().execute(query)
    return {change: who for change, who in rows if change is not None}
