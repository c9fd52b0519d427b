"""Vacancies as a CSV file: one row for each, in the employer's own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from employers.values import Currency, Necessity, Requirement, VacancyDraft, WagePer
from forsa.exchange import vacancy_columns as columns
from forsa.exchange.columns import Column, ParsedRow
from forsa.exchange.csv_files import Table
from forsa.exchange.list_cells import SaidSkill
from forsa.exchange.problems import RowProblem
from forsa.exchange.reading import (
    Linking,
    Reading,
    drafted,
    isco_of,
    linked,
    linking_note,
    parsed_rows,
)
from skills.values.lookup import Link

MINOR_UNITS = {Currency.IQD: 1, Currency.USD: 100}
MOST_UNITS = 100_000_000
"""Dinars or cents at most; PostgreSQL's column ends at some 2,000 million."""
"""How many minor units make one of a currency."""
DEFAULT_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Known:
    """What was looked up for all rows at once."""

    employers: Mapping[str, int]
    skills: Mapping[str, Link]
    occupations: Mapping[str, Link]


def read_vacancies(
    table: Table, *, employers: Mapping[str, int], linking: Linking
) -> Reading[VacancyDraft]:
    """Return the vacancies that a table holds; `employers` are ids by reference."""
    parsed = parsed_rows(
        table, columns.COLUMNS, reference=(columns.EMPLOYER_REFERENCE, columns.REFERENCE)
    )
    rows = parsed.rows
    known = _Known(
        employers=employers,
        skills=linked(linking.skills, (skill.words for row in rows for skill in _skills(row))),
        occupations=linked(linking.occupations, map(_occupation, rows)),
    )
    reading = drafted(parsed, lambda row: _draft(row, known))
    notes = (
        linking_note("Skills", known.skills),
        linking_note("Occupations", known.occupations),
    )
    return Reading(reading.table, reading.drafts, reading.bad, reading.notes + notes)


def _skills(row: ParsedRow) -> Iterator[SaidSkill]:
    lists = (columns.SKILLS_BY_LAW, columns.ESSENTIAL_SKILLS, columns.OPTIONAL_SKILLS)
    for column in lists:
        yield from row.get_or(column, ())


def _occupation(row: ParsedRow) -> str:
    return row.get_or(columns.OCCUPATION, row[columns.TITLE])


def _draft(row: ParsedRow, known: _Known) -> VacancyDraft:
    occupation = known.occupations[_occupation(row)]
    wage_min, wage_max = _wages(row)
    return VacancyDraft(
        employer_id=_employer_id(row, known),
        title=row[columns.TITLE],
        governorate=row[columns.GOVERNORATE],
        requirements=_requirements(row, known.skills),
        language=row.get_or(columns.LANGUAGE, "ar"),
        source_ref=row[columns.REFERENCE],
        occupation_uri=occupation.uri,
        isco=isco_of(occupation),
        description=row.get_or(columns.DESCRIPTION, ""),
        place=row.get(columns.PLACE),
        wage_min=wage_min,
        wage_max=wage_max,
        currency=row.get_or(columns.CURRENCY, Currency.IQD),
        wage_per=row.get_or(columns.WAGE_PER, WagePer.MONTH),
        contract=row.get(columns.CONTRACT),
        experience_months=row.get(columns.EXPERIENCE_MONTHS),
        licences=row.get_or(columns.LICENCES, ()),
        languages=tuple(sorted(row.get_or(columns.LANGUAGES, {}).items())),
        night=row.get(columns.NIGHT),
        transport=row.get(columns.TRANSPORT),
        housing=row.get(columns.HOUSING),
        start_on=row.get(columns.START_ON),
        places=row.get_or(columns.PLACES, 1),
    )


def _employer_id(row: ParsedRow, known: _Known) -> int:
    employer_id = known.employers.get(row[columns.EMPLOYER_REFERENCE])
    if employer_id is None:
        message = "the reference of an employer that is recorded here; import employers first"
        raise RowProblem(columns.EMPLOYER_REFERENCE.name, message)
    return employer_id


def _requirements(row: ParsedRow, links: Mapping[str, Link]) -> tuple[Requirement, ...]:
    """Return the skills asked for, each once; what the law demands is essential."""
    lists: tuple[tuple[Column[tuple[SaidSkill, ...]], Necessity], ...] = (
        (columns.SKILLS_BY_LAW, Necessity.ESSENTIAL),
        (columns.ESSENTIAL_SKILLS, Necessity.ESSENTIAL),
        (columns.OPTIONAL_SKILLS, Necessity.OPTIONAL),
    )
    asked: dict[str, Requirement] = {}
    for column, necessity in lists:
        for skill in row.get_or(column, ()):
            requirement = Requirement(
                own_words=skill.words,
                concept_uri=links[skill.words].uri,
                necessity=necessity,
                least=skill.level or DEFAULT_LEAST,
                by_law=column is columns.SKILLS_BY_LAW,
            )
            asked.setdefault(requirement.concept_uri or skill.words.casefold(), requirement)
    essential = sum(one.necessity is Necessity.ESSENTIAL for one in asked.values())
    if essential > columns.MOST_ESSENTIAL:
        needed = (
            f"at most {columns.MOST_ESSENTIAL} essential skills, those the law demands included"
        )
        raise RowProblem(columns.ESSENTIAL_SKILLS.name, needed)
    return tuple(asked.values())


def _wages(row: ParsedRow) -> tuple[int | None, int | None]:
    """Return the least and the most, in minor units; one alone stands for both."""
    units = MINOR_UNITS[row.get_or(columns.CURRENCY, Currency.IQD)]
    least = _minor_units(row, columns.WAGE_MIN, units)
    most = _minor_units(row, columns.WAGE_MAX, units)
    if least is not None and most is not None and least > most:
        raise RowProblem(columns.WAGE_MAX.name, "a wage that is not below wage_min")
    return (most if least is None else least), (least if most is None else most)


def _minor_units(row: ParsedRow, column: Column[Decimal], units: int) -> int | None:
    wage = row.get(column)
    if wage is None:
        return None
    if wage * units != int(wage * units):
        raise RowProblem(column.name, "a wage in whole dinars")
    if wage * units > MOST_UNITS:
        raise RowProblem(column.name, f"at most {MOST_UNITS // units:,}")
    return int(wage * units)
