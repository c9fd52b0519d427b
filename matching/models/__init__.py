"""Tables of the matching package."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from kernel.actor import Role
from kernel.storage import NumberedRow, enum_type, json_column
from matching.states import OPEN
from matching.values.introductions import ContractForm, MoveReason, NextWhat, Owner, State, Via
from matching.values.model_versions import ModelReason, ModelState
from matching.values.shortlists import ShortlistState
from matching.values.tasks import TaskKind

OPEN_STATES_SQL = ", ".join(f"'{state.value}'" for state in OPEN)


class Introduction(NumberedRow, table=True):
    """One person and one vacancy, from suggestion to outcome; unique while open.

    The days of a state's steps are counted from `counted_from_at`: the instant at which the state
    began, or at which a person who had been away came back.
    """

    __table_args__ = (
        sa.CheckConstraint(
            f"state NOT IN ({OPEN_STATES_SQL}) OR "
            "(next_owner IS NOT NULL AND next_what IS NOT NULL AND next_on IS NOT NULL)",
            name="has_next_step",
        ),
        sa.Index(
            "uq_introduction_open",
            "returnee_id",
            "vacancy_id",
            unique=True,
            sqlite_where=sa.text(f"state IN ({OPEN_STATES_SQL})"),
            postgresql_where=sa.text(f"state IN ({OPEN_STATES_SQL})"),
        ),
        sa.Index("ix_introduction_vacancy_id_state", "vacancy_id", "state"),
        sa.Index("ix_introduction_returnee_id_state", "returnee_id", "state"),
        sa.Index("ix_introduction_next_on", "next_on"),
        sa.Index("ix_introduction_pending_until_at", "pending_until_at"),
    )

    returnee_id: int = Field(foreign_key="returnee.id")
    vacancy_id: int = Field(foreign_key="vacancy.id")
    employer_id: int = Field(foreign_key="employer.id", index=True)
    state: State = Field(sa_type=enum_type(State))
    state_at: datetime
    counted_from_at: datetime
    created_at: datetime
    next_owner: Owner | None = Field(default=None, sa_type=enum_type(Owner))
    next_what: NextWhat | None = Field(default=None, sa_type=enum_type(NextWhat))
    next_on: date | None = None
    step_number: int = 0
    wanted_at: datetime | None = None
    score: float | None = None
    held_until_on: date | None = None
    held_once: bool = False
    trial_until_on: date | None = None
    pending: State | None = Field(default=None, sa_type=enum_type(State))
    pending_reason: MoveReason | None = Field(default=None, sa_type=enum_type(MoveReason))
    pending_until_at: datetime | None = None
    pending_hold_until_on: date | None = None
    pending_by: int | None = None
    pending_via: Via | None = Field(default=None, sa_type=enum_type(Via))
    may_be_told: bool = False
    last_reason: MoveReason | None = Field(default=None, sa_type=enum_type(MoveReason))
    hired_on: date | None = None
    wage: int | None = None
    contract_form: ContractForm | None = Field(default=None, sa_type=enum_type(ContractForm))
    follows_id: int | None = Field(default=None, foreign_key="introduction.id")
    version: int = 1


class IntroductionMove(NumberedRow, table=True):
    """One move of one introduction. Rows are added, never changed."""

    __tablename__ = "introduction_move"

    introduction_id: int = Field(foreign_key="introduction.id", index=True)
    at: datetime
    role: Role = Field(sa_type=enum_type(Role))
    account_id: int | None = None
    via: Via = Field(sa_type=enum_type(Via))
    from_state: State | None = Field(default=None, sa_type=enum_type(State))
    to_state: State = Field(sa_type=enum_type(State))
    reason: MoveReason | None = Field(default=None, sa_type=enum_type(MoveReason))


class Disclosure(NumberedRow, table=True):
    """The moment from which an employer knows who a person is."""

    introduction_id: int = Field(foreign_key="introduction.id", index=True)
    returnee_id: int = Field(foreign_key="returnee.id", index=True)
    employer_id: int = Field(foreign_key="employer.id")
    vacancy_id: int = Field(foreign_key="vacancy.id")
    at: datetime


class Shortlist(NumberedRow, table=True):
    """The people put before an employer for one vacancy at one time."""

    __table_args__ = (sa.UniqueConstraint("vacancy_id", "number"),)

    vacancy_id: int = Field(foreign_key="vacancy.id")
    number: int
    state: ShortlistState = Field(sa_type=enum_type(ShortlistState), index=True)
    drawn_at: datetime
    issued_at: datetime | None = None
    closed_at: datetime | None = None
    vacancy_version: int
    model_version: str = Field(max_length=60)
    taxonomy_version: str = Field(max_length=80)


class ShortlistEntry(NumberedRow, table=True):
    """One person on one shortlist, with what the ranking rested on, frozen.

    `propensity` is the chance with which a lot among near-equals put them there, if one did.
    A list may be filled up after another model came into use, so each entry has its own version.
    """

    __tablename__ = "shortlist_entry"
    __table_args__ = (
        sa.UniqueConstraint("shortlist_id", "rank"),
        sa.UniqueConstraint("shortlist_id", "introduction_id"),
    )

    shortlist_id: int = Field(foreign_key="shortlist.id")
    introduction_id: int = Field(foreign_key="introduction.id", index=True)
    rank: int
    score: float
    reasons: list[dict[str, Any]] = Field(sa_column=json_column())
    features: list[float] = Field(sa_column=json_column())
    model_version: str = Field(max_length=60)
    propensity: float | None = None
    issued: bool = False


class ModelVersion(NumberedRow, table=True):
    """A model that was made here, signed by the server. At most one is active.

    `before` is the version that ranked until this one came into use. Rows are never deleted:
    shortlists name them.
    """

    __tablename__ = "model_version"
    __table_args__ = (
        sa.Index(
            "uq_model_version_active",
            "state",
            unique=True,
            sqlite_where=sa.text("state = 'active'"),
            postgresql_where=sa.text("state = 'active'"),
        ),
    )

    version: str = Field(max_length=60, unique=True)
    state: ModelState = Field(default=ModelState.DRAFT, sa_type=enum_type(ModelState))
    made_at: datetime
    made_by: int | None = None
    sealed: str
    before: str | None = Field(default=None, max_length=60)
    used_at: datetime | None = None
    used_by: int | None = None
    used_because: ModelReason | None = Field(default=None, sa_type=enum_type(ModelReason))


class Task(NumberedRow, table=True):
    """Something that a person of an office has to do by a day."""

    __table_args__ = (sa.Index("ix_task_office_id_done_at", "office_id", "done_at"),)

    dedupe_key: str = Field(max_length=120, unique=True)
    kind: TaskKind = Field(sa_type=enum_type(TaskKind))
    office_id: int = Field(foreign_key="office.id")
    account_id: int | None = None
    introduction_id: int | None = Field(default=None, foreign_key="introduction.id", index=True)
    vacancy_id: int | None = Field(default=None, foreign_key="vacancy.id")
    returnee_id: int | None = Field(default=None, foreign_key="returnee.id")
    due_on: date
    created_at: datetime
    done_at: datetime | None = None
    done_by: int | None = None
