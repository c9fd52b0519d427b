"""Tables of accounts: who may sign in, who is signed in, who failed to, and keys of programs."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

import employers.interface
import skills.interface.returnees
from kernel.actor import Role
from kernel.storage import NumberedRow, Row, enum_type, json_column

POINTED_AT = (employers.interface, skills.interface.returnees)
"""Their tables must be known before ours can point to them."""


class Account(NumberedRow, table=True):
    """What a person signs in with. `name` is empty for returnees: their file has it."""

    role: Role = Field(sa_type=enum_type(Role), index=True)
    email: str | None = Field(default=None, max_length=254, unique=True)
    name: str = Field(default="", max_length=120)
    language: str = Field(default="ar", max_length=3)
    password_hash: str | None = Field(default=None, max_length=200)
    office_id: int | None = Field(default=None, foreign_key="office.id", index=True)
    employer_id: int | None = Field(default=None, foreign_key="employer.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="employer_member.id", unique=True)
    created_at: datetime
    disabled_at: datetime | None = None


class SignInCard(Row, table=True):
    """The card that a returnee signs in with. A new one takes the place of the old.

    A table of its own, since a returnee's row names the caseworker's account: two tables that
    pointed at each other could not be made or emptied in any order.
    """

    __tablename__ = "sign_in_card"

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    returnee_id: int = Field(foreign_key="returnee.id", unique=True)
    code_digest: str = Field(max_length=64, unique=True)
    pin_hash: str = Field(max_length=200)
    issued_at: datetime


FOLLOWING = {"sign_in_card.returnee_id": SignInCard}
"""Every column that points to a person: rows go along when two files are made one."""


class SignInSession(Row, table=True):
    """One spell of being signed in, known by the digest of the token in the cookie."""

    __tablename__ = "sign_in_session"

    token_hash: str = Field(primary_key=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime
    seen_at: datetime
    idle_minutes: int
    ends_at: datetime
    ended_at: datetime | None = None


class SignInFailure(NumberedRow, table=True):
    """One attempt that did not succeed, under the digest of what it was counted for."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (sa.Index("ix_sign_in_failure_subject_at", "subject", "at"),)

    subject: str = Field(max_length=64)
    at: datetime = Field(index=True)


class ApiKey(NumberedRow, table=True):
    """One key of a program, known by its digest. The program is an account of its own.

    `hint` is how the key begins, so that its keeper can tell it from others.
    """

    __tablename__ = "api_key"

    account_id: int = Field(foreign_key="account.id", index=True)
    key_digest: str = Field(max_length=64, unique=True)
    hint: str = Field(max_length=12)
    scopes: list[str] = Field(sa_column=json_column())
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    ended_at: datetime | None = None


class ApiAnswer(NumberedRow, table=True):
    """What was answered to a write that named its own key, so that sent twice it is done once."""

    __tablename__ = "api_answer"
    __table_args__ = (sa.UniqueConstraint("account_id", "once_digest"),)

    account_id: int = Field(foreign_key="account.id")
    once_digest: str = Field(max_length=64)
    request_digest: str = Field(max_length=64)
    body: str = Field(max_length=2000)
    at: datetime = Field(index=True)
