"""Tries to reach people, and files that go from one caseworker or office to another."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kernel.places import Governorate
from skills.values.returnees import HandOver


class OutreachWay(StrEnum):
    """How somebody was tried."""

    CALL = "call"
    WHATSAPP = "whatsapp"
    SMS = "sms"
    VISIT = "visit"
    THEMSELVES = "themselves"
    """The person got in touch: they came, called or used their own page."""


class OutreachResult(StrEnum):
    """What came of it."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True)
class OutreachDraft:
    """One try. `next_on` None leaves the next date to the rule; `mark` is the form's."""

    way: OutreachWay
    result: OutreachResult
    next_on: date | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class OutreachBrief:
    """One try on file. `by` is an account, None for a command."""

    way: OutreachWay
    result: OutreachResult
    at: datetime
    by: int | None
    next_on: date | None


@dataclass(frozen=True, slots=True)
class OutreachOutcome:
    """What a try means. `failed_count`: failed tries since they were last reached, in ten days."""

    next_on: date | None
    failed_count: int
    is_unreachable: bool
    is_new: bool = True


class HandOverReason(StrEnum):
    """Why a file is not taken over. `NO_ANSWER`: the offer ran out, nobody said so."""

    OTHER_PLACE = "other_place"
    NO_TIME = "no_time"
    NOT_READY = "not_ready"
    KNOWN_HERE = "known_here"
    OTHER = "other"
    NO_ANSWER = "no_answer"


REFUSING = tuple(one for one in HandOverReason if one is not HandOverReason.NO_ANSWER)
"""The reasons that somebody may give who refuses."""


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Who of an office may sign in now, by account, as `forsa.accounts` knows it."""

    account_ids: frozenset[int]
    supervisor_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HandOverDraft:
    """A file offered to an office, or to one of its caseworkers. `note` is for them to read."""

    to_office_id: int
    to_caseworker_id: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class HandOverAnswer:
    """What is said to an offer. `caseworker_id` is whose it becomes, if a supervisor says so."""

    hand_over_id: int
    caseworker_id: int | None = None
    reason: HandOverReason | None = None


@dataclass(frozen=True, slots=True)
class HandOverBrief:
    """One hand-over, open or decided."""

    hand_over_id: int
    returnee_id: int
    from_office_id: int
    from_caseworker_id: int | None
    to_office_id: int
    to_caseworker_id: int | None
    state: HandOver
    note: str | None
    proposed_at: datetime
    proposed_by: int | None
    reason: HandOverReason | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OfferedPerson:
    """What those see of a person to whom a file is offered, until they take it over.

    Enough to decide and no more: no name, no phone, no year of birth, nothing of where from.
    """

    hand_over: HandOverBrief
    language: str
    governorate: Governorate | None
    accepted_governorates: tuple[Governorate, ...]
    occupation_uri: str | None
    experience_months: int | None
    languages: tuple[tuple[str, str], ...]
    skill_count: int


@dataclass(frozen=True, slots=True)
class StandInDraft:
    """Who is to look after a colleague's people on which days, both days included."""

    office_id: int
    absent_id: int
    by_id: int
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class StandInBrief:
    """Somebody who looks after a colleague's people for some days, both days included."""

    stand_in_id: int
    absent_id: int
    by_id: int
    from_on: date
    until_on: date
