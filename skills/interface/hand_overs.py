"""Hand-overs as deeds of the shell read them, whoever asks."""

from datetime import datetime

from sqlmodel import Session, col, select

from kernel.storage import written_id
from skills.errors import HandOverNotFound
from skills.models.casework import FileHandOver
from skills.values.casework import HandOverBrief
from skills.values.returnees import HandOver


def hand_over_brief(session: Session, hand_over_id: int) -> HandOverBrief:
    """Return one hand-over.

    Raises
    ------
    HandOverNotFound
        If there is none.
    """
    row = session.get(FileHandOver, hand_over_id)
    if row is None:
        raise HandOverNotFound
    return brief_of_hand_over(row)


def open_hand_over(session: Session, returnee_id: int) -> HandOverBrief | None:
    """Return the hand-over of a person that waits for an answer, None if none does."""
    row = session.exec(
        select(FileHandOver)
        .where(FileHandOver.returnee_id == returnee_id)
        .where(FileHandOver.state == HandOver.PROPOSED)
    ).first()
    return brief_of_hand_over(row) if row is not None else None


def unanswered_hand_overs(session: Session, *, proposed_before: datetime) -> list[int]:
    """Return the offers of before an instant that wait for an answer, by number; one query."""
    found = session.exec(
        select(FileHandOver.id)
        .where(FileHandOver.state == HandOver.PROPOSED)
        .where(FileHandOver.proposed_at < proposed_before)
        .order_by(col(FileHandOver.id))
    )
    return [number for number in found if number is not None]


def brief_of_hand_over(row: FileHandOver) -> HandOverBrief:
    """Return what of a row may travel. For this package alone: rows cross no door."""
    return HandOverBrief(
        hand_over_id=written_id(row),
        returnee_id=row.returnee_id,
        from_office_id=row.from_office_id,
        from_caseworker_id=row.from_caseworker_id,
        to_office_id=row.to_office_id,
        to_caseworker_id=row.to_caseworker_id,
        state=row.state,
        note=row.note,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        reason=row.reason,
        decided_at=row.decided_at,
    )
