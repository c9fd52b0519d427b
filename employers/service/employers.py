"""Deeds with employers."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlmodel import Session, col, select

from employers.errors import EmployerNotFound
from employers.models import Employer, EmployerMember
from employers.rules import check_may_record_employer, may_act_for, mover
from employers.states import EMPLOYER_MOVES
from employers.values import EmployerDraft, EmployerState, MemberDraft
from kernel import audit
from kernel.actor import Actor
from kernel.errors import MoveNotAllowed
from kernel.storage import Tally, locked_row, written_id


def record_employers(
    session: Session, *, drafts: Sequence[EmployerDraft], actor: Actor, now: datetime
) -> Tally:
    """Record employers; those whose reference is known are brought up to date.

    Raises
    ------
    StaffOnly
        If the actor may not.
    """
    check_may_record_employer(actor)
    listed = select(Employer).where(col(Employer.source_ref).is_not(None))
    known = {row.source_ref: row for row in session.exec(listed)}
    added = changed = 0
    for draft in drafts:
        row = known.get(draft.source_ref) if draft.source_ref else None
        if row is None:
            _write(session, _new(draft, now), draft, actor, now)
            added += 1
        elif row.source_digest != digest_of(draft):
            _write(session, row, draft, actor, now)
            changed += 1
    return Tally(added, changed, len(drafts) - added - changed)


def move_employer(
    session: Session,
    *,
    employer_id: int,
    to: EmployerState,
    actor: Actor,
    now: datetime,
    reason: StrEnum | None = None,
) -> None:
    """Move one employer to another state.

    Raises
    ------
    EmployerNotFound
        If there is none that the actor may act for.
    MoveNotAllowed
        If its state, or who asks, does not allow it.
    """
    row = locked_row(session, Employer, employer_id)
    if row is None or not may_act_for(actor, employer_id):
        raise EmployerNotFound
    by = mover(actor)
    allowed = tuple(s for s, who in EMPLOYER_MOVES[row.state].items() if by in who)
    if to not in allowed:
        raise MoveNotAllowed(row.state, to, allowed)
    row.state = to
    row.version += 1
    if to is EmployerState.VERIFIED:
        row.verified_at, row.verified_by = now, actor.account_id
    audit.record(
        session,
        actor=actor,
        action=f"employers.employer.{to}",
        subject=f"employer:{employer_id}",
        now=now,
        reason=reason,
    )


def digest_of(draft: object) -> str:
    """Return what tells whether a row of a list says the same as last time."""
    return sha256(repr(draft).encode()).hexdigest()


def _new(draft: EmployerDraft, now: datetime) -> Employer:
    return Employer(
        source_ref=draft.source_ref,
        name=draft.name,
        governorate=draft.governorate,
        registration_kind=draft.registration_kind,
        recorded_at=now,
    )


def _write(
    session: Session, row: Employer, draft: EmployerDraft, actor: Actor, now: datetime
) -> None:
    row.source_digest = digest_of(draft)
    row.name = draft.name
    row.governorate = draft.governorate
    row.registration_number = draft.registration_number
    row.registration_kind = draft.registration_kind
    row.sector = draft.sector
    row.size = draft.size
    row.phone = draft.phone
    if draft.verified and row.state is EmployerState.APPLIED:
        row.state = EmployerState.VERIFIED
        row.verified_at, row.verified_by = now, actor.account_id
    session.add(row)
    session.flush()
    _write_members(session, written_id(row), draft.members)
    audit.record(
        session,
        actor=actor,
        action="employers.employer.recorded",
        subject=f"employer:{row.id}",
        now=now,
    )


def _write_members(session: Session, employer_id: int, members: Sequence[MemberDraft]) -> None:
    rows = session.exec(select(EmployerMember).where(EmployerMember.employer_id == employer_id))
    known = {row.email: row for row in rows}
    for member in members:
        email = member.email.casefold()
        row = known.get(email) or EmployerMember(employer_id=employer_id, name="", email=email)
        row.name, row.phone, row.language = member.name, member.phone, member.language
        row.is_owner = member.is_owner
        session.add(row)
