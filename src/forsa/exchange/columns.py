"""Columns as written down once: what a template shows, the page explains, and a row is read by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from forsa.exchange.clean_text import clean_line
from forsa.exchange.csv_files import Line
from forsa.exchange.csv_out import csv_text
from forsa.exchange.problems import CellProblem, FileProblem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its name, how a cell of it is understood, and words for people.

    `parse` gets cells that are not empty. Where `needed`, an empty cell is a problem, and so is
    a file without the column. `meaning` completes "This is …", `example` parses.
    """

    name: str
    parse: Callable[[str], T]
    meaning: str
    example: str = ""
    needed: bool = False


AnyColumn = Column[Any]


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """A row whose cells were all understood. Ask it for a column."""

    line: Line
    values: Mapping[str, object]

    def __getitem__(self, column: Column[T]) -> T:
        """Return what stands in a column that is needed."""
        return cast(T, self.values[column.name])

    def get(self, column: Column[T]) -> T | None:
        """Return what stands in a column, None if nothing does."""
        return cast("T | None", self.values.get(column.name))

    def get_or(self, column: Column[T], otherwise: T) -> T:
        """Return what stands in a column, `otherwise` if nothing does."""
        return cast(T, self.values.get(column.name, otherwise))


def names_of(columns: Sequence[AnyColumn]) -> tuple[str, ...]:
    """Return the names of columns, in their order."""
    return tuple(column.name for column in columns)


def needed_of(columns: Sequence[AnyColumn]) -> tuple[str, ...]:
    """Return the names of the columns without which a file is refused."""
    return tuple(column.name for column in columns if column.needed)


def template_text(columns: Sequence[AnyColumn]) -> str:
    """Return a file with a header line and one example row."""
    return csv_text([names_of(columns), [column.example for column in columns]])


def parse_row(
    columns: Sequence[AnyColumn], line: Line, names: Sequence[str]
) -> tuple[ParsedRow, tuple[FileProblem, ...]]:
    """Return the values of one row and what is wrong with it; the row is for use if nothing is."""
    cells = dict(zip(names, line.cells, strict=True))
    values: dict[str, object] = {}
    problems: list[FileProblem] = []
    for column in columns:
        cell = cells.get(column.name, "")
        if not clean_line(cell):
            if column.needed:
                problems.append(FileProblem(line.number, column.name, "", column.meaning))
            continue
        try:
            values[column.name] = column.parse(cell)
        except CellProblem as problem:
            problems.append(FileProblem(line.number, column.name, cell, problem.needed))
    return ParsedRow(line, values), tuple(problems)
