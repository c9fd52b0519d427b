"""Hashing of passwords and PINs, four at most at once; never inside a writer.

Source for the parameters: OWASP Password Storage Cheat Sheet, Argon2id m = 19 MiB, t = 2, p = 1.
"""

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import hash_secret_raw

MEMORY_KIB, ROUNDS, LANES = 19 * 1024, 2, 1
HASHES_AT_ONCE = 4
"""Each takes 19 MiB and a core for some 20 ms."""

_hasher = PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES)
_turns = BoundedSemaphore(HASHES_AT_ONCE)
_CARD_SALT = b"forsa sign-in card code"


def hash_of(secret: str) -> str:
    """Return the hash of a password or PIN, to be kept."""
    with _turns:
        return _hasher.hash(_normal(secret))


def is_right(secret: str, known_hash: str | None) -> bool:
    """Return whether a password or PIN belongs to a hash; None takes as long and never does."""
    with _turns:
        try:
            _hasher.verify(known_hash or _of_nobody(), _normal(secret))
        except (VerificationError, InvalidHashError):
            return False
    return known_hash is not None


def is_outdated(known_hash: str) -> bool:
    """Return whether a hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(known_hash)


def code_digest(code: str) -> str:
    """Return the digest by which a card is found, 64 hex letters.

    A code has 40 bits only, so that a fast digest could be tried out; this one would take
    a core centuries. The salt is fixed because the card is found by the digest.
    """
    with _turns:
        raw = hash_secret_raw(
            secret=code.encode("utf-8", "replace"),
            salt=_CARD_SALT,
            time_cost=ROUNDS,
            memory_cost=MEMORY_KIB,
            parallelism=LANES,
            hash_len=32,
            type=Type.ID,
        )
    return raw.hex()


@cache
def _of_nobody() -> str:
    return _hasher.hash("nobody has this password")


def _normal(secret: str) -> str:
    return unicodedata.normalize("NFC", secret)
