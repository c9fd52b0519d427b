"""Countries by their names, as the choices of a form."""

from forsa.i18n.languages import Language
from forsa.i18n.translators import N_, translator

COUNTRIES = ("DK", "NO", "SE", "FI", "DE", "NL", "BE", "GB", "AT", "FR", "GR", "TR", "JO", "LB")
"""Where people may have been, by ISO 3166, those of the partners first; others are "ZZ"."""
ELSEWHERE = "ZZ"


def country_name(code: str, language: Language) -> str:
    """Return the name of a country; "ZZ" is another than those listed."""
    if code == ELSEWHERE:
        return translator(language).gettext(N_("Another country"))
    return str(language.locale.territories.get(code, code))


def country_choices(language: Language) -> list[tuple[str, str]]:
    """Return countries with their names, as the choices of a form."""
    return [(code, country_name(code, language)) for code in (*COUNTRIES, ELSEWHERE)]
