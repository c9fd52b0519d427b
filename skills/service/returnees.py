"""Deeds with people's files: record them, bring them up to date, say who is free."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from kernel import audit
from kernel.actor import Actor
from kernel.errors import MoveNotAllowed
from kernel.storage import Tally, insert_rows, written_id
from skills.errors import ReturneeNotFound
from skills.models.returnees import Consent, Returnee, SkillRecord
from skills.rules import check_may_record_returnee
from skills.service.consents import consent_row
from skills.service.details import (
    name_main_work,
    write_details,
)
from skills.service.files import locked_person, record_deed
from skills.service.known_people import (
    bring_up_to_date,
    fill,
    is_news,
    is_ours,
    known_people,
)
from skills.service.outreach import note_reached
from skills.service.ruled_records import as_ruled
from skills.service.said_work import drafts_as_ruled
from skills.service.skill_records import skill_rows
from skills.states import AVAILABILITY_MOVES, By
from skills.values.returnees import (
    Availability,
    ReturneeDraft,
)


def record_returnee(session: Session, *, draft: ReturneeDraft, actor: Actor, now: datetime) -> int:
    """Record one person with their skills and consents and return their id.

    Raises
    ------
    CaseworkerOnly
        If the actor may not record people for this office.
    NotTheirConsent
        If a consent's scope does not fit its purpose.
    """
    [returnee_id] = _write_new(session, [draft], actor, now)
    return returnee_id


def record_returnees(
    session: Session, *, drafts: Sequence[ReturneeDraft], actor: Actor, now: datetime
) -> Tally:
    """Record people; those whose reference is known in their office are brought up to date.

    Skills and consents that are on file stay; new ones are added. Whoever a list says nothing
    new of is left as they are.

    Raises
    ------
    CaseworkerOnly, NotTheirConsent
        As `record_returnee`.
    ReturneeNotFound
        If a list names somebody by our own number whom the office does not have.
    """
    known = known_people(session, drafts)
    new: list[ReturneeDraft] = []
    changed = 0
    for draft in drafts:
        row = known.get((draft.office_id, draft.source_ref)) if draft.source_ref else None
        if row is None and is_ours(draft.source_ref):
            raise ReturneeNotFound
        if row is None:
            new.append(draft)
        elif is_news(row, draft):
            changed += bring_up_to_date(session, row, draft, actor, now)
    _write_new(session, new, actor, now)
    return Tally(len(new), changed, len(drafts) - len(new) - changed)


def move_availability(
    session: Session,
    *,
    returnee_id: int,
    to: Availability,
    until_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Say whether a person is free for work now.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor neither is them nor works with them.
    MoveNotAllowed
        If their availability does not allow it.
    """
    row = locked_person(session, returnee_id, actor)
    by = By.RETURNEE if actor.is_returnee(returnee_id) else By.CASEWORKER
    by = By.JOB if actor.is_system else by
    allowed = tuple(s for s, who in AVAILABILITY_MOVES[row.availability].items() if by in who)
    if to not in allowed:
        raise MoveNotAllowed(row.availability, to, allowed)
    if row.availability is Availability.UNREACHABLE and by is not By.JOB:
        note_reached(session, returnee_id=returnee_id, actor=actor, now=now)
    row.availability = to
    row.availability_until_on = until_on if to is Availability.PAUSED else None
    if to in _NOT_CALLED or by is By.RETURNEE:
        # Nobody is called again who has work, does not take part, or has just said how it is.
        row.call_on = None
    row.version += 1
    record_deed(session, returnee_id, str(to), actor, now)


_NOT_CALLED = frozenset({Availability.PLACED, Availability.WITHDRAWN})


def _with_ruled_work(
    session: Session, rows: Sequence[Returnee], drafts: Sequence[ReturneeDraft]
) -> list[ReturneeDraft]:
    """Return drafts with work as it is ruled; their files name the longest of it."""
    ruled = drafts_as_ruled(session, drafts)
    for row, draft in zip(rows, ruled, strict=True):
        name_main_work(row, draft)
    return ruled


def _write_new(
    session: Session, drafts: Sequence[ReturneeDraft], actor: Actor, now: datetime
) -> list[int]:
    """Write people and all that is said of them, in few statements however many they are."""
    for office_id in {draft.office_id for draft in drafts}:
        check_may_record_returnee(actor, office_id)
    rows = [_new(draft, now) for draft in drafts]
    session.add_all(rows)
    session.flush()
    ids = [written_id(row) for row in rows]
    drafts = _with_ruled_work(session, rows, drafts)
    pairs = list(zip(ids, drafts, strict=True))
    ruled = as_ruled(session, [one for draft in drafts for one in draft.skills])
    said = [
        (row_id, [ruled[one] for one in draft.skills if one in ruled]) for row_id, draft in pairs
    ]
    insert_rows(
        session,
        SkillRecord,
        [one for row_id, skills in said for one in skill_rows(row_id, skills, actor, now)],
    )
    write_details(session, pairs, actor, now)
    insert_rows(
        session,
        Consent,
        [
            consent_row(row_id, one, actor, now)
            for row_id, draft in pairs
            for one in draft.consents
        ],
    )
    audit.record_many(
        session,
        actor=actor,
        action="skills.returnee.recorded",
        subjects=[f"returnee:{row_id}" for row_id in ids],
        now=now,
    )
    return ids


def _new(draft: ReturneeDraft, now: datetime) -> Returnee:
    row = Returnee(
        office_id=draft.office_id,
        caseworker_id=draft.caseworker_id,
        full_name=draft.full_name,
        accepted_governorates=[],
        licences=[],
        languages={},
        recorded_at=now,
        confirmed_at=now,
    )
    fill(row, draft, now)
    name_main_work(row, draft)
    return row
