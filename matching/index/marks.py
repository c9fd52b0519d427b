"""Named facts of which a row has few or none: licences, languages with a level, refusals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.index.gathering import gather, starts_of

UNKNOWN = -1
"""Stands for what nobody has asked yet; every known value is 0 or more."""

Name: TypeAlias = str | int


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Facts by row: those of row r stand at `starts[r]` to `starts[r + 1]`, no name twice.

    `numbers` gives each name its number, in the order of the numbers; `values` are from 0 to 127.
    """

    numbers: Mapping[Name, int]
    starts: NDArray[np.int32]
    names: NDArray[np.int32]
    values: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def whole(self) -> "Marks":
        """Return the facts themselves."""
        return self

    def of(self, name: Name) -> NDArray[np.int8]:
        """Return the value of every row under one name, UNKNOWN where it has none."""
        found = np.full(len(self), UNKNOWN, dtype=np.int8)
        number = self.numbers.get(name)
        if number is not None:
            places = np.flatnonzero(self.names == number)
            found[np.searchsorted(self.starts, places, side="right") - 1] = self.values[places]
        return found

    def used(self) -> list[Name]:
        """Return the names that any row has, in the order of their numbers."""
        labels = list(self.numbers)
        return [labels[number] for number in np.unique(self.names).tolist()]

    def take(self, rows: NDArray[np.integer]) -> "TakenMarks":
        """Return the facts of some rows, in their order."""
        return TakenMarks(self, rows)


@dataclass(frozen=True, eq=False)
class TakenMarks:
    """The facts of some rows, put together only when somebody asks: few vacancies do."""

    marks: Marks
    rows: NDArray[np.integer]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def numbers(self) -> Mapping[Name, int]:
        """The numbers of the names."""
        return self.marks.numbers

    def whole(self) -> Marks:
        """Return the facts themselves."""
        return self._together

    @cached_property
    def _together(self) -> Marks:
        starts, places = gather(self.marks.starts, self.rows)
        return Marks(
            self.marks.numbers, starts, self.marks.names[places], self.marks.values[places]
        )

    def of(self, name: Name) -> NDArray[np.int8]:
        """Return the value of every row under one name, UNKNOWN where it has none."""
        return self.whole().of(name)

    def used(self) -> list[Name]:
        """Return the names that any row has, in the order of their numbers."""
        return self.whole().used()

    def take(self, rows: NDArray[np.integer]) -> "TakenMarks":
        """Return the facts of some of the rows, in their order."""
        return TakenMarks(self.marks, self.rows[rows])


AnyMarks: TypeAlias = Marks | TakenMarks


def build_marks(facts: Sequence[Iterable[tuple[Name, int]]]) -> Marks:
    """Return the facts of rows; of a name that a row has twice the highest value counts."""
    numbers: dict[Name, int] = {}
    rows: list[dict[int, int]] = []
    for pairs in facts:
        row: dict[int, int] = {}
        for name, value in pairs:
            number = numbers.setdefault(name, len(numbers))
            row[number] = max(value, row.get(number, UNKNOWN))
        rows.append(row)
    return Marks(
        numbers,
        starts_of(np.array([len(row) for row in rows], dtype=np.int64)),
        np.array([number for row in rows for number in row], dtype=np.int32),
        np.array([value for row in rows for value in row.values()], dtype=np.int8),
    )


def join_marks(taken: Sequence[AnyMarks]) -> Marks:
    """Return the rows of all parts, one part after the other."""
    parts = [one.whole() for one in taken]
    numbers, renumbered = join_numbers([part.numbers for part in parts])
    pairs = zip(renumbered, parts, strict=True)
    return Marks(
        numbers,
        starts_of(np.concatenate([np.diff(part.starts) for part in parts])),
        np.concatenate([table[part.names] for table, part in pairs]),
        np.concatenate([part.values for part in parts]),
    )


def join_numbers(
    parts: Sequence[Mapping[Name, int]],
) -> tuple[dict[Name, int], list[NDArray[np.int32]]]:
    """Return numbers for the names of all parts, and for each part a table of its numbers.

    The last entry of a table is UNKNOWN, so that -1 stays what it is.
    """
    numbers: dict[Name, int] = {}
    tables = [
        np.array([numbers.setdefault(name, len(numbers)) for name in part] + [UNKNOWN], np.int32)
        for part in parts
    ]
    return numbers, tables
