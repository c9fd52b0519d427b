"""Deeds with sessions: start, move on, end."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col

from forsa.accounts.errors import AccountNotYours
from forsa.accounts.models import Account, SignInCard, SignInSession
from forsa.accounts.queries import actor_in, actor_of_account
from forsa.accounts.rules import SEEN_EVERY, session_limits
from forsa.accounts.tokens import digest_of
from forsa.accounts.values import SignedIn
from kernel.actor import Actor, Role
from kernel.audit import record


def start_session(
    session: Session, *, account_id: int, token: str, own_phone: bool, now: datetime
) -> None:
    """Begin a spell of being signed in, under a token that was just drawn.

    Raises
    ------
    AccountNotFound
        If there is no such account, or it is disabled.
    """
    actor = actor_of_account(session, account_id)
    limits = session_limits(actor.role, own_phone=own_phone)
    session.add(
        SignInSession(
            token_hash=digest_of(token),
            account_id=account_id,
            created_at=now,
            seen_at=now,
            idle_minutes=limits.idle_minutes,
            ends_at=now + timedelta(hours=limits.hours),
        )
    )
    record(session, actor=actor, action="session.start", subject=f"account:{account_id}", now=now)


def actor_for_token(session: Session, *, token: str, now: datetime) -> SignedIn | None:
    """Return who is signed in under a token, None if nobody is or the time is up.

    Every page of theirs asks this first: columns instead of models, one query, and one more for
    an office's people.
    """
    digest = digest_of(token)
    found = session.execute(
        sa.select(*_SIGNED_IN)
        .join(Account, col(Account.id) == col(SignInSession.account_id))
        .outerjoin(SignInCard, col(SignInCard.account_id) == col(Account.id))
        .where(col(SignInSession.token_hash) == digest)
        .where(col(SignInSession.ended_at).is_(None))
        .where(col(SignInSession.ends_at) > now)
        .where(col(Account.disabled_at).is_(None))
    ).first()
    if found is None or now - found.seen_at >= timedelta(minutes=found.idle_minutes):
        return None
    return SignedIn(
        actor=actor_in(
            session,
            role=found.role,
            account_id=found.id,
            office_id=found.office_id,
            employer_id=found.employer_id,
            returnee_id=found.returnee_id,
        ),
        language=found.language,
        account_name=found.name,
        token_hash=digest,
        is_due=now - found.seen_at >= SEEN_EVERY,
    )


_SIGNED_IN = (
    col(SignInSession.seen_at),
    col(SignInSession.idle_minutes),
    col(Account.id),
    col(Account.role),
    col(Account.name),
    col(Account.language),
    col(Account.office_id),
    col(Account.employer_id),
    col(SignInCard.returnee_id),
)


def move_seen_at(session: Session, *, token_hash: str, now: datetime) -> None:
    """Note that a session was used now; the one write that a GET may cause."""
    session.connection().execute(
        sa.update(SignInSession)
        .where(col(SignInSession.token_hash) == token_hash)
        .values(seen_at=now)
    )


def sign_out(session: Session, *, token_hash: str, actor: Actor, now: datetime) -> None:
    """End one session, the actor's own."""
    session.connection().execute(
        sa.update(SignInSession)
        .where(col(SignInSession.token_hash) == token_hash)
        .where(col(SignInSession.account_id) == actor.account_id)
        .where(col(SignInSession.ended_at).is_(None))
        .values(ended_at=now)
    )
    subject = f"account:{actor.account_id}"
    record(session, actor=actor, action="session.end", subject=subject, now=now)


def end_sessions(session: Session, *, account_id: int, actor: Actor, now: datetime) -> int:
    """End all sessions of an account and return how many that were.

    Raises
    ------
    AccountNotYours
        If the account is another's, and the actor neither operator nor of an office.
    """
    own = actor.account_id == account_id
    if not own and actor.role not in {
        Role.OPERATOR,
        Role.SYSTEM,
        Role.CASEWORKER,
        Role.SUPERVISOR,
    }:
        raise AccountNotYours
    ended = session.connection().execute(
        sa.update(SignInSession)
        .where(col(SignInSession.account_id) == account_id)
        .where(col(SignInSession.ended_at).is_(None))
        .values(ended_at=now)
    )
    subject = f"account:{account_id}"
    record(session, actor=actor, action="session.end_all", subject=subject, now=now)
    return ended.rowcount
