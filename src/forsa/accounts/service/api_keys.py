"""Deeds with keys of programs: make one, end one, note that one was used."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from employers.interface import employer_brief
from forsa.accounts.errors import ApiKeyNotFound
from forsa.accounts.models import Account, ApiKey
from forsa.accounts.rules import SEEN_EVERY, check_key, check_may_keep_keys
from forsa.accounts.tokens import HINT_LENGTH, digest_of
from forsa.accounts.values import ApiKeyDraft, HashedKey, Scope, SignedIn
from kernel.actor import Actor, Role
from kernel.audit import record
from kernel.storage import locked_row, write_new


def hashed_key(key: str) -> HashedKey:
    """Return a key that was just drawn in the form in which it is kept."""
    return HashedKey(digest_of(key), key[:HINT_LENGTH])


def make_api_key(
    session: Session, *, draft: ApiKeyDraft, key: HashedKey, actor: Actor, now: datetime
) -> int:
    """Give a program a key and return the key's id.

    A program of the same name and employer gets a further key, so that it can change from one
    to the other without a pause.

    Raises
    ------
    KeyKeeperOnly
        If the actor may not.
    KeyNameMissing, ScopesUnfit, KeyTimeUnfit
        If the draft does not fit.
    EmployerNotFound
        If there is no such employer.
    """
    check_may_keep_keys(actor)
    check_key(draft)
    if draft.employer_id is not None:
        employer_brief(session, draft.employer_id)
    row = ApiKey(
        account_id=_program(session, draft, now),
        key_digest=key.digest,
        hint=key.hint,
        scopes=sorted(draft.scopes),
        created_at=now,
        expires_at=now + timedelta(days=draft.days),
    )
    key_id = write_new(session, row)
    record(session, actor=actor, action="api_key.make", subject=f"api_key:{key_id}", now=now)
    return key_id


def _program(session: Session, draft: ApiKeyDraft, now: datetime) -> int:
    name = draft.name.strip()[:120]
    known = session.exec(
        select(Account.id)
        .where(Account.role == Role.API_CLIENT)
        .where(Account.name == name)
        .where(Account.employer_id == draft.employer_id)
        .where(col(Account.disabled_at).is_(None))
    ).first()
    return known or write_new(
        session,
        Account(
            role=Role.API_CLIENT,
            name=name,
            language="en",
            employer_id=draft.employer_id,
            created_at=now,
        ),
    )


def end_api_key(session: Session, *, key_id: int, actor: Actor, now: datetime) -> None:
    """End a key at once; one that has ended stays as it is.

    Raises
    ------
    KeyKeeperOnly
        If the actor may not.
    ApiKeyNotFound
        If there is no such key.
    """
    check_may_keep_keys(actor)
    row = locked_row(session, ApiKey, key_id)
    if row is None:
        raise ApiKeyNotFound
    if row.ended_at is None:
        row.ended_at = now
        record(session, actor=actor, action="api_key.end", subject=f"api_key:{key_id}", now=now)


def program_for_key(session: Session, *, key: str, now: datetime) -> SignedIn | None:
    """Return which program a key stands for, None if none or its time is up; one query."""
    digest = digest_of(key)
    found = session.execute(
        sa.select(*_PROGRAM)
        .join(Account, col(Account.id) == col(ApiKey.account_id))
        .where(col(ApiKey.key_digest) == digest)
        .where(col(ApiKey.ended_at).is_(None))
        .where(col(ApiKey.expires_at) > now)
        .where(col(Account.disabled_at).is_(None))
    ).first()
    if found is None:
        return None
    return SignedIn(
        actor=Actor(
            role=Role.API_CLIENT, account_id=found.account_id, employer_id=found.employer_id
        ),
        language=found.language,
        account_name=found.name,
        token_hash=digest,
        is_due=found.last_used_at is None or now - found.last_used_at >= SEEN_EVERY,
        scopes=frozenset(map(Scope, found.scopes)),
    )


_PROGRAM = (
    col(ApiKey.account_id),
    col(ApiKey.scopes),
    col(ApiKey.last_used_at),
    col(Account.name),
    col(Account.language),
    col(Account.employer_id),
)


def note_key_used(session: Session, *, key_digest: str, now: datetime) -> None:
    """Note that a key was used now; the one write that its reads may cause."""
    session.connection().execute(
        sa.update(ApiKey).where(col(ApiKey.key_digest) == key_digest).values(last_used_at=now)
    )
