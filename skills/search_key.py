"""The form of a text by which it is searched: one function for queries and for labels.

What a person typed is kept as typed; only its search key is compared. Letters that Arabic,
Persian and Kurdish keyboards write differently become one, and marks that few people type
are dropped.
"""

import unicodedata

KEPT_SYMBOLS = frozenset("+#")
"""Symbols that tell one skill from another: C, C++ and C# are three."""

FOLDED = {
    # One letter, several code points (docs: Pournader 2014 on ه; CLDR spells ھەینی with ھ).
    "ي": "ی",
    "ى": "ی",
    "ك": "ک",
    "ھ": "ه",
    "ة": "ه",
    # Kurdish ە is typed as ه plus a zero-width non-joiner on an Arabic keyboard.
    "ە": "ه",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ؤ": "و",
    # Kurdish letters that an Arabic keyboard lacks are typed without their mark.
    "ۆ": "و",
    "ێ": "ی",
    "ڵ": "ل",
    "ڕ": "ر",
    "ـ": "",
}

_HARAKAT = (range(0x0610, 0x061B), range(0x064B, 0x0660), range(0x0670, 0x0671))
_QURAN_MARKS = range(0x06D6, 0x06EE)
_PRESENTATION_FORMS = (range(0xFB50, 0xFE00), range(0xFE70, 0xFEFF))


class _Folding(dict[int, str]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    """Return what stands in a search key for one character."""
    code = ord(character)
    if character in FOLDED:
        return FOLDED[character]
    if any(code in forms for forms in _PRESENTATION_FORMS):
        # Letters cut out of old PDF files: their plain form, folded in turn.
        plain = unicodedata.normalize("NFKC", character)
        return plain if plain != character else ""
    return _by_category(character, unicodedata.category(character))


def _by_category(character: str, category: str) -> str:
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character in KEPT_SYMBOLS or category[0] in "LN":
        return character
    if category[0] == "M":
        return "" if _is_arabic_mark(ord(character)) else character
    if category[0] == "C" and character not in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85":
        return ""
    return " "


def _is_arabic_mark(code: int) -> bool:
    return code in _QURAN_MARKS or any(code in marks for marks in _HARAKAT)


_FOLDING = _Folding()


def search_key(text: str) -> str:
    """Return the search key of a text; "" if it holds no letter, digit, + or #.

    Idempotent: the key of a key is that key.

    Examples
    --------
    >>> search_key("  Driver’s licence (C1) ")
    'driver s licence c1'
    >>> search_key("جوشكاري") == search_key("جۆشکاری")
    True
    >>> search_key("الدرجة ٣")
    'الدرجه 3'
    """
    key = _pass(text)
    # Dropping a mark can bring two characters together that then compose: fold until stable.
    while (again := _pass(key)) != key:
        key = again
    return key


def _pass(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.casefold().translate(_FOLDING).split())
