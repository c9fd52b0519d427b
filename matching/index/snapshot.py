"""Everybody who may be matched, as of one day, ready to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import Columns, build_columns
from matching.index.postings import Postings, build_postings
from skills.values.returnees import SkillProfile


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """People as arrays; a person's row is their place in `profiles`.

    `today` is the day in Iraq on which the snapshot was taken.
    """

    profiles: tuple[SkillProfile, ...]
    today: date
    returnee_ids: NDArray[np.int64]
    columns: Columns
    postings: Postings

    def __len__(self) -> int:
        return len(self.profiles)


def build_snapshot(profiles: Sequence[SkillProfile], *, today: date) -> Snapshot:
    """Return a snapshot of the profiles, each person once."""
    return Snapshot(
        profiles=tuple(profiles),
        today=today,
        returnee_ids=np.array([p.returnee_id for p in profiles], dtype=np.int64),
        columns=build_columns(profiles),
        postings=build_postings(profiles, today=today),
    )
