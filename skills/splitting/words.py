"""The words of a text with their places, and where one phrase ends and the next begins."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skills.search_key import search_key
from skills.splitting.small_words import JOINING, SMALL, WAW_IS_THEIRS

MOST_WORDS = 5
"""The longest window: names of skills that people say have five words at most."""

_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_OF_OTHERS = "".join(
    chr(code) for code in range(0x0900, 0x1D00) if unicodedata.category(chr(code)) in {"Mn", "Mc"}
)
"""Vowels and the like of scripts further east, which end no word either."""
_INNER = rf"[^\W_]|[{_MARKS}{_OF_OTHERS}]|[+#]|-(?=[^\W_])|['’](?=[^\W_])|\.(?=[a-z0-9])"
_PAIR = r"(?<![^\W_])[^\W_][/&][^\W_](?![^\W_])"
_WORD = re.compile(rf"{_PAIR}|[^\W_](?:{_INNER})*")
"""A letter or digit with what belongs to it. A/C and R&D are one word, “weld/cut” are two."""

_JOINS = re.compile(rf"[ \t\u00a0'’\"“”«»„+#{_MARKS}\u200e\u200f\u202a-\u202e\u2066-\u2069-]*")
"""What may stand between two words of one phrase; anything else, a line end too, parts them."""

_WAW, _THE = "و", "ال"
_KURDISH = frozenset("ەێۆڕڵڤگپچژ")
_LEAST_AFTER_WAW = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word, ``text[start:end]`` of its text, and its search key.

    `phrase` is the number of the phrase it stands in. `waw` says that its first letter is an
    Arabic “and” which is written to the word; `after` is the key without it.
    """

    start: int
    end: int
    key: str
    phrase: int
    waw: bool = False
    after: str = ""

    @property
    def joins(self) -> bool:
        """Whether it is an “and” or “or” between two skills."""
        return self.key in JOINING

    @property
    def is_small(self) -> bool:
        """Whether no skill begins or ends with it: small words and plain numbers."""
        return self.key in SMALL or self.after in SMALL or self.key.isdecimal()


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order."""
    return list(_words(text))


def _words(text: str) -> Iterator[Word]:
    phrase, last = 0, 0
    for match in _WORD.finditer(text):
        if not _JOINS.fullmatch(text, last, match.start()):
            phrase += 1
        last = match.end()
        key = search_key(match.group())
        if not key:
            continue
        waw = _begins_with_and(match.group(), key)
        yield Word(
            match.start(),
            match.end(),
            key,
            phrase,
            waw,
            search_key(match.group()[1:]) if waw else key,
        )


def _begins_with_and(word: str, key: str) -> bool:
    """Return whether an Arabic word starts with “and”; in Sorani it is a word of its own."""
    return (
        word.startswith(_WAW)
        and len(key) > _LEAST_AFTER_WAW
        and key not in WAW_IS_THEIRS
        and key not in SMALL
        and not _KURDISH & set(word)
    )


def without_article(key: str) -> str:
    """Return a key of one word without the Arabic article, with which few names begin.

    Examples
    --------
    >>> without_article("اللحام")
    'لحام'
    """
    for prefix in (_THE, "بال", "لل"):
        if key.startswith(prefix) and len(key) - len(prefix) >= _LEAST_AFTER_WAW:
            return key[len(prefix) :]
    return key


def phrases_of(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words of each phrase."""
    phrase: list[Word] = []
    for word in words:
        if phrase and word.phrase != phrase[-1].phrase:
            yield phrase
            phrase = []
        phrase.append(word)
    if phrase:
        yield phrase
