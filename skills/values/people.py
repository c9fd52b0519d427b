"""People as their own office, they themselves, and employers see them."""

from dataclasses import dataclass
from datetime import date, datetime

from kernel.places import Governorate
from skills.values.consents import ConsentBrief
from skills.values.profiles import (
    CaseReference,
    FurtherPhone,
    PhysicalTask,
    Priority,
    Transport,
)
from skills.values.returnees import (
    Availability,
    Evidence,
    LinkState,
    Proficiency,
    RecordState,
)


@dataclass(frozen=True, slots=True)
class SkillBrief:
    """One skill record, as its person and their office see it."""

    skill_id: int
    own_words: str
    language: str | None
    concept_uri: str | None
    link: LinkState
    proficiency: Proficiency
    months: int | None
    last_used_on: date | None
    evidence: Evidence
    confirmed_at: datetime | None = None
    confirmed_by: int | None = None


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person's file, for their office and themselves alone."""

    returnee_id: int
    office_id: int
    caseworker_id: int | None
    full_name: str
    latin_name: str | None
    language: str
    phone: str | None
    phone_shared: bool
    governorate: Governorate | None
    district: str | None
    accepted_governorates: tuple[Governorate, ...]
    relocates: bool | None
    available_on: date | None
    night: bool | None
    licences: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    occupation_words: str | None
    occupation_uri: str | None
    experience_months: int | None
    least_wage: int | None
    record: RecordState
    availability: Availability
    availability_until_on: date | None
    confirmed_at: datetime
    version: int
    skills: tuple[SkillBrief, ...]
    consents: tuple[ConsentBrief, ...]
    birth_year: int | None = None
    sex: str | None = None
    phone_safe: bool | None = None
    further_phones: tuple[FurtherPhone, ...] = ()
    case_references: tuple[CaseReference, ...] = ()
    shifts: bool | None = None
    most_hours: int | None = None
    commute_minutes: int | None = None
    transport: Transport | None = None
    licences_asked: bool = False
    abroad_shown: bool = False
    contract_kinds: tuple[str, ...] = ()
    can: tuple[tuple[PhysicalTask, bool], ...] = ()
    weights: tuple[tuple[Priority, int], ...] = ()
    self_employment: bool | None = None
    training: bool | None = None
    call_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of a list of people, for their office."""

    returnee_id: int
    full_name: str
    governorate: Governorate | None
    occupation_words: str | None
    availability: Availability
    record: RecordState
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class CardSkill:
    """One skill on a masked card: a concept, never anybody's own words."""

    concept_uri: str
    proficiency: Proficiency
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Card:
    """What an employer sees of a person before that person agrees: coded values only.

    `worked_abroad` is False unless the person wants employers to know.
    """

    returnee_id: int
    occupation_uri: str | None
    isco: str | None
    experience_months: int | None
    governorate: Governorate | None
    relocates: bool | None
    licences: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    confirmed_at: datetime | None
    skills: tuple[CardSkill, ...]
    worked_abroad: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Who a person is and how to reach them: only after they agreed, or for their office.

    `phone_safe` False: nobody may call that number, None: nobody asked.
    """

    returnee_id: int
    full_name: str
    latin_name: str | None
    phone: str | None
    phone_shared: bool
    language: str
    phone_safe: bool | None = None


@dataclass(frozen=True, slots=True)
class PersonToAsk:
    """Whom an office asks about a vacancy, and whether the masked card is agreed to."""

    contact: Contact
    availability: Availability
    has_card_consent: bool


@dataclass(frozen=True, slots=True)
class OfficeBrief:
    """An office, as pages and messages name it."""

    office_id: int
    code: str
    name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class OfficeToCall:
    """An office that anybody may call, and the governorates that it serves."""

    name: str
    phone: str
    governorates: tuple[Governorate, ...]


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """An office as it is recorded. `country` is two letters of ISO 3166; `code` never changes."""

    code: str
    name: str
    country: str
    governorates: tuple[Governorate, ...] = ()
    phone: str | None = None
