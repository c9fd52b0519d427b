"""An employer's vacancies: the list, and each with the people put before them for it."""

from datetime import date, datetime, timedelta

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from employers.queries import own_vacancy, vacancies_of
from employers.states import EXPIRES_AFTER_DAYS
from employers.values import VacancyBrief, VacancyState
from forsa.database import Database
from forsa.shapes.employers import OwnVacancy, OwnVacancyPage
from forsa.web.employer.answer_form import hold_days, refusal_reasons
from forsa.web.employer.masked_cards import people_of, split_cards
from forsa.web.employer.members import MEMBERS_ONLY, employer_of
from forsa.web.inputs import Reference
from forsa.web.pages import Page, page
from forsa.web.vacancy_parts import concepts_of, vacancy_detail
from forsa.web.visits import Request, visit_of
from kernel import references
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.references import Kind, row_id_of
from matching.queries.cards import Waiting, vacancy_cards, waiting_by_vacancy


@get("/employer", guards=[MEMBERS_ONLY], sync_to_thread=True)
def my_vacancies(
    request: Request,
    actor: NamedDependency[Actor],
    database: NamedDependency[Database],
    now: NamedDependency[datetime],
) -> Page:
    """Show the employer's vacancies; those for which people wait for an answer come first."""
    with database.reading() as session:
        found = vacancies_of(session, employer_of(actor))
        waiting = waiting_by_vacancy(session, actor=actor, now=now)
    first = sorted(found, key=lambda one: one.vacancy_id not in waiting)  # else as they were
    return page(
        request,
        "employer/vacancies.html",
        vacancies=tuple(_own(one, waiting.get(one.vacancy_id)) for one in first),
    )


@get("/employer/vacancies/{reference:str}", guards=[MEMBERS_ONLY], sync_to_thread=True)
def my_vacancy(
    request: Request,
    reference: FromPath[Reference],
    actor: NamedDependency[Actor],
    database: NamedDependency[Database],
    now: NamedDependency[datetime],
) -> Page:
    """Show one vacancy: what happens next, and everybody who was put before the employer."""
    vacancy_id = row_id_of(Kind.VACANCY, reference)
    with database.reading() as session:
        vacancy = own_vacancy(session, vacancy_id=vacancy_id, actor=actor)
        entries = vacancy_cards(session, vacancy_id=vacancy_id, actor=actor, now=now)
        people = people_of(
            session, entries, visit_of(request).language, concepts=concepts_of(vacancy)
        )
    open_cards, done_cards = split_cards(entries, people)
    return page(
        request,
        "employer/vacancy.html",
        vacancy=OwnVacancyPage(
            reference=references.reference(Kind.VACANCY, vacancy_id),
            title=vacancy.title,
            language=vacancy.language,
            state=vacancy.state,
            open_cards=open_cards,
            done_cards=done_cards,
            expires_on=_expires_on(vacancy),
        ),
        job=vacancy_detail(vacancy, employer=None, labels=people.names, now=now),
        reasons=refusal_reasons(),
        hold_days=hold_days(now),
        typed={},
    )


def _own(vacancy: VacancyBrief, waiting: Waiting | None) -> OwnVacancy:
    opened_at = vacancy.opened_at
    return OwnVacancy(
        reference=references.reference(Kind.VACANCY, vacancy.vacancy_id),
        title=vacancy.title,
        language=vacancy.language,
        state=vacancy.state,
        governorate=vacancy.governorate,
        places_left=vacancy.places_left,
        waiting_count=waiting.count if waiting is not None else 0,
        opened_on=local_day(opened_at) if opened_at is not None else None,
        expires_on=_expires_on(vacancy),
        shortlist=(
            references.reference(Kind.SHORTLIST, waiting.shortlist_id)
            if waiting is not None
            else None
        ),
    )


def _expires_on(vacancy: VacancyBrief) -> date | None:
    if vacancy.state is not VacancyState.OPEN or vacancy.confirmed_at is None:
        return None
    return local_day(vacancy.confirmed_at + timedelta(days=EXPIRES_AFTER_DAYS))
