"""What people of an office see: today's work, people's files, skills, entries."""

from dataclasses import dataclass
from datetime import date

from forsa.shapes.employers import Offer


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do. Each part that does not apply is None."""

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


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Things of one kind: approve, ask, call_person, call_employer, consents, failed, other."""

    kind: str
    items: tuple[WorkItem, ...]


@dataclass(frozen=True, slots=True)
class FileTask:
    """One of the six parts of a file: about, skills, wanted, papers, consent, check.

    `status` is done, open or attention.
    """

    kind: str
    status: str
    address: str


@dataclass(frozen=True, slots=True)
class SkillLine:
    """One skill of a person. `label` is the concept's, None while there are only own words."""

    number: int
    own_words: str
    label: str | None
    proficiency: int
    months: int | None = None
    evidence: str = "own_statement"


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One purpose. `expires_on` None means that there is no live yes."""

    purpose: str
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class IntroductionLine:
    """One introduction in a file, with its next step in words of forsa.i18n."""

    introduction: str
    vacancy: str
    title: str
    language: str
    employer_name: str
    state: str
    next_on: date | None
    address: str


@dataclass(frozen=True, slots=True)
class PersonFile:
    """The first page of a file."""

    reference: str
    full_name: str
    availability: str
    tasks: tuple[FileTask, ...]
    skills: tuple[SkillLine, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    introductions: tuple[IntroductionLine, ...] = ()
    governorate: str | None = None
    phone: str | None = None
    phone_shared: bool = False
    language: str = "ar"


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A file's first page as it was typed. `reference` None means a new person."""

    reference: str | None = None
    full_name: str = ""
    latin_name: str = ""
    phone: str = ""
    phone_shared: bool = False
    language: str = ""
    birth_year: str = ""
    governorate: str = ""
    district: str = ""
    accepted_governorates: frozenset[str] = frozenset()
    relocates: str | None = None
    night: str | None = None
    occupation_words: str = ""
    experience_years: str = ""
    licences: frozenset[str] = frozenset()
    least_wage: str = ""
    consents: frozenset[str] = frozenset()
    consent_method: str | None = None


@dataclass(frozen=True, slots=True)
class SkillOffer:
    """What words that were just typed may mean. No offer: they are kept as own words."""

    own_words: str
    proficiency: str
    years: str
    offers: tuple[Offer, ...]


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
