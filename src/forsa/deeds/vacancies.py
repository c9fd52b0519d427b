"""A vacancy leaves `open`: what this means for the people on it and for its shortlists."""

from datetime import datetime

from sqlmodel import Session

from employers import service as employers
from employers.values import ReviewReason, VacancyState
from kernel.actor import Actor
from matching import service as matching
from matching.interface import introductions_of
from matching.states import OPEN, UP_TO_HELD
from matching.values.introductions import MoveOrder, MoveReason, State, Via

FOR_GOOD = frozenset({VacancyState.CLOSED, VacancyState.FILLED})


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
    answered yet. A hire is never ended.

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


def end_on_vacancy(
    session: Session,
    *,
    vacancy_id: int,
    actor: Actor,
    now: datetime,
    only: frozenset[State] = frozenset(OPEN) - {State.HIRED},
) -> None:
    """Let the introductions of a vacancy lapse and close its shortlists."""
    for one in introductions_of(session, vacancy_id=vacancy_id, states=only):
        order = MoveOrder(one.introduction_id, State.LAPSED, MoveReason.VACANCY_CLOSED, Via.JOB)
        matching.end_introduction(session, order=order, actor=actor, now=now)
    matching.close_shortlists(session, vacancy_id=vacancy_id, actor=actor, now=now)
