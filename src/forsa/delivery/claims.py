"""Who may send a message now, and what became of it: the worker's rows in the outbox."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from forsa.database import Database
from forsa.delivery.letters import DueMessage
from forsa.delivery.timing import LEASE
from kernel.outbox import MessageState, OutboxMessage, Recipient
from kernel.storage import written_id


class Verdict(StrEnum):
    """What became of one claimed message."""

    SENT = "sent"
    RETRIED = "retried"
    FAILED = "failed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    UNTOUCHED = "untouched"


@dataclass(frozen=True, slots=True)
class Result:
    """A verdict, with when to try next and one sentence of why, where there is one.

    `server_away` tells that no other message needs trying now.
    """

    verdict: Verdict
    next_at: datetime | None = None
    reason: str | None = None
    server_away: bool = False


FINAL_STATES = {
    Verdict.SENT: MessageState.SENT,
    Verdict.FAILED: MessageState.FAILED,
    Verdict.CANCELLED: MessageState.CANCELLED,
}


def due_messages(now: datetime) -> SelectOfScalar[OutboxMessage]:
    """Return the query for what waits, is due and nobody else has claimed; the oldest first."""
    nobody_has_it = sa.or_(
        col(OutboxMessage.lease_until).is_(None), col(OutboxMessage.lease_until) <= now
    )
    return (
        select(OutboxMessage)
        .where(OutboxMessage.state == MessageState.CREATED)
        .where(OutboxMessage.next_at <= now)
        .where(nobody_has_it)
        .order_by(col(OutboxMessage.next_at), col(OutboxMessage.id))
    )


def claim(database: Database, *, now: datetime, owner: str, limit: int) -> list[DueMessage]:
    """Make up to `limit` due messages this owner's for the length of a lease."""
    with database.reading() as session:
        # Most rounds find nothing, and should not make a writer wait for that.
        if session.exec(due_messages(now).limit(1)).first() is None:
            return []
    with database.writing() as session:
        # SQLite has one writer at a time and needs no lock on rows; PostgreSQL skips those that
        # another worker is claiming at this moment.
        rows = session.exec(due_messages(now).limit(limit).with_for_update(skip_locked=True)).all()
        for row in rows:
            row.lease_owner, row.lease_until = owner, now + LEASE
            row.attempts += 1
        return [_as_due(row) for row in rows]


def is_still_ours(session: Session, message: DueMessage, *, owner: str) -> bool:
    """Return whether nobody has cancelled or taken over the message since it was claimed."""
    row = session.get(OutboxMessage, message.id)
    return (
        row is not None
        and row.state is MessageState.CREATED
        and (row.lease_owner, row.attempts) == (owner, message.attempts)
    )


def give_verdict(
    session: Session, message: DueMessage, result: Result, *, at: datetime, owner: str
) -> bool:
    """Write down what became of a message; False if it is no longer this owner's."""
    change = (
        sa.update(OutboxMessage)
        .where(col(OutboxMessage.id) == message.id)
        # Each claim counts one more, so the pair names this very claim.
        .where(col(OutboxMessage.lease_owner) == owner)
        .where(col(OutboxMessage.attempts) == message.attempts)
        .values(lease_owner=None, lease_until=None, **_changes(message, result, at))
        .execution_options(synchronize_session=False)
    )
    if result.verdict is not Verdict.SENT:
        # What was cancelled meanwhile stays so; but what has left the house has left it.
        change = change.where(col(OutboxMessage.state) == MessageState.CREATED)
    return session.connection().execute(change).rowcount == 1


def _changes(message: DueMessage, result: Result, at: datetime) -> dict[str, Any]:
    if result.verdict is Verdict.UNTOUCHED:
        return {"attempts": message.attempts - 1}
    changes: dict[str, Any] = {"last_error": result.reason[:200] if result.reason else None}
    if result.next_at is not None:
        changes["next_at"] = result.next_at
    if result.verdict in FINAL_STATES:
        changes["state"] = FINAL_STATES[result.verdict]
    if result.verdict is Verdict.SENT:
        changes["sent_at"] = at
    if result.verdict is Verdict.POSTPONED:
        changes["attempts"] = message.attempts - 1  # waiting is no try
    return changes


def _as_due(row: OutboxMessage) -> DueMessage:
    return DueMessage(
        id=written_id(row),
        dedupe_key=row.dedupe_key,
        to=Recipient(row.recipient_kind, row.recipient_id),
        template=row.template,
        payload=dict(row.payload),
        created_at=row.created_at,
        attempts=row.attempts,
    )
