"""People as a CSV file: one row for each, with skills in their own words and their consents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from forsa.exchange import profile_columns as columns
from forsa.exchange.columns import AnyColumn, ParsedRow
from forsa.exchange.csv_files import Table
from forsa.exchange.problems import RowProblem
from forsa.exchange.reading import (
    Linking,
    ParsedRows,
    Reading,
    drafted,
    isco_of,
    linked,
    linking_note,
    parsed_rows,
)
from kernel.calendar import BAGHDAD, local_day
from skills.states import CONSENT_DAYS
from skills.values.consents import ConsentDraft
from skills.values.lookup import Link
from skills.values.profiles import OccupationWish
from skills.values.returnees import Evidence, Proficiency, ReturneeDraft, SkillDraft


@dataclass(frozen=True, slots=True)
class Staff:
    """Who may accompany people: ids of offices by code; of (account, office) by e-mail address."""

    offices: Mapping[str, int]
    caseworkers: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was looked up for all rows at once, and the day in Iraq."""

    staff: Staff
    skills: Mapping[str, Link]
    occupations: Mapping[str, Link]
    today: date


def read_profiles(
    table: Table, *, staff: Staff, linking: Linking, now: datetime
) -> Reading[ReturneeDraft]:
    """Return the people that a table holds, with offices, caseworkers and concepts looked up.

    Consents older than twelve months are kept: that somebody once said yes is part of the file.
    """
    parsed = parsed_rows(table, columns.COLUMNS, reference=(columns.OFFICE, columns.REFERENCE))
    words = (skill.words for row in parsed.rows for skill in row.get_or(columns.SKILLS, ()))
    occupations = (words for row in parsed.rows for words in _occupations(row))
    known = _Known(
        staff=staff,
        skills=linked(linking.skills, words),
        occupations=linked(linking.occupations, occupations),
        today=local_day(now),
    )
    reading = drafted(parsed, lambda row: _draft(row, known))
    notes = (
        linking_note("Skills", known.skills),
        linking_note("Occupations", known.occupations),
        *_ended_consents(parsed, known.today),
    )
    return Reading(reading.table, reading.drafts, reading.bad, reading.notes + notes)


def _draft(row: ParsedRow, known: _Known) -> ReturneeDraft:
    office_id, caseworker_id = _staff_of(row, known.staff)
    occupation = row.get(columns.OCCUPATION)
    link = known.occupations[occupation] if occupation else None
    return ReturneeDraft(
        full_name=row[columns.FULL_NAME],
        office_id=office_id,
        caseworker_id=caseworker_id,
        skills=_skills(row, known.skills),
        consents=_consents(row, known.today),
        source_ref=row[columns.REFERENCE],
        latin_name=row.get(columns.LATIN_NAME),
        language=row.get_or(columns.LANGUAGE, "ar"),
        birth_year=row.get(columns.BIRTH_YEAR),
        sex=row.get(columns.SEX),
        phone=row.get(columns.PHONE),
        phone_shared=row.get_or(columns.PHONE_SHARED, False),
        governorate=row.get(columns.GOVERNORATE),
        district=row.get(columns.DISTRICT),
        accepted_governorates=row.get_or(columns.ACCEPTED_GOVERNORATES, ()),
        relocates=row.get(columns.RELOCATES),
        available_on=row.get(columns.AVAILABLE_ON),
        night=row.get(columns.NIGHT),
        licences=row.get_or(columns.LICENCES, ()),
        languages=dict(sorted(row.get_or(columns.LANGUAGES, {}).items())),
        occupation_words=occupation,
        occupation_uri=link.uri if link else None,
        isco=isco_of(link),
        experience_months=row.get(columns.EXPERIENCE_MONTHS),
        least_wage=row.get(columns.LEAST_WAGE),
        **_details(row, known.occupations),
    )


def _details(row: ParsedRow, links: Mapping[str, Link]) -> dict[str, Any]:
    """Return what a row says beside the columns that every list has."""
    return {
        **{column.name: row.get(column) for column in _SAID},
        **{column.name: row.get_or(column, ()) for column in _SEVERAL},
        "experiences": tuple(
            replace(one, occupation_uri=link.uri, isco=isco_of(link))
            for one in row.get_or(columns.EXPERIENCES, ())
            for link in (links[one.own_words],)
        ),
        "wanted": _wishes(row.get_or(columns.WANTED, ()), links),
        "refused": _wishes(row.get_or(columns.REFUSED, ()), links),
    }


