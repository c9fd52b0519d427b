"""What pages, mails and commands read of employers; for the shell alone."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from employers.errors import VacancyNotFound
from employers.interface import briefs_of, vacancy_brief
from employers.models import Employer, Vacancy
from employers.rules import may_act_for
from employers.states import MAY_HIRE
from employers.values import (
    EmployerBrief,
    EmployerState,
    VacancyBrief,
    VacancyHeading,
    VacancyState,
)
from employers.values.employers import EmployerToCheck
from kernel.actor import Actor
from kernel.places import Governorate
from kernel.storage import written_id

PAGE_ROWS = 50
"""Most rows of one list on a page."""


def public_vacancies(
    session: Session, *, governorate: Governorate | None = None, page_number: int = 1
) -> list[VacancyBrief]:
    """Return one page of open vacancies, newest first; pages have 50 and count from 1."""
    query = (
        select(Vacancy)
        .join(Employer, col(Employer.id) == col(Vacancy.employer_id))
        .where(Vacancy.state == VacancyState.OPEN)
        .where(col(Employer.state).in_(MAY_HIRE))
        .order_by(col(Vacancy.id).desc())
        .offset(PAGE_ROWS * (page_number - 1))
        .limit(PAGE_ROWS)
    )
    if governorate is not None:
        query = query.where(Vacancy.governorate == governorate)
    return briefs_of(session, session.exec(query).all())


def vacancies_with_employers(
    session: Session, vacancy_ids: Collection[int] | None = None
) -> list[tuple[VacancyBrief, EmployerBrief]]:
    """Return vacancies with who hires, by id, whatever their states; two queries.

    `vacancy_ids` None means all that are open to people now.
    """
    query = (
        select(Vacancy, Employer)
        .join(Employer, col(Employer.id) == col(Vacancy.employer_id))
        .order_by(col(Vacancy.id))
    )
    if vacancy_ids is None:
        query = query.where(Vacancy.state == VacancyState.OPEN)
        query = query.where(col(Employer.state).in_(MAY_HIRE))
    else:
        query = query.where(col(Vacancy.id).in_(vacancy_ids))
    pairs = session.exec(query).all()
    briefs = briefs_of(session, [row for row, _ in pairs])
    return [
        (brief, _employer(employer)) for brief, (_, employer) in zip(briefs, pairs, strict=True)
    ]


def stamp_of_open(session: Session) -> tuple[int, ...]:
    """Return numbers that are the same only while the vacancies open to people are; one query.

    Versions of rows only rise, so that no two changes undo each other here.
    """
    number, version = col(Vacancy.id), col(Vacancy.version)
    sums = (number, version, number * version, col(Employer.version))
    query = (
        sa.select(sa.func.count(), *(sa.func.coalesce(sa.func.sum(one), 0) for one in sums))
        .select_from(Vacancy)
        .join(Employer, col(Employer.id) == col(Vacancy.employer_id))
        .where(col(Vacancy.state) == VacancyState.OPEN)
        .where(col(Employer.state).in_(MAY_HIRE))
    )
    return tuple(map(int, session.connection().execute(query).one()))


def employers_applied(session: Session) -> list[EmployerToCheck]:
    """Return employers that nobody has checked yet, by id; at most 50."""
    rows = session.exec(
        select(Employer)
        .where(Employer.state == EmployerState.APPLIED)
        .order_by(col(Employer.id))
        .limit(PAGE_ROWS)
    )
    return [
        EmployerToCheck(
            written_id(row),
            row.name,
            row.governorate,
            row.phone,
            row.registration_kind,
            row.registration_number,
            row.recorded_at,
        )
        for row in rows
    ]


def vacancy_counts(session: Session) -> dict[VacancyState, int]:
    """Return how many vacancies stand in each state; one query."""
    rows = session.exec(
        select(Vacancy.state, sa.func.count(col(Vacancy.id))).group_by(col(Vacancy.state))
    )
    return {VacancyState(state): count for state, count in rows}


def public_vacancy(session: Session, vacancy_id: int) -> VacancyBrief:
    """Return one vacancy that anybody may read: one that is open, or was and says so.

    Raises
    ------
    VacancyNotFound
        If there is none, or it has never been open.
    """
    brief = vacancy_brief(session, vacancy_id)
    if brief.opened_at is None or brief.state is VacancyState.REJECTED:
        raise VacancyNotFound
    return brief


def governorates_hiring(session: Session) -> dict[Governorate, int]:
    """Return how many vacancies are open by governorate; one query."""
    counted = sa.func.count(col(Vacancy.id))
    rows = session.exec(
        select(Vacancy.governorate, counted)
        .join(Employer, col(Employer.id) == col(Vacancy.employer_id))
        .where(Vacancy.state == VacancyState.OPEN)
        .where(col(Employer.state).in_(MAY_HIRE))
        .group_by(col(Vacancy.governorate))
    ).all()
    return {Governorate(place): count for place, count in rows}


def vacancies_of(session: Session, employer_id: int) -> list[VacancyBrief]:
    """Return an employer's vacancies, newest first; at most 50, in two queries."""
    query = (
        select(Vacancy)
        .where(Vacancy.employer_id == employer_id)
        .order_by(col(Vacancy.id).desc())
        .limit(PAGE_ROWS)
    )
    return briefs_of(session, session.exec(query).all())


