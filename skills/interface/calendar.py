"""The days on which nobody is expected to work."""

from datetime import date

from sqlmodel import Session, col, select

from skills.models.returnees import Holiday


def holidays(session: Session) -> frozenset[date]:
    """Return all holidays that operators have entered; one small query."""
    return frozenset(session.exec(select(col(Holiday.on))))
