"""Who stands in for whom, as deeds and pages read it."""

from datetime import date

from sqlmodel import Session, select

from skills.models.casework import StandIn


def looked_after_by(session: Session, *, account_id: int | None, today: date) -> frozenset[int]:
    """Return whose work somebody does today: their own, and absent colleagues'; one query.

    `account_id` None, a command or a job, does nobody's.
    """
    if account_id is None:
        return frozenset()
    absent = session.exec(
        select(StandIn.absent_id)
        .where(StandIn.by_id == account_id)
        .where(StandIn.from_on <= today)
        .where(StandIn.until_on >= today)
    )
    return frozenset({account_id, *absent})
