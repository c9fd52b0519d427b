"""Understand a cell in which one of a few words is expected.

Every parser takes the text of a cell that is not empty. Raises `CellProblem` if the word is
none of them.
"""

import re
from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from forsa.exchange.clean_text import clean_line, latin_digits
from forsa.exchange.problems import CellProblem
from kernel.places import Governorate, governorate_named

E = TypeVar("E", bound=Enum)

_LANGUAGE_NAMES = {
    "english": "en",
    "arabic": "ar",
    "العربية": "ar",
    "kurdish": "ckb",
    "sorani": "ckb",
    "کوردی": "ckb",
    "ku": "ckb",
    "kurmanji": "kmr",
    "danish": "da",
    "swedish": "sv",
    "norwegian": "nb",
    "no": "nb",
    "german": "de",
    "turkish": "tr",
    "persian": "fa",
}
_YES = frozenset(["yes", "y", "true", "1", "نعم", "بەڵێ", "بەلێ", "بلی", "ja"])
_NO = frozenset(["no", "n", "false", "0", "لا", "كلا", "نەخێر", "نا", "nej", "nei"])


def yes_or_no(cell: str) -> bool:
    """Return whether a cell says yes, in English, Arabic, Sorani or a Nordic language.

    Examples
    --------
    >>> yes_or_no("نعم"), yes_or_no("نەخێر"), yes_or_no("Yes")
    (True, False, True)
    """
    word = latin_digits(clean_line(cell)).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    needed = "yes or no (نعم / لا, بەڵێ / نەخێر)"
    raise CellProblem(needed)


def governorate(cell: str) -> Governorate:
    """Return the governorate that a code or a name in three languages means.

    Examples
    --------
    >>> governorate("هەولێر").value
    'IQ-AR'
    """
    found = governorate_named(clean_line(cell))
    if found is None:
        needed = "a governorate of Iraq, by name or code, like Nineveh, نينوى or IQ-NI"
        raise CellProblem(needed)
    return found


def one_of(kind: type[E]) -> Callable[[str], E]:
    """Return a parser of an enumeration, by value or, for numbers in it, by name."""
    named = {_plain(str(member.value)): member for member in kind}
    named |= {_plain(member.name): member for member in kind}
    needed = "one of " + ", ".join(str(member.value) for member in kind)

    def parse(cell: str) -> E:
        found = named.get(_plain(latin_digits(clean_line(cell))))
        if found is None:
            raise CellProblem(needed)
        return found

    return parse


def _plain(text: str) -> str:
    return text.casefold().replace("–", "-").replace(" ", "_").replace("-", "_")


def language(cell: str) -> str:
    """Return the code of a language (Source: ISO 639).

    Examples
    --------
    >>> language("CKB"), language("Arabic")
    ('ckb', 'ar')
    """
    word = clean_line(cell).casefold()
    code = _LANGUAGE_NAMES.get(word, word)
    if not re.fullmatch("[a-z]{2,3}", code):
        needed = "the code of a language, like ar, ckb or en"
        raise CellProblem(needed)
    return code


def sector(cell: str) -> str:
    """Return the letter of a section of ISIC (Source: ISIC Rev. 4, sections A to U)."""
    letter = clean_line(cell).upper()
    if not re.fullmatch("[A-U]", letter):
        needed = "one letter from A to U, the section of ISIC"
        raise CellProblem(needed)
    return letter


def sex(cell: str) -> str:
    """Return ``female`` or ``male``."""
    word = clean_line(cell).casefold()
    for value, words in _SEXES.items():
        if word in words:
            return value
    needed = "female or male, or nothing"
    raise CellProblem(needed)


_SEXES = {
    "female": frozenset(["female", "f", "woman", "أنثى", "انثى", "مێ", "ژن"]),
    "male": frozenset(["male", "m", "man", "ذكر", "نێر", "پیاو"]),
}
