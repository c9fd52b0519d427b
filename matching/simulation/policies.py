"""Ways to draw up the lists of a month, to be held against each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matching.allocation import OpenList, allocate, graph_of, waiting_lift
from matching.states import MOST_OPEN_OF_PERSON, MOST_WAITING_OF_PERSON, SHORTLIST_PLACES

DAYS_A_MONTH = 30


class Policy(StrEnum):
    """Who is put on which list.

    ALONE: each vacancy takes its own best. FIRST_COME: so does each in turn, but nobody is
    taken beyond the limit. ALLOCATED: all at once. UNLIMITED: as ALONE, without the limit of
    three employers at a time, which no policy in service may do without.
    """

    ALONE = "each for itself"
    FIRST_COME = "first come, first served"
    ALLOCATED = "allocated"
    UNLIMITED = "no limit (not allowed)"

    @property
    def most_open(self) -> int | None:
        """With how many employers a person may be at a time, None for any number."""
        return None if self is Policy.UNLIMITED else MOST_OPEN_OF_PERSON


@dataclass(frozen=True, slots=True)
class Situation:
    """What a policy knows at the beginning of a month: candidates, and who has waited how long.

    `waited` is in months since somebody came or was last put on a list.
    """

    open_lists: Sequence[OpenList]
    waited: Mapping[int, int]
    salt: str


Lists = Mapping[int, Sequence[int]]
"""The ids of people by vacancy, best first."""


def lists_of(policy: Policy, situation: Situation) -> Lists:
    """Return the lists that a policy draws up."""
    return _WAYS[policy](situation)


def _alone(situation: Situation) -> Lists:
    return {one.vacancy_id: one.returnee_ids[: one.places] for one in situation.open_lists}


def _first_come(situation: Situation) -> Lists:
    room = dict.fromkeys(situation.waited, MOST_WAITING_OF_PERSON)
    lists: dict[int, Sequence[int]] = {}
    for one in situation.open_lists:
        taken = [who for who in one.returnee_ids if room[who] > 0][: one.places]
        for who in taken:
            room[who] -= 1
        lists[one.vacancy_id] = taken
    return lists


def _allocated(situation: Situation) -> Lists:
    room = dict.fromkeys(situation.waited, MOST_WAITING_OF_PERSON)
    lift = {who: waiting_lift(DAYS_A_MONTH * n) for who, n in situation.waited.items()}
    picked = allocate(graph_of(situation.open_lists, room, lift), salt=situation.salt)
    return {vacancy: [one.returnee_id for one in picks] for vacancy, picks in picked.items()}


_WAYS: Mapping[Policy, Callable[[Situation], Lists]] = {
    Policy.ALONE: _alone,
    Policy.FIRST_COME: _first_come,
    Policy.ALLOCATED: _allocated,
    Policy.UNLIMITED: _alone,
}
PLACES = SHORTLIST_PLACES