def vacancy_headings(session: Session, vacancy_ids: Collection[int]) -> dict[int, VacancyHeading]:
    """Return vacancies with their employers' names by id, whatever their states; one query."""
    query = _headings().where(col(Vacancy.id).in_(vacancy_ids))
    return {written_id(row): _heading(row, employer) for row, employer in session.exec(query)}


def headings_to_review(
    session: Session, governorates: Collection[str], *, after_id: int = 0
) -> list[VacancyHeading]:
    """Return vacancies of these governorates that wait for review, by id; at most 50."""
    query = (
        _headings()
        .where(Vacancy.state == VacancyState.REVIEW)
        .where(col(Vacancy.governorate).in_(governorates))
        .where(col(Vacancy.id) > after_id)
        .order_by(col(Vacancy.id))
        .limit(PAGE_ROWS)
    )
    return [_heading(row, employer) for row, employer in session.exec(query)]


def headings_in(
    session: Session, governorates: Collection[str], *, before_id: int | None = None
) -> list[VacancyHeading]:
    """Return open vacancies of these governorates, newest first, at most 50."""
    query = (
        _headings()
        .where(Vacancy.state == VacancyState.OPEN)
        .where(col(Vacancy.governorate).in_(governorates))
        .order_by(col(Vacancy.id).desc())
        .limit(PAGE_ROWS)
    )
    if before_id is not None:
        query = query.where(col(Vacancy.id) < before_id)
    return [_heading(row, employer) for row, employer in session.exec(query)]


def own_vacancy(session: Session, *, vacancy_id: int, actor: Actor) -> VacancyBrief:
    """Return one vacancy to whoever may write it.

    Raises
    ------
    VacancyNotFound
        If there is none, or the actor may not.
    """
    brief = vacancy_brief(session, vacancy_id)
    if not may_act_for(actor, brief.employer_id):
        raise VacancyNotFound
    return brief


def employers_hiring(session: Session) -> list[EmployerBrief]:
    """Return employers who may have vacancies, by name; at most 500."""
    rows = session.exec(
        select(Employer)
        .where(col(Employer.state).in_(MAY_HIRE))
        .order_by(col(Employer.name), col(Employer.id))
        .limit(500)
    )
    return [_employer(row) for row in rows]


def _employer(row: Employer) -> EmployerBrief:
    return EmployerBrief(
        written_id(row),
        row.name,
        row.state,
        row.governorate,
        row.sector,
        row.phone,
        row.verified_at,
    )


def _headings() -> Select[Vacancy, Employer]:
    return select(Vacancy, Employer).join(Employer, col(Employer.id) == col(Vacancy.employer_id))


def _heading(row: Vacancy, employer: Employer) -> VacancyHeading:
    return VacancyHeading(
        written_id(row),
        row.employer_id,
        row.title,
        row.language,
        row.state,
        row.governorate,
        employer.name,
        employer.phone,
        row.recorded_at,
    )
