"""What becomes of introductions when two files of one person are made one, and two again."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from kernel import audit
from kernel.actor import Actor
from kernel.row_changes import RowChange, put_back
from kernel.storage import written_id
from matching.errors import HiredTwice
from matching.models import (
    Introduction,
)
from matching.models.people_rows import FOLLOWING, TABLES
from matching.service.moves import carry_out
from matching.states import OPEN
from matching.values.introductions import MoveOrder, MoveReason, State, Via


def join_introductions(
    session: Session, *, stays_id: int, goes_id: int, actor: Actor, now: datetime
) -> None:
    """Let introductions, disclosures and tasks go from one file to another.

    Of two open introductions to one vacancy the one that has come further goes on; the other
    ends as obsolete, and a yes that was given there beforehand is kept.

    Raises
    ------
    HiredTwice
        If both files say that the person was hired for one vacancy.
    """
    own = {row.vacancy_id: row for row in _open(session, stays_id)}
    for row in _open(session, goes_id):
        if row.vacancy_id in own:
            _make_one(session, own[row.vacancy_id], row, actor, now)
    session.flush()
    came: list[int] = []
    for name, table in FOLLOWING.items():
        column = name.partition(".")[2]
        for one in session.exec(select(table).where(getattr(table, column) == goes_id)):
            setattr(one, column, stays_id)
            if isinstance(one, Introduction):
                came.append(written_id(one))
    session.flush()
    _record(session, "joined", came, actor, now)


def part_introductions(
    session: Session, *, changes: Sequence[RowChange], actor: Actor, now: datetime
) -> None:
    """Put back what a merge changed in this package's tables."""
    put_back(session, changes, TABLES)
    went = [one.key for one in changes if one.table == "introduction"]
    _record(session, "parted", went, actor, now)


def _open(session: Session, returnee_id: int) -> Sequence[Introduction]:
    return session.exec(
        select(Introduction)
        .where(Introduction.returnee_id == returnee_id)
        .where(col(Introduction.state).in_(OPEN))
        .order_by(col(Introduction.id))
        .with_for_update()
    ).all()


def _make_one(
    session: Session, one: Introduction, two: Introduction, actor: Actor, now: datetime
) -> None:
    if one.state is State.HIRED and two.state is State.HIRED:
        raise HiredTwice
    way = list(OPEN)
    further, other = (two, one) if way.index(two.state) > way.index(one.state) else (one, two)
    wanted_at = other.wanted_at
    order = MoveOrder(written_id(other), State.OBSOLETE, MoveReason.SAME_PERSON, Via.DESK)
    carry_out(session, other, order, actor, now)
    if further.wanted_at is None and further.state in (State.SUGGESTED, State.APPROVED):
        further.wanted_at = wanted_at


def _record(
    session: Session, what: str, introduction_ids: Sequence[int], actor: Actor, now: datetime
) -> None:
    audit.record_many(
        session,
        actor=actor,
        action=f"matching.introduction.{what}",
        subjects=[f"introduction:{each}" for each in introduction_ids],
        now=now,
    )
