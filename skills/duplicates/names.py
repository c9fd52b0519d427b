"""Names in Arabic, Kurdish and Latin letters, made comparable.

Arabic writes no short vowels and Latin writes them as it likes. Offices leave out and add ال,
write ة as ه, and double letters or not. What is left is the consonants, and the vowels that are
heard long.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from skills.duplicates.known_names import known_names
from skills.search_key import search_key

_ARABIC = {
    "ب": "b", "پ": "b", "ت": "t", "ث": "t", "ج": "j", "چ": "C", "ح": "h", "خ": "k", "د": "d",
    "ذ": "d", "ر": "r", "ز": "z", "ژ": "j", "س": "s", "ش": "S", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "z", "ع": "", "غ": "g", "ف": "f", "ڤ": "f", "ق": "k", "ک": "k", "گ": "g", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "و": "u", "ی": "i", "ا": "a", "ء": "", "ئ": "",
}  # fmt: skip
"""What a letter sounds like, as near as two scripts agree: sh is S, ch is C."""

_LATIN_PAIRS = (
    ("tch", "C"), ("sch", "S"), ("sh", "S"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("ch", "C"), ("ph", "f"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"),
    ("ei", "ai"), ("ay", "ai"), ("ey", "ai"), ("aw", "au"),
)  # fmt: skip
_LATIN = {
    "x": "k", "c": "j", "q": "k", "p": "b", "v": "f", "w": "u", "y": "i", "e": "a", "o": "u",
}  # fmt: skip
_MARKED = {"ş": "sh", "ç": "ch", "ğ": "g", "ı": "i"}

_VOWELS = re.compile("[aui]")
_DOUBLED = re.compile(r"(.)\1+")
_LINKS = frozenset({"بن", "ابن", "bin", "ibn", "ben", "al", "el", "ul", "ال"})
"""Words between names that one office writes and the other leaves out."""
_SERVANTS = frozenset({"عبد", "abd", "abdul", "abdel", "abdal", "عەبد", "عەبدول"})

_OF_FAITH = frozenset({"دین", "din", "deen", "aldin", "eldin", "uldin", "addin", "eddin"})
"""What makes one name with the word before it: Salah al-Din."""

LEAST_WITHOUT_ARTICLE = 3


@dataclass(frozen=True, slots=True)
class NamePart:
    """One name, as letters that two scripts agree on.

    `sounds` has long vowels, `bones` consonants alone; `known` says by number which of the
    common names it may be.
    """

    written: str
    sounds: str
    bones: str
    known: frozenset[int]


@lru_cache(maxsize=50_000)
def parts_of(name: str) -> tuple[NamePart, ...]:
    """Return the names that a full name is made of, in the order in which they are written.

    Examples
    --------
    >>> [part.bones for part in parts_of("Abdul-Rahman al-Jubouri")]
    ['bdlrhmn', 'jbr']
    """
    words = _words(name)
    joined: list[str] = []
    for word in words:
        if joined and word in _OF_FAITH:
            joined[-1] += "الدین" if not word.isascii() else "uldin"
        elif joined and joined[-1] in _SERVANTS:
            joined[-1] = joined[-1].removesuffix("ul") + ("ul" if word.isascii() else "") + word
        elif word not in _LINKS:
            joined.append(word)
    return tuple(_part(word) for word in joined)


def likeness_of_parts(one: NamePart, two: NamePart) -> float:
    """Return how likely two parts are one name, in [0, 1]. Symmetric.

    Two common names of different lines are never the same, however alike they are written, and
    neither is a number and anything else.
    """
    if one.written == two.written or one.known & two.known:
        return 1.0
    has_digit = any(map(str.isdecimal, one.written + two.written))
    if has_digit or (one.known and two.known):
        return 0.0
    bones = Levenshtein.normalized_similarity(one.bones, two.bones)
    sounds = Levenshtein.normalized_similarity(one.sounds, two.sounds)
    return 0.6 * bones + 0.4 * sounds


def _words(name: str) -> list[str]:
    text = name.replace("ه\u200c", "ە").replace("\u200c", "").casefold()
    text = "".join(" " if letter in "-–_/.,،'’`ʼ" else letter for letter in text)
    kept = text.replace("عبد ال", "عبدال")
    return [_tidy(word) for word in kept.split() if _tidy(word)]


def _tidy(word: str) -> str:
    """Return a word with letters folded and without article; Kurdish vowels stay what they are."""
    if "ە" in word or any(letter in word for letter in "ێۆڵڕ"):
        return "".join(letter if letter == "ە" else search_key(letter) for letter in word)
    folded = search_key(word)
    if folded.startswith("ال") and len(folded) - 2 >= LEAST_WITHOUT_ARTICLE:
        return folded[2:]
    return folded


@lru_cache(maxsize=50_000)
def _part(word: str) -> NamePart:
    plain = _without_marks(word)
    sounds = _DOUBLED.sub(r"\1", _latin(word) if plain.isascii() else _arabic(plain))
    known = _KNOWN.get(_one_dad(word), _KNOWN.get(_one_dad(plain), frozenset()))
    return NamePart(_one_dad(word), sounds, _bones(sounds), known)


def _one_dad(word: str) -> str:
    """Return a word with ض for ظ: they sound alike in Iraq, so كاظم is written كاضم too."""
    return word.replace("ظ", "ض")


def _without_marks(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _arabic(word: str) -> str:
    if word.endswith("ه"):
        word = word[:-1] + "ا"
    return "".join("" if letter == "ە" else _ARABIC.get(letter, letter) for letter in word)


def _latin(word: str) -> str:
    word = _without_marks("".join(_MARKED.get(letter, letter) for letter in word))
    for pair, sound in _LATIN_PAIRS:
        word = word.replace(pair, sound)
    if word.endswith("h") and len(word) > 1 and word[-2] in "aeiou":
        word = word[:-1]
    return "".join(_LATIN.get(letter, letter) for letter in word)


def _bones(sounds: str) -> str:
    """Return the consonants; a vowel at the beginning that may be one, as in Yusuf, stays."""
    rest = _VOWELS.sub("", sounds)
    return _DOUBLED.sub(r"\1", rest) or sounds


_KNOWN = {_one_dad(_tidy(form)): numbers for form, numbers in known_names().items()}
