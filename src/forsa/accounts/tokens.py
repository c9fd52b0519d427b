"""Secrets drawn by chance: session tokens, card codes, PINs, first passwords."""

import secrets
import unicodedata
from hashlib import sha256

from kernel.references import ALPHABET

CODE_LENGTH = 8
PIN_LENGTH = 6


def new_token() -> str:
    """Return a session token of 256 bits."""
    return secrets.token_urlsafe(32)


KEY_MARK = "forsa_"
"""What every key begins with, so that whoever finds one in a wrong place knows what it is."""
HINT_LENGTH = 12


def new_api_key() -> str:
    """Return a key for a program, of 256 bits."""
    return KEY_MARK + secrets.token_urlsafe(32)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text that cannot be guessed, or need not be hidden; 64 letters."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def new_card_code() -> str:
    """Return a card code, written in two groups so that it can be read out."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return f"{code[:4]}-{code[4:]}"


def new_pin() -> str:
    """Return a PIN of six digits, not all the same."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _ in range(PIN_LENGTH))
        if len(set(pin)) > 1:
            return pin


def new_password() -> str:
    """Return a first password of 80 bits, in groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def plain_code(typed: str) -> str:
    """Return a card code as it was typed, in the one form that is hashed.

    Examples
    --------
    >>> plain_code(" 7k3q mabc ")
    '7K3QMABC'
    """
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:40]


def plain_pin(typed: str) -> str:
    """Return a PIN in Latin digits; Arabic ones are understood.

    Examples
    --------
    >>> plain_pin("١٢٣ ٤٥٦")
    '123456'
    """
    return "".join(str(unicodedata.decimal(c)) for c in typed[:40] if c.isdecimal())
