"""Vacancies as programs read them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from employers.values import Necessity, Requirement, VacancyBrief, VacancyState
from kernel.calendar import local_day
from kernel.references import Kind, reference

Ref = Annotated[str, Meta(description="A reference as people read it out.", examples=["V-7K3QMA"])]
Day = Annotated[date | None, Meta(description="A day in Baghdad.", examples=["2026-11-22"])]


class Wage(Struct, frozen=True, kw_only=True):
    """What is paid."""

    least: Annotated[
        int | None, Meta(description="In dinars, or in cents of a dollar.", examples=[750000])
    ]
    most: Annotated[int | None, Meta(description="As `least`; null if only one is named.")]
    currency: Annotated[str, Meta(description="IQD or USD.", examples=["IQD"])]
    per: Annotated[str, Meta(description="hour, day, week or month.", examples=["month"])]


class Need(Struct, frozen=True, kw_only=True):
    """One skill that a vacancy asks for."""

    words: Annotated[
        str, Meta(description="In the words of the employer.", examples=["tank welding"])
    ]
    concept: Annotated[
        str | None,
        Meta(
            description="The URI of the concept it is taken for; null if it means none.",
            examples=["http://data.europa.eu/esco/skill/0a2d1e9b"],
        ),
    ]
    label: Annotated[
        str | None, Meta(description="The name of that concept, in the language asked for.")
    ]
    essential: Annotated[bool, Meta(description="Whether the work cannot be done without.")]
    least: Annotated[
        int, Meta(description="1 basic, 2 working, 3 skilled, 4 expert.", examples=[2])
    ]
    by_law: Annotated[bool, Meta(description="Whether nobody may do the work without it.")]


class LanguageLevel(Struct, frozen=True):
    """A language and how well it is needed."""

    language: Annotated[str, Meta(examples=["en"])]
    level: Annotated[str, Meta(description="A1 to C2.", examples=["B1"])]


class Vacancy(Struct, frozen=True, kw_only=True):
    """One vacancy. Null means: not said."""

    reference: Ref
    title: Annotated[str, Meta(examples=["Welder for fuel tanks"])]
    language: Annotated[
        str, Meta(description="In which it is written: en, ar or ckb.", examples=["en"])
    ]
    is_open: Annotated[bool, Meta(description="False: it was open and is not any more.")]
    employer: Annotated[str | None, Meta(description="Who hires.", examples=["Employer 0001"])]
    governorate: Annotated[str, Meta(description="ISO 3166-2.", examples=["IQ-BG"])]
    place: str | None
    wage: Annotated[Wage | None, Meta(description="Null: to be agreed.")]
    contract: Annotated[str | None, Meta(examples=["permanent"])]
    starts_on: Day
    opened_on: Day
    places_left: Annotated[int, Meta(examples=[2])]
    occupation: Annotated[str | None, Meta(description="The URI of an occupation.")]
    isco: Annotated[str | None, Meta(description="ISCO-08.", examples=["7212"])]
    needs: tuple[Need, ...]
    languages: tuple[LanguageLevel, ...]
    licences: tuple[str, ...]
    experience_months: int | None
    night: bool | None
    transport: Annotated[bool | None, Meta(description="Whether the employer drives people.")]
    housing: bool | None
    description: str
    page: Annotated[
        str | None,
        Meta(
            description="Where people read it.",
            examples=["https://forsa.example/en/jobs/V-7K3QMA"],
        ),
    ]


class VacancyList(Struct, frozen=True, kw_only=True):
    """One page of vacancies, the newest first."""

    items: tuple[Vacancy, ...]
    count: Annotated[int, Meta(description="How many there are on all pages.", examples=[1])]
    page: Annotated[int, Meta(examples=[1])]
    pages: Annotated[int, Meta(description="How many pages there are.", examples=[1])]


def vacancy_shown(
    vacancy: VacancyBrief,
    *,
    employer: str | None,
    labels: Mapping[str, str],
    page: str | None,
) -> Vacancy:
    """Return one vacancy; `page` is where people read it, None if they cannot."""
    opened: datetime | None = vacancy.opened_at
    return Vacancy(
        reference=reference(Kind.VACANCY, vacancy.vacancy_id),
        title=vacancy.title,
        language=vacancy.language,
        is_open=vacancy.state is VacancyState.OPEN,
        employer=employer,
        governorate=vacancy.governorate,
        place=vacancy.place,
        wage=_wage(vacancy),
        contract=vacancy.contract,
        starts_on=vacancy.start_on,
        opened_on=local_day(opened) if opened is not None else None,
        places_left=vacancy.places_left,
        occupation=vacancy.occupation_uri,
        isco=vacancy.isco,
        needs=tuple(_need(one, labels) for one in vacancy.requirements),
        languages=tuple(LanguageLevel(*pair) for pair in vacancy.languages),
        licences=vacancy.licences,
        experience_months=vacancy.experience_months,
        night=vacancy.night,
        transport=vacancy.transport,
        housing=vacancy.housing,
        description=vacancy.description,
        page=page,
    )


def _wage(vacancy: VacancyBrief) -> Wage | None:
    if vacancy.wage_min is None and vacancy.wage_max is None:
        return None
    return Wage(
        least=vacancy.wage_min,
        most=vacancy.wage_max,
        currency=vacancy.currency,
        per=vacancy.wage_per,
    )


def _need(one: Requirement, labels: Mapping[str, str]) -> Need:
    return Need(
        words=one.own_words,
        concept=one.concept_uri,
        label=labels.get(one.concept_uri or ""),
        essential=one.necessity is Necessity.ESSENTIAL,
        least=one.least,
        by_law=one.by_law,
    )
