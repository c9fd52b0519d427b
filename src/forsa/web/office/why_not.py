"""Why is this person not on the list? Asked on the page of a job, of one's own office's people."""

from datetime import datetime

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlmodel import Session

from employers.values import VacancyBrief
from forsa.database import Database
from forsa.shapes.one_away import PersonLink, WhyNot
from forsa.web.at_hand import at_hand
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, office_of, person_address
from forsa.web.office.entries_shown import said, wording
from forsa.web.office.one_away import office_person, vacancy_link
from forsa.web.office.vacancies import office_vacancy
from forsa.web.pages import Page, page
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.references import Kind, row_id_of
from matching.interface import introductions_of
from matching.queries.standings import Basis, OfficeStanding, standing_in_office
from matching.states import MOST_OPEN_OF_PERSON, WITH_EMPLOYER
from matching.values.ranking import ReasonKind
from skills.queries.people import contacts


class WhyNotPages(Controller):
    """Where a person stands for a job."""

    path = "/office/vacancies/{ref:str}/why"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show it, for the person whose number was typed."""
        number = request.query_params.get("person", "")
        with database.reading() as session:
            vacancy = office_vacancy(session, ref, actor)
            who = row_id_of(Kind.PERSON, number)
            stands = standing_in_office(
                session,
                vacancy,
                returnee_id=who,
                office_id=office_of(actor),
                basis=basis_now(request, session, now),
                now=now,
            )
            if stands is None:
                person = office_person(session, number, actor)
                shown = WhyNot(person, vacancy_link(vacancy), is_matched=False)
            else:
                shown = _shown(request, session, vacancy, who, stands)
        return page(request, "office/why_not.html", shown=shown)


def basis_now(request: Request, session: Session, now: datetime) -> Basis:
    """Return what people are ranked by at this moment; two queries at most."""
    kept = at_hand(request)
    taxonomy = kept.taxonomy(session)
    return Basis(kept.model(session, now), kept.lookup(session, taxonomy), taxonomy)


def _shown(
    request: Request,
    session: Session,
    vacancy: VacancyBrief,
    returnee_id: int,
    stands: OfficeStanding,
) -> WhyNot:
    """Return where a person of the office stands, with the reasons; three queries."""
    name = contacts(session, [returnee_id])[returnee_id].full_name
    introductions = introductions_of(session, returnee_id=returnee_id)
    here = [one for one in introductions if one.vacancy_id == vacancy.vacancy_id]
    reasons = stands.match.reasons if stands.match is not None else ()
    words = wording(session, [reasons], visit_of(request).language)
    return WhyNot(
        PersonLink(name, person_address(returnee_id)),
        vacancy_link(vacancy),
        is_matched=True,
        gates=tuple(gate.value for gate in stands.gates),
        state=here[-1].state.value if here else None,
        is_busy=sum(one.state in WITH_EMPLOYER for one in introductions) >= MOST_OPEN_OF_PERSON,
        rank=stands.rank,
        among=stands.among,
        is_of_the_work=stands.match is None or stands.match.is_of_the_work,
        fits=said(reasons, ReasonKind.FITS, words),
        ask=said(reasons, ReasonKind.ASK, words),
        missing=said(reasons, ReasonKind.MISSING, words),
    )
