"""A file goes from one caseworker or office to another, who takes it or refuses it.

The old office stays responsible until then: nothing of the person's row changes before.
"""

from datetime import datetime

from sqlmodel import Session, select

from kernel.actor import Actor, Role
from kernel.calendar import local_day
from kernel.errors import MoveNotAllowed
from kernel.storage import locked_row, write_new, written_id
from skills.errors import (
    FileArchived,
    HandOverNotFound,
    HandOverOpen,
    HandOverPointless,
    HandOverReasonMissing,
    NoteHoldsPhone,
    OfficeNotFound,
)
from skills.interface.hand_overs import brief_of_hand_over
from skills.interface.stand_ins import looked_after_by
from skills.models.casework import FileHandOver
from skills.models.returnees import Office, Returnee
from skills.rules import (
    check_may_take_over,
    check_of_office,
    holds_phone,
    may_work_with,
)
from skills.service.files import locked_by_office, record_deed
from skills.states import HAND_OVER_MOVES, PUT_AWAY, Side
from skills.values.casework import (
    REFUSING,
    Colleagues,
    HandOverAnswer,
    HandOverDraft,
    HandOverReason,
)
from skills.values.returnees import HandOver


def propose_hand_over(
    session: Session,
    *,
    returnee_id: int,
    draft: HandOverDraft,
    colleagues: Colleagues,
    actor: Actor,
    now: datetime,
) -> int:
    """Offer a file to an office or one of its caseworkers, and return the hand-over's id.

    Offered again to the same, it is the same hand-over. `colleagues` are who works there. The
    tasks of both sides: `forsa.deeds.hand_overs`, the only caller.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    OfficeNotFound, CaseworkerNotFound
        If there is no such office, or no such caseworker there.
    HandOverPointless
        If the file is theirs already.
    NoteHoldsPhone
        If a phone number stands in the note, which is read before the file is taken.
    HandOverOpen
        If it is offered to somebody else.
    FileArchived
        If the file is put away.
    """
    person = locked_by_office(session, returnee_id, actor)
    _check_may_go(session, person, draft, colleagues)
    to = (draft.to_office_id, draft.to_caseworker_id)
    found = _open_of(session, returnee_id)
    if found is not None:
        if (found.to_office_id, found.to_caseworker_id) != to:
            raise HandOverOpen
        return written_id(found)
    hand_over_id = write_new(session, _proposed(person, draft, actor, now))
    record_deed(session, returnee_id, "hand-over.proposed", actor, now)
    return hand_over_id


def _check_may_go(
    session: Session, person: Returnee, draft: HandOverDraft, colleagues: Colleagues
) -> None:
    if person.record in PUT_AWAY:
        raise FileArchived
    if session.get(Office, draft.to_office_id) is None:
        raise OfficeNotFound
    check_of_office(draft.to_caseworker_id, colleagues.account_ids)
    if draft.note is not None and holds_phone(draft.note):
        raise NoteHoldsPhone
    is_own_office = draft.to_office_id == person.office_id
    if is_own_office and draft.to_caseworker_id in {None, person.caseworker_id}:
        raise HandOverPointless


def _proposed(person: Returnee, draft: HandOverDraft, actor: Actor, now: datetime) -> FileHandOver:
    return FileHandOver(
        returnee_id=written_id(person),
        from_office_id=person.office_id,
        from_caseworker_id=person.caseworker_id,
        to_office_id=draft.to_office_id,
        to_caseworker_id=draft.to_caseworker_id,
        state=HandOver.PROPOSED,
        note=draft.note,
        proposed_at=now,
        proposed_by=actor.account_id,
    )


def accept_hand_over(
    session: Session,
    *,
    answer: HandOverAnswer,
    colleagues: Colleagues,
    actor: Actor,
    now: datetime,
) -> int:
    """Take a file over: it is the new office's from now on; return whose caseworker's it is.

    A supervisor says whose; else it is for whom it was offered to, or for whoever takes it. Taken
    twice by the same, it is taken once.

    Raises
    ------
    HandOverNotFound
        If there is none that is offered to the actor.
    CaseworkerNotFound
        If whoever is named is not of the new office.
    MoveNotAllowed
        If it has been decided.
    """
    row = _offered(session, answer.hand_over_id, colleagues, actor, now)
    whose = answer.caseworker_id if actor.role is Role.SUPERVISOR else None
    whose = whose or row.to_caseworker_id or actor.account_id
    assert whose is not None, "whoever takes a file over has an account"
    check_of_office(whose, colleagues.account_ids)
    if _is_said_again(row, HandOver.ACCEPTED, actor):
        return whose
    person = locked_row(session, Returnee, row.returnee_id)
    assert person is not None, "a hand-over is of somebody on file"
    _decide(row, HandOver.ACCEPTED, Side.TAKING, actor, now)
    if person.office_id != row.to_office_id:
        _keep_reference(session, person, row.to_office_id)
    person.office_id, person.caseworker_id = row.to_office_id, whose
    person.version += 1
    record_deed(session, row.returnee_id, "hand-over.accepted", actor, now)
    return whose


