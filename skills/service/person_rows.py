"""How the rows of one file go to another. For this package alone."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.storage import Row, written_id
from skills.models.people_rows import FOLLOWING, Follows
from skills.models.returnees import Consent, DifferentPeople, SkillChange, SkillRecord
from skills.service.consents import withdrawal_row
from skills.service.skill_history import columns_of, deed_with_skills
from skills.service.skill_merging import take_the_best
from skills.values.consents import Purpose
from skills.values.person_merging import TakenBack
from skills.values.skill_records import SkillChangeKind


def let_rows_follow(session: Session, stays_id: int, goes_id: int) -> None:
    """Let rows go to the file that stays, but for those that say what it says already."""
    for follows in FOLLOWING.values():
        held = {_said(row, follows) for row in _rows(session, follows.table, stays_id)}
        for row in _rows(session, follows.table, goes_id):
            if follows.unless and _said(row, follows) in held:
                continue
            row.returnee_id = stays_id
            if hasattr(row, "mark"):
                # A form that is still open is of the file that went, and finds nobody.
                row.mark = None
            held.add(_said(row, follows))
    session.flush()


def let_skills_follow(
    session: Session, stays_id: int, goes_id: int, actor: Actor, now: datetime
) -> None:
    """Let skills go with their history; of one that both have, the best of both is kept.

    The record of the file that went stays with it then, with its history, so that nothing is
    lost and an undoing finds all as it was.
    """
    own = {row.search_key: row for row in _skills(session, stays_id)}
    deed = deed_with_skills(session, stays_id, actor=actor, now=now)
    going = _skills(session, goes_id)
    both = [(own[row.search_key], row) for row in going if row.search_key in own]
    remaining = {written_id(row) for _, row in both}
    for change in session.exec(select(SkillChange).where(SkillChange.returnee_id == goes_id)):
        if change.skill_id not in remaining:
            change.returnee_id = stays_id
            change.number += deed.number - 1
    for row in going:
        if written_id(row) not in remaining:
            row.returnee_id = stays_id
    session.flush()
    deed = deed_with_skills(session, stays_id, actor=actor, now=now)
    for kept, row in both:
        deed.note(written_id(kept), SkillChangeKind.JOINED, columns_of(row))
        deed.note(written_id(kept), SkillChangeKind.JOINED, columns_of(kept))
        take_the_best(kept, (kept, row))
        if kept.concept_uri is None:
            kept.concept_uri, kept.link, kept.link_score = (
                row.concept_uri,
                row.link,
                row.link_score,
            )
    session.flush()


def let_sayings_follow(session: Session, stays_id: int, goes_id: int) -> None:
    """Let what was said of other files as two people's hold for the file that stays."""
    pairs = session.exec(
        select(DifferentPeople).where(
            sa.or_(
                col(DifferentPeople.first_id).in_((stays_id, goes_id)),
                col(DifferentPeople.second_id).in_((stays_id, goes_id)),
            )
        )
    ).all()
    known = {(row.first_id, row.second_id) for row in pairs}
    for row in pairs:
        other = row.second_id if row.first_id == goes_id else row.first_id
        pair = (min(stays_id, other), max(stays_id, other))
        if goes_id in (row.first_id, row.second_id) and other != stays_id and pair not in known:
            row.first_id, row.second_id = pair
            known.add(pair)
    session.flush()


def hold_taken_back(
    session: Session, stays_id: int, rows: list[Consent], actor: Actor, now: datetime
) -> tuple[TakenBack, ...]:
    """Write anew that these were taken back, so that no yes of the other file counts."""
    for row in rows:
        taken = withdrawal_row(row, row.method, actor, now)
        taken.returnee_id, taken.read_aloud = stays_id, row.read_aloud
        session.add(taken)
    session.flush()
    return tuple(
        TakenBack(row.purpose, row.vacancy_id if row.purpose is Purpose.DISCLOSURE else None)
        for row in rows
    )


def _rows(session: Session, table: type[Row], returnee_id: int) -> list[Row]:
    number, owner = table.id, table.returnee_id  # type: ignore[attr-defined]  # each has both
    return list(session.exec(select(table).where(owner == returnee_id).order_by(number)))


def _skills(session: Session, returnee_id: int) -> list[SkillRecord]:
    query = select(SkillRecord).where(SkillRecord.returnee_id == returnee_id)
    return list(session.exec(query.order_by(col(SkillRecord.id))))


def _said(row: Row, follows: Follows) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in follows.unless)
