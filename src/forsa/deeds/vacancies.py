"""A vacancy leaves `open`: what this means for the people on it and for its shortlists."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from employers import service as employers
from employers.interface import vacancies_without_place, vacancy_brief
from employers.values import ReviewReason, VacancyBrief, VacancyDraft, VacancyState
from kernel.actor import SYSTEM, Actor
from kernel.calendar import local_day
from kernel.storage import Tally
from matching import service as matching
from matching.interface import introductions_of
from matching.states import OPEN, UP_TO_HELD, WITH_EMPLOYER
from matching.values.introductions import MoveOrder, MoveReason, State, Via
from matching.values.tasks import TaskDraft, TaskKind
from skills.interface.returnees import office_for

FOR_GOOD = frozenset({VacancyState.CLOSED, VacancyState.FILLED})


class Expiry(StrEnum):
    """What became of a vacancy that was to expire."""

    EXPIRED = "expired"
    ASKED = "asked"
    KNOWN = "known"
    NO_OFFICE = "no_office"
    TOUCHED = "touched"


def record_vacancies(
    session: Session, *, drafts: Sequence[VacancyDraft], actor: Actor, now: datetime
) -> Tally:
    """Record vacancies from a list; those that no place is left in are filled.

    An employer who lowers the places of a vacancy to those that are taken seeks nobody else.

    Raises
    ------
    DomainError
        As `employers.service.record_vacancies`.
    """
    tally = employers.record_vacancies(session, drafts=drafts, actor=actor, now=now)
    for vacancy_id in vacancies_without_place(session):
        filled = VacancyState.FILLED
        move_vacancy(session, vacancy_id=vacancy_id, to=filled, actor=SYSTEM, now=now)
    return tally


def move_vacancy(
    session: Session,
    *,
    vacancy_id: int,
    to: VacancyState,
    actor: Actor,
    now: datetime,
    reason: ReviewReason | None = None,
) -> None:
    """Move one vacancy and end what can no longer come of it.

    Closed for good, everything up to `offered` lapses; expired, only what no employer has
    answered yet. A hire is never ended. Paused, nothing ends and nothing is sent; open again,
    whoever is interested stands on the list to come.

    Raises
    ------
    DomainError
        As `employers.service.move_vacancy`.
    """
    employers.move_vacancy(
        session, vacancy_id=vacancy_id, to=to, actor=actor, now=now, reason=reason
    )
    if to in FOR_GOOD:
        end_on_vacancy(session, vacancy_id=vacancy_id, actor=actor, now=now)
    elif to is VacancyState.EXPIRED:
        end_on_vacancy(session, vacancy_id=vacancy_id, actor=actor, now=now, only=UP_TO_HELD)
    elif to is VacancyState.PAUSED:
        matching.close_shortlists(session, vacancy_id=vacancy_id, actor=actor, now=now)
    elif to is VacancyState.OPEN:
        matching.list_again(session, vacancy_id=vacancy_id, actor=actor, now=now)


def let_expire(
    session: Session, *, vacancy_id: int, untouched_since: datetime, now: datetime
) -> Expiry:
    """Let a vacancy expire that nobody has confirmed; return what was done.

    Where somebody has been asked to a meeting or is further, its office gets a task instead,
    once a month.

    Raises
    ------
    DomainError
        As `move_vacancy`.
    """
    vacancy = vacancy_brief(session, vacancy_id)
    if vacancy.confirmed_at is None or vacancy.confirmed_at >= untouched_since:
        return Expiry.TOUCHED
    under_way = WITH_EMPLOYER - UP_TO_HELD
    if introductions_of(session, vacancy_id=vacancy_id, states=under_way):
        return _ask_office(session, vacancy, now)
    to = VacancyState.EXPIRED
    move_vacancy(session, vacancy_id=vacancy_id, to=to, actor=SYSTEM, now=now)
    return Expiry.EXPIRED


def _ask_office(session: Session, vacancy: VacancyBrief, now: datetime) -> Expiry:
    office_id = office_for(session, vacancy.governorate)
    if office_id is None:
        return Expiry.NO_OFFICE
    draft = TaskDraft(
        key=f"expires:{vacancy.vacancy_id}:{now:%Y%m}",
        kind=TaskKind.VACANCY_EXPIRES,
        office_id=office_id,
        account_id=None,
        due_on=local_day(now),
        vacancy_id=vacancy.vacancy_id,
    )
    return Expiry.ASKED if matching.open_task(session, draft=draft, now=now) else Expiry.KNOWN


def end_on_vacancy(
    session: Session,
    *,
    vacancy_id: int,
    actor: Actor,
    now: datetime,
    only: frozenset[State] = frozenset(OPEN) - {State.HIRED},
) -> None:
    """Let the introductions of a vacancy lapse and close what was not issued of its shortlists."""
    for one in introductions_of(session, vacancy_id=vacancy_id, states=only):
        order = MoveOrder(one.introduction_id, State.LAPSED, MoveReason.VACANCY_CLOSED, Via.JOB)
        matching.end_introduction(session, order=order, actor=actor, now=now)
    matching.close_shortlists(session, vacancy_id=vacancy_id, actor=actor, now=now)
