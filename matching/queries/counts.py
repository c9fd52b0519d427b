"""How many introductions there are: numbers alone, of nobody in particular."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from matching.models import Introduction
from matching.values.introductions import State


def introduction_counts(session: Session) -> dict[State, int]:
    """Return how many introductions stand in each state; one query."""
    rows = session.exec(
        select(Introduction.state, sa.func.count(col(Introduction.id))).group_by(
            col(Introduction.state)
        )
    )
    return {State(state): count for state, count in rows}
