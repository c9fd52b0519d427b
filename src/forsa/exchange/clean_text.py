"""Text from outside, made safe to keep: composed, without invisible characters."""

import re
import unicodedata

ZWNJ = "\u200c"
"""Parts letters inside Kurdish and Persian words; it belongs to the spelling and stays."""
ZWJ = "\u200d"

_LONELY_ZWJ = re.compile(rf"(?<![^\W\d_]){ZWJ}|{ZWJ}(?![^\W\d_])")
_PLANE_END = 0xFFFE
_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})


class _Kept(dict[int, int | None]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> int | None:
        kept = self[code] = None if _is_dropped(code) else code
        return kept


def _is_dropped(code: int) -> bool:
    character = chr(code)
    if character in f"\n{ZWNJ}{ZWJ}":
        return False
    is_noncharacter = code & _PLANE_END == _PLANE_END or code in _NONCHARACTERS
    return is_noncharacter or unicodedata.category(character) in _DROPPED_CATEGORIES


_KEPT = _Kept()
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    r"""Return a text of one or several lines in NFC, stripped, without invisible characters.

    Line ends become ``\n``, tabs become spaces. Idempotent. Keeps the zero-width non-joiner,
    and the joiner between letters.

    Examples
    --------
    >>> clean_text(" Welder\u202e \r\nhelper\ufeff ")
    'Welder \nhelper'
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    cleaned = _pass(text)
    # Dropping a character can bring together two that then compose: clean until stable.
    while (again := _pass(cleaned)) != cleaned:
        cleaned = again
    return cleaned


def _pass(text: str) -> str:
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    text = _LONELY_ZWJ.sub("", text.translate(_KEPT))
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    r"""Return a text as one line: cleaned, every run of white space one space.

    Examples
    --------
    >>> clean_line("Person\t0007 \n")
    'Person 0007'
    """
    return " ".join(clean_text(text).split())


def latin_digits(text: str) -> str:
    """Return the text with the digits of every script written 0 to 9.

    Examples
    --------
    >>> latin_digits("٧٥٠٬٠٠٠ ۰۷۷۰")
    '750٬000 0770'
    """
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text
    )
