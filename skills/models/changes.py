"""Whose profile changed: what those read who keep profiles at hand."""

from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlmodel import Field, Session

from kernel.storage import NumberedRow
from skills.models.profiles import Experience, WishedOccupation
from skills.models.returnees import Consent, EmployerRefusal, Returnee, SkillRecord

OF_A_PERSON = (SkillRecord, Experience, WishedOccupation, Consent, EmployerRefusal)


class ProfileChange(NumberedRow, table=True):
    """That a person's profile changed, or may have. Rows are only added.

    Ids rise, but one that is lower may be committed later. `returnee_id` may be somebody who is
    gone since.
    """

    __tablename__ = "profile_change"

    returnee_id: int = Field(index=True)


@event.listens_for(Session, "after_flush")
def note_changes(session: Session, _: object) -> None:
    """Note whose rows were written just now, in the same transaction.

    Statements that pass the session by note it themselves (`insert_changes`), unless they write
    the row of the person too.
    """
    written = chain(session.new, session.dirty, session.deleted)
    insert_changes(session, {who for who in map(_whose, written) if who is not None})


def insert_changes(session: Session, returnee_ids: set[int]) -> None:
    """Note that the profiles of some people changed."""
    rows = [{"returnee_id": who} for who in sorted(returnee_ids)]
    if rows:
        session.connection().execute(sa.insert(ProfileChange), rows)


def _whose(row: Any) -> int | None:  # noqa: ANN401  any row of any table
    if isinstance(row, Returnee):
        return row.id
    return row.returnee_id if isinstance(row, OF_A_PERSON) else None
