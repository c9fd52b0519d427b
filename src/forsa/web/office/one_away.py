"""One skill away: what alone stands between people and jobs; and why somebody is not on a list."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlmodel import Session

from employers.interface import open_vacancies
from employers.values import VacancyBrief, VacancyState
from forsa.database import Database
from forsa.shapes.one_away import OpenerLine, PersonLink, VacancyLink
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, office_of, person_address, vacancy_address
from forsa.web.office.vacancies import office_vacancy
from forsa.web.pages import Page, page
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.references import Kind, row_id_of
from matching.queries.one_away import openers
from matching.values.one_away import Opener
from skills.errors import ReturneeNotFound
from skills.interface.returnees import standing
from skills.interface.taxonomy import concept_labels
from skills.queries.people import contacts

MOST_LINES = 20
MOST_NAMED = 5
"""People and jobs that a line names; it counts all of them."""


class OneAwayPages(Controller):
    """Which one skill or licence opens jobs: for a person, for a job, for the office's people."""

    path = "/office"
    guards = (OFFICE,)

    @get("/one-skill", sync_to_thread=True)
    def of_office(
        self,
        request: Request,
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show which skills open most jobs to the office's people."""
        with database.reading() as session:
            vacancies = open_vacancies(session)
            found = openers(session, vacancies=vacancies, office_id=office_of(actor), now=now)
            lines = _lines(request, session, found, vacancies)
        return page(request, "office/one_skill.html", lines=lines, person=None, vacancy=None)

    @get("/people/{ref:str}/one-skill", sync_to_thread=True)
    def of_person(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show which skills open most jobs to one person."""
        with database.reading() as session:
            person = office_person(session, ref, actor)
            vacancies = open_vacancies(session)
            found = openers(
                session, vacancies=vacancies, returnee_ids=[row_id_of(Kind.PERSON, ref)], now=now
            )
            lines = _lines(request, session, found, vacancies)
        return page(request, "office/one_skill.html", lines=lines, person=person, vacancy=None)

    @get("/vacancies/{ref:str}/one-skill", sync_to_thread=True)
    def of_vacancy(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show who of the office lacks one thing alone for a job."""
        with database.reading() as session:
            vacancy = office_vacancy(session, ref, actor)
            vacancies = [vacancy] if vacancy.state is VacancyState.OPEN else []
            found = openers(session, vacancies=vacancies, office_id=office_of(actor), now=now)
            lines = _lines(request, session, found, vacancies)
        return page(
            request,
            "office/one_skill.html",
            lines=lines,
            person=None,
            vacancy=vacancy_link(vacancy),
        )


def office_person(session: Session, ref: str, actor: Actor) -> PersonLink:
    """Return a person of the actor's office; two queries.

    Raises
    ------
    ReturneeNotFound
        If there is none there.
    """
    who = row_id_of(Kind.PERSON, ref)
    if standing(session, who).office_id != actor.office_id:
        raise ReturneeNotFound
    return PersonLink(contacts(session, [who])[who].full_name, person_address(who))


def vacancy_link(vacancy: VacancyBrief) -> VacancyLink:
    """Return a job for a link."""
    return VacancyLink(vacancy.title, vacancy.language, vacancy_address(vacancy.vacancy_id))


def _lines(
    request: Request,
    session: Session,
    found: Sequence[Opener],
    vacancies: Sequence[VacancyBrief],
) -> tuple[OpenerLine, ...]:
    """Return the first lines, with the names of concepts, people and jobs; two queries."""
    shown = found[:MOST_LINES]
    uris = {one.concept_uri for one in shown if one.concept_uri is not None}
    labels = concept_labels(session, uris, visit_of(request).language)
    named = {who for one in shown for who in _first(one.people)}
    names = {who: one.full_name for who, one in contacts(session, named).items()}
    links = {one.vacancy_id: vacancy_link(one) for one in vacancies}
    return tuple(_line(one, labels, names, links) for one in shown)


def _line(
    one: Opener,
    labels: Mapping[str, str],
    names: Mapping[int, str],
    links: Mapping[int, VacancyLink],
) -> OpenerLine:
    return OpenerLine(
        name=labels.get(one.concept_uri or "", one.words),
        level=None if one.is_licence else f"{one.least}",
        licence=one.words if one.is_licence else None,
        people_count=len(one.people),
        vacancies_count=len(one.vacancies),
        people=tuple(PersonLink(names[who], person_address(who)) for who in _first(one.people)),
        vacancies=tuple(links[vacancy] for vacancy in _first(one.vacancies)),
    )


def _first(ids: Collection[int]) -> list[int]:
    return sorted(ids)[:MOST_NAMED]
