"""Who is put on which shortlist, decided for all vacancies at once.

A shortlist has few places, a person goes to few employers at a time. If each vacancy takes its
own best, the same few are on every list. Here a plan over all pairs is made first (`transport`),
then places are filled by it (`rounding`), never more than there are and never beyond anybody's
room. What people have put on a list or taken from it stays: it is not for this to decide.
"""

from collections.abc import Mapping

from matching.allocation.graph import Graph, OpenList, graph_of
from matching.allocation.rounding import NEAR_EQUAL, Filling, Pick
from matching.allocation.transport import transport

LONG_WAIT_DAYS = 90
"""Whoever has waited so long is lifted as far as anybody."""


def allocate(graph: Graph, *, salt: str) -> Mapping[int, tuple[Pick, ...]]:
    """Return who takes the free places of each vacancy, best first.

    Nobody is in more places than they have room for. Ties and the place by lot hang on `salt`
    and the ids alone, so the same run gives the same lists.
    """
    filling = Filling(graph, salt)
    plan = transport(graph)
    filling.fill(plan)
    filling.draw_lots()
    # Whoever a lot took from a list may be wanted where a place is free.
    filling.fill(plan)
    return filling.picks()


def waiting_lift(days: int) -> float:
    """Return what waiting so many days adds to a score: past near-equals, past nobody else.

    Examples
    --------
    >>> waiting_lift(0), waiting_lift(45), waiting_lift(900)
    (0.0, 0.01, 0.02)
    """
    return NEAR_EQUAL * min(max(days, 0), LONG_WAIT_DAYS) / LONG_WAIT_DAYS


__all__ = [
    "LONG_WAIT_DAYS",
    "NEAR_EQUAL",
    "Graph",
    "OpenList",
    "Pick",
    "allocate",
    "graph_of",
    "waiting_lift",
]
