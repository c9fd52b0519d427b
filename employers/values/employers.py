"""Employers and their members, as they travel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kernel.places import Governorate


class EmployerState(StrEnum):
    """Where an employer stands with us (docs/states.md)."""

    APPLIED = "applied"
    VERIFIED = "verified"
    ACTIVE = "active"
    PAUSED = "paused"
    UNRESPONSIVE = "unresponsive"
    SUSPENDED = "suspended"
    REJECTED = "rejected"


class RegistrationKind(StrEnum):
    """Where an employer is registered."""

    COMPANY = "company_registry"
    CHAMBER = "chamber"
    UNION = "craft_union"
    NONE = "none"


class RejectReason(StrEnum):
    """Why an employer that applied is not taken."""

    NOT_REGISTERED = "not_registered"
    PUBLIC_BODY = "public_body"
    NOT_REACHED = "not_reached"
    UNSAFE = "unsafe"


class SizeBand(StrEnum):
    """How many people work there (Source: ILO size classes)."""

    MICRO = "1-9"
    SMALL = "10-49"
    MEDIUM = "50-249"
    LARGE = "250+"


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """What is said of a person who acts for an employer."""

    name: str
    email: str
    phone: str | None = None
    language: str = "ar"
    is_owner: bool = False


@dataclass(frozen=True, slots=True)
class EmployerDraft:
    """What is said of an employer when it is recorded.

    `source_ref` is the number in the list it came from, unique there; None if it came from none.
    `sector` is an ISIC section letter. `verified` says that whoever keeps that list has checked
    the registration, spoken with the contact and found it private.
    """

    name: str
    governorate: Governorate
    members: tuple[MemberDraft, ...]
    source_ref: str | None = None
    registration_number: str | None = None
    registration_kind: RegistrationKind = RegistrationKind.NONE
    sector: str | None = None
    size: SizeBand | None = None
    phone: str | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class MemberBrief:
    """Whom to write to at an employer."""

    member_id: int
    employer_id: int
    name: str
    email: str
    phone: str | None
    language: str
    is_owner: bool


@dataclass(frozen=True, slots=True)
class EmployerBrief:
    """What others need to know of an employer. `verified_at` None: nobody has checked them."""

    employer_id: int
    name: str
    state: EmployerState
    governorate: Governorate
    sector: str | None
    phone: str | None
    verified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EmployerToCheck:
    """An employer that applied, with what is needed to check it."""

    employer_id: int
    name: str
    governorate: Governorate
    phone: str | None
    registration_kind: RegistrationKind
    registration_number: str | None
    recorded_at: datetime
