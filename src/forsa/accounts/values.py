"""What travels between accounts and the rest of the shell."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kernel.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """An account to be made for anybody but a returnee (who gets a card).

    An office's people need `office_id`, an employer's `employer_id`; nobody else has either.
    """

    role: Role
    name: str
    email: str
    language: str = "ar"
    office_id: int | None = None
    employer_id: int | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class HashedCard:
    """A card as it is kept: neither code nor PIN can be read from it."""

    code_digest: str
    pin_hash: str


@dataclass(frozen=True, slots=True)
class AccountBrief:
    """One account, as far as others need to know it. `email` is None for returnees."""

    account_id: int
    role: Role
    name: str
    email: str | None
    language: str
    office_id: int | None
    employer_id: int | None
    member_id: int | None
    is_disabled: bool


class Scope(StrEnum):
    """What a key opens; `OWN_…` is the employer's alone to whom the key belongs."""

    VACANCIES = "vacancies"
    SKILLS = "skills"
    DECISIONS = "decisions"
    OWN_VACANCIES = "own_vacancies"
    OWN_VACANCIES_WRITE = "own_vacancies_write"
    OWN_SHORTLISTS = "own_shortlists"


OWN_SCOPES = frozenset({Scope.OWN_VACANCIES, Scope.OWN_VACANCIES_WRITE, Scope.OWN_SHORTLISTS})
"""What only a key of an employer can open."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is behind a session or a key. `is_due` says that its last use should be noted.

    `scopes` is what a key opens; None for a person, who signed in.
    """

    actor: Actor
    language: str
    account_name: str
    token_hash: str
    is_due: bool
    scopes: frozenset[Scope] | None = None


@dataclass(frozen=True, slots=True)
class ApiKeyDraft:
    """A key to be made for a program. A partner's has no employer. `days` until it ends."""

    name: str
    scopes: frozenset[Scope]
    days: int
    employer_id: int | None = None


@dataclass(frozen=True, slots=True)
class HashedKey:
    """A key as it is kept: it cannot be read from it. `hint` is how it begins."""

    digest: str
    hint: str


@dataclass(frozen=True, slots=True)
class ApiKeyBrief:
    """One key, as its keeper reads it."""

    key_id: int
    name: str
    hint: str
    employer_id: int | None
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is known when somebody tries to sign in; nothing of it says whether they may.

    `account_id` and `known_hash` are None where nobody of that name may sign in.
    """

    subjects: tuple[str, ...]
    account_id: int | None
    known_hash: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lives without a request, and at most."""

    idle_minutes: int
    hours: int


@dataclass(frozen=True, slots=True)
class Once:
    """A write that its sender gave a key of their own; `request_digest` is what was sent."""

    account_id: int
    key: str
    request_digest: str
