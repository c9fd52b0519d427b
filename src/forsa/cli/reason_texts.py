"""Reasons as plain English lines for a terminal."""

from collections.abc import Mapping

from markupsafe import Markup

from forsa.i18n.languages import Language
from forsa.i18n.reasons import reason_sentence
from matching.values.ranking import Reason


def sentence(reason: Reason, labels: Mapping[str, str]) -> str:
    """Return a reason in English, without markup."""
    return Markup(reason_sentence(reason, Language.ENGLISH, labels)).striptags()
