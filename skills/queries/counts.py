"""How many people are on file: numbers alone, of nobody in particular."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from skills.models.returnees import Returnee
from skills.values.returnees import Availability, RecordState


def people_counts(session: Session) -> dict[Availability, int]:
    """Return how many people with an active file there are by availability; one query."""
    rows = session.exec(
        select(Returnee.availability, sa.func.count(col(Returnee.id)))
        .where(Returnee.record == RecordState.ACTIVE)
        .group_by(col(Returnee.availability))
    )
    return {Availability(availability): count for availability, count in rows}
