"""What members of employers see: their vacancies, the form, shortlists."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class OwnVacancy:
    """One vacancy in its employer's list. `waiting_count` people wait for an answer."""

    reference: str
    title: str
    language: str
    state: str
    governorate: str
    places_left: int
    waiting_count: int = 0
    opened_on: date | None = None
    expires_on: date | None = None
    shortlist: str | None = None


@dataclass(frozen=True, slots=True)
class VacancyForm:
    """A vacancy as somebody typed it. `reference` None means that it is new.

    `essential` has five words or phrases, `optional` three; empty ones are "". `languages` are
    pairs of a code and a CEFR level. `pay_asked` are the dinars that a low amount may mean: in
    thousands, or as typed; None while it needs no question. `once` is the key of this form.
    """

    reference: str | None = None
    employer_name: str | None = None
    title: str = ""
    description: str = ""
    governorate: str = ""
    place: str = ""
    negotiable: bool = False
    wage_min: str = ""
    wage_max: str = ""
    currency: str = "IQD"
    wage_per: str = "month"
    contract: str = ""
    essential: tuple[str, ...] = ("",) * 5
    optional: tuple[str, ...] = ("",) * 3
    licences: frozenset[str] = frozenset()
    experience_years: str = ""
    night: str | None = None
    transport: str | None = None
    housing: str | None = None
    start_on: str = ""
    places: str = "1"
    languages: tuple[tuple[str, str], ...] = (("ar", ""), ("ckb", ""), ("en", ""))
    pay_asked: tuple[int, int] | None = None
    once: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One concept that words may mean. `also` says where it belongs, "" if nowhere."""

    uri: str
    label: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of a text that somebody pasted; `label` names the skill it was taken for."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class NeedCheck:
    """One requirement on the check page: what was typed, what we take it for.

    `chosen` is the URI of a concept, "" for the own words.
    """

    number: int
    own_words: str
    chosen: str
    offers: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class MaskedCard:
    """One person on a shortlist, without name or contact unless `full_name` is given.

    Name and phone are given from a meeting on, after the person's yes. `pending` is an answer
    that can still be changed until `pending_until_at`. `outcomes` are states that the employer
    can say the introduction came to; `until_on` is the last day of a trial or of a wait. An
    entry of which only the outcome may be told has no `why`, and `is_shown` is False.
    """

    person: str
    introduction: str
    occupation: str | None
    experience_months: int | None
    governorate: str | None
    state: str
    why: tuple[str, ...]
    ask: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    moves: bool = False
    confirmed_on: date | None = None
    is_new: bool = False
    may_hold: bool = True
    pending: str | None = None
    pending_until_at: datetime | None = None
    full_name: str | None = None
    phone: str | None = None
    phone_shared: bool = False
    address: str = ""
    outcomes: tuple[str, ...] = ()
    until_on: date | None = None
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class ShortlistPage:
    """A shortlist as its employer reads it. `address` is where answers are sent, without a /."""

    reference: str
    number: int
    vacancy: str
    title: str
    language: str
    issued_on: date
    answer_by_on: date
    address: str
    open_cards: tuple[MaskedCard, ...]
    done_cards: tuple[MaskedCard, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkPage:
    """A shortlist, or one person of it, as whoever holds its link reads it.

    `address` is that of the list, the link itself. `ends_on` is the last day of the link.
    """

    title: str
    language: str
    number: int
    issued_on: date
    answer_by_on: date
    ends_on: date
    address: str
    open_cards: tuple[MaskedCard, ...]
    done_cards: tuple[MaskedCard, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkOver:
    """Why a link leads nowhere: tag and direction of each language, and its sentences."""

    said: tuple[tuple[str, str, tuple[str, ...]], ...]
    is_sent: bool = False


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """What an employer has just answered to one card."""

    person: str
    decision: str
    undo_until_at: datetime
    undo_address: str
    shortlist_address: str
    left_count: int
    until_on: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class OwnVacancyPage:
    """One vacancy as its employer reads it, with the people put before them for it."""

    reference: str
    title: str
    language: str
    state: str
    open_cards: tuple[MaskedCard, ...] = ()
    done_cards: tuple[MaskedCard, ...] = ()
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person put before an employer: how it stands, what happens next, what can be said.

    `next_on` is the day by which the next step is due, None if all is over. The rest are the
    vacancy's.
    """

    card: MaskedCard
    vacancy: str
    title: str
    language: str
    next_on: date | None = None
    hired_on: date | None = None
