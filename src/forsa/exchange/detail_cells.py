"""Understand, and write, cells that hold works, schools, papers, phones and wishes.

A cell holds several things parted by ; or |, each a name with what is said of it after =, parted
by /: ``welder=36/formal/abroad``. A backslash before one of these signs makes it a letter, so
that every text can be written out and read again.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from forsa.exchange.cells import day, phone
from forsa.exchange.clean_text import clean_line, latin_digits
from forsa.exchange.problems import CellProblem
from forsa.exchange.word_cells import one_of, yes_or_no
from skills.values.profiles import (
    CaseReference,
    CertificateDraft,
    EducationDraft,
    EducationLevel,
    ExperienceDraft,
    ExperienceKind,
    FurtherPhone,
    PhysicalTask,
    Priority,
)

MOST_MONTHS = 720
FIRST_YEAR, LAST_YEAR = 1930, 2100
MOST_FURTHER_PHONES = 2
"""As many as the page of a person has fields for."""
LONGEST = {"words": 200, "name": 120, "system": 40, "reference": 60}
PLACES = {"iraq": False, "abroad": True}
FINISHED = {"finished": True, "unfinished": False}
SAFE = {"safe": True, "unsafe": False}
RECOGNISED = {"recognised": True, "not_recognised": False}
SHARED = "shared"
MOST_WEIGHT = 3

_PART = re.compile(r"(?<!\\)[;|؛\n]")
_EQUALS = re.compile(r"(?<!\\)=")
_SLASH = re.compile(r"(?<!\\)/")
_ESCAPED = re.compile(r"\\(.)")
_SIGNS = re.compile(r"([\\;|؛=/])")

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def escaped(text: str) -> str:
    r"""Return a text in which no sign of a cell stands as a sign.

    Examples
    --------
    >>> escaped("a/b"), _plain(escaped("a=b|c"))
    ('a\\/b', 'a=b|c')
    """
    return _SIGNS.sub(r"\\\1", text)


def split_parts(cell: str) -> list[str]:
    r"""Return the parts of a cell that are not empty, escapes kept.

    Examples
    --------
    >>> split_parts("a=1 | b\\|c;")
    ['a=1', 'b\\|c']
    """
    return [part for part in map(clean_line, _PART.split(cell)) if part]


def named(part: str) -> tuple[str, list[str]]:
    r"""Return the name of a part and what is said of it.

    Examples
    --------
    >>> named("welder=36/formal"), named("iron\\=steel")
    (('welder', ['36', 'formal']), ('iron=steel', []))
    """
    name, *rest = _EQUALS.split(part, maxsplit=1)
    said = [_plain(one).strip() for one in _SLASH.split(rest[0])] if rest else []
    return _plain(name).strip(), [one for one in said if one]


def all_of(parse: Callable[[str, list[str]], T], most: int = 40) -> Callable[[str], tuple[T, ...]]:
    """Return a parser of a whole cell, by one of its parts; at most `most` of them."""

    def parsed(cell: str) -> tuple[T, ...]:
        found = [parse(*named(part)) for part in split_parts(cell)]
        if len(found) > most:
            needed = f"at most {most} parts, these are {len(found)}"
            raise CellProblem(needed)
        return tuple(found)

    return parsed


def work(words: str, said: list[str]) -> ExperienceDraft:
    """Return one spell of work: months, terms, and iraq or abroad, in any order.

    Examples
    --------
    >>> work("welder", ["36", "formal", "abroad"]).months
    36
    """
    kind: ExperienceKind | None = None
    months: int | None = None
    is_abroad: bool | None = None
    for one in said:
        word = _word(one)
        if word in PLACES:
            is_abroad = PLACES[word]
        elif word.isdigit() and int(word) <= MOST_MONTHS:
            months = int(word)
        elif word in set(ExperienceKind):
            kind = ExperienceKind(word)
        else:
            kinds = ", ".join(ExperienceKind)
            needed = f"after = months up to {MOST_MONTHS}, one of {kinds}, iraq or abroad"
            raise CellProblem(needed)
    return ExperienceDraft(_text(words, "words"), None, None, months, kind, is_abroad)


def school(level: str, said: list[str]) -> EducationDraft:
    """Return one time at school: the year, finished or unfinished, and else the field."""
    year: int | None = None
    is_finished: bool | None = None
    field: str | None = None
    for one in said:
        word = _word(one)
        if word in FINISHED:
            is_finished = FINISHED[word]
        elif word.isdigit():
            year = _year(word)
        else:
            field = _text(one, "name")
    return EducationDraft(one_of(EducationLevel)(level), field, year, is_finished)


def certificate(name: str, said: list[str]) -> CertificateDraft:
    """Return one certificate: year, day of its end, whether it counts, and else the issuer."""
    found: dict[str, object] = {}
    for one in said:
        word = _word(one)
        if word in RECOGNISED:
            found["is_recognised"] = RECOGNISED[word]
        elif word.isdigit():
            found["issued_year"] = _year(word)
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", word):
            found["expires_on"] = day(word)
        else:
            found["issuer"] = _text(one, "name")
    return CertificateDraft(_text(name, "name"), **found)  # type: ignore[arg-type]  # by column


def further_phone(number: str, said: list[str]) -> FurtherPhone:
    """Return one more number, read as the page reads it; shared, safe or unsafe after it."""
    is_safe: bool | None = None
    for one in said:
        word = _word(one)
        if word not in {SHARED, *SAFE}:
            needed = "after = shared, safe or unsafe"
            raise CellProblem(needed)
        is_safe = SAFE.get(word, is_safe)
    return FurtherPhone(phone(number), SHARED in map(_word, said), is_safe)


def case_reference(system: str, said: list[str]) -> CaseReference:
    """Return the number by which another system knows a person."""
    if not said:
        needed = "a system and the number there, like SYSTEM=12345"
        raise CellProblem(needed)
    return CaseReference(_text(system, "system"), _text("/".join(said), "reference"))


def ability(task: str, said: list[str]) -> tuple[PhysicalTask, bool]:
    """Return whether a person can do a task."""
    return one_of(PhysicalTask)(task), yes_or_no(said[0] if said else "")


def weight(what: str, said: list[str]) -> tuple[Priority, int]:
    """Return how much something matters, from 1 to 3."""
    word = _word(said[0]) if said else ""
    if not (word.isdigit() and 1 <= int(word) <= MOST_WEIGHT):
        needed = f"after = a number from 1 to {MOST_WEIGHT}"
        raise CellProblem(needed)
    return one_of(Priority)(what), int(word)


def own_words(words: str, said: list[str]) -> str:
    """Return words as they were said."""
    return _text("=".join([words, *said]), "words")


def code_of(kind: type[E]) -> Callable[[str, list[str]], E]:
    """Return a parser of one code of a closed list."""
    parse = one_of(kind)
    return lambda word, _: parse(word)


def cell_of(parts: Iterable[tuple[str, Iterable[object]]]) -> str:
    r"""Return a cell of parts, each a name and what is said of it; None is left out.

    Examples
    --------
    >>> cell_of([("welder", [36, None, "abroad"]), ("a|b", [])])
    'welder=36/abroad|a\\|b'
    """
    cells = []
    for name, said in parts:
        known = [escaped(_written(one)) for one in said if one is not None]
        cells.append(escaped(name) + ("=" + "/".join(known) if known else ""))
    return "|".join(cells)


def word_for(value: bool | None, words: dict[str, bool]) -> str | None:
    """Return the word of an answer, None if nobody knows it."""
    return next((word for word, meaning in words.items() if meaning is value), None)


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _word(text: str) -> str:
    return latin_digits(text).strip().casefold().replace(" ", "_")


def _year(word: str) -> int:
    if not FIRST_YEAR <= int(word) <= LAST_YEAR:
        needed = f"a year from {FIRST_YEAR} to {LAST_YEAR}"
        raise CellProblem(needed)
    return int(word)


def _text(text: str, kind: str) -> str:
    if not text or len(text) > LONGEST[kind]:
        needed = f"words of at most {LONGEST[kind]} characters before the ="
        raise CellProblem(needed)
    return text
