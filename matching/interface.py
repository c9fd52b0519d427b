"""What deeds and the shell read of introductions: briefs, whoever asks."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from employers.values import VacancyBrief
from kernel.calendar import local_day
from kernel.storage import written_id
from matching.errors import IntroductionNotFound
from matching.models import Introduction, IntroductionMove
from matching.rules import may_be_suggested
from matching.states import BEFORE_SENT, OPEN, WITH_EMPLOYER
from matching.values.introductions import IntroductionBrief, NextStep, State
from skills.interface.consents import live_purposes
from skills.interface.returnees import profiles_by_id, standings_by_id
from skills.values.returnees import SkillProfile

MOST_NAMED = 1_000
"""Ids that one statement names."""


def introduction_brief(session: Session, introduction_id: int) -> IntroductionBrief:
    """Return one introduction.

    Raises
    ------
    IntroductionNotFound
        If there is none.
    """
    row = session.get(Introduction, introduction_id)
    if row is None:
        raise IntroductionNotFound
    return brief_of(row)


def introductions_of(
    session: Session,
    *,
    returnee_id: int | None = None,
    vacancy_id: int | None = None,
    employer_id: int | None = None,
    states: Collection[State] | None = None,
) -> list[IntroductionBrief]:
    """Return the introductions of a person, a vacancy, an employer, by id; one query."""
    query = select(Introduction).order_by(col(Introduction.id))
    if returnee_id is not None:
        query = query.where(Introduction.returnee_id == returnee_id)
    if vacancy_id is not None:
        query = query.where(Introduction.vacancy_id == vacancy_id)
    if employer_id is not None:
        query = query.where(Introduction.employer_id == employer_id)
    if states is not None:
        query = query.where(col(Introduction.state).in_(states))
    return [brief_of(row) for row in session.exec(query)]


def ended_by_hire(
    session: Session, hired: IntroductionBrief, *, at: datetime
) -> list[IntroductionBrief]:
    """Return what a hire at an instant had ended, by id; one query.

    These are the person's own introductions elsewhere, and those of others to the vacancy that
    lapsed when a hire took its last place.
    """
    hires = (
        select(IntroductionMove.at)
        .join(Introduction, col(Introduction.id) == col(IntroductionMove.introduction_id))
        .where(Introduction.vacancy_id == hired.vacancy_id)
        .where(IntroductionMove.to_state == State.HIRED)
    )
    elsewhere = sa.and_(
        col(Introduction.returnee_id) == hired.returnee_id,
        col(Introduction.state) == State.OBSOLETE,
        col(Introduction.state_at) == at,
    )
    others = sa.and_(
        col(Introduction.vacancy_id) == hired.vacancy_id,
        col(Introduction.state) == State.LAPSED,
        col(Introduction.state_at).in_(hires),
    )
    query = select(Introduction).where(sa.or_(elsewhere, others)).order_by(col(Introduction.id))
    return [brief_of(row) for row in session.exec(query)]


def due_introductions(session: Session, *, today: date) -> list[int]:
    """Return the ids of open introductions whose next step was due by today, oldest first."""
    ids = session.exec(
        select(Introduction.id)
        .where(col(Introduction.state).in_(OPEN))
        .where(col(Introduction.next_on) <= today)
        .order_by(col(Introduction.next_on), col(Introduction.id))
    )
    return [row_id for row_id in ids if row_id is not None]


def due_answers(session: Session, *, now: datetime) -> list[int]:
    """Return the ids of introductions whose pending answer may be carried out now."""
    ids = session.exec(
        select(Introduction.id)
        .where(col(Introduction.pending_until_at) <= now)
        .order_by(col(Introduction.pending_until_at), col(Introduction.id))
    )
    return [row_id for row_id in ids if row_id is not None]


def open_counts(session: Session, returnee_ids: Collection[int] | None = None) -> dict[int, int]:
    """Return by person how many introductions are open in `sent … offered`; one query.

    `returnee_ids` None means everybody's.
    """
    return _counts(session, WITH_EMPLOYER, returnee_ids)


def waiting_counts(session: Session) -> dict[int, int]:
    """Return by person how many introductions are open before `sent`; one query."""
    return _counts(session, BEFORE_SENT)


def known_people(session: Session, vacancy_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Return by vacancy who has or had an introduction to it; they are not drawn again."""
    # Of many vacancies all are read: their ids would not fit into one statement.
    query = select(Introduction.vacancy_id, Introduction.returnee_id)
    if len(vacancy_ids) <= MOST_NAMED:
        query = query.where(col(Introduction.vacancy_id).in_(vacancy_ids))
    found: dict[int, set[int]] = defaultdict(set)
    for vacancy_id, who in session.exec(query):
        found[vacancy_id].add(who)
    return {vacancy_id: frozenset(people) for vacancy_id, people in found.items()}


