"""Two files that may become one, and files that did: what people of an office read of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.row_changes import (
    Columns,
    RowChange,
    Snapshot,
    changed_since,
    columns_of,
    snapshot,
)
from kernel.storage import written_id
from skills.duplicates import differences
from skills.errors import MergeNotFound, ReturneeNotFound, SamePerson
from skills.interface.consents import taken_back_rows
from skills.models.casework import PersonMerge
from skills.models.people_rows import BY_OWN_RULE, FOLLOWING, TABLES
from skills.models.profiles import Experience, TimeAbroad
from skills.models.returnees import Consent, Returnee, SkillChange, SkillRecord
from skills.rules import check_may_merge, check_may_work_with, check_not_merged
from skills.values.consents import Purpose
from skills.values.person_merging import FileSide, MergeBrief, MergePart, TwoFiles

PART_OF = {
    "skill_record": MergePart.SKILLS,
    "skill_change": MergePart.SKILLS,
    "consent": MergePart.CONSENTS,
}
"""What a table is called where it is in the way; the others are the file."""


def rows_of_people(session: Session, returnee_ids: tuple[int, int]) -> Snapshot:
    """Return all that this package has on two people, as it stands now."""
    session.flush()
    people = session.exec(select(Returnee).where(col(Returnee.id).in_(returnee_ids)))
    found = snapshot(people)
    pointing = {name: one.table for name, one in FOLLOWING.items()} | dict(BY_OWN_RULE)
    for name, table in pointing.items():
        column = getattr(table, name.partition(".")[2])
        rows = session.exec(select(table).where(column.in_(returnee_ids)))
        found = found.with_rows(snapshot(rows))
    return found


def two_files(
    session: Session, *, returnee_ids: tuple[int, int], actor: Actor, now: datetime
) -> TwoFiles:
    """Return two files side by side, to whoever may make them one; ten queries.

    Raises
    ------
    ReturneeNotFound
        If there is one of them not, or the actor does not work with both.
    FileMerged, MergeNotYours, SamePerson
        If these two are not theirs to make one.
    """
    if returnee_ids[0] == returnee_ids[1]:
        raise SamePerson
    first, second = (_file(session, each, actor) for each in returnee_ids)
    check_may_merge(
        actor,
        office_id=first.office_id,
        caseworker_ids=(first.caseworker_id, second.caseworker_id),
    )
    said = [_said(session, row) for row in (first, second)]
    taken_back = {row.purpose for row in taken_back_rows(session, returnee_ids, at=now)}
    counts = {table: _counts(session, table, returnee_ids) for table in _COUNTED}
    return TwoFiles(
        first=_side(first, counts),
        second=_side(second, counts),
        differences=differences(*said),
        taken_back=tuple(purpose for purpose in Purpose if purpose in taken_back),
    )


def merges_of(session: Session, returnee_id: int) -> list[MergeBrief]:
    """Return which files were made one with a person's, newest first; one query.

    The caller has checked that whoever reads works with the person.
    """
    rows = session.execute(
        sa.select(PersonMerge, col(Returnee.full_name))
        .join(Returnee, col(Returnee.id) == col(PersonMerge.goes_id))
        .where(col(PersonMerge.stays_id) == returnee_id)
        .order_by(col(PersonMerge.id).desc())
    )
    return [
        MergeBrief(
            written_id(row),
            row.stays_id,
            row.goes_id,
            name,
            row.merged_at,
            row.merged_by,
            tuple(row.not_taken.items()),
            row.undone_at,
        )
        for row, name in rows
    ]


def parts_in_the_way(
    session: Session, *, merge_id: int, changes: Sequence[RowChange]
) -> frozenset[MergePart]:
    """Return in which parts of the file something was written since that undoing would lose."""
    row = session.get(PersonMerge, merge_id)
    if row is None:
        raise MergeNotFound
    tables = changed_since(session, changes, TABLES, {})
    found = {PART_OF.get(table, MergePart.FILE) for table in tables}
    stays, goes = (session.get_one(Returnee, each) for each in (row.stays_id, row.goes_id))
    if stays.office_id != goes.office_id:
        found.add(MergePart.FILE)
    if stays.merged_into_id is not None:
        found.add(MergePart.MERGED_AGAIN)
    for table in (Consent, SkillChange):
        if _newer(session, table, row, changes):
            found.add(PART_OF[str(table.__tablename__)])
    return frozenset(found)


Counted = type[SkillRecord] | type[Experience] | type[Consent]
_COUNTED: tuple[Counted, ...] = (SkillRecord, Experience, Consent)


def _file(session: Session, returnee_id: int, actor: Actor) -> Returnee:
    row = session.get(Returnee, returnee_id)
    if row is None:
        raise ReturneeNotFound
    check_may_work_with(actor, caseworker_id=row.caseworker_id, office_id=row.office_id)
    check_not_merged(returnee_id, row.merged_into_id)
    return row


def _said(session: Session, row: Returnee) -> Columns:
    abroad = session.get(TimeAbroad, written_id(row))
    return columns_of(row) | (columns_of(abroad) if abroad is not None else {})


def _side(row: Returnee, counts: Mapping[Counted, Mapping[int, int]]) -> FileSide:
    returnee_id = written_id(row)
    skills, work, consents = (counts[table].get(returnee_id, 0) for table in _COUNTED)
    return FileSide(returnee_id, row.full_name, row.version, skills, work, consents)


def _counts(session: Session, table: Counted, returnee_ids: tuple[int, int]) -> dict[int, int]:
    query = (
        select(table.returnee_id, sa.func.count(col(table.id)))
        .where(col(table.returnee_id).in_(returnee_ids))
        .group_by(col(table.returnee_id))
    )
    return dict(session.exec(query).all())


def _newer(
    session: Session,
    table: type[Consent] | type[SkillChange],
    row: PersonMerge,
    changes: Sequence[RowChange],
) -> bool:
    """Return whether the file that stays has rows of a table that the merge did not leave."""
    name = str(table.__tablename__)
    left = [one.key for one in changes if one.table == name and one.after is not None]
    instant = col(table.recorded_at) if table is Consent else col(SkillChange.at)
    found = session.execute(
        sa.select(col(table.id))
        .where(col(table.returnee_id) == row.stays_id)
        .where(col(table.id).not_in(left))
        .where(instant > row.merged_at)
    ).first()
    return found is not None
