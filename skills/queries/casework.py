"""Tries to reach people, whom to try again, and files that are handed over."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel.actor import Actor, Role
from kernel.places import Governorate
from kernel.storage import written_id
from skills.errors import HandOverNotFound
from skills.interface.hand_overs import brief_of_hand_over
from skills.interface.stand_ins import looked_after_by
from skills.models.casework import FileHandOver, Outreach, StandIn
from skills.models.returnees import Returnee, SkillRecord
from skills.rules import check_may_take_over, may_take_over
from skills.values.casework import HandOverBrief, OfferedPerson, OutreachBrief, StandInBrief
from skills.values.returnees import Availability, HandOver, RecordState

MOST_TRIES = 20
MOST_OFFERS = 20
MOST_CALLS = 50

STILL_TRIED = (Availability.AVAILABLE, Availability.PAUSED, Availability.UNREACHABLE)
"""Who has work or does not want to take part is not called any more."""


def tries_of(
    session: Session, returnee_id: int, *, first: int = 0, most: int = MOST_TRIES
) -> list[OutreachBrief]:
    """Return the last tries to reach a person, newest first and those from `first` on; one query.

    The caller has checked that whoever reads works with the person.
    """
    rows = session.exec(
        select(Outreach)
        .where(Outreach.returnee_id == returnee_id)
        .order_by(col(Outreach.at).desc(), col(Outreach.id).desc())
        .offset(first)
        .limit(most)
    )
    return [OutreachBrief(row.way, row.result, row.at, row.by, row.next_on) for row in rows]


def people_to_call(
    session: Session, *, office_id: int, caseworker_ids: Collection[int] | None, today: date
) -> dict[int, date]:
    """Return by person the day on which to try again, where it has come; at most 50, one query.

    `caseworker_ids` None means everybody's of the office.
    """
    query = (
        sa.select(col(Returnee.id), col(Returnee.call_on))
        .where(col(Returnee.office_id) == office_id)
        .where(col(Returnee.record) == RecordState.ACTIVE)
        .where(col(Returnee.availability).in_(STILL_TRIED))
        .where(col(Returnee.call_on) <= today)
        .order_by(col(Returnee.call_on), col(Returnee.id))
        .limit(MOST_CALLS)
    )
    if caseworker_ids is not None:
        query = query.where(col(Returnee.caseworker_id).in_(caseworker_ids))
    return {row.id: row.call_on for row in session.execute(query)}


def stand_ins_on(session: Session, *, account_id: int, today: date) -> list[StandInBrief]:
    """Return for whom somebody stands in today, and who stands in for them; one query."""
    rows = session.exec(
        select(StandIn)
        .where(col(StandIn.from_on) <= today)
        .where(col(StandIn.until_on) >= today)
        .where((col(StandIn.by_id) == account_id) | (col(StandIn.absent_id) == account_id))
        .order_by(col(StandIn.id))
    )
    return [_stand_in(row) for row in rows]


def stand_ins_of(session: Session, *, office_id: int, today: date) -> list[StandInBrief]:
    """Return who stands in for whom in an office, today or later, by day; one query."""
    rows = session.exec(
        select(StandIn)
        .where(StandIn.office_id == office_id)
        .where(col(StandIn.until_on) >= today)
        .order_by(col(StandIn.from_on), col(StandIn.id))
        .limit(MOST_CALLS)
    )
    return [_stand_in(row) for row in rows]


def _stands_in(account_id: int | None, today: date) -> sa.ColumnElement[bool]:
    is_today = (col(StandIn.from_on) <= today) & (col(StandIn.until_on) >= today)
    return is_today & (col(StandIn.by_id) == account_id)


def _stand_in(row: StandIn) -> StandInBrief:
    return StandInBrief(written_id(row), row.absent_id, row.by_id, row.from_on, row.until_on)


def people_counts(session: Session, office_id: int) -> dict[int | None, int]:
    """Return how many active files each caseworker of an office has, None for nobody's."""
    rows = session.execute(
        sa.select(col(Returnee.caseworker_id), sa.func.count())
        .where(col(Returnee.office_id) == office_id)
        .where(col(Returnee.record) == RecordState.ACTIVE)
        .group_by(col(Returnee.caseworker_id))
    )
    return {account_id: count for account_id, count in rows}


