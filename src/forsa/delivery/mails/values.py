"""What the templates of mails are given. Frozen; nothing in them names a person."""

from dataclasses import dataclass
from datetime import date

from kernel.places import Governorate


@dataclass(frozen=True, slots=True)
class MailCard:
    """One masked card in a mail: coded values and sentences with markup."""

    person: str
    occupation: str | None
    experience_months: int | None
    governorate: Governorate | None
    why: tuple[str, ...]
    ask: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortlistMail:
    """People for one vacancy, to a member of its employer."""

    title: str
    address: str
    answer_by_on: date
    cards: tuple[MailCard, ...]
    office_phone: str | None


@dataclass(frozen=True, slots=True)
class ReminderMail:
    """How many people wait for an employer's answer on one vacancy, and since when."""

    title: str
    address: str
    count: int
    since_on: date
    office_phone: str | None


@dataclass(frozen=True, slots=True)
class OnePersonMail:
    """Something about one introduction, without a name."""

    title: str
    person: str
    address: str
    office_phone: str | None


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of a caseworker's list. `person` is a reference."""

    person: str | None
    title: str | None
    employer_name: str | None
    due_on: date
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """The lines of one kind of work."""

    kind: str
    items: tuple[WorkItem, ...]


@dataclass(frozen=True, slots=True)
class WorkMail:
    """What waits for one caseworker today."""

    day: date
    count: int
    address: str
    groups: tuple[WorkGroup, ...]
