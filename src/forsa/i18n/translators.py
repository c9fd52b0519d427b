"""Sentences in the reader's language, by gettext. Catalogues are compiled in memory at start.

A sentence is the English one; its values are named: ``_("Call %(phone)s", phone=link)``. A value
that is markup makes the result markup, with everything else in it escaped; without such a value
the result is plain text, which a template escapes. So one translator serves pages and text mails.
"""

from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from markupsafe import escape

from forsa.i18n.languages import Language


def N_(message: str) -> str:  # the name that gettext tools know
    """Mark a sentence for the catalogues; it is translated where it is shown."""
    return message


class Translator:
    """Gives sentences in one language."""

    __slots__ = ("_catalogue", "language")

    def __init__(self, language: Language, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def gettext(self, message: str, **values: object) -> str:
        """Return a sentence; nothing for nothing, where gettext would give its header."""
        return _filled(self._catalogue.gettext(message), values) if message else ""

    def ngettext(self, one: str, many: str, count: int, **values: object) -> str:
        """Return a sentence that counts something; `%(count)s` in it is the number."""
        return _filled(self._catalogue.ngettext(one, many, count), {"count": count, **values})

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Return a sentence whose English alone would be ambiguous."""
        return _filled(self._catalogue.pgettext(context, message), values)

    def npgettext(self, context: str, one: str, many: str, count: int, **values: object) -> str:
        """Return a counting sentence whose English alone would be ambiguous."""
        sentence = self._catalogue.npgettext(context, one, many, count)
        return _filled(sentence, {"count": count, **values})


def _filled(sentence: str, values: dict[str, object]) -> str:
    if values and any(hasattr(value, "__html__") for value in values.values()):
        return escape(sentence) % values
    return sentence % values


@cache
def translator(language: Language) -> Translator:
    """Return the translator of a language; English needs no catalogue."""
    if language is Language.ENGLISH:
        return Translator(language, NullTranslations())
    compiled = BytesIO()
    with (files("forsa.i18n") / "locales" / f"{language}.po").open("rb") as catalogue:
        write_mo(compiled, read_po(catalogue, locale=str(language), abort_invalid=True))
    compiled.seek(0)
    return Translator(language, Translations(compiled))
