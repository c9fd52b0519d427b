"""The first day: offices with their people, employers with their members, who may sign in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from sqlmodel import Session

from employers.interface import employers_by_source, members_of
from employers.service import record_employers
from employers.values import EmployerDraft, MemberDraft, RegistrationKind, SizeBand
from forsa.accounts.queries import actor_of_account
from forsa.accounts.service.accounts import create_account, set_password
from forsa.accounts.values import AccountDraft
from forsa.demo.sign_ins import AUDITOR, OPERATOR, member_email, office_email
from forsa.demo.words import PHONE_PREFIX, WHERE_EMPLOYERS_ARE
from kernel.actor import SYSTEM, Actor, Role
from kernel.places import Governorate as G
from skills.service import record_office
from skills.values.people import OfficeDraft

EMPLOYERS_COUNT = 24
UNCHECKED = frozenset({20, 21})
"""Employers, by number, whose registration nobody has looked at yet."""
LANGUAGES = ("ckb", "en", "ar")
SECTORS = ("F", "C", "G", "I", "S", "H")
SIZES = tuple(SizeBand)

_SOUTH = (G.BAGHDAD, G.BASRA, G.NAJAF, G.ANBAR, G.KARBALA, G.BABIL, G.WASIT, G.DIYALA)


@dataclass(frozen=True, slots=True)
class OfficePlan:
    """An office as it is founded."""

    code: str
    name: str
    country: str
    governorates: tuple[G, ...]
    languages: tuple[str, str, str]
    """Of the supervisor and the two caseworkers."""


OFFICES = (
    OfficePlan(
        "ERB", "Erbil office", "IQ", (G.ERBIL, G.DUHOK, G.NINEVEH, G.KIRKUK), ("en", "en", "ckb")
    ),
    OfficePlan("SUL", "Sulaymaniyah office", "IQ", (G.SULAYMANIYAH, G.HALABJA), ("ckb",) * 3),
    OfficePlan("BGD", "Baghdad office", "IQ", _SOUTH, ("ar", "ar", "en")),
    OfficePlan("CPH", "Copenhagen partner office", "DK", (), ("en", "en", "ar")),
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office of this world, with the caseworkers' accounts."""

    plan: OfficePlan
    office_id: int
    supervisor: Actor
    caseworkers: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in this world. Employers are found by their number from 1."""

    offices: tuple[Office, ...]
    operator: Actor
    employer_ids: Mapping[int, int]
    owners: Mapping[int, Actor]
    """By employer id."""

    def caseworker(self, account_id: int | None) -> Actor:
        """Return the caseworker of an account; everybody of the made-up world has one."""
        return next(
            actor
            for office in self.offices
            for actor in office.caseworkers
            if actor.account_id == account_id
        )

    def office_for(self, place: G) -> Office:
        """Return the office that serves a governorate."""
        return next(office for office in self.offices if place in office.plan.governorates)


def found(session: Session, *, password_hash: str, now: datetime) -> Cast:
    """Make offices, employers and accounts; all of them have the same password."""
    door = _Door(session, password_hash, now)
    numbers = count(1)
    offices = tuple(
        _office(door, plan, number, numbers) for number, plan in enumerate(OFFICES, start=1)
    )
    operator = door.opened(AccountDraft(Role.OPERATOR, "Operator 01", OPERATOR, "en"))
    door.opened(AccountDraft(Role.AUDITOR, "Auditor 01", AUDITOR, "en"))
    drafts = [_employer(number) for number in range(1, EMPLOYERS_COUNT + 1)]
    record_employers(session, drafts=drafts, actor=operator, now=now)
    session.flush()
    ids = employers_by_source(session)
    employer_ids = {number: ids[f"EMP-{number:02}"] for number in range(1, EMPLOYERS_COUNT + 1)}
    owners = {employer_id: _members(door, employer_id) for employer_id in employer_ids.values()}
    return Cast(offices, operator, employer_ids, owners)


@dataclass(frozen=True, slots=True)
class _Door:
    """Makes accounts."""

    session: Session
    password_hash: str
    now: datetime

    def opened(self, draft: AccountDraft) -> Actor:
        """Make an account with its password and return who it stands for."""
        account_id = create_account(self.session, draft=draft, actor=SYSTEM, now=self.now)
        set_password(
            self.session,
            account_id=account_id,
            password_hash=self.password_hash,
            actor=SYSTEM,
            now=self.now,
        )
        return actor_of_account(self.session, account_id)


def _office(door: _Door, plan: OfficePlan, number: int, numbers: "count[int]") -> Office:
    phone = f"{PHONE_PREFIX}{9000 + number}"
    draft = OfficeDraft(plan.code, plan.name, plan.country, plan.governorates, phone)
    office_id = record_office(door.session, draft=draft, actor=SYSTEM, now=door.now)
    first, *others = plan.languages
    supervisor = door.opened(
        AccountDraft(
            Role.SUPERVISOR,
            f"Supervisor {number:02}",
            office_email("supervisor", number),
            first,
            office_id=office_id,
        )
    )
    caseworkers = tuple(
        door.opened(
            AccountDraft(
                Role.CASEWORKER,
                f"Caseworker {one:02}",
                office_email("caseworker", one),
                language,
                office_id=office_id,
            )
        )
        for language, one in zip(others, numbers, strict=False)
    )
    return Office(plan, office_id, supervisor, caseworkers)


def _employer(number: int) -> EmployerDraft:
    language = LANGUAGES[number % len(LANGUAGES)]
    members = [
        MemberDraft(
            f"Contact {number:02}",
            member_email(number),
            f"{PHONE_PREFIX}{8000 + number}",
            language,
            is_owner=True,
        )
    ]
    if number % 2:
        members.append(
            MemberDraft(
                f"Contact {number:02} b", member_email(number, second=True), language=language
            )
        )
    return EmployerDraft(
        name=f"Employer {number:02}",
        governorate=WHERE_EMPLOYERS_ARE[(number - 1) % len(WHERE_EMPLOYERS_ARE)],
        members=tuple(members),
        source_ref=f"EMP-{number:02}",
        registration_number=f"R-{number:04}",
        registration_kind=tuple(RegistrationKind)[number % 3],
        sector=SECTORS[number % len(SECTORS)],
        size=SIZES[number % len(SIZES)],
        phone=f"{PHONE_PREFIX}{7000 + number}",
        verified=number not in UNCHECKED,
    )


def _members(door: _Door, employer_id: int) -> Actor:
    """Make an account for each member and return the owner."""
    actors = [
        door.opened(
            AccountDraft(
                Role.EMPLOYER_OWNER if one.is_owner else Role.EMPLOYER_MEMBER,
                one.name,
                one.email,
                one.language,
                employer_id=employer_id,
                member_id=one.member_id,
            )
        )
        for one in members_of(door.session, employer_id)
    ]
    return actors[0]
