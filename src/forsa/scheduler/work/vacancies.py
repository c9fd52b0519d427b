"""Vacancies that nobody has touched expire."""

from datetime import timedelta

from sqlmodel import Session

from employers.interface import untouched_vacancies, vacancy_brief
from employers.states import EXPIRES_AFTER_DAYS
from employers.values import VacancyState
from forsa.deeds.vacancies import move_vacancy
from forsa.scheduler.jobs import JobContext, JobReport, each_unit
from kernel.actor import SYSTEM
from kernel.calendar import local_day
from matching import service as matching
from matching.interface import introductions_of
from matching.states import UP_TO_HELD, WITH_EMPLOYER
from matching.values.tasks import TaskDraft, TaskKind
from skills.interface.returnees import office_for


def expiry(context: JobContext) -> JobReport:
    """Let vacancies expire that nobody has confirmed for 45 days.

    Where somebody has been asked to a meeting or is further, the office gets a task instead.
    """
    since = context.now - timedelta(days=EXPIRES_AFTER_DAYS)
    with context.database.reading() as session:
        untouched = untouched_vacancies(session, since=since)

    def expire(session: Session, vacancy_id: int) -> str:
        under_way = introductions_of(
            session, vacancy_id=vacancy_id, states=WITH_EMPLOYER - UP_TO_HELD
        )
        if under_way:
            return _ask_office(session, context, vacancy_id)
        to = VacancyState.EXPIRED
        move_vacancy(session, vacancy_id=vacancy_id, to=to, actor=SYSTEM, now=context.now)
        return "expired"

    return each_unit(context, untouched, expire)


def _ask_office(session: Session, context: JobContext, vacancy_id: int) -> str:
    office_id = office_for(session, vacancy_brief(session, vacancy_id).governorate)
    if office_id is None:
        return "no_office"
    draft = TaskDraft(
        key=f"expires:{vacancy_id}:{context.now:%Y%m}",
        kind=TaskKind.VACANCY_EXPIRES,
        office_id=office_id,
        account_id=None,
        due_on=local_day(context.now),
        vacancy_id=vacancy_id,
    )
    return "asked" if matching.open_task(session, draft=draft, now=context.now) else "known"