_SAID: tuple[AnyColumn, ...] = (
    columns.PHONE_SAFE,
    columns.SHIFTS,
    columns.MOST_HOURS,
    columns.COMMUTE_MINUTES,
    columns.TRANSPORT,
    columns.SELF_EMPLOYMENT,
    columns.TRAINING,
)
_SEVERAL: tuple[AnyColumn, ...] = (
    columns.FURTHER_PHONES,
    columns.CASE_REFERENCES,
    columns.EDUCATION,
    columns.CERTIFICATES,
    columns.CONTRACT_KINDS,
    columns.CAN,
    columns.WEIGHTS,
)
"""Columns that a draft says under the same name."""


def _wishes(words: tuple[str, ...], links: Mapping[str, Link]) -> tuple[OccupationWish, ...]:
    return tuple(OccupationWish(one, links[one].uri, isco_of(links[one])) for one in words)


def _occupations(row: ParsedRow) -> Iterator[str]:
    """Yield every text of a row that names work."""
    occupation = row.get(columns.OCCUPATION)
    yield from [occupation] if occupation else []
    yield from (one.own_words for one in row.get_or(columns.EXPERIENCES, ()))
    yield from (*row.get_or(columns.WANTED, ()), *row.get_or(columns.REFUSED, ()))


def _staff_of(row: ParsedRow, staff: Staff) -> tuple[int, int | None]:
    """Return the ids of office and caseworker; None if the list names nobody."""
    office_id = staff.offices.get(row[columns.OFFICE])
    if office_id is None:
        codes = ", ".join(sorted(staff.offices)[:20]) or "none is recorded yet"
        raise RowProblem(columns.OFFICE.name, f"the code of an office: {codes}")
    address = row.get(columns.CASEWORKER)
    if address is None:
        return office_id, None
    account_id, of_office = staff.caseworkers.get(address, (0, 0))
    if of_office != office_id:
        message = "the address of an account that works in this office"
        raise RowProblem(columns.CASEWORKER.name, message)
    return office_id, account_id


def _skills(row: ParsedRow, links: Mapping[str, Link]) -> tuple[SkillDraft, ...]:
    language = row.get(columns.SKILLS_LANGUAGE)
    evidence = row.get_or(columns.SKILLS_EVIDENCE, Evidence.OWN_STATEMENT)
    return tuple(
        SkillDraft(
            own_words=skill.words,
            language=language,
            concept_uri=link.uri,
            link_score=link.score if link.uri else None,
            proficiency=Proficiency(skill.level or Proficiency.WORKING),
            evidence=evidence,
        )
        for skill in row.get_or(columns.SKILLS, ())
        for link in (links[skill.words],)
    )


def _consents(row: ParsedRow, today: date) -> tuple[ConsentDraft, ...]:
    """Return what a person agreed to; each yes has a day and a method."""
    drafts = []
    for consent in columns.CONSENTS:
        given_on, method = row.get(consent.on), row.get(consent.method)
        if given_on is None and method is None:
            continue
        if given_on is None:
            raise RowProblem(consent.on.name, "the day of this yes, because its method is there")
        if method is None:
            methods = "self, witnessed_verbal or signed"
            raise RowProblem(consent.method.name, f"how this yes was given: {methods}")
        if given_on > today:
            raise RowProblem(consent.on.name, "a day that is not in the future")
        given_at = datetime.combine(given_on, time(), tzinfo=BAGHDAD)
        language = row.get_or(columns.LANGUAGE, "ar")
        drafts.append(ConsentDraft(consent.purpose, given_at, method, language))
    return tuple(drafts)


def _ended_consents(parsed: ParsedRows, today: date) -> list[str]:
    """Return a sentence for each yes that no longer counts."""
    first_that_counts = today - timedelta(days=CONSENT_DAYS - 1)
    return [
        f"Line {row.line.number}, column {consent.on.name}: {given_on} is more than 12 months "
        "ago; kept as ended, it counts for nothing until the person is asked again."
        for row in parsed.rows
        for consent in columns.CONSENTS
        if (given_on := row.get(consent.on)) and given_on < first_that_counts
    ]
