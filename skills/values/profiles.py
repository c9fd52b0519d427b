"""What else a file says of a person's work: where they worked, learned, and what they want."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.places import Governorate


class ExperienceKind(StrEnum):
    """On what terms somebody worked."""

    FORMAL = "formal"
    INFORMAL = "informal"
    SELF_EMPLOYED = "self_employed"
    UNPAID = "unpaid"


class EducationLevel(StrEnum):
    """How far somebody went to school, from the lowest to the highest.

    Source: ISCED 2011, levels 0 to 8; `vocational` is a programme of level 3 or 4 that leads to
    work. That somebody never went is known and not unknown.
    """

    NONE = "none"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    VOCATIONAL = "vocational"
    INSTITUTE = "institute"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"


class Transport(StrEnum):
    """How somebody gets to work."""

    CAR = "car"
    MOTORCYCLE = "motorcycle"
    PUBLIC = "public"
    LIFT = "lift"
    ON_FOOT = "on_foot"
    NONE = "none"


class PhysicalTask(StrEnum):
    """What work may ask of a body; a person says what they can and cannot, never why."""

    LIFTING = "lifting"
    STANDING = "standing"
    KNEELING = "kneeling"
    HEIGHTS = "heights"
    HEAT = "heat"
    DUST = "dust"
    SCREEN = "screen"


class Priority(StrEnum):
    """What may matter to somebody in work; each gets a weight from 1 to 3."""

    PAY = "pay"
    NEAR_HOME = "near_home"
    CONTRACT = "contract"
    HOURS = "hours"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class FurtherPhone:
    """Another number of a person, E.164. `is_safe` None: nobody asked whether to call it."""

    number: str
    is_shared: bool = False
    is_safe: bool | None = None


@dataclass(frozen=True, slots=True)
class CaseReference:
    """The number that another system knows a person by."""

    system: str
    reference: str


@dataclass(frozen=True, slots=True)
class ExperienceDraft:
    """One spell of work as it was said. None means that nobody asked.

    `mark` is the same for every time that one form is sent, None for what comes otherwise.
    """

    own_words: str
    occupation_uri: str | None = None
    isco: str | None = None
    months: int | None = None
    kind: ExperienceKind | None = None
    is_abroad: bool | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class ExperienceBrief:
    """One spell of work on file."""

    experience_id: int
    own_words: str
    occupation_uri: str | None
    isco: str | None
    months: int | None
    kind: ExperienceKind | None
    is_abroad: bool | None


@dataclass(frozen=True, slots=True)
class EducationDraft:
    """One time at school. `field` is in the person's words; `ended_year` None: not known."""

    level: EducationLevel
    field: str | None = None
    ended_year: int | None = None
    is_finished: bool | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class EducationBrief:
    """One time at school on file."""

    education_id: int
    level: EducationLevel
    field: str | None
    ended_year: int | None
    is_finished: bool | None


@dataclass(frozen=True, slots=True)
class CertificateDraft:
    """One certificate. `is_recognised` says whether it counts in Iraq, None: not known."""

    name: str
    issuer: str | None = None
    is_recognised: bool | None = None
    issued_year: int | None = None
    expires_on: date | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class CertificateBrief:
    """One certificate on file."""

    certificate_id: int
    name: str
    issuer: str | None
    is_recognised: bool | None
    issued_year: int | None
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class OccupationWish:
    """Work that a person wants, or that they refuse, in their words and as it was understood."""

    own_words: str
    occupation_uri: str | None = None
    isco: str | None = None


@dataclass(frozen=True, slots=True)
class FileDetails:
    """The rows of a file beside its first page; the person and their office alone see them.

    `refused_employers` are ids.
    """

    experiences: tuple[ExperienceBrief, ...] = ()
    education: tuple[EducationBrief, ...] = ()
    certificates: tuple[CertificateBrief, ...] = ()
    wanted: tuple[OccupationWish, ...] = ()
    refused: tuple[OccupationWish, ...] = ()
    refused_employers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnContext:
    """From which country somebody came and since when; for caseworkers alone.

    Never scored, never shown to an employer. `country` is two letters of ISO 3166.
    """

    country: str | None = None
    since_on: date | None = None


@dataclass(frozen=True, slots=True)
class AboutChange:
    """Who a person is and how to reach them. `version` is that of the file that was read."""

    version: int
    full_name: str
    latin_name: str | None
    language: str
    birth_year: int | None
    sex: str | None
    phone: str | None
    phone_shared: bool
    phone_safe: bool | None
    further_phones: tuple[FurtherPhone, ...]
    case_references: tuple[CaseReference, ...]


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """Where and when a person can work."""

    version: int
    governorate: Governorate | None
    district: str | None
    accepted_governorates: tuple[Governorate, ...]
    relocates: bool | None
    commute_minutes: int | None
    transport: Transport | None
    available_on: date | None
    most_hours: int | None
    shifts: bool | None
    night: bool | None


@dataclass(frozen=True, slots=True)
class WishesChange:
    """What work a person wants, and on what terms.

    `least_wage` is in dinars a month; `contract_kinds` are codes of what they would take;
    `can` says of each physical task that was asked about whether they can.
    """

    version: int
    wanted: tuple[OccupationWish, ...]
    refused: tuple[OccupationWish, ...]
    refused_employers: tuple[int, ...]
    least_wage: int | None
    contract_kinds: tuple[str, ...]
    can: tuple[tuple[PhysicalTask, bool], ...]
    weights: tuple[tuple[Priority, int], ...]
    self_employment: bool | None
    training: bool | None


@dataclass(frozen=True, slots=True)
class LanguagesChange:
    """Languages written anew, each with its level of the CEFR. `version`: of the file read."""

    version: int
    levels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LicencesChange:
    """Which licences a person holds. `are_asked`: none ticked means that they hold none."""

    version: int
    licences: tuple[str, ...]
    are_asked: bool
