"""Read a CSV file that may be tired or hostile; say in a sentence what is wrong with it."""

import csv
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from forsa.exchange.clean_text import clean_line
from forsa.exchange.csv_lines import MOST_BYTES, text_lines
from forsa.exchange.csv_out import unguarded
from forsa.exchange.problems import FileProblem, FileRefused, shown

MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_HEADER_CHARACTERS = 20_000
"""How much of the first line decides about the separator."""
SEPARATORS = ",;\t"
REASON = "reason"
"""The column we add to a file of rows that were left out; ignored when it comes back."""

__all__ = ["MOST_BYTES", "MOST_ROWS", "REASON", "Line", "Table", "read_table"]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file as it stood there. `number` is the line on which it begins, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file that could be read: its columns as written and as named by us, and its rows.

    `names` are lower case with underscores. `uneven` are rows with more cells than columns.
    `notes` are sentences about columns that were left out.
    """

    header: tuple[str, ...]
    names: tuple[str, ...]
    separator: str
    lines: tuple[Line, ...]
    uneven: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


def read_table(path: Path, *, known: Collection[str], needed: Collection[str]) -> Table:
    """Return the rows of a CSV file whose columns are among `known`, in any order.

    Raises
    ------
    FileRefused
        If it is not a CSV file in UTF-8 of a bearable size with the `needed` columns and a row.
    """
    with closing(text_lines(path)) as lines:
        return _table(lines, known, needed)


def _table(lines: Iterator[str], known: Collection[str], needed: Collection[str]) -> Table:
    rows, separator = _rows(lines, known)
    first = next(rows, None)
    if first is None:
        _refuse("a file that holds only empty lines", "a line that names the columns, then rows")
    header = _without_empty_end(first.cells)
    names = tuple(column_name(cell) for cell in header)
    _check_header(names, known, needed)
    even, uneven = _split_by_width(rows, len(header))
    if not even and not uneven:
        _refuse("a file with a header line only", "at least one row under it")
    return Table(header, names, separator, even, uneven, _notes(header, names, known))


def column_name(cell: str) -> str:
    """Return the name of a column as we compare it.

    Examples
    --------
    >>> column_name(" Full name ")
    'full_name'
    """
    return clean_line(cell).casefold().replace(" ", "_").replace("-", "_")


def _rows(lines: Iterator[str], known: Collection[str]) -> tuple[Iterator[Line], str]:
    """Return the rows that are not empty, and the separator the first line speaks for."""
    first = next(lines, "")
    named = first.strip().casefold()
    start = 1
    if named.startswith("sep=") and named[4:5] in SEPARATORS:
        return _parsed(lines, named[4], 2), named[4]
    separator = max(SEPARATORS, key=lambda mark: _promise(first, mark, known))
    return _parsed(_chained(first, lines), separator, start), separator


def _promise(header: str, separator: str, known: Collection[str]) -> tuple[int, int]:
    start = header[:MOST_HEADER_CHARACTERS]
    cells = next(csv.reader([start], delimiter=separator), [])
    return sum(column_name(cell) in known for cell in cells), len(cells)


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _parsed(lines: Iterator[str], separator: str, start: int) -> Iterator[Line]:
    """Yield the rows; `start` is the number of the first line."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = start
    count = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            _refuse_quoting(number, str(error))
        if cells is None:
            return
        if any(cell and not cell.isspace() for cell in cells):
            count += 1
            if count > MOST_ROWS + 1:
                _refuse(f"more than {MOST_ROWS:,} rows", "a file of fewer; split it into parts")
            yield Line(number, tuple(unguarded(cell) for cell in cells))
        number = start + reader.line_num


def _refuse_quoting(number: int, error: str) -> NoReturn:
    if "field larger" in error:
        found = f"a cell of more than {csv.field_size_limit():,} characters"
        needed = "shorter text; or a quotation mark opens here and never closes"
    elif "unexpected end" in error:
        found, needed = "a quotation mark that never closes", 'a closing " at the end of the cell'
    else:
        found = "a quotation mark inside a quoted cell"
        needed = 'two of them ("") where one is meant'
    raise FileRefused(FileProblem(number, None, found, needed))


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _split_by_width(rows: Iterator[Line], width: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return rows filled up to `width`, and those that have more cells than that."""
    even: list[Line] = []
    uneven: list[Line] = []
    for row in rows:
        if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
            uneven.append(row)
        else:
            missing = ("",) * (width - len(row.cells))
            even.append(Line(row.number, row.cells[:width] + missing))
    return tuple(even), tuple(uneven)


def _check_header(names: tuple[str, ...], known: Collection[str], needed: Collection[str]) -> None:
    if len(names) > MOST_COLUMNS:
        _refuse(f"{len(names)} columns", f"at most {MOST_COLUMNS}")
    twice = [name for name in known if names.count(name) > 1]
    if twice:
        _refuse(f"the column {twice[0]} more than once", "each column once")
    missing = [name for name in needed if name not in names]
    if missing:
        there = ", ".join(shown(name) for name in names[:MOST_SHOWN]) or "none"
        wanted = "; ".join(_with_likeness(name, names, known) for name in missing)
        columns = "the columns" if len(missing) > 1 else "the column"
        _refuse(f"the columns {there}", f"also {columns} {wanted}")


MOST_SHOWN = 30
"""How many columns a sentence names at most."""


def _with_likeness(name: str, names: tuple[str, ...], known: Collection[str]) -> str:
    strange = [other for other in names if other not in known]
    like = get_close_matches(name, strange, n=1)
    return f"{name} (is it '{shown(like[0])}'?)" if like else name


def _notes(
    header: tuple[str, ...], names: tuple[str, ...], known: Collection[str]
) -> tuple[str, ...]:
    notes = []
    for written, name in zip(header, names, strict=True):
        if name in known or name == REASON:
            continue
        like = get_close_matches(name, known, n=1)
        hint = f" Did you mean '{like[0]}'?" if like else ""
        notes.append(f"Column '{shown(written)}' is not known and was left out.{hint}")
    return tuple(notes)


def _refuse(found: str, needed: str) -> NoReturn:
    raise FileRefused(FileProblem(None, None, found, needed))
