"""A file is put away, and taken back when its person returns."""

from datetime import datetime

from sqlmodel import Session

from kernel.actor import Actor
from kernel.errors import MoveNotAllowed
from skills.errors import FileInUse
from skills.service.files import locked_by_office, record_deed
from skills.states import RECORD_MOVES, By
from skills.values.returnees import RecordState


def move_record(
    session: Session,
    *,
    returnee_id: int,
    to: RecordState,
    in_use: bool = False,
    actor: Actor,
    now: datetime,
) -> bool:
    """Put a file away or take it back; return whether anything changed.

    `in_use` says that somebody is meeting the person, tries them out or has hired them. What
    else ends with it: `forsa.deeds.archiving`, the only caller.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    FileInUse
        If it is to be put away while it is in use.
    MoveNotAllowed
        If its state does not allow it.
    """
    row = locked_by_office(session, returnee_id, actor)
    if row.record is to:
        return False
    allowed = tuple(s for s, who in RECORD_MOVES[row.record].items() if By.CASEWORKER in who)
    if to not in allowed:
        raise MoveNotAllowed(row.record, to, allowed)
    if to is RecordState.ARCHIVED:
        if in_use:
            raise FileInUse
        row.call_on = None
    row.record = to
    row.version += 1
    record_deed(session, returnee_id, f"record.{to}", actor, now)
    return True
