"""Understand a cell of text, a number, a date, a phone number or an e-mail address.

Every parser takes the text of a cell that is not empty. Raises `CellProblem` if it cannot be
understood.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from forsa.exchange.clean_text import clean_line, clean_text, latin_digits
from forsa.exchange.problems import CellProblem


def text_of(most: int) -> Callable[[str], str]:
    """Return a parser of one line of at most `most` characters."""

    def parse(cell: str) -> str:
        return _not_longer(clean_line(cell), most)

    return parse


def long_text_of(most: int) -> Callable[[str], str]:
    """Return a parser of text of several lines of at most `most` characters."""

    def parse(cell: str) -> str:
        return _not_longer(clean_text(cell), most)

    return parse


def _not_longer(text: str, most: int) -> str:
    if len(text) > most:
        needed = f"at most {most} characters, these are {len(text)}"
        raise CellProblem(needed)
    return text


MOST_DIGITS = 20
_GROUPED = re.compile(r"\d{1,3}(?:([,.٬'’ \u00a0\u202f])\d{3})(?:\1\d{3})*")
_FRACTION = re.compile(r"(\d+)[.,٫](\d{1,2})")


def amount(cell: str) -> Decimal:
    """Return an amount of at least 0; three digits after a mark are thousands.

    Examples
    --------
    >>> amount("750,000"), amount("٧٥٠٬٠٠٠"), amount("1.500"), amount("12.50")
    (Decimal('750000'), Decimal('750000'), Decimal('1500'), Decimal('12.50'))
    """
    text = latin_digits(clean_line(cell))
    if len(text) <= MOST_DIGITS:
        if text.isascii() and text.isdigit():
            return Decimal(text)
        if _GROUPED.fullmatch(text):
            return Decimal("".join(filter(str.isdigit, text)))
        if fraction := _FRACTION.fullmatch(text):
            return Decimal(f"{fraction[1]}.{fraction[2]}")
    needed = "a number like 750000 or 750,000"
    raise CellProblem(needed)


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return a parser of whole numbers from `least` to `most`."""
    return _number_between(least, most, f"a whole number from {least:,} to {most:,}")


def year(least: int, most: int) -> Callable[[str], int]:
    """Return a parser of years from `least` to `most`."""
    return _number_between(least, most, f"a year from {least} to {most}")


def _number_between(least: int, most: int, needed: str) -> Callable[[str], int]:

    def parse(cell: str) -> int:
        try:
            number = amount(cell)
        except CellProblem as problem:
            raise CellProblem(needed) from problem
        if number != int(number) or not least <= number <= most:
            raise CellProblem(needed)
        return int(number)

    return parse


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
LAST_MONTH = 12


def day(cell: str) -> date:
    """Return a date, written year-month-day, or day/month/year if it cannot be read otherwise.

    Examples
    --------
    >>> day("2026-03-09"), day("٢٥/٠٣/٢٠٢٦")
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 25))
    """
    text = latin_digits(clean_line(cell))
    if iso := _ISO.fullmatch(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if parts := _DAY_FIRST.fullmatch(text):
        first, second, year = int(parts[1]), int(parts[2]), int(parts[3])
        if first <= LAST_MONTH and second <= LAST_MONTH and first != second:
            needed = f"a date that is read in one way: {year}-{second:02}-{first:02} if the day "
            raise CellProblem(needed + f"stands first, {year}-{first:02}-{second:02} if not")
        return _date(year, second, first)
    needed = "a date like 2026-03-25"
    raise CellProblem(needed)


def _date(year: int, month: int, day_of_month: int) -> date:
    try:
        found = date(year, month, day_of_month)
    except ValueError as error:
        needed = "a date that is in the calendar, like 2026-03-25"
        raise CellProblem(needed) from error
    if not date(1900, 1, 1) <= found < date(2100, 1, 1):
        needed = "a date between 1900 and 2100"
        raise CellProblem(needed)
    return found


_ONE_NUMBER = re.compile(r"\+?[\d\s().-]{5,30}")
_SHORTENED = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)


def phone(cell: str) -> str:
    """Return a phone number in E.164, read as in Iraq if no country is named.

    Examples
    --------
    >>> phone("0770 123 4567"), phone("٠٧٧٠١٢٣٤٥٦٧"), phone("009647701234567")
    ('+9647701234567', '+9647701234567', '+9647701234567')
    """
    text = latin_digits(clean_line(cell))
    if _SHORTENED.fullmatch(text):
        needed = "the whole number; the spreadsheet has shortened it, make the column 'text' first"
        raise CellProblem(needed)
    needed = "one phone number like 0770 123 4567"
    if not _ONE_NUMBER.fullmatch(text):
        raise CellProblem(needed)
    try:
        number = phonenumbers.parse(text, "IQ")
    except phonenumbers.NumberParseException as error:
        raise CellProblem(needed) from error
    if not phonenumbers.is_valid_number(number):
        raise CellProblem(needed)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def email(cell: str) -> str:
    """Return an e-mail address in lower case. Nobody is asked whether it exists.

    Examples
    --------
    >>> email(" Works@Employer.example ")
    'works@employer.example'
    """
    try:
        found = validate_email(clean_line(cell), check_deliverability=False)
    except EmailNotValidError as error:
        needed = "an e-mail address like name@place.example"
        raise CellProblem(needed) from error
    return found.normalized.lower()
