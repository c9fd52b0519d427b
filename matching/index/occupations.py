"""Rows in the order of occupations: who is near one is found without looking at everybody."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import ISCO_DIGITS, packed
from matching.index.gathering import starts_of
from matching.index.marks import Name


@dataclass(frozen=True, slots=True, eq=False)
class Occupations:
    """Rows by ISCO-08 code and by occupation.

    `isco` has the codes row by row. `by_code` has all rows, their codes as numbers in `codes`,
    ascending. The rows of occupation number k are `rows[starts[k]:starts[k + 1]]`.
    """

    isco: NDArray[np.uint8]
    numbers: Mapping[Name, int]
    by_code: NDArray[np.int32]
    codes: NDArray[np.uint32]
    starts: NDArray[np.int32]
    rows: NDArray[np.int32]

    def sharing(self, isco: NDArray[np.uint8], digits: int) -> NDArray[np.int32]:
        """Return the rows whose code begins with as many digits of another, none for no code."""
        if digits > ISCO_DIGITS or not isco[:digits].all():
            return self.by_code[:0]
        shift = 8 * (ISCO_DIGITS - digits)
        least = int(packed(isco[None, :])[0]) >> shift << shift
        most = least + (1 << shift) - 1
        first = np.searchsorted(self.codes, np.uint32(least), side="left")
        last = np.searchsorted(self.codes, np.uint32(most), side="right")
        return self.by_code[first:last]

    def of(self, name: Name) -> NDArray[np.int32]:
        """Return the rows of one occupation."""
        number = self.numbers.get(name)
        if number is None:
            return self.rows[:0]
        return self.rows[self.starts[number] : self.starts[number + 1]]


def occupations_of(
    isco: NDArray[np.uint8], occupation: NDArray[np.int32], numbers: Mapping[Name, int]
) -> Occupations:
    """Return the order of rows; codes as `isco_digits` gives them, -1 for no occupation."""
    codes = packed(isco)
    by_code = np.argsort(codes, kind="stable").astype(np.int32)
    named = np.flatnonzero(occupation >= 0)
    order = named[np.argsort(occupation[named], kind="stable")].astype(np.int32)
    counts = np.bincount(occupation[named], minlength=len(numbers))
    return Occupations(isco, numbers, by_code, codes[by_code], starts_of(counts), order)
