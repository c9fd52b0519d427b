"""Tables of case work: tries to reach people, hand-overs, stand-ins, files made one."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from kernel.storage import NumberedRow, enum_type, json_column
from skills.models.profiles import MARK_LENGTH
from skills.values.casework import HandOverReason, OutreachResult, OutreachWay
from skills.values.returnees import HandOver


class Outreach(NumberedRow, table=True):
    """One try to reach a person. Rows are added, never changed."""

    __table_args__ = (
        sa.UniqueConstraint("returnee_id", "mark"),
        sa.Index("ix_outreach_returnee_id_at", "returnee_id", "at"),
    )

    returnee_id: int = Field(foreign_key="returnee.id")
    way: OutreachWay = Field(sa_type=enum_type(OutreachWay))
    result: OutreachResult = Field(sa_type=enum_type(OutreachResult))
    at: datetime
    by: int | None = None
    next_on: date | None = None
    mark: str | None = Field(default=None, max_length=MARK_LENGTH)


class FileHandOver(NumberedRow, table=True):
    """One hand-over of a file; at most one is open for a person."""

    __tablename__ = "file_hand_over"
    __table_args__ = (
        sa.Index(
            "uq_file_hand_over_open",
            "returnee_id",
            unique=True,
            sqlite_where=sa.text("state = 'proposed'"),
            postgresql_where=sa.text("state = 'proposed'"),
        ),
        sa.Index("ix_file_hand_over_to_office_id_state", "to_office_id", "state"),
        sa.Index("ix_file_hand_over_returnee_id", "returnee_id"),
    )

    returnee_id: int = Field(foreign_key="returnee.id")
    from_office_id: int = Field(foreign_key="office.id")
    from_caseworker_id: int | None = None
    to_office_id: int = Field(foreign_key="office.id")
    to_caseworker_id: int | None = None
    state: HandOver = Field(sa_type=enum_type(HandOver))
    note: str | None = Field(default=None, max_length=500)
    proposed_at: datetime
    proposed_by: int | None = None
    reason: HandOverReason | None = Field(default=None, sa_type=enum_type(HandOverReason))
    decided_at: datetime | None = None
    decided_by: int | None = None


class StandIn(NumberedRow, table=True):
    """Who looks after whose people on which days, both days included."""

    __tablename__ = "stand_in"

    office_id: int = Field(foreign_key="office.id")
    absent_id: int = Field(foreign_key="account.id", index=True)
    by_id: int = Field(foreign_key="account.id", index=True)
    from_on: date
    until_on: date
    recorded_at: datetime
    recorded_by: int | None = None


class PersonMerge(NumberedRow, table=True):
    """That two files of one person were made one, and all that this changed.

    `not_taken` says by field what the other file said where both said something; `changes` are
    the rows as they were before and after (`kernel.row_changes`).
    """

    __tablename__ = "person_merge"

    stays_id: int = Field(foreign_key="returnee.id", index=True)
    goes_id: int = Field(foreign_key="returnee.id", index=True)
    not_taken: dict[str, Any] = Field(sa_column=json_column())
    changes: list[dict[str, Any]] = Field(sa_column=json_column())
    merged_at: datetime
    merged_by: int | None = None
    undone_at: datetime | None = None
    undone_by: int | None = None
