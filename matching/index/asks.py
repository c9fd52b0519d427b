"""What vacancies ask for: one array for each fact, and their requirements row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from employers.values.vacancies import Currency, Requirement, VacancyBrief, monthly_wage
from matching.index.columns import (
    GOVERNORATES,
    LANGUAGE_LEVELS,
    Kind,
    day_number,
    isco_digits,
    licence_key,
    numbered,
)
from matching.index.demand import Demand, requirement_term
from matching.index.gathering import gather, owners, starts_of
from matching.index.marks import UNKNOWN, AnyMarks, Name, build_marks, join_marks, join_numbers

TermOf = Callable[[Requirement], str]

SCALARS = (
    *("vacancy_ids", "employer", "governorate", "start", "night"),
    *("isco", "experience_months", "wage"),
)
"""The plain arrays, taken and joined alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """Requirements by vacancy (compressed sparse rows), in the order in which they are asked.

    `terms` has the numbers that `numbers` gives; `essential`, `optional` and `overall` are the
    shares of `matching.index.demand.Asked`, `least` the proficiency asked, 1 to 4.
    """

    numbers: Mapping[Name, int]
    starts: NDArray[np.int32]
    terms: NDArray[np.int32]
    least: NDArray[np.int8]
    essential: NDArray[np.float64]
    optional: NDArray[np.float64]
    overall: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, rows: NDArray[np.integer]) -> "Wanted":
        """Return the requirements of some rows, in their order."""
        starts, places = gather(self.starts, rows)
        return replace(self, starts=starts, **{n: getattr(self, n)[places] for n in ENTRIES})

    def none_of(self, count: int) -> "Wanted":
        """Return so many rows that ask for nothing."""
        nothing = {name: getattr(self, name)[:0] for name in ENTRIES}
        return replace(self, starts=np.zeros(count + 1, dtype=np.int32), **nothing)

    def padded(self, entries: NDArray[Kind], nothing: float) -> NDArray[Kind]:
        """Return one number for each requirement as a table, one column for each vacancy.

        The first requirements stand in the first row; `nothing` stands where there is no more.
        """
        lengths = np.diff(self.starts)
        table = np.full((int(lengths.max(initial=0)), len(self)), nothing, dtype=entries.dtype)
        rows = owners(self.starts)
        table[np.arange(len(rows)) - self.starts[rows], rows] = entries
        return table


ENTRIES = ("terms", "least", "essential", "optional", "overall")


@dataclass(frozen=True, slots=True)
class Named:
    """Whether any of some vacancies names a wage, a language, work by night."""

    wage: bool
    language: bool
    night: bool


@dataclass(frozen=True, slots=True, eq=False)
class Asks:
    """One array of shape (n_vacancies,) for each fact, if nothing else is said.

    Days, wages, digits and numbers are as in `matching.index.columns.Columns`. `employer` is an
    id, `night` is 1 for night work, `wage` the highest named.
    """

    vacancy_ids: NDArray[np.int64]
    employer: NDArray[np.int64]
    governorate: NDArray[np.int8]
    licences: AnyMarks
    languages: AnyMarks
    start: NDArray[np.int32]
    night: NDArray[np.bool_]
    occupation: NDArray[np.int32]
    occupation_numbers: Mapping[Name, int]
    isco: NDArray[np.uint8]
    experience_months: NDArray[np.int32]
    wage: NDArray[np.int64]
    wanted: Wanted

    def __len__(self) -> int:
        return len(self.employer)

    def named(self) -> Named:
        """Return what any of the vacancies names."""
        wage, night = bool((self.wage >= 0).any()), bool(self.night.any())
        return Named(wage, bool(self.languages.used()), night)

    def take(self, rows: NDArray[np.integer]) -> "Asks":
        """Return some vacancies, in the order of the rows."""
        return replace(self.facts(rows), wanted=self.wanted.take(rows))

    def facts(self, rows: NDArray[np.integer]) -> "Asks":
        """Return some vacancies without their requirements: gates need none."""
        taken = {name: getattr(self, name)[rows] for name in (*SCALARS, "occupation")}
        marks = {name: getattr(self, name).take(rows) for name in MARKED}
        return replace(self, **taken, **marks, wanted=self.wanted.none_of(len(rows)))


