"""Everybody who may be matched, kept at hand: an index, and beside it whoever changed since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.index.people import PeopleIndex, build_people, index_people, join_people
from skills.values.returnees import SkillProfile

PORTION = 5_000
"""People who are brought into arrays at once: their profiles take more room than the arrays."""


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """People as of one day. `gone` marks the rows of `whole` that do not count any more.

    Whoever changed has a row in `fresh` instead, or none if they may not be matched now.
    """

    today: date
    whole: PeopleIndex
    gone: NDArray[np.bool_]
    fresh: PeopleIndex

    def returnee_ids(self) -> list[int]:
        """Return whoever counts."""
        whole: list[int] = self.whole.people.returnee_ids[~self.gone].tolist()
        fresh: list[int] = self.fresh.people.returnee_ids.tolist()
        return whole + fresh

    def __len__(self) -> int:
        return int(len(self.whole) - self.gone.sum() + len(self.fresh))


def build_roster(profiles: Sequence[SkillProfile], *, today: date) -> Roster:
    """Return a roster of these people, each once."""
    starts = range(0, max(len(profiles), 1), PORTION)
    parts = [build_people(profiles[at : at + PORTION], today=today) for at in starts]
    whole = index_people(join_people(parts))
    nobody = index_people(build_people((), today=today))
    return Roster(today, whole, np.zeros(len(whole), dtype=bool), nobody)


def with_changes(
    roster: Roster, returnee_ids: Collection[int], profiles: Sequence[SkillProfile]
) -> Roster:
    """Return the roster with other profiles of some people: all who changed since it was built.

    Who has no profile among them may not be matched any more.
    """
    gone = np.isin(
        roster.whole.people.returnee_ids, np.array(sorted(returnee_ids), dtype=np.int64)
    )
    fresh = index_people(build_people(profiles, today=roster.today))
    return replace(roster, gone=gone, fresh=fresh)


def without(roster: Roster, returnee_ids: Collection[int]) -> Roster:
    """Return the roster without some people."""
    if not returnee_ids:
        return roster
    left_out = np.array(sorted(returnee_ids), dtype=np.int64)
    fresh = roster.fresh.people
    kept = fresh.take(np.flatnonzero(~np.isin(fresh.returnee_ids, left_out)))
    gone = roster.gone | np.isin(roster.whole.people.returnee_ids, left_out)
    return replace(roster, gone=gone, fresh=index_people(join_people([kept])))


def merged(roster: Roster) -> Roster:
    """Return the same people in one index again."""
    kept = roster.whole.people.take(np.flatnonzero(~roster.gone))
    whole = index_people(join_people([kept, roster.fresh.people]))
    nobody = index_people(build_people((), today=roster.today))
    return Roster(roster.today, whole, np.zeros(len(whole), dtype=bool), nobody)
