"""Who stands in for whom, as deeds and pages read it."""

from datetime import date

from sqlmodel import Session, col, select

from skills.models.casework import StandIn


def looked_after_by(session: Session, *, account_id: int, today: date) -> frozenset[int]:
    """Return whose work somebody does today: their own, and absent colleagues'; one query."""
    absent = session.exec(
        select(StandIn.absent_id)
        .where(col(StandIn.from_on) <= today)
        .where(col(StandIn.until_on) >= today)
        .where(col(StandIn.by_id) == account_id)
    )
    return frozenset({account_id, *absent})
