"""How a word sounds, roughly, so that it is found in another script.

People write Arabic and Sorani in Latin letters ("kahrabai", "7addad") and foreign words in
Arabic letters (فيتر for fitter). What both writings share are the consonants, with letters that
are heard or written alike taken as one. Digits for letters: Palfreyman and al Khalil, A Funky
Language for Teenzz to Use, 2003.
"""

import re
import unicodedata
from collections.abc import Iterable

import numpy as np

from skills.lookup.grams import Alphabet
from skills.search_key import search_key

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


HEARD = frozenset({"ar", "ckb", "ku", "en"})
"""Languages whose words are found by their sound: those that are written in other letters, and
the one that their foreign words are of."""


class Sounds:
    """Says how texts sound; each word is worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of_text(self, text: str) -> str:
        """Return the consonants of each word of a text as typed, "" if it has none."""
        plain = _IGNORED.sub("", unicodedata.normalize("NFKC", text).casefold())
        return " ".join(filter(None, map(self._of_word, _WORD.findall(plain))))

    def of_words(self, texts: Iterable[str]) -> set[tuple[str, str]]:
        """Return the sound of each word of some texts as typed, with its search key."""
        words = {word for text in texts for word in text.split()}
        pairs = {(self.of_text(word), search_key(word)) for word in words}
        return {(sound, key) for sound, key in pairs if sound and " " not in sound + key}

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


_LETTERS = {
    **dict.fromkeys("اآأإىعئەهةھ", "a"),
    **dict.fromkeys("وۆؤ", "u"),
    **dict.fromkeys("یيێ", "i"),
    **_ARABIC,
}
_VOWELS = {"e": "a", "o": "u", "y": "i", "w": "u"}
_SPOKEN = str.maketrans({**_LATIN, **_VOWELS, **_LETTERS})


def spoken(word: str) -> str:
    """Return a word of a search key in plain Latin letters, vowels too, to compare by."""
    return word.translate(_SPOKEN)


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
