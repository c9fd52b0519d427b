"""The languages of the pages, and which of them to answer in."""

from enum import StrEnum
from functools import cache
from typing import Literal

from babel import Locale

LONGEST_HEADER = 400
"""Characters of an Accept-Language header that are read; the rest cannot matter."""


class Language(StrEnum):
    """A language that pages and mails are written in, by its tag as in `lang` of HTML."""

    ENGLISH = "en"
    ARABIC = "ar"
    SORANI = "ckb"

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way the script runs, as in `dir` of HTML."""
        return "ltr" if self is Language.ENGLISH else "rtl"

    @property
    def own_name(self) -> str:
        """The language's name in itself, for its button."""
        return OWN_NAMES[self]

    @property
    def locale(self) -> Locale:
        """The locale that dates, numbers and lists are formatted with."""
        return _locale(self)


OWN_NAMES = {Language.ENGLISH: "English", Language.ARABIC: "العربية", Language.SORANI: "کوردی"}
DEFAULT = Language.ENGLISH

# Plain `ar` has the month names of the Maghreb, and plain `ckb` a week that starts on Monday.
_LOCALES = {Language.ENGLISH: "en_GB", Language.ARABIC: "ar_IQ", Language.SORANI: "ckb_IQ"}
_ALIASES = {
    "ku": Language.SORANI,
    "ku-iq": Language.SORANI,
    "ku-arab": Language.SORANI,
    "ku-arab-iq": Language.SORANI,
    "sdh": Language.SORANI,
}


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(_LOCALES[language])


def language_of(tag: str) -> Language | None:
    """Return the language that a tag means, None if it is none of ours.

    Kurdish without a script or a country is taken for Sorani; Latin-script Kurmanji is not ours.

    Examples
    --------
    >>> language_of("ar-IQ"), language_of("ku_IQ"), language_of("ku-Latn"), language_of("da")
    (<Language.ARABIC: 'ar'>, <Language.SORANI: 'ckb'>, None, None)
    """
    lowered = tag.strip().lower().replace("_", "-")
    if lowered in _ALIASES:
        return _ALIASES[lowered]
    first = lowered.split("-")[0]
    return Language(first) if first in set(Language) else None


def negotiate(accept_language: str) -> Language:
    """Return the language that an Accept-Language header likes best; English if none of ours.

    Examples
    --------
    >>> negotiate("da, ku-IQ;q=0.8, ar;q=0.5")
    <Language.SORANI: 'ckb'>
    """
    wishes: list[tuple[float, Language]] = []
    for part in accept_language[:LONGEST_HEADER].split(","):
        tag, _, quality = part.partition(";q=")
        language = language_of(tag)
        if language is not None and (liking := _liking(quality)) > 0:
            wishes.append((liking, language))
    # `max` keeps the first of equals, which is what the header's order means.
    return max(wishes, key=lambda wish: wish[0])[1] if wishes else DEFAULT


def _liking(quality: str) -> float:
    try:
        return min(float(quality), 1.0) if quality else 1.0
    except ValueError:
        return 0.0
