"""Vacancies that nobody has touched expire."""

from datetime import timedelta

from sqlmodel import Session

from employers.interface import untouched_vacancies
from employers.states import EXPIRES_AFTER_DAYS
from forsa.deeds.vacancies import let_expire
from forsa.scheduler.jobs import JobContext, JobReport, each_unit


def expiry(context: JobContext) -> JobReport:
    """Let vacancies expire that nobody has confirmed for 45 days.

    Where somebody has been asked to a meeting or is further, the office gets a task instead.
    """
    since = context.now - timedelta(days=EXPIRES_AFTER_DAYS)
    with context.database.reading() as session:
        untouched = untouched_vacancies(session, since=since)

    def expire(session: Session, vacancy_id: int) -> str:
        return let_expire(session, vacancy_id=vacancy_id, untouched_since=since, now=context.now)

    return each_unit(context, untouched, expire)
