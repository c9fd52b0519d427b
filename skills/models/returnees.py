"""Tables of people: offices, returnees, what they can do, and what they agreed to."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from kernel.places import Governorate
from kernel.storage import NumberedRow, Row, enum_type, json_column
from skills.values.consents import Channel, ConsentAct, ConsentMethod, Purpose
from skills.values.profiles import Transport
from skills.values.returnees import Availability, Evidence, LinkState, RecordState
from skills.values.skill_records import SkillChangeKind


class Office(NumberedRow, table=True):
    """A place where caseworkers meet people, in Iraq or in a Nordic partner country."""

    code: str = Field(max_length=30, unique=True)
    name: str = Field(max_length=100)
    country: str = Field(max_length=2)
    governorates: list[str] = Field(sa_column=json_column())
    phone: str | None = Field(default=None, max_length=20)


class Returnee(NumberedRow, table=True):
    """A person who came back and looks for work.

    Occupation and months of experience are those of the longest work in `Experience`, kept here
    for lists and matching; `call_on` is the next day of the newest try to reach them.
    `caseworker_id` None: somebody of the office takes the file over. `merged_into_id` names the
    file that this one was made one with; nothing is read from this one any more.
    """

    __table_args__ = (
        sa.UniqueConstraint("office_id", "source_ref"),
        sa.Index("ix_returnee_caseworker_id_record", "caseworker_id", "record"),
    )

    office_id: int = Field(foreign_key="office.id", index=True)
    caseworker_id: int | None = Field(default=None, foreign_key="account.id")
    source_ref: str | None = Field(default=None, max_length=60)
    source_digest: str | None = Field(default=None, max_length=64)
    full_name: str = Field(max_length=120)
    latin_name: str | None = Field(default=None, max_length=120)
    language: str = Field(default="ar", max_length=3)
    birth_year: int | None = None
    sex: str | None = Field(default=None, max_length=10)
    phone: str | None = Field(default=None, max_length=20)
    phone_shared: bool = False
    phone_safe: bool | None = None
    further_phones: list[dict[str, Any]] = Field(default_factory=list, sa_column=json_column())
    case_references: list[dict[str, Any]] = Field(default_factory=list, sa_column=json_column())
    governorate: Governorate | None = Field(default=None, sa_type=enum_type(Governorate))
    district: str | None = Field(default=None, max_length=80)
    accepted_governorates: list[str] = Field(sa_column=json_column())
    relocates: bool | None = None
    available_on: date | None = None
    night: bool | None = None
    shifts: bool | None = None
    most_hours: int | None = None
    commute_minutes: int | None = None
    transport: Transport | None = Field(default=None, sa_type=enum_type(Transport))
    licences: list[str] = Field(sa_column=json_column())
    licences_asked: bool = False
    languages: dict[str, Any] = Field(sa_column=json_column())
    occupation_words: str | None = Field(default=None, max_length=200)
    occupation_uri: str | None = Field(default=None, max_length=200)
    isco: str | None = Field(default=None, max_length=4)
    experience_months: int | None = None
    abroad_shown: bool = False
    least_wage: int | None = None
    contract_kinds: list[str] = Field(default_factory=list, sa_column=json_column())
    can: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    weights: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    self_employment: bool | None = None
    training: bool | None = None
    record: RecordState = Field(default=RecordState.ACTIVE, sa_type=enum_type(RecordState))
    availability: Availability = Field(
        default=Availability.AVAILABLE, sa_type=enum_type(Availability)
    )
    availability_until_on: date | None = None
    erasure_due_at: datetime | None = None
    call_on: date | None = None
    merged_into_id: int | None = Field(default=None, foreign_key="returnee.id", index=True)
    recorded_at: datetime
    confirmed_at: datetime
    version: int = 1


class SkillRecord(NumberedRow, table=True):
    """That a person can do something, how well, and by which evidence."""

    __tablename__ = "skill_record"
    __table_args__ = (
        sa.UniqueConstraint("returnee_id", "search_key"),
        sa.Index(
            "ix_skill_record_own_words",
            "search_key",
            sqlite_where=sa.text("concept_uri IS NULL"),
            postgresql_where=sa.text("concept_uri IS NULL"),
        ),
    )

    returnee_id: int = Field(foreign_key="returnee.id")
    own_words: str = Field(max_length=200)
    search_key: str = Field(max_length=200)
    language: str | None = Field(default=None, max_length=3)
    concept_uri: str | None = Field(default=None, max_length=200, index=True)
    link: LinkState = Field(sa_type=enum_type(LinkState))
    link_score: float | None = None
    proficiency: int
    months: int | None = None
    last_used_on: date | None = None
    evidence: Evidence = Field(sa_type=enum_type(Evidence))
    confirmed_at: datetime | None = None
    confirmed_by: int | None = None
    recorded_at: datetime
    recorded_by: int | None = None


class SkillChange(NumberedRow, table=True):
    """What one deed did to one skill record. Rows are added, never changed.

    `skill_id` points to a record that may be gone. `before` has the columns that the record had,
    None if there was none. `number` counts the deeds with a person's skills. `ruling_id` says by
    which ruling on own words it came to be, if by one.
    """

    __tablename__ = "skill_change"
    __table_args__ = (sa.Index("ix_skill_change_returnee_id_number", "returnee_id", "number"),)

    returnee_id: int = Field(foreign_key="returnee.id")
    number: int
    skill_id: int
    kind: SkillChangeKind = Field(sa_type=enum_type(SkillChangeKind))
    before: dict[str, Any] | None = Field(sa_column=json_column(nullable=True))
    at: datetime
    by: int | None = None
    ruling_id: int | None = Field(default=None, index=True)


class Consent(NumberedRow, table=True):
    """One yes, or one taking back of a yes. Rows are added, never changed."""

    __table_args__ = (sa.Index("ix_consent_returnee_id_purpose", "returnee_id", "purpose"),)

    returnee_id: int = Field(foreign_key="returnee.id")
    purpose: Purpose = Field(sa_type=enum_type(Purpose))
    act: ConsentAct = Field(sa_type=enum_type(ConsentAct))
    at: datetime
    expires_at: datetime | None = None
    method: ConsentMethod = Field(sa_type=enum_type(ConsentMethod))
    language: str = Field(max_length=3)
    read_aloud: bool = False
    text_version: str = Field(max_length=20)
    text_digest: str = Field(max_length=64)
    employer_id: int | None = Field(default=None, foreign_key="employer.id")
    vacancy_id: int | None = Field(default=None, foreign_key="vacancy.id")
    channel: Channel | None = Field(default=None, sa_type=enum_type(Channel))
    recorded_by: int | None = None
    recorded_at: datetime


class EmployerRefusal(NumberedRow, table=True):
    """An employer that a person does not want to be shown to."""

    __tablename__ = "employer_refusal"
    __table_args__ = (sa.UniqueConstraint("returnee_id", "employer_id"),)

    returnee_id: int = Field(foreign_key="returnee.id")
    employer_id: int = Field(foreign_key="employer.id")
    refused_at: datetime


class DifferentPeople(NumberedRow, table=True):
    """That somebody said of two files that they are of two people; the lower id comes first."""

    __tablename__ = "different_people"
    __table_args__ = (sa.UniqueConstraint("first_id", "second_id"),)

    first_id: int = Field(foreign_key="returnee.id")
    second_id: int = Field(foreign_key="returnee.id", index=True)
    said_at: datetime
    said_by: int | None = None


class Holiday(Row, table=True):
    """A day on which nobody is expected to work; edited by operators."""

    on: date = Field(primary_key=True)
    name: str = Field(max_length=80)
