"""Two files of one person become one, and two again. What else goes along: `forsa.deeds.merging`.

Nothing is deleted: what the file that stays says already remains with the one that went, from
which nothing is read any more (docs/adr/0022).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.errors import Changed
from kernel.row_changes import RowChange, Snapshot, columns_of, put_back, typed
from kernel.storage import locked_row, write_new, written_id
from skills.duplicates import differences, joined
from skills.errors import (
    ChoiceMissing,
    ErasureDue,
    FilesOfTwoOffices,
    HandOverOpen,
    MergeNotFound,
    ReturneeNotFound,
    SamePerson,
)
from skills.interface.consents import taken_back_rows
from skills.models.casework import FileHandOver, PersonMerge
from skills.models.people_rows import TABLES
from skills.models.profiles import TimeAbroad
from skills.models.returnees import Returnee
from skills.rules import check_may_merge, check_may_work_with, check_not_merged
from skills.service import person_rows
from skills.service.experiences import set_main_work
from skills.service.files import record_deed
from skills.values.person_merging import JoinedFile, MergeOrder, Side
from skills.values.returnees import HandOver, RecordState

RECORD_ORDER = (RecordState.ACTIVE, RecordState.DRAFT, RecordState.ARCHIVED)
"""Of two, the file that stays has the state that comes first."""

ABROAD = ("country", "since_on")


def join_files(session: Session, *, order: MergeOrder, actor: Actor, now: datetime) -> JoinedFile:
    """Let one file take over all that another of the same person says.

    Raises
    ------
    ReturneeNotFound
        If there is one of them not, or the actor does not work with both.
    FileMerged, SamePerson, FilesOfTwoOffices, HandOverOpen, ErasureDue
        If these two cannot be made one.
    MergeNotYours
        As `skills.rules.check_may_merge`.
    Changed
        If somebody changed one of them since it was read.
    ChoiceMissing
        If both say something and nobody chose.
    """
    stays, goes = _locked(session, order, actor)
    said = (_said(session, stays), _said(session, goes))
    if {one.name for one in differences(*said)} - set(order.choices):
        raise ChoiceMissing
    ids = (order.stays_id, order.goes_id)
    taken_back = taken_back_rows(session, ids, at=now)
    person_rows.let_rows_follow(session, *ids)
    person_rows.let_skills_follow(session, *ids, actor, now)
    person_rows.let_sayings_follow(session, *ids)
    _write(session, stays, goes, joined(*said, order.choices))
    held = person_rows.hold_taken_back(session, order.stays_id, taken_back, actor, now)
    _shut(session, stays, goes)
    for row in (stays, goes):
        row.version += 1
        record_deed(session, written_id(row), "merged", actor, now)
    session.flush()
    return JoinedFile(order.stays_id, stays.availability, stays.availability_until_on, held)


def keep_merge(
    session: Session,
    *,
    order: MergeOrder,
    before: Snapshot,
    changes: Sequence[RowChange],
    actor: Actor,
    now: datetime,
) -> int:
    """Keep what a merge changed and what was not taken, and return its id."""
    stays, goes = (
        before.rows["returnee", each] | before.rows.get(("time_abroad", each), {})
        for each in (order.stays_id, order.goes_id)
    )
    not_taken = {
        one.name: one.first if order.choices.get(one.name) is Side.GOES else one.second
        for one in differences(stays, goes)
    }
    row = PersonMerge(
        stays_id=order.stays_id,
        goes_id=order.goes_id,
        not_taken=not_taken,
        changes=[asdict(one) for one in changes],
        merged_at=now,
        merged_by=actor.account_id,
    )
    return write_new(session, row)


def take_merge_back(
    session: Session, *, merge_id: int, actor: Actor, now: datetime
) -> tuple[RowChange, ...]:
    """Note that a merge is undone and return what it changed; both files are held for writing.

    Raises
    ------
    MergeNotFound
        If there is none, it was undone, or the actor does not work with the person.
    MergeNotYours
        As `skills.rules.check_may_merge`.
    """
    row = locked_row(session, PersonMerge, merge_id)
    if row is None or row.undone_at is not None:
        raise MergeNotFound
    for returnee_id in sorted((row.stays_id, row.goes_id)):
        locked_row(session, Returnee, returnee_id)
    people = [session.get_one(Returnee, each) for each in (row.stays_id, row.goes_id)]
    if not (actor.is_system or any(actor.is_of_office(one.office_id) for one in people)):
        raise MergeNotFound
    check_may_merge(
        actor,
        office_id=people[0].office_id,
        caseworker_ids=[one.caseworker_id for one in people],
    )
    row.undone_at, row.undone_by = now, actor.account_id
    return tuple(RowChange(**one) for one in row.changes)


def part_files(
    session: Session, *, changes: Sequence[RowChange], actor: Actor, now: datetime
) -> None:
    """Put back what a merge changed in this package's tables."""
    put_back(session, changes, TABLES)
    for one in changes:
        if one.table == "returnee":
            record_deed(session, one.key, "merge-undone", actor, now)