def refuse_hand_over(
    session: Session,
    *,
    answer: HandOverAnswer,
    colleagues: Colleagues,
    actor: Actor,
    now: datetime,
) -> None:
    """Refuse to take a file over; it stays where it is. Refused twice, it is refused once.

    Raises
    ------
    HandOverReasonMissing
        If no reason is given that somebody may have.
    HandOverNotFound, MoveNotAllowed
        As `accept_hand_over`.
    """
    row = _offered(session, answer.hand_over_id, colleagues, actor, now)
    if _is_said_again(row, HandOver.REFUSED, actor):
        return
    if answer.reason not in REFUSING:
        raise HandOverReasonMissing
    _decide(row, HandOver.REFUSED, Side.TAKING, actor, now)
    row.reason = answer.reason
    record_deed(session, row.returnee_id, f"hand-over.refused.{answer.reason}", actor, now)


def withdraw_hand_over(
    session: Session, *, hand_over_id: int, actor: Actor, now: datetime
) -> None:
    """Take the offer of a file back.

    Raises
    ------
    HandOverNotFound
        If there is none of a person with whom the actor works.
    MoveNotAllowed
        If it has been decided.
    """
    row = _given(session, hand_over_id, actor)
    _decide(row, HandOver.WITHDRAWN, Side.GIVING, actor, now)
    record_deed(session, row.returnee_id, "hand-over.withdrawn", actor, now)


def let_hand_over_expire(
    session: Session,
    *,
    hand_over_id: int,
    proposed_before: datetime,
    actor: Actor,
    now: datetime,
) -> bool:
    """Take the offer of a file back that nobody answered; return whether it was.

    The tasks of both sides: `forsa.deeds.hand_overs`, the only caller.
    """
    row = locked_row(session, FileHandOver, hand_over_id)
    if row is None or row.state is not HandOver.PROPOSED or row.proposed_at >= proposed_before:
        return False
    _decide(row, HandOver.WITHDRAWN, Side.JOB, actor, now)
    row.reason = HandOverReason.NO_ANSWER
    record_deed(session, row.returnee_id, "hand-over.expired", actor, now)
    return True


def _offered(
    session: Session, hand_over_id: int, colleagues: Colleagues, actor: Actor, now: datetime
) -> FileHandOver:
    """Return a hand-over for who may answer it."""
    row = locked_row(session, FileHandOver, hand_over_id)
    if row is None:
        raise HandOverNotFound
    today = local_day(now)
    check_may_take_over(
        actor,
        brief_of_hand_over(row),
        answers_for=looked_after_by(session, account_id=actor.account_id, today=today),
        supervisor_ids=colleagues.supervisor_ids,
    )
    return row


def _given(session: Session, hand_over_id: int, actor: Actor) -> FileHandOver:
    """Return a hand-over for who works with its person."""
    row = locked_row(session, FileHandOver, hand_over_id)
    if row is None:
        raise HandOverNotFound
    person = session.get_one(Returnee, row.returnee_id)
    if not may_work_with(actor, caseworker_id=person.caseworker_id, office_id=person.office_id):
        raise HandOverNotFound
    return row


def _is_said_again(row: FileHandOver, to: HandOver, actor: Actor) -> bool:
    """Return whether the same account has answered the same already: a form sent twice."""
    return row.state is to and row.decided_by == actor.account_id


def _decide(row: FileHandOver, to: HandOver, side: Side, actor: Actor, now: datetime) -> None:
    allowed = tuple(s for s, who in HAND_OVER_MOVES[row.state].items() if side in who)
    if to not in allowed:
        raise MoveNotAllowed(row.state, to, allowed)
    row.state, row.decided_at, row.decided_by = to, now, actor.account_id


def _open_of(session: Session, returnee_id: int) -> FileHandOver | None:
    return session.exec(
        select(FileHandOver)
        .where(FileHandOver.returnee_id == returnee_id)
        .where(FileHandOver.state == HandOver.PROPOSED)
    ).first()


def _keep_reference(session: Session, person: Returnee, to_office_id: int) -> None:
    """Let a person keep the number of the old office's list, as one of another system.

    Numbers are unique within an office: in the new one it may be somebody else's.
    """
    if person.source_ref is None:
        return
    old = session.get_one(Office, person.office_id)
    said = {"system": old.code, "reference": person.source_ref}
    if not person.source_ref.startswith("page:"):
        person.case_references = [*person.case_references, said]
    taken = session.exec(
        select(Returnee.id)
        .where(Returnee.office_id == to_office_id)
        .where(Returnee.source_ref == person.source_ref)
    ).first()
    if taken is not None:
        person.source_ref = None
