"""A person's file as a deed takes it, and what is written of the deed. For this package alone."""

from datetime import datetime

from sqlmodel import Session

from kernel import audit
from kernel.actor import Actor
from kernel.errors import Changed
from kernel.storage import locked_row, written_id
from skills.errors import ReturneeNotFound
from skills.models.returnees import Returnee
from skills.rules import check_may_work_with, check_not_merged


def locked_person(session: Session, returnee_id: int, actor: Actor) -> Returnee:
    """Return a person's row for writing, to themselves or who works with them.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor may not know of them.
    FileMerged
        If the file was made one with another.
    """
    row = locked_row(session, Returnee, returnee_id)
    if row is None:
        raise ReturneeNotFound
    if not actor.is_returnee(returnee_id):
        check_may_work_with(actor, caseworker_id=row.caseworker_id, office_id=row.office_id)
    check_not_merged(returnee_id, row.merged_into_id)
    return row


def locked_by_office(session: Session, returnee_id: int, actor: Actor) -> Returnee:
    """Return a person's row for their office to write.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    FileMerged
        If the file was made one with another.
    """
    row = locked_row(session, Returnee, returnee_id)
    if row is None:
        raise ReturneeNotFound
    check_may_work_with(actor, caseworker_id=row.caseworker_id, office_id=row.office_id)
    check_not_merged(returnee_id, row.merged_into_id)
    return row


def locked_file(session: Session, returnee_id: int, version: int, actor: Actor) -> Returnee:
    """Return a person's row for their office to write, as it stood when it was read.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    FileMerged
        If the file was made one with another.
    Changed
        If somebody else changed the file since it was read.
    """
    row = locked_by_office(session, returnee_id, actor)
    if row.version != version:
        raise Changed
    return row


def touch(row: Returnee, what: str, session: Session, actor: Actor, now: datetime) -> None:
    """Note that a file was looked over and changed, with the audit event of the deed."""
    row.confirmed_at = now
    row.version += 1
    record_deed(session, written_id(row), what, actor, now)


def record_deed(
    session: Session, returnee_id: int, what: str, actor: Actor, now: datetime
) -> None:
    """Add the audit event of a deed with a person's file."""
    audit.record(
        session,
        actor=actor,
        action=f"skills.returnee.{what}",
        subject=f"returnee:{returnee_id}",
        now=now,
    )
