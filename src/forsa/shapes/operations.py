"""What an operator sees of the service: numbers and jobs, nothing of anybody."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class EmployerToVerify:
    """An employer that applied."""

    reference: str
    name: str
    governorate: str
    phone: str | None
    registration_kind: str
    registration_number: str | None
    applied_on: date


@dataclass(frozen=True, slots=True)
class RunLine:
    """A scheduled job: when it last ended well (None: never), when it is due next."""

    name: str
    done_at: datetime | None
    next_at: datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """How many there are of one kind. `shown` hides what is below ten."""

    code: str
    shown: str


@dataclass(frozen=True, slots=True)
class OperatorPage:
    """All that the page shows. `kind` of each table is the table of words for its codes."""

    employers: tuple[EmployerToVerify, ...]
    jobs: tuple[RunLine, ...]
    waiting_count: int
    failed_count: int
    oldest_at: datetime | None
    vacancies: tuple[Cell, ...]
    people: tuple[Cell, ...]
    introductions: tuple[Cell, ...]
    may_decide: bool


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of a text mail; `address` is set if it is one that can be opened."""

    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class MailRow:
    """One mail in the development mailbox."""

    address: str
    to: str
    subject: str
    sent_at: datetime
    language: str


@dataclass(frozen=True, slots=True)
class OpenMail:
    """One mail in full. `html_address` None means that there is the text alone."""

    row: MailRow
    parts: tuple[TextPart, ...]
    html_address: str | None
