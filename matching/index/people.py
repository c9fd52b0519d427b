"""Everybody who may be matched, row by row, and the lists by which they are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import Columns, build_columns, join_columns
from matching.index.held import (
    Held,
    Postings,
    build_held,
    held_marks,
    join_held,
    postings_of,
)
from matching.index.occupations import Occupations, occupations_of
from skills.values.returnees import SkillProfile


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """People as arrays: whose row it is, what is known of them, and what they hold."""

    returnee_ids: NDArray[np.int64]
    columns: Columns
    held: Held

    def __len__(self) -> int:
        return len(self.returnee_ids)

    def take(self, rows: NDArray[np.integer]) -> "People":
        """Return some people, in the order of the rows."""
        return People(self.returnee_ids[rows], self.columns.take(rows), self.held.take(rows))


@dataclass(frozen=True, slots=True, eq=False)
class PeopleIndex:
    """People and the lists of them: by term, by occupation, and by what their skills point to."""

    people: People
    postings: Postings
    occupations: Occupations
    likely: Postings

    def __len__(self) -> int:
        return len(self.people)


def build_people(profiles: Sequence[SkillProfile], *, today: date) -> People:
    """Return the profiles as arrays, each person once; a row is a place in the sequence."""
    return People(
        returnee_ids=np.array([p.returnee_id for p in profiles], dtype=np.int64),
        columns=build_columns(profiles),
        held=build_held(profiles, today=today),
    )


def join_people(parts: Sequence[People]) -> People:
    """Return the people of all parts, one part after the other."""
    return People(
        np.concatenate([part.returnee_ids for part in parts]),
        join_columns([part.columns for part in parts]),
        join_held([part.held for part in parts]),
    )


def index_people(people: People) -> PeopleIndex:
    """Return the people with their lists; a few seconds for a million."""
    columns = people.columns
    return PeopleIndex(
        people,
        postings_of(people.held),
        occupations_of(columns.isco, columns.occupation, columns.occupation_numbers),
        postings_of(held_marks(columns.likely.whole())),
    )
