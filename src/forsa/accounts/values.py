"""What travels between accounts and the rest of the shell."""

from dataclasses import dataclass
from datetime import datetime

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


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is behind a session. `is_due` says that the session's `seen_at` should be moved."""

    actor: Actor
    language: str
    account_name: str
    token_hash: str
    is_due: bool


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
