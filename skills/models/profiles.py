"""Tables of what a file says in rows: work, school, certificates, wishes, and time abroad."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from kernel.storage import NumberedRow, Row, enum_type
from skills.values.profiles import EducationLevel, ExperienceKind

MARK_LENGTH = 22
"""Letters of the text by which a form that is sent twice is known."""


class Experience(NumberedRow, table=True):
    """One spell of work, in the person's words and as it was understood."""

    __table_args__ = (sa.UniqueConstraint("returnee_id", "mark"),)

    returnee_id: int = Field(foreign_key="returnee.id", index=True)
    own_words: str = Field(max_length=200)
    occupation_uri: str | None = Field(default=None, max_length=200, index=True)
    isco: str | None = Field(default=None, max_length=4)
    months: int | None = None
    kind: ExperienceKind | None = Field(default=None, sa_type=enum_type(ExperienceKind))
    is_abroad: bool | None = None
    mark: str | None = Field(default=None, max_length=MARK_LENGTH)
    recorded_at: datetime
    recorded_by: int | None = None


class Education(NumberedRow, table=True):
    """One time at school."""

    __table_args__ = (sa.UniqueConstraint("returnee_id", "mark"),)

    returnee_id: int = Field(foreign_key="returnee.id", index=True)
    level: EducationLevel = Field(sa_type=enum_type(EducationLevel))
    field: str | None = Field(default=None, max_length=120)
    ended_year: int | None = None
    is_finished: bool | None = None
    mark: str | None = Field(default=None, max_length=MARK_LENGTH)
    recorded_at: datetime
    recorded_by: int | None = None


class Certificate(NumberedRow, table=True):
    """One certificate, diploma or course."""

    __table_args__ = (sa.UniqueConstraint("returnee_id", "mark"),)

    returnee_id: int = Field(foreign_key="returnee.id", index=True)
    name: str = Field(max_length=120)
    issuer: str | None = Field(default=None, max_length=120)
    is_recognised: bool | None = None
    issued_year: int | None = None
    expires_on: date | None = None
    mark: str | None = Field(default=None, max_length=MARK_LENGTH)
    recorded_at: datetime
    recorded_by: int | None = None


class WishedOccupation(NumberedRow, table=True):
    """Work that a person wants, or refuses."""

    __tablename__ = "wished_occupation"
    __table_args__ = (sa.UniqueConstraint("returnee_id", "search_key", "is_wanted"),)

    returnee_id: int = Field(foreign_key="returnee.id")
    is_wanted: bool
    own_words: str = Field(max_length=200)
    search_key: str = Field(max_length=200)
    occupation_uri: str | None = Field(default=None, max_length=200, index=True)
    isco: str | None = Field(default=None, max_length=4)


class TimeAbroad(Row, table=True):
    """Where somebody came from and since when they are here.

    A table of its own, so that nothing that reads people's rows carries it along.
    """

    __tablename__ = "time_abroad"

    returnee_id: int = Field(primary_key=True, foreign_key="returnee.id")
    country: str | None = Field(default=None, max_length=2)
    since_on: date | None = None
    recorded_at: datetime
    recorded_by: int | None = None