def _locked(session: Session, order: MergeOrder, actor: Actor) -> tuple[Returnee, Returnee]:
    if order.stays_id == order.goes_id:
        raise SamePerson
    rows = {
        each: locked_row(session, Returnee, each)
        for each in sorted((order.stays_id, order.goes_id))
    }
    stays, goes = rows[order.stays_id], rows[order.goes_id]
    if stays is None or goes is None:
        raise ReturneeNotFound
    for row in (stays, goes):
        check_may_work_with(actor, caseworker_id=row.caseworker_id, office_id=row.office_id)
        check_not_merged(written_id(row), row.merged_into_id)
    if stays.office_id != goes.office_id:
        raise FilesOfTwoOffices
    caseworkers = (stays.caseworker_id, goes.caseworker_id)
    check_may_merge(actor, office_id=stays.office_id, caseworker_ids=caseworkers)
    if (stays.version, goes.version) != (order.stays_version, order.goes_version):
        raise Changed
    _check_still(session, stays, goes)
    return stays, goes


def _check_still(session: Session, stays: Returnee, goes: Returnee) -> None:
    """Refuse files that are about to go elsewhere."""
    if RecordState.ANONYMISED in (stays.record, goes.record):
        raise ReturneeNotFound
    if stays.erasure_due_at is not None or goes.erasure_due_at is not None:
        raise ErasureDue
    going = select(FileHandOver.id).where(
        col(FileHandOver.returnee_id).in_((stays.id, goes.id)),
        FileHandOver.state == HandOver.PROPOSED,
    )
    if session.exec(going).first() is not None:
        raise HandOverOpen


def _said(session: Session, row: Returnee) -> Mapping[str, Any]:
    """Return what a file says in its own row and of the time abroad."""
    abroad = session.get(TimeAbroad, written_id(row))
    return columns_of(row) | (columns_of(abroad) if abroad is not None else {})


def _write(session: Session, stays: Returnee, goes: Returnee, said: Mapping[str, Any]) -> None:
    columns = {name: value for name, value in said.items() if name not in ABROAD}
    for name, value in typed(Returnee, columns).items():
        setattr(stays, name, value)
    months = stays.experience_months or goes.experience_months
    set_main_work(session, stays)
    if stays.occupation_words is None:
        # Months without a word of what the work was.
        stays.experience_months = months
    stays.record = min(stays.record, goes.record, key=RECORD_ORDER.index)
    _write_time_abroad(session, stays, goes, said)


def _write_time_abroad(
    session: Session, stays: Returnee, goes: Returnee, said: Mapping[str, Any]
) -> None:
    other = session.get(TimeAbroad, written_id(goes))
    if other is None:
        return
    row = session.get(TimeAbroad, written_id(stays)) or TimeAbroad(
        returnee_id=written_id(stays),
        recorded_at=other.recorded_at,
        recorded_by=other.recorded_by,
    )
    row.country = said["country"]
    row.since_on = date.fromisoformat(said["since_on"]) if said["since_on"] else None
    session.add(row)


def _shut(session: Session, stays: Returnee, goes: Returnee) -> None:
    """Let the file that went, and all that led to it, lead to the one that stays."""
    goes.record, goes.merged_into_id = RecordState.ARCHIVED, stays.id
    before = session.exec(select(Returnee).where(Returnee.merged_into_id == goes.id))
    for row in before.all():
        row.merged_into_id = stays.id
    session.flush()
