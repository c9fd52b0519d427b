"""Vacancies that are published."""

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from employers.interface import employer_brief, employer_briefs
from employers.queries import PAGE_ROWS, governorates_hiring, public_vacancies, public_vacancy
from employers.values import VacancyBrief
from forsa.accounts.values import Scope
from forsa.api.guards import Needs
from forsa.api.inputs import Labels, PageAsked, PlaceAsked
from forsa.api.problems import REFUSED_READS
from forsa.api.vacancies_shown import Vacancy, VacancyList, vacancy_shown
from forsa.database import Database
from forsa.settings import Settings
from forsa.web.inputs import Reference
from forsa.web.vacancy_parts import concepts_of
from forsa.web.visits import Request, visit_of
from kernel.actor import Role
from kernel.references import Kind, reference, row_id_of
from skills.interface.taxonomy import concept_labels

READERS = Needs(
    Scope.VACANCIES,
    Role.RETURNEE,
    Role.EMPLOYER_MEMBER,
    Role.EMPLOYER_OWNER,
    Role.CASEWORKER,
    Role.SUPERVISOR,
    Role.OPERATOR,
    Role.AUDITOR,
)


class PublishedVacancies(Controller):
    """What anybody may read on the pages, for programs."""

    path = "/vacancies"
    guards = (READERS,)
    tags = ("Vacancies",)

    @get(
        summary="Read open vacancies",
        operation_id="listVacancies",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def index(
        self,
        request: Request,
        database: NamedDependency[Database],
        settings: NamedDependency[SkipValidation[Settings]],
        governorate: PlaceAsked = None,
        lang: Labels = None,
        page: PageAsked = 1,
    ) -> VacancyList:
        """Return one page of 50 open vacancies, the newest first; after the last it is empty."""
        with database.reading() as session:
            counts = governorates_hiring(session)
            found = public_vacancies(session, governorate=governorate, page_number=page)
            employers = employer_briefs(session, [one.employer_id for one in found])
            uris = frozenset().union(*map(concepts_of, found))
            labels = concept_labels(session, uris, lang or visit_of(request).language)
        count = sum(counts.values()) if governorate is None else counts.get(governorate, 0)
        return VacancyList(
            items=tuple(
                vacancy_shown(
                    one,
                    employer=employers[one.employer_id].name,
                    labels=labels,
                    page=address_of(request, settings, one),
                )
                for one in found
            ),
            count=count,
            page=page,
            pages=max(-(-count // PAGE_ROWS), 1),
        )

    @get(
        "/{ref:str}",
        summary="Read one vacancy",
        operation_id="readVacancy",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        settings: NamedDependency[SkipValidation[Settings]],
        lang: Labels = None,
    ) -> Vacancy:
        """Return one vacancy that is open, or was; `is_open` tells which."""
        with database.reading() as session:
            found = public_vacancy(session, row_id_of(Kind.VACANCY, ref))
            employer = employer_brief(session, found.employer_id)
            language = lang or visit_of(request).language
            labels = concept_labels(session, concepts_of(found), language)
        return vacancy_shown(
            found,
            employer=employer.name,
            labels=labels,
            page=address_of(request, settings, found),
        )


def address_of(request: Request, settings: Settings, vacancy: VacancyBrief) -> str:
    """Return where people read a vacancy that is open, or was."""
    ref = reference(Kind.VACANCY, vacancy.vacancy_id)
    return f"{settings.public_url}/{visit_of(request).language}/jobs/{ref}"
