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
from skills.models.returnees import Returnee, SkillRecord
from skills.models.taxonomy import ConceptFollowing
from skills.models.words import WordRuling
from skills.rules import check_may_keep_taxonomy
from skills.service.local_words import join_with
from skills.service.record_changes import count_as_changed, note_changes
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
    concept that took the place of each that is gone. Then the version is joined with what was
    ruled here of own words.

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
    session.flush()
    join_with(session, version_id)
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
    people: list[int] = []
    if table is SkillRecord:
        people = _note_in_history(session, row_ids, actor, now)
    else:
        people = _whose(session, table, row_ids)
    column = getattr(table, name)
    session.connection().execute(
        sa.update(table.__table__)
        .where(table.id == sa.bindparam("row_id"), column == sa.bindparam("was"))
        .values({name: sa.bindparam("now_at")}),
        [{"row_id": row_id, "was": was, "now_at": uri} for row_id, was, uri in moves],
    )
    count_as_changed(session, people)


def _whose(
    session: Session,
    table: Any,  # noqa: ANN401  any table of POINTING
    row_ids: Sequence[int],
) -> list[int]:
    """Return whose rows of a table these are, each once; nobody's if it is not of people."""
    if table is Returnee:
        return list(row_ids)
    if table is WordRuling:
        return []
    found: set[int] = set()
    for at in range(0, len(row_ids), ROWS_AT_ONCE):
        some = row_ids[at : at + ROWS_AT_ONCE]
        query = sa.select(table.returnee_id).where(table.id.in_(some))
        found |= set(session.connection().execute(query).scalars())
    return sorted(found)


def _note_in_history(
    session: Session, row_ids: Sequence[int], actor: Actor, now: datetime
) -> list[int]:
    """Write what records said before they follow; return whose records they are."""
    people: set[int] = set()
    for at in range(0, len(row_ids), ROWS_AT_ONCE):
        some = row_ids[at : at + ROWS_AT_ONCE]
        rows = session.exec(select(SkillRecord).where(col(SkillRecord.id).in_(some))).all()
        people |= set(note_changes(session, rows, SkillChangeKind.FOLLOWED, actor=actor, now=now))
    return sorted(people)
