"""What alone stands between people and jobs, and why somebody is not on a list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonLink:
    """One person of the office, with the address of their file."""

    full_name: str
    address: str


@dataclass(frozen=True, slots=True)
class VacancyLink:
    """One job, with the address of its page."""

    title: str
    language: str
    address: str


@dataclass(frozen=True, slots=True)
class OpenerLine:
    """One skill or licence and what it alone opens; of people and jobs the first few.

    `level` is the code of a proficiency, None for a licence. `licence` is its code.
    """

    name: str
    level: str | None
    licence: str | None
    people_count: int
    vacancies_count: int
    people: tuple[PersonLink, ...]
    vacancies: tuple[VacancyLink, ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One person of the office for a job: a rank from 1, or the gates that are shut.

    `state` is that of the introduction they have or had, `put_forward` where to send a wish to
    begin one, None if there is no such step.
    """

    person: PersonLink
    number: str
    rank: int | None
    gates: tuple[str, ...]
    state: str | None
    put_forward: str | None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Where a person stands for a job. `is_matched` is False for who is away or has not agreed.

    `state` is that of the introduction they have or had. `rank` counts from 1 among `among`
    people of the office whom no condition stops.
    """

    person: PersonLink
    vacancy: VacancyLink
    is_matched: bool
    gates: tuple[str, ...] = ()
    state: str | None = None
    is_busy: bool = False
    rank: int | None = None
    among: int = 0
    is_of_the_work: bool = True
    fits: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
