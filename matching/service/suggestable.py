"""Who may be put to a vacancy now, read from the database. For this package alone."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from employers.values import VacancyBrief
from kernel.calendar import local_day
from matching.interface import open_counts
from matching.rules import may_be_suggested
from skills.interface.consents import live_purposes
from skills.interface.returnees import profiles_by_id, standings_by_id


def suggestable(
    session: Session, vacancy: VacancyBrief, returnee_ids: Sequence[int], *, now: datetime
) -> frozenset[int]:
    """Return those of the people who may be suggested for a vacancy; six queries."""
    standings = standings_by_id(session, returnee_ids)
    purposes = live_purposes(session, returnee_ids, at=now)
    profiles = profiles_by_id(session, returnee_ids)
    counts = open_counts(session, returnee_ids)
    return frozenset(
        who
        for who in returnee_ids
        if may_be_suggested(
            standings[who],
            purposes[who],
            vacancy,
            open_count=counts.get(who, 0),
            available_on=profiles[who].available_on,
            refused_employers=profiles[who].refused_employers,
            today=local_day(now),
        )
    )
