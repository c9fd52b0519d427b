"""Vacancies follow a concept when a newer taxonomy puts another in its place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from employers.models import POINTING, Vacancy, VacancyFollowing, VacancyRequirement
from employers.rules import check_may_record_employer
from kernel.actor import Actor
from kernel.storage import insert_rows

Place = str
Move = tuple[int, str, str]
"""The number of a row, the concept it points to, and the one it shall point to."""

ROWS_AT_ONCE = 500


def follow_replaced(
    session: Session,
    *,
    version_id: int,
    to: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> dict[Place, tuple[int, int]]:
    """Let vacancies follow the concepts that a version of the taxonomy replaces.

    What followed a concept into a newer version than this one goes back first. Returns by place
    how many rows went back and how many followed; their vacancies count as changed.

    Raises
    ------
    StaffOnly
        If the actor may not.
    """
    check_may_record_employer(actor)
    went_back = _go_back(session, version_id, now)
    counts = {}
    for place in POINTING:
        moves = [(row_id, uri, to[uri]) for row_id, uri in _pointing(session, place, sorted(to))]
        _move(session, place, moves)
        _note(session, version_id, place, moves, now)
        counts[place] = (went_back.get(place, 0), len(moves))
    return counts


def _note(
    session: Session, version_id: int, place: Place, moves: Sequence[Move], now: datetime
) -> None:
    rows = [
        {
            "taxonomy_version": version_id,
            "place": place,
            "row_id": row_id,
            "from_uri": was,
            "to_uri": uri,
            "at": now,
        }
        for row_id, was, uri in moves
    ]
    insert_rows(session, VacancyFollowing, rows)


def _go_back(session: Session, version_id: int, now: datetime) -> dict[Place, int]:
    """Bring rows back that followed into a newer version, unless somebody changed them since."""
    followed = session.exec(
        select(VacancyFollowing)
        .where(VacancyFollowing.taxonomy_version > version_id)
        .where(col(VacancyFollowing.undone_at).is_(None))
        .order_by(col(VacancyFollowing.id).desc())
    ).all()
    by_place: dict[Place, list[VacancyFollowing]] = defaultdict(list)
    for one in followed:
        by_place[one.place].append(one)
        one.undone_at = now
        session.add(one)
    counts = {}
    for place, those in by_place.items():
        points_to = dict(_pointing(session, place, sorted({one.to_uri for one in those})))
        goes_to = dict(points_to)
        for one in those:
            if goes_to.get(one.row_id) == one.to_uri:
                goes_to[one.row_id] = one.from_uri
        moves = [
            (row_id, points_to[row_id], uri)
            for row_id, uri in sorted(goes_to.items())
            if uri != points_to[row_id]
        ]
        _move(session, place, moves)
        counts[place] = len(moves)
    return counts


def _pointing(session: Session, place: Place, uris: Sequence[str]) -> Iterator[tuple[int, str]]:
    table, name = POINTING[place]
    column = getattr(table, name)
    for at in range(0, len(uris), ROWS_AT_ONCE):
        query = sa.select(table.id, column).where(column.in_(uris[at : at + ROWS_AT_ONCE]))
        rows = session.connection().execute(query.order_by(table.id)).all()
        yield from ((row_id, uri) for row_id, uri in rows)


def _move(session: Session, place: Place, moves: Sequence[Move]) -> None:
    if not moves:
        return
    session.flush()
    table, name = POINTING[place]
    session.connection().execute(
        sa.update(table.__table__)
        .where(table.id == sa.bindparam("row_id"))
        .where(getattr(table, name) == sa.bindparam("was"))
        .values({name: sa.bindparam("now_at")}),
        [{"row_id": row_id, "was": was, "now_at": uri} for row_id, was, uri in moves],
    )
    row_ids = [row_id for row_id, _, _ in moves]
    for at in range(0, len(row_ids), ROWS_AT_ONCE):
        some: Any = row_ids[at : at + ROWS_AT_ONCE]
        if table is VacancyRequirement:
            some = sa.select(col(VacancyRequirement.vacancy_id)).where(
                col(VacancyRequirement.id).in_(some)
            )
        session.connection().execute(
            sa.update(Vacancy)
            .where(col(Vacancy.id).in_(some))
            .values(version=col(Vacancy.version) + 1)
        )
    session.expire_all()
