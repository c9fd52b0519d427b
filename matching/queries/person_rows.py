"""What this package has on two people, and whether it moved on since they were made one."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel.row_changes import RowChange, Snapshot, changed_since, snapshot
from kernel.storage import written_id
from matching.models import (
    Disclosure,
    Introduction,
    IntroductionMove,
    Shortlist,
    ShortlistEntry,
    Task,
)
from matching.models.people_rows import TABLES

WATCHED = {"introduction": ("state", "pending")}
"""What may not have moved on since, beside the columns that a merge changed."""


def rows_of_people(session: Session, returnee_ids: tuple[int, int]) -> Snapshot:
    """Return all that this package has on two people, as it stands now; six queries."""
    session.flush()
    found = session.exec(
        select(Introduction).where(col(Introduction.returnee_id).in_(returnee_ids))
    )
    introductions = found.all()
    ids = [written_id(row) for row in introductions]
    entries = session.exec(
        select(ShortlistEntry).where(col(ShortlistEntry.introduction_id).in_(ids))
    ).all()
    lists = {row.shortlist_id for row in entries}
    return snapshot(
        [
            *introductions,
            *entries,
            *session.exec(select(Shortlist).where(col(Shortlist.id).in_(lists))),
            *session.exec(
                select(IntroductionMove).where(col(IntroductionMove.introduction_id).in_(ids))
            ),
            *session.exec(select(Disclosure).where(col(Disclosure.returnee_id).in_(returnee_ids))),
            *session.exec(
                select(Task).where(
                    sa.or_(
                        col(Task.returnee_id).in_(returnee_ids),
                        col(Task.introduction_id).in_(ids),
                    )
                )
            ),
        ]
    )


def introductions_in_the_way(session: Session, *, changes: Sequence[RowChange]) -> bool:
    """Return whether an introduction has moved on since, so that undoing would lose it."""
    return bool(changed_since(session, changes, TABLES, WATCHED))
