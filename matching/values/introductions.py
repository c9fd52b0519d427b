"""Introductions, as they travel: states, reasons, next steps, orders."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where an introduction stands (docs/states.md)."""

    SUGGESTED = "suggested"
    APPROVED = "approved"
    ASKED = "asked"
    INTERESTED = "interested"
    SENT = "sent"
    HELD = "held"
    MEETING_ASKED = "meeting_asked"
    INTERVIEW = "interview"
    NO_SHOW = "no_show"
    TRIAL = "trial"
    OFFERED = "offered"
    HIRED = "hired"
    DISMISSED = "dismissed"
    DECLINED = "declined"
    REFUSED = "refused"
    NOT_REACHED = "not_reached"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    OBSOLETE = "obsolete"
    OFFER_DECLINED = "offer_declined"
    LEFT = "left"
    CANCELLED = "cancelled"
    RETAINED = "retained"
    ENDED_UNKNOWN = "ended_unknown"


class Owner(StrEnum):
    """Who has the next step."""

    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    RETURNEE = "returnee"
    EMPLOYER = "employer"
    SYSTEM = "system"


class NextWhat(StrEnum):
    """What the next step is."""

    DECIDE = "decide"
    ASK_PERSON = "ask_person"
    ANSWER = "answer"
    CALL_PERSON = "call_person"
    ISSUE = "issue"
    CALL_EMPLOYER = "call_employer"
    AGREE_TO_MEETING = "agree_to_meeting"
    TELL_OUTCOME = "tell_outcome"
    CLOSE = "close"
    FOLLOW_UP = "follow_up"


class Via(StrEnum):
    """By which way a move was made."""

    PAGE = "page"
    LINK = "link"
    PHONE = "phone"
    DESK = "desk"
    COMMAND = "command"
    JOB = "job"


class MoveReason(StrEnum):
    """Why a move was made. Which reasons fit which move: `matching.states.REASONS`."""

    NOT_SUITABLE = "not_suitable"
    TALKED_WITH_PERSON = "talked_with_person"
    SAFETY = "safety"
    OTHER = "other"
    TOO_FAR = "too_far"
    PAY = "pay"
    HOURS = "hours"
    UNSAFE = "unsafe"
    HAS_WORK = "has_work"
    HEALTH = "health"
    SKILLS = "skills"
    EXPERIENCE = "experience"
    LICENCE = "licence"
    LANGUAGE = "language"
    PLACE_TAKEN = "place_taken"
    NOT_HIRING = "not_hiring"
    NO_ANSWER = "no_answer"
    CONTRACT_ENDED = "contract_ended"
    EMPLOYER_ENDED = "employer_ended"
    PERSON_ENDED = "person_ended"
    PERSON_ASKED = "person_asked"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    VACANCY_CLOSED = "vacancy_closed"
    HIRED_ELSEWHERE = "hired_elsewhere"
    PAUSED = "paused"
    ARCHIVED = "archived"
    STARTED_LATE = "started_late"
    SAME_PERSON = "same_person"


class ContractForm(StrEnum):
    """Whether a contract of work is on paper."""

    WRITTEN = "written"
    ORAL = "oral"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who does what for this person by which day, and how many steps of the state are done."""

    owner: Owner
    what: NextWhat
    on: date
    number: int


@dataclass(frozen=True, slots=True)
class MoveOrder:
    """A wish to move one introduction.

    `until_on` is for `held` and `trial`, `start_on`, `wage` (dinars a month) and `contract_form`
    for `hired`. `may_be_told` is whether the person may hear an employer's reason.
    """

    introduction_id: int
    to: State
    reason: MoveReason | None = None
    via: Via = Via.PAGE
    until_on: date | None = None
    start_on: date | None = None
    wage: int | None = None
    contract_form: ContractForm | None = None
    may_be_told: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A person to be put to a vacancy. `score` is None if a person chose."""

    returnee_id: int
    vacancy_id: int
    employer_id: int
    score: float | None = None
    via: Via = Via.JOB


@dataclass(frozen=True, slots=True)
class IntroductionBrief:
    """One introduction as pages and deeds of the shell see it. No name, no contact."""

    introduction_id: int
    returnee_id: int
    vacancy_id: int
    employer_id: int
    state: State
    state_at: datetime
    score: float | None
    next_step: NextStep | None
    wanted_at: datetime | None
    held_until_on: date | None
    pending: State | None
    pending_until_at: datetime | None
    last_reason: MoveReason | None
    may_be_told: bool
    hired_on: date | None
    held_once: bool = False


@dataclass(frozen=True, slots=True)
class MoveBrief:
    """One move of the past."""

    at: datetime
    from_state: State | None
    to_state: State
    role: str
    via: Via
    reason: MoveReason | None