def hand_over_of(session: Session, returnee_id: int) -> HandOverBrief | None:
    """Return the newest hand-over of a person, None if there was none; one query.

    The caller has checked that whoever reads works with the person.
    """
    row = session.exec(
        select(FileHandOver)
        .where(FileHandOver.returnee_id == returnee_id)
        .order_by(col(FileHandOver.id).desc())
    ).first()
    return brief_of_hand_over(row) if row is not None else None


def offered_to(
    session: Session, actor: Actor, *, supervisor_ids: Collection[int], today: date
) -> list[HandOverBrief]:
    """Return the open offers that the actor may answer, oldest first; at most 50, one query.

    `supervisor_ids` are those of the actor's office. Who stands in for somebody today answers
    for them.
    """
    waiting = (
        sa.select(col(FileHandOver.id))
        .where(col(FileHandOver.to_office_id) == actor.office_id)
        .where(col(FileHandOver.state) == HandOver.PROPOSED)
        .order_by(col(FileHandOver.id))
        .limit(MOST_CALLS)
        .subquery()
    )
    rows = session.exec(
        select(FileHandOver, StandIn.absent_id)
        .join(waiting, waiting.c.id == col(FileHandOver.id))
        .outerjoin(StandIn, _stands_in(actor.account_id, today))
        .order_by(col(FileHandOver.id))
    ).all()
    answers_for = {absent for _, absent in rows if absent is not None} | {actor.account_id or 0}
    briefs = {written_id(row): brief_of_hand_over(row) for row, _ in rows}
    return [
        one
        for one in briefs.values()
        if may_take_over(actor, one, answers_for=answers_for, supervisor_ids=supervisor_ids)
    ]


def offered_by(session: Session, actor: Actor) -> list[HandOverBrief]:
    """Return what the actor's office offered to others, newest first; at most 20, one query.

    A caseworker is given what they offered themselves or had, a supervisor all of it. How it
    ended is theirs to know; of the person nothing more, once somebody else has the file.
    """
    query = (
        select(FileHandOver)
        .where(FileHandOver.from_office_id == actor.office_id)
        .order_by(col(FileHandOver.id).desc())
        .limit(MOST_OFFERS)
    )
    if actor.role is not Role.SUPERVISOR:
        own = actor.account_id
        query = query.where(
            (col(FileHandOver.proposed_by) == own) | (col(FileHandOver.from_caseworker_id) == own)
        )
    return [brief_of_hand_over(row) for row in session.exec(query)]


def offered_person(
    session: Session,
    *,
    hand_over_id: int,
    actor: Actor,
    supervisor_ids: Collection[int],
    today: date,
) -> OfferedPerson:
    """Return what somebody may know of a person who is offered to them; four queries.

    Raises
    ------
    HandOverNotFound
        If nobody is offered to them by this number, or no more.
    """
    row = session.get(FileHandOver, hand_over_id)
    if row is None or row.state is not HandOver.PROPOSED:
        raise HandOverNotFound
    answers_for = looked_after_by(session, account_id=actor.account_id, today=today)
    check_may_take_over(
        actor, brief_of_hand_over(row), answers_for=answers_for, supervisor_ids=supervisor_ids
    )
    person = session.get_one(Returnee, row.returnee_id)
    skills = sa.select(sa.func.count()).where(col(SkillRecord.returnee_id) == row.returnee_id)
    return OfferedPerson(
        hand_over=brief_of_hand_over(row),
        language=person.language,
        governorate=person.governorate,
        accepted_governorates=tuple(Governorate(code) for code in person.accepted_governorates),
        occupation_uri=person.occupation_uri,
        experience_months=person.experience_months,
        languages=tuple(person.languages.items()),
        skill_count=session.execute(skills).scalar_one(),
    )
