"""Returnees and what they can do, as they travel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum

from kernel.places import Governorate
from skills.values.consents import ConsentDraft
from skills.values.profiles import (
    CaseReference,
    CertificateDraft,
    EducationDraft,
    ExperienceDraft,
    FurtherPhone,
    OccupationWish,
    PhysicalTask,
    Priority,
    Transport,
)


class Proficiency(IntEnum):
    """How well a skill is held, on our four-step scale (docs/glossary.md)."""

    BASIC = 1
    WORKING = 2
    SKILLED = 3
    EXPERT = 4


class Evidence(StrEnum):
    """What a skill record rests on."""

    OWN_STATEMENT = "own_statement"
    OBSERVED = "observed"
    TEST = "test"
    CERTIFICATE = "certificate"
    EMPLOYER_LETTER = "employer_letter"


EVIDENCE_ORDER = (
    Evidence.OWN_STATEMENT,
    Evidence.OBSERVED,
    Evidence.TEST,
    Evidence.EMPLOYER_LETTER,
    Evidence.CERTIFICATE,
)
"""From the weakest to the strongest, to tell which of two is kept."""


class RecordState(StrEnum):
    """Where a person's file stands."""

    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"
    ANONYMISED = "anonymised"


class Availability(StrEnum):
    """Whether a person is free for work now."""

    AVAILABLE = "available"
    PAUSED = "paused"
    PLACED = "placed"
    UNREACHABLE = "unreachable"
    WITHDRAWN = "withdrawn"


class HandOver(StrEnum):
    """Where the hand-over of a person to another office stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class LinkState(StrEnum):
    """How a skill record came to its concept, or that it has none."""

    LINKED = "linked"
    CHOSEN = "chosen"
    OWN_WORDS = "own_words"


@dataclass(frozen=True, slots=True)
class SkillDraft:
    """One skill as it was said.

    `concept_uri` is None if the words mean no known concept; `link_score` in [0, 1] says how sure
    the lookup was, None if a person chose. `is_confirmed` says that whoever records it has made
    sure of it.
    """

    own_words: str
    language: str | None = None
    concept_uri: str | None = None
    link_score: float | None = None
    proficiency: Proficiency = Proficiency.WORKING
    months: int | None = None
    last_used_on: date | None = None
    evidence: Evidence = Evidence.OWN_STATEMENT
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ReturneeDraft:
    """What a caseworker says of a person when they record them.

    `phone` is E.164. `languages` maps a language code to a CEFR level. None and empty mean that
    nobody has asked yet. `least_wage` is in dinars a month. What `occupation_words` say stands
    for a spell of work too, unless `experiences` name the same.
    """

    full_name: str
    office_id: int
    caseworker_id: int | None
    skills: tuple[SkillDraft, ...] = ()
    consents: tuple[ConsentDraft, ...] = ()
    source_ref: str | None = None
    latin_name: str | None = None
    language: str = "ar"
    birth_year: int | None = None
    sex: str | None = None
    phone: str | None = None
    phone_shared: bool = False
    governorate: Governorate | None = None
    district: str | None = None
    accepted_governorates: tuple[Governorate, ...] = ()
    relocates: bool | None = None
    available_on: date | None = None
    night: bool | None = None
    licences: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    occupation_words: str | None = None
    occupation_uri: str | None = None
    isco: str | None = None
    experience_months: int | None = None
    least_wage: int | None = None
    phone_safe: bool | None = None
    further_phones: tuple[FurtherPhone, ...] = ()
    case_references: tuple[CaseReference, ...] = ()
    shifts: bool | None = None
    most_hours: int | None = None
    commute_minutes: int | None = None
    transport: Transport | None = None
    contract_kinds: tuple[str, ...] = ()
    self_employment: bool | None = None
    training: bool | None = None
    experiences: tuple[ExperienceDraft, ...] = ()
    education: tuple[EducationDraft, ...] = ()
    certificates: tuple[CertificateDraft, ...] = ()
    can: tuple[tuple[PhysicalTask, bool], ...] = ()
    weights: tuple[tuple[Priority, int], ...] = ()
    wanted: tuple[OccupationWish, ...] = ()
    refused: tuple[OccupationWish, ...] = ()


SAID_OUTRIGHT = (
    "full_name",
    "latin_name",
    "language",
    "birth_year",
    "sex",
    "phone",
    "phone_shared",
    "governorate",
    "district",
    "relocates",
    "available_on",
    "night",
    "least_wage",
)
"""Fields of a draft that a file has under the same name; a list says them anew, None or not."""

KEPT_IF_UNSAID = (
    "phone_safe",
    "shifts",
    "most_hours",
    "commute_minutes",
    "transport",
    "self_employment",
    "training",
)
"""The same, but a list that says nothing leaves what the office wrote."""


@dataclass(frozen=True, slots=True)
class ProfileSkill:
    """One skill as matching sees it. `term` is a concept's URI or ``own:<search key>``."""

    term: str
    own_words: str
    proficiency: Proficiency
    evidence: Evidence = Evidence.OWN_STATEMENT
    last_used_on: date | None = None


@dataclass(frozen=True, slots=True)
class SpellOfWork:
    """One spell of work: its occupation, if that is known, and how many months it was."""

    occupation_uri: str | None
    isco: str | None
    months: int | None


@dataclass(frozen=True, slots=True)
class SkillProfile:
    """All that matching may know of one person: no name, no contact, no sex, no age.

    `refused_employers` are ids, `refused_occupations` pairs of a concept's URI and its unit
    group. None and empty mean that nobody knows; `licences_asked` says that who has none of
    `licences` holds none. `work` has all spells whose occupation is known; the one of most months
    is `occupation_uri`. `likely_work` has the occupations and unit groups that skills and work
    point to, from 1 to 127; it is worked out (`matching.index.likely`), nobody wrote it.
    """

    returnee_id: int
    office_id: int
    caseworker_id: int | None
    skills: tuple[ProfileSkill, ...]
    governorate: Governorate | None = None
    accepted_governorates: tuple[Governorate, ...] = ()
    relocates: bool | None = None
    available_on: date | None = None
    night: bool | None = None
    licences: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    occupation_uri: str | None = None
    isco: str | None = None
    experience_months: int | None = None
    least_wage: int | None = None
    confirmed_at: datetime | None = None
    refused_employers: frozenset[int] = frozenset()
    refused_occupations: tuple[tuple[str, str | None], ...] = ()
    licences_asked: bool = False
    work: tuple[SpellOfWork, ...] = ()
    likely_work: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """Which change of a profile is the newest: its number, and how many there have been.

    Numbers rise, but one that is lower may be there later; then there is one more of them.
    """

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """How it stands with one person: the newest change of their profile, and whom they call.

    `change` is None while they may not be matched, `office_phone` if their office has none.
    """

    change: Change | None
    office_phone: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose a person is, and whether they are free for work."""

    returnee_id: int
    office_id: int
    caseworker_id: int | None
    language: str
    record: RecordState
    availability: Availability
    erasure_due_at: datetime | None

    @property
    def is_free(self) -> bool:
        """Whether the person's file is active, they are available and not about to be erased."""
        return (
            self.record is RecordState.ACTIVE
            and self.availability is Availability.AVAILABLE
            and self.erasure_due_at is None
        )