MARKED = tuple(field.name for field in fields(Asks) if field.type == AnyMarks)


def asks_of(demands: Sequence[Demand], *, term_of: TermOf = requirement_term) -> Asks:
    """Return what vacancies ask for; a vacancy's row is its place in the sequence.

    `term_of` says under which term a requirement stands in the numbers.
    """
    vacancies = [demand.vacancy for demand in demands]
    occupations = numbered(v.occupation_uri for v in vacancies if v.occupation_uri)

    def column(kind: type[Kind], value: Callable[[VacancyBrief], int | None]) -> NDArray[Kind]:
        known = (value(vacancy) for vacancy in vacancies)
        return np.array([UNKNOWN if v is None else v for v in known], dtype=kind)

    return Asks(
        vacancy_ids=column(np.int64, lambda v: v.vacancy_id),
        employer=column(np.int64, lambda v: v.employer_id),
        governorate=column(np.int8, lambda v: GOVERNORATES[v.governorate]),
        licences=build_marks([[(licence_key(one), 1) for one in v.licences] for v in vacancies]),
        languages=build_marks([_levels(v) for v in vacancies]),
        start=column(np.int32, lambda v: day_number(v.start_on)),
        night=np.array([bool(v.night) for v in vacancies], dtype=bool),
        occupation=column(np.int32, lambda v: occupations.get(v.occupation_uri or "")),
        occupation_numbers=occupations,
        isco=isco_digits([v.isco for v in vacancies]),
        experience_months=column(np.int32, lambda v: v.experience_months),
        wage=column(np.int64, wage_a_month),
        wanted=_wanted(demands, term_of),
    )


def join_asks(parts: Sequence[Asks]) -> Asks:
    """Return the rows of all parts, one part after the other."""
    numbers, tables = join_numbers([part.occupation_numbers for part in parts])
    occupations = [t[part.occupation] for t, part in zip(tables, parts, strict=True)]
    joined: dict[str, Any] = {
        name: np.concatenate([getattr(p, name) for p in parts]) for name in SCALARS
    }
    marks: dict[str, Any] = {
        name: join_marks([getattr(p, name) for p in parts]) for name in MARKED
    }
    return Asks(
        **joined,
        **marks,
        occupation=np.concatenate(occupations),
        occupation_numbers=numbers,
        wanted=_join_wanted([part.wanted for part in parts]),
    )


def wage_a_month(vacancy: VacancyBrief) -> int | None:
    """Return the highest wage named, in dinars a month; None if none is or not in dinars."""
    named = vacancy.wage_max or vacancy.wage_min
    if named is None or vacancy.currency is not Currency.IQD:
        return None
    return monthly_wage(named, vacancy.wage_per)


def _levels(vacancy: VacancyBrief) -> list[tuple[Name, int]]:
    return [
        (language, LANGUAGE_LEVELS.get(level.upper(), 0)) for language, level in vacancy.languages
    ]


def _wanted(demands: Sequence[Demand], term_of: TermOf) -> Wanted:
    asked = [one for demand in demands for one in demand.asked]
    numbers: dict[Name, int] = {}
    terms = [numbers.setdefault(term_of(one.requirement), len(numbers)) for one in asked]
    return Wanted(
        numbers=numbers,
        starts=starts_of(np.array([len(demand.asked) for demand in demands], dtype=np.int64)),
        terms=np.array(terms, dtype=np.int32),
        least=np.array([one.requirement.least for one in asked], dtype=np.int8),
        essential=np.array([one.essential for one in asked], dtype=np.float64),
        optional=np.array([one.optional for one in asked], dtype=np.float64),
        overall=np.array([one.overall for one in asked], dtype=np.float64),
    )


def _join_wanted(parts: Sequence[Wanted]) -> Wanted:
    numbers, tables = join_numbers([part.numbers for part in parts])
    terms = [table[part.terms] for table, part in zip(tables, parts, strict=True)]
    rest = {n: np.concatenate([getattr(p, n) for p in parts]) for n in ENTRIES if n != "terms"}
    return Wanted(
        numbers=numbers,
        starts=starts_of(np.concatenate([np.diff(part.starts) for part in parts])),
        terms=np.concatenate(terms),
        **rest,
    )
