"""What people of an office see: today's work, entries, introductions, vacancies."""

from dataclasses import dataclass
from datetime import date, datetime

from forsa.shapes.jobs import VacancyDetail


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do. Each part that does not apply is None.

    `what` is a code of the words "next"; `done_address` takes a POST that says it is done.
    """

    address: str
    due_on: date
    is_late: bool = False
    person: str | None = None
    person_name: str | None = None
    vacancy: str | None = None
    title: str | None = None
    language: str = "ar"
    employer_name: str | None = None
    phone: str | None = None
    count: int | None = None
    what: str | None = None
    done_address: str | None = None


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Things of one kind, by a code of the words "work"."""

    kind: str
    items: tuple[WorkItem, ...]


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One introduction that waits for the office. `state` is suggested, approved or asked."""

    introduction: str
    state: str
    person: str
    person_name: str
    vacancy: str
    title: str
    language: str
    employer_name: str
    due_on: date
    why: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    phone: str | None = None
    phone_shared: bool = False
    has_card_consent: bool = True


@dataclass(frozen=True, slots=True)
class EntriesPage:
    """Entries to decide and people to ask."""

    to_decide: tuple[EntryLine, ...] = ()
    to_ask: tuple[EntryLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PastMove:
    """One move of an introduction, as codes of words."""

    at: datetime
    to_state: str
    role: str
    via: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class MoveChoice:
    """One move that is allowed now. `is_direct`: a button does it, nothing is to be asked."""

    code: str
    address: str
    is_direct: bool = False


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that is not done yet; `what` is a code of the words "next"."""

    what: str
    due_on: date
    is_late: bool
    done_address: str


@dataclass(frozen=True, slots=True)
class PointLine:
    """What one reason adds to somebody's points, or takes; ten points are 1 in log-odds."""

    sentence: str
    points: int


@dataclass(frozen=True, slots=True)
class RankingShown:
    """How a place on a list came about. `is_learned` is False for weights set by hand."""

    rank: int
    drawn_on: date
    start: int
    lines: tuple[PointLine, ...]
    total: int
    model: str
    is_learned: bool
    taxonomy: str
    by_lot: bool


@dataclass(frozen=True, slots=True)
class IntroductionPage:
    """One introduction as the person's office sees it. `next_sentence` None: it is closed."""

    entry: EntryLine
    address: str
    state_at: datetime
    next_sentence: str | None
    is_late: bool
    moves: tuple[MoveChoice, ...]
    past: tuple[PastMove, ...]
    tasks: tuple[OpenTask, ...] = ()
    employer_phone: str | None = None
    reason: str | None = None
    wants: bool = False
    ranking: RankingShown | None = None


@dataclass(frozen=True, slots=True)
class MoveForm:
    """What is asked before one move, and what was typed.

    `reasons` and `channels` are codes to choose from, empty if none is asked. `seen` is the state
    that the page showed.
    """

    code: str
    action: str
    seen: str
    reasons: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    asks_card: bool = False
    asks_identity: bool = False
    asks_until: bool = False
    asks_start: bool = False
    asks_told: bool = False
    reason: str | None = None
    channel: str | None = None
    card: str | None = None
    until_on: str = ""
    start_on: str = ""
    wage: str = ""
    contract_form: str | None = None
    may_be_told: bool = False


@dataclass(frozen=True, slots=True)
class OfficeVacancy:
    """One vacancy in an office's list."""

    reference: str
    title: str
    language: str
    employer_name: str
    governorate: str
    state: str
    since_on: date


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """One person on a shortlist. `person_name` and `address` are for the person's own office.

    `by_lot` if a lot among near-equals put them there.
    """

    person: str
    rank: int
    state: str
    person_name: str | None = None
    address: str | None = None
    by_lot: bool = False


@dataclass(frozen=True, slots=True)
class OfficeShortlist:
    """One shortlist of a vacancy, as offices see it."""

    number: int
    state: str
    drawn_on: date
    issued_on: date | None
    entries: tuple[OfficeEntry, ...]


@dataclass(frozen=True, slots=True)
class VacancyFile:
    """One vacancy as offices see it. `moves` are states it may be moved to here."""

    vacancy: VacancyDetail
    state: str
    employer_name: str
    employer_phone: str | None
    is_checked: bool
    moves: tuple[str, ...]
    shortlists: tuple[OfficeShortlist, ...]


@dataclass(frozen=True, slots=True)
class CaseloadLine:
    """One caseworker and how many people they have. `is_gone`: they may not sign in any more."""

    name: str
    count: int
    address: str
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class StandInLine:
    """Who looks after whose people. `is_mine`: whoever reads does; `end_address` if they may."""

    absent: str
    by: str
    from_on: date
    until_on: date
    is_mine: bool = False
    end_address: str | None = None