def last_suggested(session: Session) -> dict[int, datetime]:
    """Return by person when they were last suggested for anything; one query."""
    query = select(Introduction.returnee_id, sa.func.max(Introduction.created_at)).group_by(
        col(Introduction.returnee_id)
    )
    return dict(session.exec(query).all())


def brief_of(row: Introduction) -> IntroductionBrief:
    """Return what of a row may travel. For this package alone: rows cross no door."""
    next_step = None
    if row.next_owner is not None and row.next_what is not None and row.next_on is not None:
        next_step = NextStep(row.next_owner, row.next_what, row.next_on, row.step_number)
    return IntroductionBrief(
        introduction_id=written_id(row),
        returnee_id=row.returnee_id,
        vacancy_id=row.vacancy_id,
        employer_id=row.employer_id,
        state=row.state,
        state_at=row.state_at,
        score=row.score,
        next_step=next_step,
        wanted_at=row.wanted_at,
        held_until_on=row.held_until_on,
        pending=row.pending,
        pending_until_at=row.pending_until_at,
        last_reason=row.last_reason,
        may_be_told=row.may_be_told,
        hired_on=row.hired_on,
        held_once=row.held_once,
    )


def suggestable(
    session: Session, vacancy: VacancyBrief, returnee_ids: Sequence[int], *, now: datetime
) -> frozenset[int]:
    """Return those of the people who may be suggested for a vacancy now; six queries.

    Who is not there any more is not among them. For this package alone.
    """
    return frozenset(suggestable_profiles(session, vacancy, returnee_ids, now=now))


def suggestable_profiles(
    session: Session, vacancy: VacancyBrief, returnee_ids: Sequence[int], *, now: datetime
) -> dict[int, SkillProfile]:
    """Return by id the profiles of those who are `suggestable`, as they are now; as many queries.

    For this package alone.
    """
    standings = standings_by_id(session, returnee_ids)
    purposes = live_purposes(session, returnee_ids, at=now)
    profiles = profiles_by_id(session, returnee_ids)
    counts = open_counts(session, returnee_ids)
    return {
        who: profiles[who]
        for who in returnee_ids
        if who in standings
        and may_be_suggested(
            standings[who],
            purposes[who],
            vacancy,
            open_count=counts.get(who, 0),
            available_on=profiles[who].available_on,
            refused_employers=profiles[who].refused_employers,
            today=local_day(now),
        )
    }


def _counts(
    session: Session, states: Collection[State], returnee_ids: Collection[int] | None = None
) -> dict[int, int]:
    query = (
        select(Introduction.returnee_id, sa.func.count(col(Introduction.id)))
        .where(col(Introduction.state).in_(states))
        .group_by(col(Introduction.returnee_id))
    )
    if returnee_ids is not None:
        query = query.where(col(Introduction.returnee_id).in_(returnee_ids))
    rows: Sequence[tuple[int, int]] = session.exec(query).all()
    return dict(rows)
