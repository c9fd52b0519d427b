"""People's files as their office sees them and fills them in."""

from dataclasses import dataclass
from datetime import date

from forsa.shapes.employers import Meaning
from forsa.shapes.sections import TryLine


@dataclass(frozen=True, slots=True)
class FileTask:
    """One part of a file, by a code of the words "section".

    `status` is done, open or attention; `missing` are codes of the words "part".
    """

    kind: str
    status: str
    address: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillLine:
    """One skill of a person. `label` is the concept's, None while there are only own words.

    `offers` are concepts that the own words may mean.
    """

    number: int
    own_words: str
    label: str | None
    proficiency: int
    months: int | None = None
    evidence: str = "own_statement"
    address: str | None = None
    offers: tuple[Meaning, ...] = ()
    used_year: int | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class SkillChangeLine:
    """One change of a skill: what was done by whom, and what stood there before.

    `before` is None if there was nothing; `by` is None for a command; `number` is the deed's.
    """

    number: int
    kind: str
    on: date
    words: str
    by: str | None = None
    before: SkillLine | None = None


@dataclass(frozen=True, slots=True)
class SameSkills:
    """Several records of a person that mean one concept."""

    uri: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UsualSkills:
    """An occupation of a person, and skills that people of it usually have beside theirs."""

    occupation: str
    skills: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One purpose. `expires_on` None means that there is no live yes.

    `is_asked` says that the office may ask for it here; `disclosure` is asked for each employer.
    """

    purpose: str
    expires_on: date | None
    method: str | None = None
    is_asked: bool = True


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
    what: str | None = None
    moves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list."""

    reference: str
    full_name: str
    governorate: str | None
    occupation_words: str | None
    availability: str
    confirmed_on: date
    points: int | None = None
    missing: tuple[str, ...] = ()
    record: str = "active"


@dataclass(frozen=True, slots=True)
class PersonFile:
    """The first page of a file.

    `points` of a hundred say how complete it is; `phone_safe` False, that nobody may call that
    number.
    """

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
    until_on: date | None = None
    confirmed_on: date | None = None
    points: int = 0
    phone_safe: bool | None = None
    call_on: date | None = None
    record: str = "active"
    last_try: TryLine | None = None


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """What was answered to one question of consent: yes, no, or None for nothing yet."""

    purpose: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A new person as they were typed.

    `once` is the same for every time that one form is sent. `answers` are yes, no or None by
    purpose, in the order of `asks` of the page.
    """

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
    available_on: str = ""
    answers: tuple[ConsentAnswer, ...] = ()
    consent_method: str | None = None
    once: str = ""


@dataclass(frozen=True, slots=True)
class SkillForm:
    """One skill record as it was typed; `chosen` is the URI of a concept or "own"."""

    line: SkillLine
    chosen: str
    proficiency: str
    months: str
    evidence: str
    used_year: str = ""
    changes: tuple[SkillChangeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLikeLine:
    """Somebody of the office who may be the same person. `reasons` are codes of evidence."""

    reference: str
    full_name: str
    birth_year: int | None
    governorate: str | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two files that may be one person's. `reasons` are codes of evidence, strongest first."""

    first: PersonLikeLine
    second: PersonLikeLine
    reasons: tuple[str, ...]
