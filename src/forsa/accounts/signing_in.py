"""The steps of signing in: count the attempt, hash outside of any writer, then decide.

Nothing here tells whether an account or card is there: unknown ones take the same steps.
"""

from dataclasses import dataclass
from datetime import datetime

from forsa.accounts.errors import SignInFailed
from forsa.accounts.passwords import code_digest, hash_of, is_outdated, is_right
from forsa.accounts.service.attempts import (
    begin_card_attempt,
    begin_password_attempt,
    fail,
    succeed,
)
from forsa.accounts.tokens import new_card_code, new_pin, new_token, plain_code, plain_pin
from forsa.accounts.values import Attempt, HashedCard
from forsa.database import Database


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card just drawn: the one time that code and PIN can be read, and what is kept."""

    code: str
    pin: str
    hashed: HashedCard


def sign_in(database: Database, *, email: str, password: str, address: str, now: datetime) -> str:
    """Return the token of a new session.

    Raises
    ------
    SignInFailed
        If e-mail and password do not belong together.
    TooManyAttempts
        If that was tried too often.
    """
    with database.writing() as session:
        attempt = begin_password_attempt(session, email=email, address=address, now=now)
    right = is_right(password, attempt.known_hash)
    new_hash = None
    if right and attempt.known_hash is not None and is_outdated(attempt.known_hash):
        new_hash = hash_of(password)
    return _decided(database, attempt, right=right, own_phone=False, new_hash=new_hash)


def sign_in_with_card(
    database: Database, *, code: str, pin: str, own_phone: bool, address: str, now: datetime
) -> str:
    """Return the token of a new session. On an own phone it lives for seven days.

    Raises
    ------
    SignInFailed
        If code and PIN do not belong together.
    TooManyAttempts
        If that was tried too often; five wrong PINs close the card for 15 minutes.
    """
    digest = code_digest(plain_code(code))
    with database.writing() as session:
        attempt = begin_card_attempt(session, code_digest=digest, address=address, now=now)
    right = is_right(plain_pin(pin), attempt.known_hash)
    return _decided(database, attempt, right=right, own_phone=own_phone, new_hash=None)


def new_card() -> NewCard:
    """Return a card drawn by chance, with its hashes; takes some 40 ms."""
    code, pin = new_card_code(), new_pin()
    return NewCard(code, pin, hashed_card(code, pin))


def hashed_card(code: str, pin: str) -> HashedCard:
    """Return what is kept of a card; takes some 40 ms."""
    return HashedCard(code_digest(plain_code(code)), hash_of(plain_pin(pin)))


def _decided(
    database: Database, attempt: Attempt, *, right: bool, own_phone: bool, new_hash: str | None
) -> str:
    token = new_token()
    with database.writing() as session:
        if right:
            succeed(session, attempt=attempt, token=token, own_phone=own_phone, new_hash=new_hash)
        else:
            fail(session, attempt=attempt)
    if not right:
        raise SignInFailed
    return token
