"""What nobody has touched, or answered, runs out."""

from collections import Counter
from datetime import timedelta

from sqlmodel import Session

from employers.interface import untouched_vacancies
from employers.states import EXPIRES_AFTER_DAYS
from forsa.deeds.hand_overs import let_hand_over_expire
from forsa.deeds.vacancies import let_expire
from forsa.scheduler.jobs import JobContext, JobReport, each_unit
from skills.interface.hand_overs import unanswered_hand_overs
from skills.states import ANSWER_DAYS


def expiry(context: JobContext) -> JobReport:
    """Let vacancies expire that nobody has confirmed, and offers of files that nobody answered."""
    vacancies, offers = _vacancies(context), _offers(context)
    return JobReport(dict(Counter(vacancies.counts) + Counter(offers.counts)))


def _vacancies(context: JobContext) -> JobReport:
    """Let vacancies expire that nobody has confirmed for 45 days.

    Where somebody has been asked to a meeting or is further, the office gets a task instead.
    """
    since = context.now - timedelta(days=EXPIRES_AFTER_DAYS)
    with context.database.reading() as session:
        untouched = untouched_vacancies(session, since=since)

    def expire(session: Session, vacancy_id: int) -> str:
        return let_expire(session, vacancy_id=vacancy_id, untouched_since=since, now=context.now)

    return each_unit(context, untouched, expire)


def _offers(context: JobContext) -> JobReport:
    """Take offers of files back that nobody answered for 14 days; who offered them is told."""
    before = context.now - timedelta(days=ANSWER_DAYS)
    with context.database.reading() as session:
        unanswered = unanswered_hand_overs(session, proposed_before=before)

    def expire(session: Session, hand_over_id: int) -> str:
        expired = let_hand_over_expire(
            session, hand_over_id=hand_over_id, proposed_before=before, now=context.now
        )
        return "offers_expired" if expired else "answered"

    return each_unit(context, unanswered, expire)
