"""What we know of a person, shown to themselves; whether they are free; how their jobs stand."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from litestar import get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from sqlmodel import Session

from employers.queries import vacancy_headings
from employers.values import VacancyHeading
from forsa.database import Database
from forsa.deeds.consents import change_availability
from forsa.deeds.wishes import own_id
from forsa.i18n import N_, Language
from forsa.i18n.person_words import status_sentence
from forsa.shapes.mine import OwnFile, Permission, VacancyStatus
from forsa.web.forms import Form
from forsa.web.pages import Page, page, see_other
from forsa.web.returnee.agreeing import ASKED_HERE, own_standing
from forsa.web.returnee.doors import JOBS, MINE, PERSON
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.references import Kind, reference
from matching.interface import introductions_of
from matching.states import OPEN
from matching.values.introductions import IntroductionBrief, State
from skills.interface.taxonomy import concept_labels
from skills.queries.files import person_file
from skills.queries.people import office
from skills.values.consents import ConsentBrief, Purpose
from skills.values.people import PersonFile
from skills.values.returnees import Availability

MOST_STATUSES = 20
LONGEST_PAUSE = timedelta(days=365)


SAID_BY_THEMSELVES = frozenset({Availability.AVAILABLE, Availability.PAUSED})


@get(MINE, guards=[PERSON], sync_to_thread=True)
def my_page(
    request: Request,
    database: NamedDependency[Database],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Show what we know of the person who is signed in."""
    with database.reading() as session:
        return _page(request, session, actor, now)


@post(f"{MINE}/availability", guards=[PERSON], sync_to_thread=True)
def say_free(
    request: Request,
    form: NamedDependency[Form],
    database: NamedDependency[Database],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page | Redirect:
    """Pause, or be free again. Twice changes nothing."""
    to = form.choice("to", Availability)
    if to is not None and to not in SAID_BY_THEMSELVES:
        form.wrong("to", N_("Please choose one."))
    until = form.day("until", needed=False) if to is Availability.PAUSED else None
    today = local_day(now)
    if until is not None and not today < until <= today + LONGEST_PAUSE:
        form.wrong("until", N_("Choose a day in the next twelve months."))
    with database.writing() as session:
        if to is None or not form.is_right:
            return _page(request, session, actor, now, form)
        if own_standing(session, actor).availability != to:
            change_availability(
                session,
                returnee_id=own_id(actor),
                to=to,
                until_on=until,
                actor=actor,
                now=now,
            )
    return see_other(f"{MINE}?said={to}")


def _page(
    request: Request, session: Session, actor: Actor, now: datetime, form: Form | None = None
) -> Page:
    language = visit_of(request).language
    file = person_file(session, returnee_id=own_id(actor), actor=actor, now=now)
    found = introductions_of(session, returnee_id=own_id(actor))
    vacancy_ids = {one.vacancy_id for one in found} | {
        one.vacancy_id for one in file.consents if one.vacancy_id is not None
    }
    headings = vacancy_headings(session, vacancy_ids)
    labels = concept_labels(
        session, [s.concept_uri for s in file.skills if s.concept_uri], language
    )
    place = office(session, file.office_id)
    errors = form.errors if form is not None else {}
    return page(
        request,
        "returnee/mine.html",
        status_code=422 if errors else 200,
        errors=errors,
        typed=form.typed if form is not None else {},
        mine=_own_file(file, labels),
        permissions=_permissions(file.consents, headings),
        jobs=_statuses(found, headings, language),
        office_name=place.name if place is not None else None,
        help_phone=place.phone if place is not None else None,
        said=request.query_params.get("said", ""),
    )


def _own_file(file: PersonFile, labels: Mapping[str, str]) -> OwnFile:
    return OwnFile(
        full_name=file.full_name,
        phone=file.phone,
        governorate=file.governorate,
        skills=tuple(labels.get(one.concept_uri or "", one.own_words) for one in file.skills),
        occupation=file.occupation_words,
        experience_months=file.experience_months,
        licences=file.licences,
        languages=file.languages,
        confirmed_on=local_day(file.confirmed_at),
        availability=file.availability,
        until_on=file.availability_until_on,
    )


def _permissions(
    live: Sequence[ConsentBrief], headings: Mapping[int, VacancyHeading]
) -> tuple[Permission, ...]:
    """Return every purpose that is agreed to or can be, in the order of the consent form."""
    rows = []
    for purpose in Purpose:
        given = [one for one in live if one.purpose is purpose]
        if not given and purpose not in ASKED_HERE:
            continue
        names = [headings[o.vacancy_id].employer_name for o in given if o.vacancy_id is not None]
        rows.append(
            Permission(
                purpose=purpose,
                until_on=min((local_day(one.expires_at) for one in given), default=None),
                address=f"{MINE}/permissions/{purpose}",
                employer_names=tuple(dict.fromkeys(names)),
                channels=tuple(one.channel for one in given if one.channel is not None),
            )
        )
    return tuple(rows)


def _statuses(
    found: Sequence[IntroductionBrief],
    headings: Mapping[int, VacancyHeading],
    language: Language,
) -> tuple[VacancyStatus, ...]:
    """Return how the jobs stand that the person knows of, open ones first, newest first."""
    told = [one for one in found if _is_told(one)]
    told.sort(key=lambda one: (one.state in OPEN, one.state_at), reverse=True)
    return tuple(
        VacancyStatus(
            title=headings[one.vacancy_id].title,
            language=headings[one.vacancy_id].language,
            employer_name=headings[one.vacancy_id].employer_name,
            status=status_sentence(one, language),
            address=f"{JOBS}/{reference(Kind.INTRODUCTION, one.introduction_id)}",
            is_open=one.state in OPEN,
        )
        for one in told[:MOST_STATUSES]
    )


def _is_told(one: IntroductionBrief) -> bool:
    """Return whether a person knows of an introduction: they answered, or were asked."""
    unheard = {State.SUGGESTED, State.APPROVED, State.DISMISSED}
    return one.wanted_at is not None or one.state not in unheard
