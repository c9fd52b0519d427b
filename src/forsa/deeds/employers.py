"""An employer comes to stand otherwise with us: what this means for their vacancies."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from employers import service as employers
from employers.interface import vacancy_ids_of
from employers.values import EmployerState, VacancyState
from forsa.deeds.vacancies import end_on_vacancy, move_vacancy
from kernel.actor import SYSTEM, Actor
from kernel.calendar import local_day
from matching import service as matching
from matching.interface import introductions_of
from matching.states import OPEN, UP_TO_HELD
from matching.values.introductions import IntroductionBrief
from matching.values.tasks import TaskDraft, TaskKind
from skills.interface.returnees import standing

RESTS = frozenset({EmployerState.PAUSED, EmployerState.UNRESPONSIVE})
CLOSABLE = frozenset(
    {VacancyState.OPEN, VacancyState.PAUSED, VacancyState.EXPIRED, VacancyState.FILLED}
)


def move_employer(
    session: Session,
    *,
    employer_id: int,
    to: EmployerState,
    actor: Actor,
    now: datetime,
    reason: StrEnum | None = None,
) -> None:
    """Move one employer, and pause or close their vacancies where the new state says so.

    Suspended, their vacancies are closed and what they have not answered lapses; where somebody
    is asked to a meeting or further, or hired, that person's caseworker gets a task for today.

    Raises
    ------
    DomainError
        As `employers.service.move_employer`.
    """
    employers.move_employer(
        session, employer_id=employer_id, to=to, actor=actor, now=now, reason=reason
    )
    if to in RESTS:
        paused = VacancyState.PAUSED
        for vacancy_id in vacancy_ids_of(session, employer_id, [VacancyState.OPEN]):
            move_vacancy(session, vacancy_id=vacancy_id, to=paused, actor=SYSTEM, now=now)
    elif to is EmployerState.SUSPENDED:
        for vacancy_id in vacancy_ids_of(session, employer_id, CLOSABLE):
            _close(session, vacancy_id, actor, now)
        further = OPEN.keys() - UP_TO_HELD
        for one in introductions_of(session, employer_id=employer_id, states=further):
            _call_today(session, one, now)


def _close(session: Session, vacancy_id: int, actor: Actor, now: datetime) -> None:
    closed = VacancyState.CLOSED
    employers.move_vacancy(session, vacancy_id=vacancy_id, to=closed, actor=SYSTEM, now=now)
    end_on_vacancy(session, vacancy_id=vacancy_id, actor=actor, now=now, only=UP_TO_HELD)


def _call_today(session: Session, found: IntroductionBrief, now: datetime) -> None:
    whose = standing(session, found.returnee_id)
    draft = TaskDraft(
        key=f"suspended:{found.introduction_id}:{local_day(now):%Y%m%d}",
        kind=TaskKind.CALL_PERSON,
        office_id=whose.office_id,
        account_id=whose.caseworker_id,
        due_on=local_day(now),
        introduction_id=found.introduction_id,
        vacancy_id=found.vacancy_id,
        returnee_id=found.returnee_id,
    )
    matching.open_task(session, draft=draft, now=now)
