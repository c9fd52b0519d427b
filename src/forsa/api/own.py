"""What an employer's programs do: write and read its vacancies, read its masked shortlists."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from employers.queries import own_vacancy, vacancies_of
from employers.service import record_vacancy_once
from forsa.accounts.values import Scope
from forsa.api.guards import Needs
from forsa.api.inputs import Labels
from forsa.api.once import OnceKey, done_once
from forsa.api.own_shown import (
    OwnVacancies,
    OwnVacancy,
    Shortlist,
    VacancyToWrite,
    VacancyWritten,
    own_shown,
    shortlist_shown,
)
from forsa.api.own_writing import draft_of
from forsa.api.problems import REFUSED_READS, REFUSED_WRITES
from forsa.api.vacancies import address_of
from forsa.database import Database
from forsa.settings import Settings
from forsa.web.employer.members import employer_of
from forsa.web.inputs import Reference
from forsa.web.lookup import lookup_now
from forsa.web.vacancy_parts import concepts_of
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor, Role
from kernel.calendar import local_day
from kernel.references import Kind, reference, row_id_of
from matching.queries.cards import shortlist_cards, waiting_by_vacancy
from matching.states import Shows
from skills.interface.taxonomy import concept_labels
from skills.queries.people import cards

MEMBERS = (Role.EMPLOYER_MEMBER, Role.EMPLOYER_OWNER)


class OwnVacancyPages(Controller):
    """An employer's vacancies."""

    path = "/employer/vacancies"
    tags = ("Own vacancies",)

    @get(
        guards=[Needs(Scope.OWN_VACANCIES, *MEMBERS)],
        summary="Read your vacancies",
        operation_id="listOwnVacancies",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def index(
        self,
        request: Request,
        database: NamedDependency[Database],
        settings: NamedDependency[SkipValidation[Settings]],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
        lang: Labels = None,
    ) -> OwnVacancies:
        """Return your vacancies, each with how many people wait for your answer."""
        with database.reading() as session:
            found = vacancies_of(session, employer_of(actor))
            waiting = waiting_by_vacancy(session, actor=actor, now=now)
            uris = frozenset[str]().union(*map(concepts_of, found))
            labels = concept_labels(session, uris, lang or visit_of(request).language)
        return OwnVacancies(
            tuple(
                own_shown(
                    one,
                    waiting.get(one.vacancy_id),
                    labels,
                    address_of(request, settings, one) if one.opened_at else None,
                )
                for one in found
            )
        )

    @get(
        "/{ref:str}",
        guards=[Needs(Scope.OWN_VACANCIES, *MEMBERS)],
        summary="Read one of your vacancies",
        operation_id="readOwnVacancy",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        settings: NamedDependency[SkipValidation[Settings]],
        now: NamedDependency[datetime],
    ) -> OwnVacancy:
        """Return one of your vacancies, whatever its state."""
        vacancy_id, actor = row_id_of(Kind.VACANCY, ref), _actor(request)
        with database.reading() as session:
            found = own_vacancy(session, vacancy_id=vacancy_id, actor=actor)
            waiting = waiting_by_vacancy(session, actor=actor, now=now)
            labels = concept_labels(session, concepts_of(found), visit_of(request).language)
        page = address_of(request, settings, found) if found.opened_at else None
        return own_shown(found, waiting.get(vacancy_id), labels, page)

    @post(
        guards=[Needs(Scope.OWN_VACANCIES_WRITE, *MEMBERS)],
        summary="Write a vacancy",
        operation_id="writeOwnVacancy",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def write(
        self,
        request: Request,
        data: JSONBody[VacancyToWrite],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> VacancyWritten:
        """Write a vacancy. It waits for review, unless three of yours have passed it before.

        Your words stay as they are; beside them stands the concept that you name, or that they
        surely mean.
        """
        actor = _actor(request)
        with database.reading() as session:
            draft = draft_of(
                session,
                data,
                employer_id=employer_of(actor),
                lookup=lookup_now(request, session),
                language=visit_of(request).language,
                today=local_day(now),
            )
        return done_once(
            request,
            once,
            now=now,
            kind=VacancyWritten,
            deed=lambda session: VacancyWritten(
                reference(
                    Kind.VACANCY,
                    record_vacancy_once(session, draft=draft, actor=actor, now=now),
                )
            ),
        )


class OwnShortlistPages(Controller):
    """An employer's shortlists, masked."""

    path = "/employer/shortlists"
    guards = (Needs(Scope.OWN_SHORTLISTS, *MEMBERS),)
    tags = ("Own shortlists",)

    @get(
        "/{ref:str}",
        summary="Read a shortlist of yours",
        operation_id="readOwnShortlist",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Shortlist:
        """Return the people of one shortlist without name or contact, the best first."""
        shortlist_id, language = row_id_of(Kind.SHORTLIST, ref), visit_of(request).language
        with database.reading() as session:
            found = shortlist_cards(
                session, shortlist_id=shortlist_id, actor=_actor(request), now=now
            )
            shown = [one for one in found.entries if one.shows is not Shows.NOTHING]
            people = cards(session, [one.returnee_id for one in shown]) if shown else {}
            uris = {why.concept_uri for one in shown for why in one.reasons}
            uris |= {skill.concept_uri for card in people.values() for skill in card.skills}
            uris |= {card.occupation_uri for card in people.values()}
            named = {uri for uri in uris if uri}
            labels = concept_labels(session, named, language) if named else {}
        return shortlist_shown(found, people, labels, language)


def _actor(request: Request) -> Actor:
    actor = visit_of(request).actor
    assert actor is not None, "the policy let somebody in"
    return actor
