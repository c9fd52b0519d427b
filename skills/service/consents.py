"""Deeds with consents. Rows are added, never changed."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from kernel import audit
from kernel.actor import Actor
from kernel.storage import locked_row
from skills.consent_texts import text_digest
from skills.errors import ConsentNotLive, ReturneeNotFound
from skills.interface.consents import newest_rows
from skills.models.returnees import Consent, Returnee
from skills.rules import check_may_work_with, check_not_merged, check_scope, expiry, is_live
from skills.values.consents import ConsentAct, ConsentDraft, ConsentMethod, Purpose


def record_consent(
    session: Session, *, returnee_id: int, draft: ConsentDraft, actor: Actor, now: datetime
) -> None:
    """Record that a person said yes to one purpose.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor neither is them nor works with them.
    NotTheirConsent
        If the scope does not fit the purpose.
    """
    _check_access(session, returnee_id, actor)
    session.add(Consent(**consent_row(returnee_id, draft, actor, now)))
    session.flush()
    _record(session, returnee_id, f"given.{draft.purpose}", actor, now)


def withdraw_consent(
    session: Session,
    *,
    returnee_id: int,
    purpose: Purpose,
    method: ConsentMethod,
    actor: Actor,
    now: datetime,
) -> None:
    """Record that a person took back every live yes to one purpose.

    What else this ends: `forsa.deeds.consents`, the only caller.

    Raises
    ------
    ReturneeNotFound
        As `record_consent`.
    ConsentNotLive
        If there is no live yes.
    """
    _check_access(session, returnee_id, actor)
    live = [
        row
        for row in newest_rows(session, [returnee_id], [purpose])
        if is_live(row.act, row.at, row.expires_at, now)
    ]
    if not live:
        raise ConsentNotLive
    session.add_all(withdrawal_row(row, method, actor, now) for row in live)
    session.flush()
    _record(session, returnee_id, f"withdrawn.{purpose}", actor, now)


def withdraw_disclosure(
    session: Session,
    *,
    returnee_id: int,
    vacancy_id: int,
    method: ConsentMethod,
    actor: Actor,
    now: datetime,
) -> bool:
    """Record that an employer may no longer learn of a person for one vacancy.

    False means that there was no yes to take back.

    Raises
    ------
    ReturneeNotFound
        As `record_consent`.
    """
    _check_access(session, returnee_id, actor)
    live = [
        row
        for row in newest_rows(session, [returnee_id], [Purpose.DISCLOSURE])
        if row.vacancy_id == vacancy_id and is_live(row.act, row.at, row.expires_at, now)
    ]
    session.add_all(withdrawal_row(row, method, actor, now) for row in live)
    session.flush()
    if live:
        _record(session, returnee_id, f"withdrawn.{Purpose.DISCLOSURE}", actor, now)
    return bool(live)


def consent_row(
    returnee_id: int, draft: ConsentDraft, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Return the columns of one yes. For this package alone.

    Raises
    ------
    NotTheirConsent
        If the scope does not fit the purpose.
    """
    check_scope(draft)
    return {
        "returnee_id": returnee_id,
        "purpose": draft.purpose,
        "act": ConsentAct.GIVEN,
        "at": draft.given_at,
        "expires_at": expiry(draft.given_at),
        "method": draft.method,
        "language": draft.language,
        "read_aloud": draft.read_aloud,
        "text_version": draft.text_version,
        "text_digest": text_digest(draft.purpose, draft.text_version),
        "employer_id": draft.employer_id,
        "vacancy_id": draft.vacancy_id,
        "channel": draft.channel,
        "recorded_by": actor.account_id,
        "recorded_at": now,
    }


def withdrawal_row(row: Consent, method: ConsentMethod, actor: Actor, now: datetime) -> Consent:
    """Return the row that takes a yes back. For this package alone."""
    return Consent(
        returnee_id=row.returnee_id,
        purpose=row.purpose,
        act=ConsentAct.WITHDRAWN,
        at=now,
        method=method,
        language=row.language,
        text_version=row.text_version,
        text_digest=row.text_digest,
        employer_id=row.employer_id,
        vacancy_id=row.vacancy_id,
        channel=row.channel,
        recorded_by=actor.account_id,
        recorded_at=now,
    )


def _check_access(session: Session, returnee_id: int, actor: Actor) -> None:
    person = locked_row(session, Returnee, returnee_id)
    if person is None:
        raise ReturneeNotFound
    if not actor.is_returnee(returnee_id):
        check_may_work_with(actor, caseworker_id=person.caseworker_id, office_id=person.office_id)
    check_not_merged(returnee_id, person.merged_into_id)


def _record(session: Session, returnee_id: int, what: str, actor: Actor, now: datetime) -> None:
    audit.record(
        session,
        actor=actor,
        action=f"skills.consent.{what}",
        subject=f"returnee:{returnee_id}",
        now=now,
    )
