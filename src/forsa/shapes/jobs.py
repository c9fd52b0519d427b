"""Vacancies as people who look for work see them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Pay:
    """A wage in minor units of `currency` (IQD, USD) per hour, day, week or month."""

    least: int
    most: int | None
    currency: str
    per: str


@dataclass(frozen=True, slots=True)
class VacancyCard:
    """One vacancy in a list. `pay` None means that it is to be agreed."""

    reference: str
    title: str
    language: str
    employer_name: str | None
    pay: Pay | None
    governorate: str
    place: str | None = None
    contract: str | None = None
    start_on: date | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement in words. `least` is a proficiency from 1 to 4."""

    label: str
    least: int
    by_law: bool = False


@dataclass(frozen=True, slots=True)
class VacancyDetail:
    """One vacancy in full. `checked_on` is when the employer was checked, None if unknown.

    `languages` are pairs of a code and a CEFR level. True, False and None of `night`,
    `transport` and `housing` mean yes, no and not said.
    """

    card: VacancyCard
    description: str
    essential: tuple[Need, ...]
    optional: tuple[Need, ...] = ()
    licences: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    experience_months: int | None = None
    night: bool | None = None
    transport: bool | None = None
    housing: bool | None = None
    places_left: int = 1
    opened_on: date | None = None
    checked_on: date | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a list that has several pages stands."""

    number: int = 1
    count: int = 1
    previous_address: str | None = None
    next_address: str | None = None


@dataclass(frozen=True, slots=True)
class SuggestedVacancy:
    """A vacancy that may suit one person. `why` and `but` are sentences to them.

    `introduction` is the reference in its address: that of the vacancy while there is no other.
    `wish` is None until they answered, then "yes" or "no". `status` says how it stands.
    `meeting_address` is where they answer an employer who wants to meet them.
    """

    card: VacancyCard
    introduction: str
    why: tuple[str, ...]
    but: tuple[str, ...] = ()
    wish: str | None = None
    status: str | None = None
    may_answer: bool = True
    may_take_back: bool = False
    meeting_address: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerTaken:
    """What a person has just answered, and in `status` what happens next."""

    introduction: str
    title: str
    language: str
    is_yes: bool
    status: str
    reason: str | None = None
    may_take_back: bool = False


@dataclass(frozen=True, slots=True)
class MeetingQuestion:
    """Whether one employer may see a person's name and phone for one vacancy.

    `answer` is None until answered, then "yes", "no" or, taken back, "back". `until_on` is the
    last day on which the employer can see both. Employer's contact is None before the yes.
    """

    introduction: str
    card: VacancyCard
    employer_name: str
    full_name: str
    phone: str | None
    until_on: date
    answer: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    may_take_back: bool = False
