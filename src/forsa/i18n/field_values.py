"""What stands in a field of a file, in words: for two files side by side."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from forsa.i18n.countries import country_name
from forsa.i18n.formats import joined, long_date, money, phone
from forsa.i18n.languages import Language
from forsa.i18n.translators import N_, translator
from forsa.i18n.words import governorate_name, language_levels, language_name, names_of, word

ANSWERS = {True: N_("Yes"), False: N_("No")}


def field_value(name: str, value: object, language: Language) -> str:
    """Return a field's value in words; values are as JSON keeps them.

    Examples
    --------
    >>> field_value("night", False, Language.ENGLISH), field_value("birth_year", 1991, "en")
    ('No', '1991')
    """
    if isinstance(value, bool):
        return translator(language).gettext(ANSWERS[value])
    shown = SHOWN.get(name)
    return shown(value, language) if shown is not None else str(value)


def _place(value: Any, language: Language) -> str:  # noqa: ANN401  # a value of its field
    governorate, district = value
    names = [governorate_name(governorate, language)] if governorate else []
    return " – ".join([*names, *([district] if district else [])])


def _time_abroad(value: Any, language: Language) -> str:  # noqa: ANN401
    country, since_on = value
    names = [country_name(country, language)] if country else []
    days = [long_date(date.fromisoformat(since_on), language)] if since_on else []
    return " – ".join([*names, *days])


def _tasks(value: Any, language: Language) -> str:  # noqa: ANN401
    said = (
        f"{word('physical', task, language)}: {field_value('', can, language)}"
        for task, can in value.items()
    )
    return joined(list(said), language)


def _weights(value: Any, language: Language) -> str:  # noqa: ANN401
    said = (
        f"{word('priority', what, language)}: {word('weight', weight, language)}"
        for what, weight in value.items()
    )
    return joined(list(said), language)


SHOWN: Mapping[str, Callable[[Any, Language], str]] = {
    "phone": lambda value, _: phone(value),
    "language": language_name,
    "sex": lambda value, language: word("sex", value, language),
    "governorate": _place,
    "accepted_governorates": lambda value, language: joined(
        [governorate_name(code, language) for code in value], language
    ),
    "transport": lambda value, language: word("transport", value, language),
    "available_on": lambda value, language: long_date(date.fromisoformat(value), language),
    "least_wage": lambda value, language: money(value, "IQD", language),
    "contract_kinds": lambda value, language: joined(
        names_of(value, "contract", language), language
    ),
    "country": _time_abroad,
    "languages": lambda value, language: joined(
        language_levels(value.items(), language), language
    ),
    "can": _tasks,
    "weights": _weights,
}
"""By field; what is not here is shown as it was typed."""
