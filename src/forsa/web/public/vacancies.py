"""Vacancies that anybody may read: the list, and each of them."""

from datetime import datetime
from typing import Annotated

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, QueryParameter
from sqlmodel import Session

from employers.interface import employer_brief, employer_briefs
from employers.queries import PAGE_ROWS, governorates_hiring, public_vacancies, public_vacancy
from employers.values import VacancyBrief
from forsa.database import Database
from forsa.shapes.jobs import VacancyCard
from forsa.web.guards import Anybody
from forsa.web.inputs import Reference
from forsa.web.pages import Page, page
from forsa.web.vacancy_parts import concepts_of, page_links, vacancy_cards, vacancy_detail
from forsa.web.visits import Request, visit_of
from kernel.places import Governorate
from kernel.references import Kind, row_id_of
from skills.interface.taxonomy import concept_labels

SIMILAR_COUNT = 3
GONE = 410
"""The answer for what was there and is not any more (RFC 9110, 15.5.11)."""

PlaceName = Annotated[str, QueryParameter(max_length=5)]


class VacancyPages(Controller):
    """Open vacancies, for everybody."""

    path = "/jobs"
    guards = (Anybody("vacancies are there to be read"),)

    @get(sync_to_thread=True)
    def index(
        self,
        request: Request,
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        governorate: FromQuery[PlaceName] = "",
        page_number: Annotated[int, QueryParameter(name="page", ge=1, le=10_000)] = 1,
    ) -> Page:
        """Show one page of the list, of one governorate or of all."""
        where = _governorate(governorate)
        with database.reading() as session:
            counts = governorates_hiring(session)
            found = public_vacancies(session, governorate=where, page_number=page_number)
            employers = employer_briefs(session, [one.employer_id for one in found])
        count = counts.get(where, 0) if where is not None else sum(counts.values())
        if not found and page_number > 1:
            raise NotFoundException
        address = f"/{visit_of(request).language}/jobs?"
        if where is not None:
            address += f"governorate={where}&"
        return page(
            request,
            "public/vacancies.html",
            jobs=vacancy_cards(found, employers, now=now),
            governorate=where or "",
            count=count,
            pages=page_links(address, number=page_number, rows_count=count, rows_a_page=PAGE_ROWS),
        )

    @get("/{reference:str}", sync_to_thread=True)
    def show(
        self,
        request: Request,
        reference: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show one vacancy; one that is not open any more says so and leads on."""
        with database.reading() as session:
            found = public_vacancy(session, row_id_of(Kind.VACANCY, reference))
            employer = employer_brief(session, found.employer_id)
            labels = concept_labels(session, concepts_of(found), visit_of(request).language)
            detail = vacancy_detail(found, employer=employer, labels=labels, now=now)
            similar = () if detail.is_open else _similar(session, found, now)
        return page(
            request,
            "public/vacancy.html",
            status_code=200 if detail.is_open else GONE,
            job=detail,
            similar=similar,
        )


def _governorate(code: str) -> Governorate | None:
    """Return the governorate of an address; no such one means no such page."""
    if not code:
        return None
    if code not in set(Governorate):
        raise NotFoundException
    return Governorate(code)


def _similar(session: Session, gone: VacancyBrief, now: datetime) -> tuple[VacancyCard, ...]:
    """Return open vacancies in the same governorate, those of the same occupation first."""
    near = public_vacancies(session, governorate=gone.governorate)
    alike = sorted(near, key=lambda one: one.isco is None or one.isco != gone.isco)[:SIMILAR_COUNT]
    employers = employer_briefs(session, [one.employer_id for one in alike])
    return vacancy_cards(alike, employers, now=now)
