"""How a word sounds, roughly, so that it is found in another script.

People write Arabic and Sorani in Latin letters ("kahrabai", "7addad") and foreign words in
Arabic letters (فيتر for fitter). What both writings share are the consonants, with letters that
are heard or written alike taken as one. Digits for letters: Palfreyman and al Khalil, A Funky
Language for Teenzz to Use, 2003.
"""

import re
import unicodedata

import numpy as np

from skills.lookup.grams import Alphabet

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c\u200d"
_IGNORED = re.compile(f"[{_MARKS}]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DIGIT_LETTERS = {"2": "", "3": "", "5": "x", "6": "t", "7": "h", "8": "k", "9": "s"}
_PAIRS = {
    "sh": "c",
    "ch": "j",
    "kh": "x",
    "gh": "g",
    "th": "t",
    "dh": "d",
    "ph": "f",
    "zh": "j",
    "oo": "",
    "ou": "",
    "ck": "k",
}
_LATIN = {
    **dict.fromkeys("bp", "b"),
    **dict.fromkeys("ckqg", "k"),
    **dict.fromkeys("fv", "f"),
    **dict.fromkeys("dt", "t"),
    **dict.fromkeys("sz", "s"),
    **{letter: letter for letter in "hjlmnrwx"},
}
_ARABIC = {
    **dict.fromkeys("بپ", "b"),
    **dict.fromkeys("تطثدضذظ", "t"),
    **dict.fromkeys("جچژ", "j"),
    **dict.fromkeys("حهھ", "h"),
    **dict.fromkeys("سصز", "s"),
    **dict.fromkeys("فڤ", "f"),
    **dict.fromkeys("قکكگ", "k"),
    **dict.fromkeys("لڵ", "l"),
    **dict.fromkeys("رڕ", "r"),
    "خ": "x",
    "ش": "c",
    "غ": "g",
    "م": "m",
    "ن": "n",
}
_FIRST = {"و": "w", "ۆ": "w", "ی": "y", "ي": "y", "w": "w", "y": "y"}
_SILENT_AT_THE_END = frozenset("هھh")


SOUND_ALPHABET = Alphabet(
    np.array(sorted(map(ord, " 0123456789abcdefghijklmnopqrstuvwxyz")), dtype=np.uint32)
)
"""What sounds are written with."""


class Sounds:
    """Says how texts sound; each word is worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of_text(self, text: str) -> str:
        """Return the consonants of each word of a text as typed, "" if it has none."""
        plain = _IGNORED.sub("", unicodedata.normalize("NFKC", text).casefold())
        return " ".join(filter(None, map(self._of_word, _WORD.findall(plain))))

    def _of_word(self, word: str) -> str:
        if word not in self._known:
            self._known[word] = _word_sound(word)
        return self._known[word]


def sound_of(text: str) -> str:
    """Return the consonants of each word of a text as typed, "" if it has none.

    Examples
    --------
    >>> sound_of("kahrabai") == sound_of("كهربائي")
    True
    >>> sound_of("7addad") == sound_of("حداد") == sound_of("haddad")
    True
    >>> sound_of("fitter") == sound_of("فيتر")
    True
    >>> sound_of("bayaxchi") == sound_of("بەیاخچی")
    True
    """
    return Sounds().of_text(text)


def _word_sound(word: str) -> str:
    if word.isdigit():
        return word
    word = word.removeprefix("ال") if len(word) > len("الxx") else word
    if word[-1] in _SILENT_AT_THE_END:
        word = word[:-1]
    heard = [_FIRST.get(word[:1], "")]
    at = 0
    while at < len(word):
        step, sound = _next_sound(word, at)
        at += step
        if sound and heard[-1] != sound:
            heard.append(sound)
    return "".join(heard)


def _next_sound(word: str, at: int) -> tuple[int, str]:
    """Return how many characters from `at` on make one sound, and that sound."""
    pair = word[at : at + 2]
    if pair in _PAIRS:
        sound = _PAIRS[pair]
        return 2, _LATIN.get(sound, sound)
    letter = word[at]
    if letter == "w" or letter in "ۆو":
        return 1, ""
    return 1, _LATIN.get(letter) or _ARABIC.get(letter) or _DIGIT_LETTERS.get(letter, "")
