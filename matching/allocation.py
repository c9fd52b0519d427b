"""Who is put on a shortlist: the best, and among near-equals who has waited longest."""

from collections.abc import Mapping, Sequence

from matching.states import SHORTLIST_PLACES
from matching.values.ranking import Match

NEAR_EQUAL = 0.02
"""Scores that differ by no more than this are near-equal (docs/states.md, Limits)."""


def draw(
    matches: Sequence[Match], waiting_days: Mapping[int, int], *, places: int = SHORTLIST_PLACES
) -> tuple[Match, ...]:
    """Return at most `places` matches, in the order in which they are put on the shortlist.

    Each place goes to whoever has waited longest among those near-equal to the best that is
    left, the better rank first where that is equal: nobody is overtaken by somebody more than
    `NEAR_EQUAL` behind. `waiting_days` is by returnee; who is not in it has not waited.
    """
    left = sorted(matches, key=lambda match: match.rank)
    drawn: list[Match] = []
    while left and len(drawn) < places:
        least = left[0].score - NEAR_EQUAL
        chosen = min(
            (match for match in left if match.score >= least),
            key=lambda match: (-waiting_days.get(match.returnee_id, 0), match.rank),
        )
        left.remove(chosen)
        drawn.append(chosen)
    return tuple(drawn)
