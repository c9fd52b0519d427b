"""What people see of themselves on their own page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class VacancyStatus:
    """How one job stands for a person. `address` None means that there is no more to see."""

    title: str
    language: str
    employer_name: str
    status: str
    address: str | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Permission:
    """One purpose to which a person can agree. `until_on` None means that they do not.

    `employer_names` are those who may learn who the person is; `channels` are ways to send
    messages.
    """

    purpose: str
    until_on: date | None
    address: str | None
    employer_names: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnFile:
    """What we know of a person, for themselves. Empty and None mean that nobody asked yet."""

    full_name: str
    phone: str | None
    governorate: str | None
    skills: tuple[str, ...]
    occupation: str | None
    experience_months: int | None
    licences: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    confirmed_on: date
    availability: str
    until_on: date | None


@dataclass(frozen=True, slots=True)
class ConsentQuestion:
    """One purpose that a person is asked about.

    `action` is where the answer goes, `hidden` what goes with it; `back` is where a person goes
    who does not want to answer. `is_needed` says that the step they came from needs it.
    """

    purpose: str
    action: str
    back: str
    hidden: tuple[tuple[str, str], ...] = ()
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list. `is_answered` is false while an employer waits for the person."""

    address: str
    title: str
    language: str
    employer_name: str
    status: str
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is on file about a person. `name` is a code of the words "field"."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class OwnPhone:
    """A number of a person. `is_safe` False: nobody of the office calls it."""

    number: str
    is_shared: bool
    is_safe: bool | None


@dataclass(frozen=True, slots=True)
class OwnSkill:
    """A skill in the person's words. `label` is what it was understood as, None if nothing."""

    own_words: str
    label: str | None
    proficiency: str


@dataclass(frozen=True, slots=True)
class OwnWork:
    """A spell of work, as `macros/file.html` tells it."""

    own_words: str
    months: int | None
    kind: str | None
    is_abroad: bool | None


@dataclass(frozen=True, slots=True)
class OwnSchool:
    """A time at school, as `macros/file.html` tells it."""

    level: str
    field: str | None
    ended_year: int | None
    is_finished: bool | None


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """A certificate, as `macros/file.html` tells it."""

    name: str
    issuer: str | None
    issued_year: int | None
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class WholeFile:
    """All that is on file about a person but for what the office keeps for itself.

    Nobody's notes, tries to reach them, likeness or rank are here. `wanted`, `refused` and
    `refused_employers` are as they said it.
    """

    about: tuple[Fact, ...]
    phones: tuple[OwnPhone, ...]
    skills: tuple[OwnSkill, ...]
    work: tuple[OwnWork, ...]
    place: tuple[Fact, ...]
    languages: tuple[Fact, ...]
    schools: tuple[OwnSchool, ...]
    certificates: tuple[OwnCertificate, ...]
    licences: tuple[str, ...]
    wishes: tuple[Fact, ...]
    wanted: tuple[str, ...]
    refused: tuple[str, ...]
    refused_employers: tuple[str, ...]
    confirmed_on: date
