"""Who stands in for whom, as deeds and pages read it."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from skills.models.casework import StandIn


def looked_after_by(session: Session, *, account_id: int | None, today: date) -> frozenset[int]:
    """Return whose work somebody does today: their own, and absent colleagues'; one query.

    `account_id` None, a command or a job, does nobody's.
    """
    if account_id is None:
        return frozenset()
    absent = session.exec(select(StandIn.absent_id).where(stands_in(account_id, today)))
    return frozenset({account_id, *absent})


def stands_in(account_id: int | None, today: date) -> sa.ColumnElement[bool]:
    """Return that a row says for whom somebody stands in today. For this package alone."""
    return sa.and_(
        col(StandIn.by_id) == account_id,
        col(StandIn.from_on) <= today,
        col(StandIn.until_on) >= today,
    )
