"""Deeds with attempts to sign in: count them, and tell how they ended.

An attempt counts as failed until it has succeeded, so that many at once cannot slip past.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from forsa.accounts.errors import TooManyAttempts
from forsa.accounts.models import Account, SignInCard, SignInFailure
from forsa.accounts.rules import FAILURE_LIMITS, FAILURES_KEPT, is_shut
from forsa.accounts.service.sessions import start_session
from forsa.accounts.tokens import digest_of
from forsa.accounts.values import Attempt
from kernel.actor import SYSTEM
from kernel.audit import record


def begin_password_attempt(
    session: Session, *, email: str, address: str, now: datetime
) -> Attempt:
    """Count an attempt with e-mail and password.

    `address` is where it comes from on the network; only its digest is kept, for an hour.

    Raises
    ------
    TooManyAttempts
        If too many failed for this account, this address or altogether.
    """
    name = email.strip().casefold()
    subjects = _counted(session, {"account": name, "address": address}, now)
    row = session.exec(
        select(Account.id, Account.password_hash)
        .where(Account.email == name)
        .where(col(Account.disabled_at).is_(None))
    ).first()
    account_id, known_hash = row or (None, None)
    return Attempt(subjects, account_id, known_hash, now)


def begin_card_attempt(
    session: Session, *, code_digest: str, address: str, now: datetime
) -> Attempt:
    """Count an attempt with a card.

    Raises
    ------
    TooManyAttempts
        If the card is closed, or too many failed for this address or altogether.
    """
    subjects = _counted(session, {"card": code_digest, "address": address}, now)
    row = session.exec(
        select(SignInCard.account_id, SignInCard.pin_hash)
        .join(Account)
        .where(SignInCard.code_digest == code_digest)
        .where(col(Account.disabled_at).is_(None))
    ).first()
    account_id, known_hash = row or (None, None)
    return Attempt(subjects, account_id, known_hash, now)


def count_link_request(session: Session, *, email: str, address: str, now: datetime) -> None:
    """Count that somebody asked for a new answer link, as attempts to sign in are counted.

    Raises
    ------
    TooManyAttempts
        If too many came for this e-mail address, from this address or altogether.
    """
    _counted(session, {"link": email.strip().casefold(), "address": address}, now)


def succeed(
    session: Session, *, attempt: Attempt, token: str, own_phone: bool, new_hash: str | None
) -> None:
    """Take an attempt out of the count and sign its account in.

    The failures of this account or card before it are forgotten too. `new_hash` replaces the
    password's hash if it is not None.

    Raises
    ------
    AccountNotFound
        If the account was disabled meanwhile.
    """
    assert attempt.account_id is not None, "only an account can succeed"
    own, *shared = attempt.subjects
    session.connection().execute(
        sa.delete(SignInFailure).where(
            sa.or_(
                col(SignInFailure.subject) == own,
                sa.and_(
                    col(SignInFailure.subject).in_(shared),
                    col(SignInFailure.at) == attempt.at,
                ),
            )
        )
    )
    if new_hash is not None:
        account = session.get_one(Account, attempt.account_id)
        account.password_hash = new_hash
    start_session(
        session, account_id=attempt.account_id, token=token, own_phone=own_phone, now=attempt.at
    )


def fail(session: Session, *, attempt: Attempt) -> None:
    """Record that an attempt failed."""
    subject = f"account:{attempt.account_id or 'unknown'}"
    record(session, actor=SYSTEM, action="session.refused", subject=subject, now=attempt.at)


def _counted(session: Session, subjects: dict[str, str], now: datetime) -> tuple[str, ...]:
    """Write a failure for each subject and return their digests, account or card first."""
    digests = []
    for kind, text in (subjects | {"everybody": ""}).items():
        digest = digest_of(f"{kind}:{text}")
        if _is_shut(session, kind, digest, now):
            raise TooManyAttempts
        digests.append(digest)
    session.connection().execute(
        sa.delete(SignInFailure).where(col(SignInFailure.at) < now - FAILURES_KEPT)
    )
    session.add_all(SignInFailure(subject=digest, at=now) for digest in digests)
    return tuple(digests)


def _is_shut(session: Session, kind: str, digest: str, now: datetime) -> bool:
    limit = FAILURE_LIMITS[kind]
    newest_first = (
        select(SignInFailure.at)
        .where(SignInFailure.subject == digest)
        .order_by(col(SignInFailure.at).desc())
    )
    counted_at = session.exec(newest_first.offset(limit.count - 1).limit(1)).first()
    newest_at = session.exec(newest_first.limit(1)).first()
    if counted_at is None or newest_at is None:
        return False
    return is_shut(limit, newest_at=newest_at, counted_at=counted_at, now=now)
