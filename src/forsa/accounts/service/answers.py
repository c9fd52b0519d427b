"""Writes that name their own key: sent twice, they are done once and answered the same."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from forsa.accounts.errors import OnceChanged
from forsa.accounts.models import ApiAnswer
from forsa.accounts.tokens import digest_of
from forsa.accounts.values import Once

ANSWERS_KEPT = timedelta(hours=24)
"""How long a write is known again. Whoever tries for longer has lost count."""


def answer_before(session: Session, *, once: Once, now: datetime) -> str | None:
    """Return what was answered to the same write before, None if it is new.

    Raises
    ------
    OnceChanged
        If something else came under the same key.
    """
    row = session.exec(
        select(ApiAnswer)
        .where(ApiAnswer.account_id == once.account_id)
        .where(ApiAnswer.once_digest == digest_of(once.key))
        .where(col(ApiAnswer.at) > now - ANSWERS_KEPT)
    ).first()
    if row is None:
        return None
    if row.request_digest != once.request_digest:
        raise OnceChanged
    return row.body


def keep_answer(session: Session, *, once: Once, body: str, now: datetime) -> None:
    """Keep what is answered to a write, in the transaction of the write itself.

    What the account was answered more than 24 hours ago is given up.
    """
    session.connection().execute(
        sa.delete(ApiAnswer)
        .where(col(ApiAnswer.account_id) == once.account_id)
        .where(col(ApiAnswer.at) <= now - ANSWERS_KEPT)
    )
    session.add(
        ApiAnswer(
            account_id=once.account_id,
            once_digest=digest_of(once.key),
            request_digest=once.request_digest,
            body=body,
            at=now,
        )
    )
    session.flush()
