"""What mails are made of. Addresses are absolute."""

from dataclasses import dataclass
from datetime import date

from forsa.shapes.employers import MaskedCard
from forsa.shapes.jobs import SuggestedVacancy


@dataclass(frozen=True, slots=True)
class ShortlistMail:
    """A shortlist to one member of an employer."""

    title: str
    cards: tuple[MaskedCard, ...]
    answer_by_on: date
    address: str
    office_phone: str | None = None


@dataclass(frozen=True, slots=True)
class WaitingList:
    """One list on which `count` people wait, and where it can be answered."""

    title: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class AnswerLinksMail:
    """New links to a member who asked for them; `home` is the page to sign in for."""

    lists: tuple[WaitingList, ...]
    home: str


@dataclass(frozen=True, slots=True)
class MailedItem:
    """One thing to do, without a name. `reasons` are sentences of forsa.i18n."""

    due_on: date
    person: str | None = None
    title: str | None = None
    employer_name: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MailedGroup:
    """Things of one kind, as in `forsa.shapes.offices.WorkGroup`."""

    kind: str
    items: tuple[MailedItem, ...]


@dataclass(frozen=True, slots=True)
class WorkMail:
    """The day's list to one caseworker."""

    day: date
    groups: tuple[MailedGroup, ...]
    address: str

    @property
    def count(self) -> int:
        """How many things there are in all groups."""
        return sum(len(group.items) for group in self.groups)


@dataclass(frozen=True, slots=True)
class JobsMail:
    """Jobs that may suit one person."""

    jobs: tuple[SuggestedVacancy, ...]
    address: str
    office_phone: str | None = None


@dataclass(frozen=True, slots=True)
class OnePersonMail:
    """A meeting asked for (to the person) or agreed (to the employer, with `person`)."""

    title: str
    address: str
    person: str | None = None
    office_phone: str | None = None


@dataclass(frozen=True, slots=True)
class ClosedMail:
    """How one introduction ended, to the person. `reason` only if it may be told."""

    title: str
    outcome: str
    address: str
    reason: str | None = None
    office_phone: str | None = None


@dataclass(frozen=True, slots=True)
class ReminderMail:
    """People who wait for an employer's answer since a day."""

    title: str
    count: int
    since_on: date
    address: str
    office_phone: str | None = None


@dataclass(frozen=True, slots=True)
class SignInMail:
    """A link to sign in, to reset a password or to join."""

    address: str
