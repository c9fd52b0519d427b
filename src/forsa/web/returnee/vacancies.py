"""Jobs that may suit a person: the list, each of them, and what they say to it."""

from datetime import datetime
from enum import StrEnum

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.deeds.wishes import take_back, turn_down_vacancy, want_vacancy
from forsa.i18n import N_
from forsa.i18n.person_words import status_sentence
from forsa.shapes.jobs import AnswerTaken
from forsa.web.at_hand import at_hand
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.pages import Page, page, see_other
from forsa.web.returnee.agreeing import agreed_or_question
from forsa.web.returnee.doors import JOBS, PERSON, help_phone
from forsa.web.returnee.own_vacancies import (
    OwnVacancy,
    concepts_in,
    match_of,
    own_vacancy,
    shown,
    vacancies_to_see,
)
from forsa.web.vacancy_parts import concepts_of, vacancy_detail
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.errors import NotFound
from kernel.references import Kind, reference
from matching.states import reasons_for
from matching.values.introductions import IntroductionBrief, MoveReason, State

REASONS_OF_NO = reasons_for(State.DECLINED)


class Answer(StrEnum):
    """What a person says to a job."""

    YES = "yes"
    NO = "no"


class OwnVacancyPages(Controller):
    """The jobs of the person who is signed in."""

    path = JOBS
    guards = (PERSON,)

    @get(sync_to_thread=True)
    def index(
        self,
        request: Request,
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show three to five jobs, those first that somebody thought of for this person."""
        language = visit_of(request).language
        with database.reading() as session:
            found = vacancies_to_see(session, request, actor, now)
            uris = concepts_in([m for _, m in found.jobs])
            labels = at_hand(request).labels(session, uris, language, found.taxonomy)
        jobs = [shown(own, m, labels=labels, language=language, now=now) for own, m in found.jobs]
        return page(
            request,
            "returnee/jobs.html",
            jobs=jobs,
            looked_at=now,
            meeting_count=found.meeting_count,
            is_away=found.is_away,
            help_phone=found.help_phone,
        )

    @get("/{reference:str}", sync_to_thread=True)
    def show(
        self,
        request: Request,
        reference: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show one job, and ask for a yes or a no while there is none."""
        with database.reading() as session:
            own = own_vacancy(session, reference, actor)
            return _vacancy_page(request, session, own, actor, now)

    @post("/{reference:str}/answer", sync_to_thread=True)
    def answer(
        self,
        request: Request,
        reference: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Take a yes or a no. A yes may first need to be asked what it needs."""
        said = form.choice("answer", Answer)
        reason = form.choice("reason", MoveReason) if said is Answer.NO else None
        if reason is not None and reason not in REASONS_OF_NO:
            form.wrong("reason", N_("Please choose one."))
        with database.writing() as session:
            own = own_vacancy(session, reference, actor)
            if said is None or not form.is_right:
                return _vacancy_page(request, session, own, actor, now, form)
            vacancy_id = own.vacancy.vacancy_id
            if reason is not None:
                taken = turn_down_vacancy(
                    session, vacancy_id=vacancy_id, reason=reason, actor=actor, now=now
                )
            else:
                question = agreed_or_question(
                    session, request, form, f"{JOBS}/{own.reference}", actor, now
                )
                if question is not None:
                    return question
                taken = want_vacancy(session, vacancy_id=vacancy_id, actor=actor, now=now)
        return see_other(f"{JOBS}/{_reference(taken)}/answered")

    @get("/{reference:str}/answered", sync_to_thread=True)
    def answered(
        self,
        request: Request,
        reference: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
    ) -> Page | Redirect:
        """Say what was answered, and what happens next."""
        with database.reading() as session:
            own = own_vacancy(session, reference, actor)
            phone = help_phone(session, actor)
        found = own.introduction
        if found is None or own.wish is None:
            return see_other(f"{JOBS}/{own.reference}")
        answer = AnswerTaken(
            introduction=own.reference,
            title=own.vacancy.title,
            language=own.vacancy.language,
            is_yes=own.wish == "yes",
            status=status_sentence(found, visit_of(request).language),
            reason=found.last_reason if own.wish == "no" else None,
            may_take_back=own.may_take_back,
        )
        return page(request, "returnee/answer.html", answer=answer, help_phone=phone)

    @post("/{reference:str}/undo", sync_to_thread=True)
    def undo(
        self,
        reference: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Take an answer back."""
        with database.writing() as session:
            own = own_vacancy(session, reference, actor)
            if own.introduction is None:
                raise NotFound
            taken = take_back(
                session,
                introduction_id=own.introduction.introduction_id,
                actor=actor,
                now=now,
            )
        return see_other(f"{JOBS}/{_reference(taken)}")


def _vacancy_page(
    request: Request,
    session: Session,
    own: OwnVacancy,
    actor: Actor,
    now: datetime,
    form: Form | None = None,
) -> Page:
    language = visit_of(request).language
    kept = at_hand(request)
    taxonomy = kept.taxonomy(session)
    match = match_of(session, request, own, actor, taxonomy, now) if own.is_open else None
    uris = concepts_of(own.vacancy) | concepts_in([match])
    labels = kept.labels(session, uris, language, taxonomy)
    errors = form.errors if form is not None else {}
    return page(
        request,
        "returnee/job.html",
        status_code=422 if errors else 200,
        errors=errors,
        suggested=shown(own, match, labels=labels, language=language, now=now),
        vacancy=vacancy_detail(own.vacancy, employer=own.employer, labels=labels, now=now),
        reasons=REASONS_OF_NO,
        said=request.query_params.get("said", ""),
        help_phone=help_phone(session, actor),
    )


def _reference(found: IntroductionBrief) -> str:
    return reference(Kind.INTRODUCTION, found.introduction_id)
