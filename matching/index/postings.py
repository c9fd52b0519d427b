"""Who holds which term, and how well: one list of people for each term."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.index.holdings import code_of, join_parts, split_parts
from skills.values.returnees import ProfileSkill, SkillProfile


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The lists, one after the other (compressed sparse columns).

    `numbers` gives each term its number. The list of number k is `rows[starts[k]:starts[k + 1]]`
    with `codes` (`matching.index.holdings`) beside it; no row stands twice in one list.
    """

    numbers: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    codes: NDArray[np.uint8]

    def of(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        """Return rows and codes of everybody who holds a term; both empty for an unknown term."""
        number = self.numbers.get(term)
        if number is None:
            return self.rows[:0], self.codes[:0]
        part = slice(self.starts[number], self.starts[number + 1])
        return self.rows[part], self.codes[part]

    def held(self, terms: Mapping[str, float]) -> Iterator[tuple[str, float]]:
        """Yield those terms that anybody holds, with their weights."""
        fewer, more = sorted((terms, self.numbers), key=len)
        return ((term, terms[term]) for term in fewer if term in more)


def build_postings(profiles: Sequence[SkillProfile], *, today: date) -> Postings:
    """Return the postings of the profiles; a profile's row is its place in the sequence."""
    numbers: dict[str, int] = {}
    known: dict[tuple[int, int, date | None], int] = {}

    def coded(skill: ProfileSkill) -> int:
        # Few kinds of holding, many skills: each kind is worked out once.
        key = (skill.proficiency, id(skill.evidence), skill.last_used_on)
        if key not in known:
            known[key] = code_of(skill, today)
        return known[key]

    entries = [
        (numbers.setdefault(skill.term, len(numbers)), row, coded(skill))
        for row, profile in enumerate(profiles)
        for skill in profile.skills
    ]
    table = np.array(entries, dtype=np.int64).reshape(len(entries), 3)
    terms, rows, codes = _once_each(table)
    starts = np.searchsorted(terms, np.arange(len(numbers) + 1))
    return Postings(numbers, starts, rows.astype(np.int32), codes.astype(np.uint8))


def _once_each(
    table: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return terms, rows and codes in order, the best of each part where a term stands twice."""
    terms, rows, codes = table[np.lexsort((table[:, 1], table[:, 0]))].T
    if len(terms) == 0:
        return terms, rows, codes
    first = np.flatnonzero(
        np.concatenate(([True], (terms[1:] != terms[:-1]) | (rows[1:] != rows[:-1])))
    )
    level, strength, freshness = (np.maximum.reduceat(p, first) for p in split_parts(codes))
    return terms[first], rows[first], join_parts(level, strength, freshness)
