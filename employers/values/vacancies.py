"""Vacancies and what they ask for, as they travel."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kernel.places import Governorate


class VacancyState(StrEnum):
    """Where a vacancy stands (docs/states.md)."""

    DRAFT = "draft"
    REVIEW = "review"
    OPEN = "open"
    PAUSED = "paused"
    FILLED = "filled"
    EXPIRED = "expired"
    CLOSED = "closed"
    REJECTED = "rejected"


class ReviewReason(StrEnum):
    """Why a vacancy was sent back or not published, or why it was closed."""

    PAY_MISSING = "pay_missing"
    PLACE_UNCLEAR = "place_unclear"
    WORK_UNCLEAR = "work_unclear"
    UNFAIR = "unfair"
    ASKS_MONEY = "asks_money"
    NO_REAL_WORK = "no_real_work"
    UNSAFE = "unsafe"
    FILLED_ELSEWHERE = "filled_elsewhere"
    NOT_HIRING = "not_hiring"
    OTHER = "other"


class Necessity(StrEnum):
    """Whether a vacancy can be filled without the skill (Source: ESCO, essential or optional)."""

    ESSENTIAL = "essential"
    OPTIONAL = "optional"


class ContractKind(StrEnum):
    """What kind of contract is offered."""

    PERMANENT = "permanent"
    FIXED = "fixed"
    SEASONAL = "seasonal"
    DAILY = "daily"
    TRIAL = "trial"
    APPRENTICESHIP = "apprenticeship"


class Currency(StrEnum):
    """What wages are named in. The minor unit of IQD is the dinar, of USD the cent."""

    IQD = "IQD"
    USD = "USD"


class WagePer(StrEnum):
    """What span of work a wage is for."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One skill a vacancy asks for.

    `concept_uri` is None while `own_words` mean no concept of the taxonomy. `least` is the least
    proficiency accepted, 1 to 4. `by_law` says that nobody may do the work without it.
    """

    own_words: str
    concept_uri: str | None
    necessity: Necessity = Necessity.ESSENTIAL
    least: int = 2
    by_law: bool = False


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """A requirement in words that mean no concept. `since` is when its vacancy was recorded."""

    requirement_id: int
    own_words: str
    language: str
    since: datetime


@dataclass(frozen=True, slots=True)
class VacancyDraft:
    """What a person says of a vacancy when they write it.

    Wages are in minor units of `currency` per `wage_per`; both None means negotiable.
    `source_ref` is the number in the list it came from.
    """

    employer_id: int
    title: str
    governorate: Governorate
    requirements: tuple[Requirement, ...]
    language: str = "ar"
    source_ref: str | None = None
    occupation_uri: str | None = None
    isco: str | None = None
    description: str = ""
    place: str | None = None
    wage_min: int | None = None
    wage_max: int | None = None
    currency: Currency = Currency.IQD
    wage_per: WagePer = WagePer.MONTH
    contract: ContractKind | None = None
    experience_months: int | None = None
    licences: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    night: bool | None = None
    transport: bool | None = None
    housing: bool | None = None
    start_on: date | None = None
    places: int = 1

    @property
    def negotiable(self) -> bool:
        """Whether no wage is named."""
        return self.wage_min is None and self.wage_max is None


@dataclass(frozen=True, slots=True)
class VacancyBrief:
    """What matching and pages need to know of a vacancy. Requirements in their own order."""

    vacancy_id: int
    employer_id: int
    title: str
    language: str
    state: VacancyState
    governorate: Governorate
    requirements: tuple[Requirement, ...]
    occupation_uri: str | None = None
    isco: str | None = None
    description: str = ""
    place: str | None = None
    wage_min: int | None = None
    wage_max: int | None = None
    currency: Currency = Currency.IQD
    wage_per: WagePer = WagePer.MONTH
    contract: ContractKind | None = None
    experience_months: int | None = None
    licences: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    night: bool | None = None
    transport: bool | None = None
    housing: bool | None = None
    start_on: date | None = None
    places_left: int = 1
    opened_at: datetime | None = None
    confirmed_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class VacancyHeading:
    """A vacancy and its employer in one line, as lists name them."""

    vacancy_id: int
    employer_id: int
    title: str
    language: str
    state: VacancyState
    governorate: Governorate
    employer_name: str
    employer_phone: str | None
    recorded_at: datetime


HOURS_A_MONTH = 208
"""48 hours a week (Source: Iraqi Labour Law 37 of 2015, art. 67), 52 weeks in twelve months."""
DAYS_A_MONTH = 26
WEEKS_A_MONTH = 52 / 12


def monthly_wage(amount: int, per: WagePer) -> int:
    """Return a wage as an amount a month, same currency and unit.

    Examples
    --------
    >>> monthly_wage(25_000, WagePer.DAY)
    650000
    """
    factor = {
        WagePer.HOUR: HOURS_A_MONTH,
        WagePer.DAY: DAYS_A_MONTH,
        WagePer.WEEK: WEEKS_A_MONTH,
        WagePer.MONTH: 1,
    }[per]
    return round(amount * factor)
