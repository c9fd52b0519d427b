"""Everybody of an office for a job, best first, to the last one; and put forward by judgement."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from employers.values import VacancyBrief, VacancyState
from forsa.database import Database
from forsa.shapes.one_away import PersonLink, PlaceLine
from forsa.web.inputs import PageNumber, Reference
from forsa.web.office.caseload import (
    OFFICE,
    actor_of,
    introduction_address,
    office_of,
    person_address,
    vacancy_address,
)
from forsa.web.office.one_away import vacancy_link
from forsa.web.office.vacancies import office_vacancy
from forsa.web.office.why_not import basis_now
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor
from kernel.references import Kind, reference, row_id_of
from matching.interface import introductions_of
from matching.queries.standings import OfficePlace, places_in_office
from matching.service import put_forward
from matching.states import OPEN
from matching.values.introductions import IntroductionBrief
from skills.queries.people import contacts

PAGE_ROWS = 50


class RankedPeoplePages(Controller):
    """Everybody of the office for one job."""

    path = "/office/vacancies/{ref:str}/people"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
        number: PageNumber = 1,
    ) -> Page:
        """Show 50 people of the office, best first; a page number leads on to the last one."""
        with database.reading() as session:
            vacancy = office_vacancy(session, ref, actor)
            basis = basis_now(request, session, now)
            places = places_in_office(
                session, vacancy, office_id=office_of(actor), basis=basis, now=now
            )
            known = introductions_of(session, vacancy_id=vacancy.vacancy_id)
            shown = places[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
            people = contacts(session, [one.returnee_id for one in shown])
        names = {who: one.full_name for who, one in people.items()}
        is_last = number * PAGE_ROWS >= len(places)
        address = f"{vacancy_address(vacancy.vacancy_id)}/people"
        return page(
            request,
            "office/ranked_people.html",
            vacancy=vacancy_link(vacancy),
            lines=_lines(vacancy, shown, names, known),
            count=len(places),
            next_address=None if is_last else f"{address}?number={number + 1}",
        )

    @post("/{who:str}", sync_to_thread=True)
    def begin(
        self,
        request: Request,
        ref: FromPath[Reference],
        who: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Put a person forward; whoever presses twice is led to the same page."""
        actor, returnee_id = actor_of(request), row_id_of(Kind.PERSON, who)
        with database.writing() as session:
            vacancy = office_vacancy(session, ref, actor)
            known = introductions_of(
                session, vacancy_id=vacancy.vacancy_id, returnee_id=returnee_id, states=OPEN.keys()
            )
            begun = known[0] if known else None
            if begun is None:
                begun = put_forward(
                    session,
                    returnee_id=returnee_id,
                    vacancy_id=vacancy.vacancy_id,
                    actor=actor,
                    now=now,
                )
        return see_other(introduction_address(begun.introduction_id))


def _lines(
    vacancy: VacancyBrief,
    places: Sequence[OfficePlace],
    names: Mapping[int, str],
    known: Sequence[IntroductionBrief],
) -> tuple[PlaceLine, ...]:
    newest = {one.returnee_id: one for one in known}
    is_open = vacancy.state is VacancyState.OPEN
    begin = f"{vacancy_address(vacancy.vacancy_id)}/people"
    return tuple(
        PlaceLine(
            PersonLink(names[who], person_address(who)),
            reference(Kind.PERSON, who),
            one.rank,
            tuple(gate.value for gate in one.gates),
            newest[who].state.value if who in newest else None,
            f"{begin}/{reference(Kind.PERSON, who)}" if is_open and who not in newest else None,
        )
        for one in places
        for who in (one.returnee_id,)
    )
