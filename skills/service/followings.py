"""Rows that point to a concept follow it when a newer release puts another in its place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.storage import insert_rows
from skills.models.pointing import POINTING
from skills.models.returnees import Returnee, SkillChange, SkillRecord
from skills.models.taxonomy import ConceptFollowing
from skills.rules import check_may_keep_taxonomy
from skills.service.skill_history import columns_of
from skills.values.skill_records import SkillChangeKind
from skills.values.taxonomy_changes import Followed

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
) -> Followed:
    """Let rows of people follow the concepts that this version replaces.

    What followed a concept into a newer version than this one goes back first. `to` has the
    concept that took the place of each that is gone.

    Raises
    ------
    TaxonomyKeeperOnly
        If the actor may not.
    """
    check_may_keep_taxonomy(actor)
    went_back = _go_back(session, version_id, actor, now)
    counts = {}
    for place in POINTING:
        moves = [(row_id, uri, to[uri]) for row_id, uri in _pointing(session, place, sorted(to))]
        _move(session, place, moves, actor, now)
        _note(session, version_id, place, moves, now)
        counts[place] = len(moves)
    return Followed(counts, went_back)


def _note(
    session: Session, version_id: int, place: Place, moves: Sequence[Move], now: datetime
) -> None:
    rows = [
        {
            "version_id": version_id,
            "place": place,
            "row_id": row_id,
            "from_uri": was,
            "to_uri": uri,
            "at": now,
        }
        for row_id, was, uri in moves
    ]
    insert_rows(session, ConceptFollowing, rows)


def _go_back(session: Session, version_id: int, actor: Actor, now: datetime) -> dict[Place, int]:
    """Bring rows back that followed into a newer version, unless somebody chose since."""
    followed = session.exec(
        select(ConceptFollowing)
        .where(ConceptFollowing.version_id > version_id)
        .where(col(ConceptFollowing.undone_at).is_(None))
        .order_by(col(ConceptFollowing.id).desc())
    ).all()
    by_place: dict[Place, list[ConceptFollowing]] = defaultdict(list)
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
        _move(session, place, moves, actor, now)
        counts[place] = len(moves)
    return counts


def _pointing(session: Session, place: Place, uris: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the rows of a place that point to some concepts, by id, and to which."""
    table, name = POINTING[place]
    column = getattr(table, name)
    for at in range(0, len(uris), ROWS_AT_ONCE):
        query = sa.select(table.id, column).where(column.in_(uris[at : at + ROWS_AT_ONCE]))
        rows = session.connection().execute(query.order_by(table.id)).all()
        yield from ((row_id, uri) for row_id, uri in rows)


def _move(
    session: Session, place: Place, moves: Sequence[Move], actor: Actor, now: datetime
) -> None:
    """Let rows point to another concept; of skill records the history says from which."""
    if not moves:
        return
    session.flush()
    table, name = POINTING[place]
    row_ids = [row_id for row_id, _, _ in moves]
    if table is SkillRecord:
        returnee_ids = _note_in_history(session, row_ids, actor, now)
    else:
        returnee_ids = row_ids
    column = getattr(table, name)
    session.connection().execute(
        sa.update(table.__table__)
        .where(table.id == sa.bindparam("row_id"), column == sa.bindparam("was"))
        .values({name: sa.bindparam("now_at")}),
        [{"row_id": row_id, "was": was, "now_at": uri} for row_id, was, uri in moves],
    )
    for at in range(0, len(returnee_ids), ROWS_AT_ONCE):
        some = returnee_ids[at : at + ROWS_AT_ONCE]
        session.connection().execute(
            sa.update(Returnee)
            .where(col(Returnee.id).in_(some))
            .values(version=col(Returnee.version) + 1)
        )
    session.expire_all()


def _note_in_history(
    session: Session, row_ids: Sequence[int], actor: Actor, now: datetime
) -> list[int]:
    """Write what records said before they follow; return whose records they are."""
    changes: list[dict[str, Any]] = []
    for at in range(0, len(row_ids), ROWS_AT_ONCE):
        some = row_ids[at : at + ROWS_AT_ONCE]
        rows = session.exec(select(SkillRecord).where(col(SkillRecord.id).in_(some))).all()
        numbers = _last_numbers(session, {row.returnee_id for row in rows})
        changes += [
            {
                "returnee_id": row.returnee_id,
                "number": numbers.get(row.returnee_id, 0) + 1,
                "skill_id": row.id,
                "kind": SkillChangeKind.FOLLOWED,
                "before": columns_of(row),
                "at": now,
                "by": actor.account_id,
            }
            for row in rows
        ]
    insert_rows(session, SkillChange, changes)
    return sorted({change["returnee_id"] for change in changes})


def _last_numbers(session: Session, returnee_ids: set[int]) -> dict[int, int]:
    rows = session.connection().execute(
        sa.select(col(SkillChange.returnee_id), sa.func.max(col(SkillChange.number)))
        .where(col(SkillChange.returnee_id).in_(sorted(returnee_ids)))
        .group_by(col(SkillChange.returnee_id))
    )
    return {returnee_id: number for returnee_id, number in rows}
