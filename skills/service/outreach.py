"""Tries to reach a person: each is written down, and the next date comes by itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.calendar import add_working_days, local_day
from skills.interface.calendar import holidays
from skills.models.casework import Outreach
from skills.service.files import locked_by_office, record_deed
from skills.states import UNREACHABLE_DAYS, UNREACHABLE_TRIES, wait_days
from skills.values.casework import OutreachDraft, OutreachOutcome, OutreachResult, OutreachWay
from skills.values.returnees import Availability


def record_outreach(
    session: Session, *, returnee_id: int, draft: OutreachDraft, actor: Actor, now: datetime
) -> OutreachOutcome:
    """Write down one try and say what it means; a form that is sent twice counts once.

    What else follows (`unreachable`, or reached again): `forsa.deeds.outreach`, the only caller.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    """
    person = locked_by_office(session, returnee_id, actor)
    rows = _lately(session, returnee_id, now)
    if _is_known(session, returnee_id, draft.mark):
        return OutreachOutcome(person.call_on, _failed(rows), is_unreachable=False, is_new=False)
    failed = 0 if draft.result is OutreachResult.ANSWERED else _failed(rows) + 1
    next_on = draft.next_on
    wait = wait_days(draft.result, failed)
    if next_on is None and wait is not None:
        next_on = add_working_days(local_day(now), wait, holidays(session))
    session.add(
        Outreach(
            returnee_id=returnee_id,
            way=draft.way,
            result=draft.result,
            at=now,
            by=actor.account_id,
            next_on=next_on,
            mark=draft.mark,
        )
    )
    person.call_on = next_on
    record_deed(session, returnee_id, f"tried.{draft.way}.{draft.result}", actor, now)
    is_free = person.availability is Availability.AVAILABLE
    return OutreachOutcome(next_on, failed, is_free and failed >= UNREACHABLE_TRIES)


def note_reached(session: Session, *, returnee_id: int, actor: Actor, now: datetime) -> None:
    """Write down that a person was reached by themselves, so that earlier tries count no more.

    Nothing is written if they were reached since the last failed try.
    """
    if not _failed(_lately(session, returnee_id, now)):
        return
    session.add(
        Outreach(
            returnee_id=returnee_id,
            way=OutreachWay.THEMSELVES,
            result=OutreachResult.ANSWERED,
            at=now,
            by=actor.account_id,
        )
    )


def _lately(session: Session, returnee_id: int, now: datetime) -> Sequence[Outreach]:
    """Return the tries of the days that count, oldest first."""
    return session.exec(
        select(Outreach)
        .where(Outreach.returnee_id == returnee_id)
        .where(col(Outreach.at) > now - timedelta(days=UNREACHABLE_DAYS))
        .order_by(col(Outreach.at), col(Outreach.id))
    ).all()


def _is_known(session: Session, returnee_id: int, mark: str | None) -> bool:
    if mark is None:
        return False
    same = (Outreach.returnee_id == returnee_id, Outreach.mark == mark)
    return session.exec(select(Outreach.id).where(*same)).first() is not None


def _failed(rows: Sequence[Outreach]) -> int:
    """Return how many tries failed since the person was last reached."""
    count = 0
    for row in rows:
        count = 0 if row.result is OutreachResult.ANSWERED else count + 1
    return count
