"""Which of our languages a text is written in, by its letters. Pure."""

import re

from forsa.i18n import Language

_ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_SORANI_LETTERS = re.compile(r"[ڕڵۆێەڤ]")
"""Letters that Sorani has and Arabic, as written in Iraq, has not."""


def written_language(text: str, reader: Language) -> Language:
    """Return the language of a text; of two that share its letters, the writer's own.

    Examples
    --------
    >>> written_language("Welder", Language.ARABIC), written_language("جۆشکار", Language.ARABIC)
    (<Language.ENGLISH: 'en'>, <Language.SORANI: 'ckb'>)
    >>> written_language("لحام", Language.ENGLISH), written_language("لحام", Language.SORANI)
    (<Language.ARABIC: 'ar'>, <Language.SORANI: 'ckb'>)
    """
    if not _ARABIC_SCRIPT.search(text):
        return Language.ENGLISH
    if _SORANI_LETTERS.search(text):
        return Language.SORANI
    return Language.SORANI if reader is Language.SORANI else Language.ARABIC
