"""Table of what jobs have done."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from kernel.storage import NumberedRow, enum_type, json_column


class RunState(StrEnum):
    """How far a job has come with one slot."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class JobRun(NumberedRow, table=True):
    """One slot of one job, claimed by one process. `missed_count` slots before it had no run."""

    __tablename__ = "job_run"
    __table_args__ = (sa.UniqueConstraint("name", "slot_at"),)

    name: str = Field(max_length=40)
    slot_at: datetime
    state: RunState = Field(sa_type=enum_type(RunState))
    owner: str = Field(max_length=60)
    tries: int = 1
    missed_count: int = 0
    started_at: datetime
    finished_at: datetime | None = None
    detail: str | None = Field(default=None, max_length=200)
    counts: dict[str, int] = Field(sa_column=json_column())
