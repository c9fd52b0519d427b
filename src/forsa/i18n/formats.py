"""Dates, times, amounts, numbers, phones and lists, as a reader in Iraq expects them. Pure.

Digits are Latin ones in every language, as on Iraqi bank notes' amounts, phones and forms.
Formatting a date costs Babel 50 µs, so what is formatted is remembered.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import phonenumbers
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from forsa.i18n.languages import Language
from forsa.i18n.translators import translator

IRAQ = ZoneInfo("Asia/Baghdad")
MONTHS_A_YEAR = 12
CENTS_A_DOLLAR = 100


@lru_cache(maxsize=4096)
def long_date(day: date, language: Language) -> str:
    """Return a day with its weekday, never as figures alone.

    Examples
    --------
    >>> long_date(date(2026, 11, 29), Language.ENGLISH)
    'Sunday 29 November 2026'
    """
    return format_date(day, "EEEE d MMMM y", locale=language.locale)


@lru_cache(maxsize=4096)
def short_date(day: date, language: Language) -> str:
    """Return a day of this or the coming year with its weekday.

    Examples
    --------
    >>> short_date(date(2026, 11, 29), Language.ENGLISH)
    'Sunday 29 November'
    """
    return format_date(day, "EEEE d MMMM", locale=language.locale)


def day_of(at: datetime) -> date:
    """Return the day in Iraq at an instant (aware)."""
    return at.astimezone(IRAQ).date()


def clock_time(at: datetime, language: Language) -> str:
    """Return the time of day in Iraq, and say that it is that.

    Examples
    --------
    >>> from datetime import UTC
    >>> clock_time(datetime(2026, 11, 29, 6, 30, tzinfo=UTC), Language.ENGLISH)
    '09:30 Iraq time'
    """
    return translator(language).gettext("%(time)s Iraq time", time=_time(at, language))


def moment(at: datetime, language: Language) -> str:
    """Return an instant as a long date with the time in Iraq."""
    return translator(language).gettext(
        "%(day)s, %(time)s Iraq time",
        day=long_date(day_of(at), language),
        time=_time(at, language),
    )


@lru_cache(maxsize=4096)
def _time(at: datetime, language: Language) -> str:
    return format_time(at, "short", tzinfo=IRAQ, locale=language.locale)


@lru_cache(maxsize=4096)
def number(value: float, language: Language) -> str:
    """Return a number in Latin digits with its thousands apart."""
    return format_decimal(value, locale=language.locale)


@lru_cache(maxsize=4096)
def money(amount: int, currency: str, language: Language) -> str:
    """Return an amount given in minor units: dinars of IQD, cents of USD. Cents only if any.

    Examples
    --------
    >>> money(750_000, "IQD", Language.ENGLISH), money(45_000, "USD", Language.ENGLISH)
    ('750,000 dinar', '450 US dollars')
    """
    t = translator(language)
    if currency == "IQD":
        return t.gettext("%(amount)s dinar", amount=number(amount, language))
    whole, cents = divmod(amount, CENTS_A_DOLLAR)
    shown = f"{number(whole, language)}.{cents:02d}" if cents else number(whole, language)
    return t.gettext("%(amount)s US dollars", amount=shown)


def months(count: int, language: Language) -> str:
    """Return a length of time in words; above two years half-years are left out.

    Examples
    --------
    >>> [months(n, Language.ENGLISH) for n in (0, 1, 11, 12, 18, 72)]
    ['less than a month', '1 month', '11 months', '1 year', '1 year and 6 months', '6 years']
    """
    t = translator(language)
    if count < 1:
        return t.gettext("less than a month")
    years, rest = divmod(count, MONTHS_A_YEAR)
    in_months = t.ngettext("%(count)s month", "%(count)s months", rest)
    if not years:
        return in_months
    in_years = t.ngettext("%(count)s year", "%(count)s years", years)
    if not rest or years > 1:
        return in_years
    return t.gettext("%(years)s and %(months)s", years=in_years, months=in_months)


def phone(e164: str) -> str:
    """Return a number as it is dialled at home: 0770 123 4567. Foreign ones in full.

    Examples
    --------
    >>> phone("+9647701234567"), phone("+4520123456"), phone("call the office")
    ('0770 123 4567', '+45 20 12 34 56', 'call the office')
    """
    try:
        parsed = phonenumbers.parse(e164, "IQ")
    except phonenumbers.NumberParseException:
        return e164
    at_home = phonenumbers.region_code_for_number(parsed) == "IQ"
    form = phonenumbers.PhoneNumberFormat
    style = form.NATIONAL if at_home else form.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def joined(
    words: Iterable[str], language: Language, style: Literal["standard", "or"] = "standard"
) -> str:
    """Return words as one list with the language's comma and last "and" (or "or").

    If one of them is markup, so is the list.

    Examples
    --------
    >>> joined(["welding", "drawings", "safety"], Language.ENGLISH)
    'welding, drawings and safety'
    """
    shown = list(words)
    if not any(hasattr(word, "__html__") for word in shown):
        return _listed(shown, language, style)
    marks = [f"\ue000{place}\ue001" for place in range(len(shown))]
    text = str(escape(_listed(marks, language, style)))
    for mark, word in zip(marks, shown, strict=True):
        text = text.replace(mark, str(escape(word)))
    return Markup(text)  # every part was escaped above


def _listed(words: list[str], language: Language, style: Literal["standard", "or"]) -> str:
    if language is Language.ENGLISH or style == "or":
        return format_list(words, style=style, locale=language.locale)
    if language is Language.ARABIC:
        # CLDR sets "و" before every word; in lists of skills people write commas, then "و".
        return _with_last(words, "، ", " و")
    return _with_last(words, "، ", " و ")


def _with_last(words: list[str], comma: str, last: str) -> str:
    if len(words) < 2:  # noqa: PLR2004  # one word is no list
        return "".join(words)
    return f"{comma.join(words[:-1])}{last}{words[-1]}"
