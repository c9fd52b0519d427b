"""Which occupations somebody's skills point to, by what occupations need.

Each skill that an occupation needs, or one of its family, makes it likelier that it is that
occupation's and not one of those that everybody may have. The chances are multiplied (naive
Bayes), and none is ever taken away: one more skill never makes an occupation less likely.

Source: Ponte and Croft (1998), A language modeling approach to information retrieval, with the
shares below for how hurried profiles look.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from matching.index.work import other_work
from skills.values.needs import OccupationNeeds
from skills.values.returnees import SkillProfile

OF_WORK, OF_FAMILY, ANYHOW = 0.5, 0.125, 0.375
"""Of the skills somebody names, shares that their work needs, that are of the family of such a
one, and that have nothing to do with it. Measured: docs/matching.md, likely occupations."""

WIDE_FAMILY = 64
"""Skills with more kin than so many speak for themselves alone: the family says nothing."""

SKILLS_THERE_ARE = 13_896
"""Among how many a skill that has nothing to do with the work is one. Source: ESCO 1.1.1."""

LEAST, MOST = 16.0, 128.0
"""Log-odds from which on an occupation is likely at all (two or three skills of it), and beyond
which it is no likelier (about twenty). Between them each doubling adds a third. Measured."""

STRONGEST = 127
"""What `MOST` is as a whole number."""

PORTION = 512


@dataclass(frozen=True, slots=True, eq=False)
class Likely:
    """What each term adds to the log-odds of each occupation: shape (n_terms, n_occupations).

    Occupations stand in the order of their unit groups; `groups` has each group with the place of
    its first occupation.
    """

    numbers: Mapping[str, int]
    occupations: tuple[str, ...]
    groups: tuple[tuple[str | None, int], ...]
    points: csr_array

    def strengths(self, profiles: Sequence[SkillProfile]) -> Iterator[Mapping[str, int]]:
        """Yield for each person the likely occupations and unit groups, from 1 to STRONGEST.

        A unit group is as likely as the likeliest of its occupations.
        """
        for at in range(0, len(profiles), PORTION):
            yield from self._portion(profiles[at : at + PORTION])

    def _portion(self, profiles: Sequence[SkillProfile]) -> Iterator[Mapping[str, int]]:
        odds = (self._held(profiles) @ self.points).toarray()
        strengths = strength_of(odds)
        starts = [start for _, start in self.groups]
        by_group = np.maximum.reduceat(strengths, starts, axis=1)
        for one, groups in zip(strengths, by_group, strict=True):
            likely = {self.occupations[k]: int(one[k]) for k in np.flatnonzero(one).tolist()}
            for k in np.flatnonzero(groups).tolist():
                code, _ = self.groups[k]
                if code is not None:
                    likely[code] = int(groups[k])
            yield likely

    def _held(self, profiles: Sequence[SkillProfile]) -> csr_array:
        rows, terms = [], []
        for row, profile in enumerate(profiles):
            known = {self.numbers[s.term] for s in profile.skills if s.term in self.numbers}
            rows += [row] * len(known)
            # In one order: sums of fractions differ in the last bit with their order.
            terms += sorted(known)
        shape = (len(profiles), len(self.numbers))
        return csr_array((np.ones(len(rows)), (rows, terms)), shape=shape)


def strength_of(odds: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return how likely log-odds are, as whole numbers from 0 to STRONGEST."""
    doublings = np.log2(np.maximum(np.round(odds, 6), LEAST) / LEAST)
    share = np.minimum(doublings / np.log2(MOST / LEAST), 1.0)
    whole: NDArray[np.int64] = np.ceil(np.round(share, 6) * STRONGEST).astype(np.int64)
    return whole


def likely_of(needs: OccupationNeeds) -> Likely | None:
    """Return what skills say of occupations, None if no occupation needs any."""
    order = sorted(
        (uri for uri in needs.unit_groups if needs.skills(uri)),
        key=lambda uri: (needs.unit_groups[uri] or "", uri),
    )
    if not order:
        return None
    skills = {skill for uri in order for skill in needs.skills(uri)}
    terms = sorted(skills | {one for one, _ in needs.above} | set(sum(needs.beside, ())))
    numbers = {term: number for number, term in enumerate(terms)}
    needed = _pairs(
        [(row, numbers[s]) for row, uri in enumerate(order) for s in needs.skills(uri)],
        (len(order), len(terms)),
    )
    counts = needed.sum(axis=1)
    shares = diags_array(1 / counts) @ (
        OF_WORK * needed + OF_FAMILY * needed @ _kin(needs, numbers)
    )
    points = csr_array(shares)
    points.data = np.log1p(points.data * SKILLS_THERE_ARE / ANYHOW)
    codes = [needs.unit_groups[uri] for uri in order]
    starts = [k for k, code in enumerate(codes) if k == 0 or code != codes[k - 1]]
    groups = tuple((codes[start], start) for start in starts)
    return Likely(numbers, tuple(order), groups, csr_array(points.T))


def with_likely(profiles: Sequence[SkillProfile], likely: Likely | None) -> list[SkillProfile]:
    """Return the profiles with the occupations that their skills and other work point to.

    Where both point to one the stronger counts.
    """
    by_skills: Iterable[Mapping[str, int]] = (
        likely.strengths(profiles) if likely is not None else (one.likely_work for one in profiles)
    )
    return [
        replace(one, likely_work=_stronger(strengths, other_work(one)))
        for one, strengths in zip(profiles, by_skills, strict=True)
    ]


def _stronger(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    if not other:
        return one
    return {**one, **{name: max(number, one.get(name, 0)) for name, number in other.items()}}


def _kin(needs: OccupationNeeds, numbers: Mapping[str, int]) -> csr_array:
    """Return for each skill its kin with equal shares: above, below, beside, of one parent."""
    count = len(numbers)
    parents = {p: k for k, p in enumerate(sorted({above for _, above in needs.above}))}
    under = _pairs([(numbers[a], parents[b]) for a, b in needs.above], (count, len(parents)))
    near = [
        pair
        for a, b in (*needs.above, *needs.beside)
        if a in numbers and b in numbers
        for pair in ((numbers[a], numbers[b]), (numbers[b], numbers[a]))
    ]
    kin = csr_array(under @ under.T + _pairs(near, (count, count)))
    kin.setdiag(0)
    kin.eliminate_zeros()
    sizes = np.diff(kin.indptr)
    each = np.where(sizes <= WIDE_FAMILY, 1 / np.maximum(sizes, 1), 0.0)
    kin.data = np.repeat(each, sizes)
    kin.eliminate_zeros()
    return kin


def _pairs(pairs: Sequence[tuple[int, int]], shape: tuple[int, int]) -> csr_array:
    """Return a matrix with 1 at each pair."""
    rows, columns = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2).T
    matrix = csr_array((np.ones(len(pairs)), (rows, columns)), shape=shape)
    matrix.data[:] = 1.0
    return matrix
