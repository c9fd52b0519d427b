"""Who holds which terms, and how well: row by row, and one list of rows for each term."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matching.index.gathering import gather, owners, starts_of
from matching.index.holdings import code_of, join_parts, split_parts
from matching.index.marks import Marks, Name, join_numbers
from skills.values.returnees import ProfileSkill, SkillProfile

FEW_TERMS = 2**16
"""Up to so many terms a number of one fits two bytes."""

Numbers = NDArray[np.uint16] | NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Terms by row (compressed sparse rows): of row r at `starts[r]` to `starts[r + 1]`.

    `numbers` gives each term its number, in the order of the numbers. `codes` are those of
    `matching.index.holdings`; no term stands twice in one row.
    """

    numbers: Mapping[Name, int]
    starts: NDArray[np.int32]
    terms: Numbers
    codes: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, rows: NDArray[np.integer]) -> "Held":
        """Return what some rows hold, in their order."""
        starts, places = gather(self.starts, rows)
        return Held(self.numbers, starts, self.terms[places], self.codes[places])


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Rows by term (compressed sparse columns), those of each term in their order.

    The list of number k is `rows[starts[k]:starts[k + 1]]`, with `codes` beside it. `length`
    counts all rows.
    """

    length: int
    numbers: Mapping[Name, int]
    starts: NDArray[np.int32]
    rows: NDArray[np.int32]
    codes: NDArray[np.uint8]

    def of(self, term: Name) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        """Return rows and codes of everybody who holds a term; both empty for an unknown term."""
        number = self.numbers.get(term)
        if number is None:
            return self.rows[:0], self.codes[:0]
        part = slice(self.starts[number], self.starts[number + 1])
        return self.rows[part], self.codes[part]


def build_held(profiles: Sequence[SkillProfile], *, today: date) -> Held:
    """Return what profiles hold; a profile's row is its place in the sequence."""
    numbers: dict[Name, int] = {}
    known: dict[tuple[int, int, date | None], int] = {}

    def coded(skill: ProfileSkill) -> int:
        # Few kinds of holding, many skills: each kind is worked out once.
        key = (skill.proficiency, id(skill.evidence), skill.last_used_on)
        if key not in known:
            known[key] = code_of(skill, today)
        return known[key]

    entries = [
        (row, numbers.setdefault(skill.term, len(numbers)), coded(skill))
        for row, profile in enumerate(profiles)
        for skill in profile.skills
    ]
    table = np.array(entries, dtype=np.int64).reshape(len(entries), 3)
    rows, terms, codes = _once_each(table)
    lengths = np.bincount(rows, minlength=len(profiles))
    return Held(numbers, starts_of(lengths), small(terms, len(numbers)), codes.astype(np.uint8))


def join_held(parts: Sequence[Held]) -> Held:
    """Return the rows of all parts, one part after the other."""
    numbers, tables = join_numbers([part.numbers for part in parts])
    terms = [table[part.terms] for table, part in zip(tables, parts, strict=True)]
    return Held(
        numbers,
        starts_of(np.concatenate([np.diff(part.starts) for part in parts])),
        small(np.concatenate(terms), len(numbers)),
        np.concatenate([part.codes for part in parts]),
    )


def postings_of(held: Held) -> Postings:
    """Return the same, by term."""
    shape = (len(held), len(held.numbers))
    by_row = csr_array((held.codes, held.terms.astype(np.int32), held.starts), shape=shape)
    by_term = by_row.tocsc()
    return Postings(
        len(held),
        held.numbers,
        by_term.indptr.astype(np.int32),
        by_term.indices.astype(np.int32),
        by_term.data,
    )


def held_marks(marks: Marks) -> Held:
    """Return marks as what rows hold, with their values as codes."""
    return Held(marks.numbers, marks.starts, marks.names, marks.values.view(np.uint8))


def small(terms: NDArray[np.integer], count: int) -> Numbers:
    """Return numbers of terms in two bytes if all `count` of them fit."""
    return terms.astype(np.uint16) if count <= FEW_TERMS else terms.astype(np.int32)


def holders(held: Held) -> NDArray[np.int64]:
    """Return for each term held the row that holds it."""
    return owners(held.starts)


def _once_each(
    table: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return rows, terms and codes in order, the best of each part where a term stands twice."""
    rows, terms, codes = table[np.lexsort((table[:, 1], table[:, 0]))].T
    if len(rows) == 0:
        return rows, terms, codes
    first = np.flatnonzero(
        np.concatenate(([True], (terms[1:] != terms[:-1]) | (rows[1:] != rows[:-1])))
    )
    level, strength, freshness = (np.maximum.reduceat(p, first) for p in split_parts(codes))
    return rows[first], terms[first], join_parts(level, strength, freshness)
