"""Words of a text as they are compared: light stems, parts of compounds, as numbers.

Arabic and Sorani share a script and often nothing says which of the two it is, so a word in it
has the stem of either; a word in Latin letters has an English stem or a Nordic one, by the
language that is known of it, or both.

Source of the Arabic affixes: Larkey, Ballesteros and Connell, Light Stemming for Arabic
Information Retrieval, 2007 (light10), with two more suffixes; those of Sorani are its marks of
number, definiteness and possession (Thackston, Sorani Kurdish, 2006).
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import blake2b

NORDIC = frozenset({"da", "nb", "nn", "no", "sv"})
"""Languages that write compounds as one word."""

PART_WEIGHT = 0.6
"""What a part of a compound counts beside a whole word."""

MOST_WORDS = 30_000
"""How many words are kept with what was worked out of them: some megabytes."""

KIN_WEIGHT = 0.5
"""What the root of an Arabic word and the stem of a Sorani trade count beside the word."""


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_ARABIC_PREFIXES = ("وال", "بال", "کال", "فال", "ال", "لل")
_ARABIC_LETTERS = ("و", "ب", "ل")
_ARABIC_SUFFIXES = ("ات", "ون", "ین", "ان", "یه", "ها", "ه", "ی")
_SORANI_SUFFIXES = (
    *("هکانی", "هکانم", "هکهی", "هکان", "هکه", "یهکان", "یهکه", "یهک", "هیهک"),
    *("انی", "ان", "یک", "هک", "یی", "ی", "ه"),
)
_ENGLISH_SUFFIXES = _split(
    "ations ation ators ator ating ated ates ate ments ment ings ing ists ist "
    "ions ion ers er ors or ies ied ed es s y e"
)
_NORDIC_SUFFIXES = _split(
    "ningarna ningerne ningar ninger ningen ning arna erna erne aren eren ande ende are ere "
    "inger ing ens ets ers er en et ar or as es a e s"
)
_SORANI_CALLINGS = (
    *(
        "کاریکردن",
        "کاریکهر",
        "سازیکردن",
        "چیهتی",
        "گهری",
        "کاری",
        "وانی",
        "سازی",
        "داری",
        "کردنهوه",
    ),
    *("کردن", "فروش", "گهر", "ساز", "وان", "کار", "چی", "دار", "کهر"),
)
_ARABIC_ENDINGS = 3
_LONG_SUFFIX = 3
_SHORT_REST = 3
_LONG_REST = 4
_SHORTEST_PART = 4
_SHORTEST_COMPOUND = 8


def is_arabic(word: str) -> bool:
    """Return whether a word is written in Arabic letters, Sorani among them."""
    return any("\u0600" <= character <= "\u06ff" for character in word)


def plain_key(key: str) -> str:
    """Return a search key without the Arabic articles of its words: اللحام is لحام.

    Examples
    --------
    >>> plain_key("تصلیح السیارات") == plain_key("تصلیح سیارات")
    True
    """
    if "ال" not in key and "لل" not in key:
        return key
    return " ".join(_without_prefix(word, _ARABIC_PREFIXES, _SHORT_REST) for word in key.split())


@lru_cache(maxsize=MOST_WORDS)
def numbered(text: str) -> int:
    """Return the number that stands for a text: 63 bits of a hash, the same everywhere."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


@lru_cache(maxsize=MOST_WORDS)
def stems(word: str, language: str | None) -> tuple[str, ...]:
    """Return the stems of a word of a search key, each with the mark of its family.

    Examples
    --------
    >>> stems("welders", "en") == stems("welding", "en")
    True
    >>> set(stems("الکهربائیین", "ar")) & set(stems("کهربائی", "ar"))
    {'a:کهربا'}
    >>> stems("svetsarna", "sv")
    ('n:svets',)
    """
    if is_arabic(word):
        return tuple(dict.fromkeys((f"a:{_arabic(word)}", f"a:{_sorani(word)}")))
    if language in NORDIC:
        return (f"n:{_nordic(word)}",)
    if language is not None:
        return (f"e:{_english(word)}",)
    return (f"e:{_english(word)}", f"n:{_nordic(word)}")


def compound_parts(word: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    """Yield the stems of the words that a compound of a Nordic language is made of.

    `is_known` says it of a stem. The first part may end in an s that joins.

    Examples
    --------
    >>> sorted(compound_parts("svetsningsmaskin", {"n:svets", "n:maskin"}.__contains__))
    ['n:maskin', 'n:svets']
    """
    if len(word) < _SHORTEST_COMPOUND or is_arabic(word):
        return
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        second = f"n:{_nordic(word[cut:])}"
        if not is_known(second):
            continue
        for start in (word[:cut], word[:cut].removesuffix("s")):
            first = f"n:{_nordic(start)}"
            if len(start) >= _SHORTEST_PART and is_known(first):
                yield first
                yield second
                return


def _arabic(word: str) -> str:
    word = word.replace("ئ", "ی").replace("ء", "")
    word = _without_prefix(word, _ARABIC_PREFIXES, _SHORT_REST)
    for _ in range(_ARABIC_ENDINGS):
        word = _without_suffix(word, _ARABIC_SUFFIXES)
    return _without_prefix(word, _ARABIC_LETTERS, _LONG_REST)


@lru_cache(maxsize=MOST_WORDS)
def calling(word: str) -> str | None:
    """Return the mark of what a Sorani trade is made of: لەحیمچی and لەحیمکاری are of لەحیم.

    Examples
    --------
    >>> calling("لهحیمچی") == calling("لهحیمکاری") == "c:لهحیم"
    True
    """
    if not is_arabic(word):
        return None
    # A name of a trade ends like other words, in ی: its own ending is looked for first.
    stem = _without_suffix(word, _SORANI_CALLINGS, _SHORT_REST)
    if stem == word:
        stem = _without_suffix(_sorani(word), _SORANI_CALLINGS, _SHORT_REST)
    return f"c:{_without_suffix(stem, _SORANI_SUFFIXES)}"


@lru_cache(maxsize=MOST_WORDS)
def root(word: str) -> str | None:
    """Return the mark of the consonants of an Arabic stem: لحام, لحيم and لاحم are of لحم."""
    if not is_arabic(word):
        return None
    stem = _arabic(word)
    if len(stem) > _LONG_REST and stem[0] in "مت":
        stem = stem[1:]
    bare = stem[:1] + "".join(letter for letter in stem[1:] if letter not in "اویئء")
    return f"r:{bare}" if len(bare) >= _SHORT_REST else None


def _sorani(word: str) -> str:
    return _without_suffix(word.replace("ئ", ""), _SORANI_SUFFIXES)


def _english(word: str) -> str:
    stem = _without_suffix(word, _ENGLISH_SUFFIXES)
    # running, runner: the letter that was doubled goes.
    if len(stem) > _SHORT_REST and stem[-1] == stem[-2] and stem[-1] not in "aeiousl":
        return stem[:-1]
    return stem.removesuffix("e") if len(stem) > _SHORT_REST else stem


def _nordic(word: str) -> str:
    return _without_suffix(word, _NORDIC_SUFFIXES, _LONG_REST)


def _without_prefix(word: str, prefixes: tuple[str, ...], rest: int) -> str:
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= rest:
            return word[len(prefix) :]
    return word


def _without_suffix(word: str, suffixes: tuple[str, ...], rest: int = 0) -> str:
    for suffix in suffixes:
        least = rest or (_LONG_REST if len(suffix) >= _LONG_SUFFIX else _SHORT_REST)
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            return word[: len(word) - len(suffix)]
    return word
