"""Vacancies as pages show them, made from what the domains say."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from employers.values import EmployerBrief, Necessity, Requirement, VacancyBrief, VacancyState
from forsa.shapes.jobs import Need, Pages, Pay, VacancyCard, VacancyDetail
from kernel.calendar import local_day
from kernel.references import Kind, reference

NEW_FOR = timedelta(days=7)
"""How long a vacancy is called new."""


def vacancy_card(
    vacancy: VacancyBrief, *, employer_name: str | None, now: datetime
) -> VacancyCard:
    """Return one vacancy for a list."""
    opened_at = vacancy.opened_at
    return VacancyCard(
        reference=reference(Kind.VACANCY, vacancy.vacancy_id),
        title=vacancy.title,
        language=vacancy.language,
        employer_name=employer_name,
        pay=pay_of(vacancy),
        governorate=vacancy.governorate,
        place=vacancy.place,
        contract=vacancy.contract,
        start_on=vacancy.start_on,
        is_new=opened_at is not None and now - opened_at < NEW_FOR,
    )


def vacancy_cards(
    vacancies: Iterable[VacancyBrief], employers: Mapping[int, EmployerBrief], *, now: datetime
) -> tuple[VacancyCard, ...]:
    """Return vacancies for a list, each with its employer's name."""
    return tuple(
        vacancy_card(one, employer_name=employers[one.employer_id].name, now=now)
        for one in vacancies
    )


def pay_of(vacancy: VacancyBrief) -> Pay | None:
    """Return the wage of a vacancy, None if it is to be agreed."""
    amounts = [one for one in (vacancy.wage_min, vacancy.wage_max) if one is not None]
    if not amounts:
        return None
    return Pay(amounts[0], amounts[-1], vacancy.currency, vacancy.wage_per)


def vacancy_detail(
    vacancy: VacancyBrief,
    *,
    employer: EmployerBrief | None,
    labels: Mapping[str, str],
    now: datetime,
) -> VacancyDetail:
    """Return one vacancy in full. `labels` are names of concepts by URI, in the page's language.

    `employer` None leaves out who hires: they see their own page.
    """
    checked_at = employer.verified_at if employer is not None else None
    return VacancyDetail(
        card=vacancy_card(
            vacancy, employer_name=employer.name if employer is not None else None, now=now
        ),
        description=vacancy.description,
        essential=_needs(vacancy.requirements, Necessity.ESSENTIAL, labels),
        optional=_needs(vacancy.requirements, Necessity.OPTIONAL, labels),
        licences=vacancy.licences,
        languages=vacancy.languages,
        experience_months=vacancy.experience_months,
        night=vacancy.night,
        transport=vacancy.transport,
        housing=vacancy.housing,
        places_left=vacancy.places_left,
        opened_on=local_day(vacancy.opened_at) if vacancy.opened_at is not None else None,
        checked_on=local_day(checked_at) if checked_at is not None else None,
        is_open=vacancy.state is VacancyState.OPEN,
    )


def concepts_of(vacancy: VacancyBrief) -> frozenset[str]:
    """Return the URIs of the concepts that a vacancy asks for."""
    return frozenset(one.concept_uri for one in vacancy.requirements if one.concept_uri)


def page_links(address: str, *, number: int, rows_count: int, rows_a_page: int) -> Pages:
    """Return where a list stands. `address` has a query already, or none, and ends with ? or &."""
    count = max(-(-rows_count // rows_a_page), 1)
    return Pages(
        number=number,
        count=count,
        previous_address=f"{address}page={number - 1}" if number > 1 else None,
        next_address=f"{address}page={number + 1}" if number < count else None,
    )


def _needs(
    requirements: Collection[Requirement], necessity: Necessity, labels: Mapping[str, str]
) -> tuple[Need, ...]:
    return tuple(
        Need(labels.get(one.concept_uri or "", one.own_words), one.least, one.by_law)
        for one in requirements
        if one.necessity is necessity
    )
