"""Somebody looks after a colleague's people for some days."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from kernel import audit
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.storage import locked_row, write_new, written_id
from skills.errors import OfficeNotFound, StandInClash, StandInDays, StandInNotFound
from skills.models.casework import StandIn
from skills.models.returnees import Office
from skills.rules import check_may_name_stand_in, check_of_office
from skills.states import LONGEST_STAND_IN
from skills.values.casework import Colleagues, StandInDraft


def name_stand_in(
    session: Session, *, draft: StandInDraft, colleagues: Colleagues, actor: Actor, now: datetime
) -> int:
    """Write down who looks after whose people on which days, and return the stand-in's id.

    The same said twice is one. `colleagues` are who works in the office.

    Raises
    ------
    OfficeNotFound
        If there is no such office, or it is not the actor's.
    SupervisorOnly
        If the actor is no supervisor, and is not the one who will be away.
    CaseworkerNotFound
        If one of the two is not of the office.
    StandInDays
        If the days lie in the past, in the wrong order or too far apart, or it is one person.
    StandInClash
        If one of the two is away, or looked after for, on some of these days already.
    """
    check_may_name_stand_in(actor, office_id=draft.office_id, absent_id=draft.absent_id)
    # Of one office one is named at a time: two at once could each miss the other.
    if locked_row(session, Office, draft.office_id) is None:
        raise OfficeNotFound
    for account_id in (draft.absent_id, draft.by_id):
        check_of_office(account_id, colleagues.account_ids)
    _check_days(draft, local_day(now))
    for row in _about_either(session, draft):
        if _as_said(row) == draft:
            return written_id(row)
        if row.absent_id in {draft.absent_id, draft.by_id} or row.by_id == draft.absent_id:
            raise StandInClash
    stand_in_id = write_new(session, _new(draft, actor, now))
    _record(session, draft.absent_id, "named", actor, now)
    return stand_in_id


def end_stand_in(session: Session, *, stand_in_id: int, actor: Actor, now: datetime) -> None:
    """Let the days before today be the last ones; one that has not begun is taken away.

    Raises
    ------
    StandInNotFound
        If there is none in the actor's office.
    SupervisorOnly
        If the actor is no supervisor, and not the one who is away.
    """
    row = locked_row(session, StandIn, stand_in_id)
    if row is None or not (actor.is_system or actor.is_of_office(row.office_id)):
        raise StandInNotFound
    check_may_name_stand_in(actor, office_id=row.office_id, absent_id=row.absent_id)
    today = local_day(now)
    if row.until_on < today:
        return
    if row.from_on >= today:
        session.delete(row)
    else:
        row.until_on = today - timedelta(days=1)
    _record(session, row.absent_id, "ended", actor, now)


def _check_days(draft: StandInDraft, today: date) -> None:
    is_in_order = today <= draft.until_on and draft.from_on <= draft.until_on
    is_short = draft.until_on - draft.from_on < LONGEST_STAND_IN
    if draft.absent_id == draft.by_id or not (is_in_order and is_short):
        raise StandInDays


def _about_either(session: Session, draft: StandInDraft) -> list[StandIn]:
    """Return what is said of the two for any of these days."""
    both = (draft.absent_id, draft.by_id)
    rows = session.exec(
        select(StandIn)
        .where(col(StandIn.from_on) <= draft.until_on)
        .where(col(StandIn.until_on) >= draft.from_on)
        .where(col(StandIn.absent_id).in_(both) | col(StandIn.by_id).in_(both))
    )
    return list(rows)


def _new(draft: StandInDraft, actor: Actor, now: datetime) -> StandIn:
    return StandIn(
        office_id=draft.office_id,
        absent_id=draft.absent_id,
        by_id=draft.by_id,
        from_on=draft.from_on,
        until_on=draft.until_on,
        recorded_at=now,
        recorded_by=actor.account_id,
    )


def _as_said(row: StandIn) -> StandInDraft:
    return StandInDraft(row.office_id, row.absent_id, row.by_id, row.from_on, row.until_on)


def _record(session: Session, absent_id: int, what: str, actor: Actor, now: datetime) -> None:
    audit.record(
        session,
        actor=actor,
        action=f"skills.stand-in.{what}",
        subject=f"account:{absent_id}",
        now=now,
    )
