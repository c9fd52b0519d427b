"""A few or many people as of one day, with their profiles, ready to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.index.columns import Columns
from matching.index.people import People, build_people
from skills.values.returnees import SkillProfile


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """People as arrays; a person's row is their place in `profiles`.

    `today` is the day in Iraq on which the snapshot was taken.
    """

    profiles: tuple[SkillProfile, ...]
    today: date
    people: People

    def __len__(self) -> int:
        return len(self.profiles)

    @property
    def returnee_ids(self) -> NDArray[np.int64]:
        """Whose row it is."""
        return self.people.returnee_ids

    @property
    def columns(self) -> Columns:
        """What is known of them apart from their skills."""
        return self.people.columns


def build_snapshot(profiles: Sequence[SkillProfile], *, today: date) -> Snapshot:
    """Return a snapshot of the profiles, each person once."""
    return Snapshot(tuple(profiles), today, build_people(profiles, today=today))
