"""The best people of a roster for one vacancy, and how many each gate stops."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matching.gates import GATES, SHUT, verdicts_of
from matching.index import Demand, Sides, asks_of
from matching.index.lots import best_first
from matching.index.roster import Roster
from matching.ranking.people import NONE_SKIPPED, best_people
from matching.scorer import ModelWeights
from matching.values.ranking import Gate


@dataclass(frozen=True, slots=True)
class Candidates:
    """People, best first, with their scores as of the roster."""

    returnee_ids: tuple[int, ...]
    scores: tuple[float, ...]


def best_of_roster(
    demand: Demand,
    roster: Roster,
    weights: ModelWeights,
    *,
    top: int,
    salt: str,
    of_the_work: bool = False,
) -> Candidates:
    """Return the first `top` people for a vacancy, as ranking everybody in the roster would.

    With `of_the_work` only those count who have something of what the work asks for.

    Raises
    ------
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    ids, scores = [], []
    for index, skipped in ((roster.whole, roster.gone), (roster.fresh, NONE_SKIPPED)):
        found = best_people(
            demand,
            index,
            weights,
            today=roster.today,
            top=top,
            salt=salt,
            skipped=skipped,
            of_the_work=of_the_work,
        )
        ids.append(index.people.returnee_ids[found.rows])
        scores.append(found.scores)
    all_ids, all_scores = np.concatenate(ids), np.concatenate(scores)
    order = best_first(all_scores, all_ids, f"{salt}:{demand.vacancy.vacancy_id}")[:top]
    return Candidates(tuple(all_ids[order].tolist()), tuple(all_scores[order].tolist()))


def stopped_in_roster(demand: Demand, roster: Roster) -> Mapping[Gate, int]:
    """Return how many people each gate stops; who meets two shut gates counts at both."""
    asks = asks_of([demand])
    counts: Counter[Gate] = Counter()
    for index, counted in ((roster.whole, ~roster.gone), (roster.fresh, np.True_)):
        sides = Sides(index.people.columns, asks, roster.today)
        for gate, judge in GATES.items():
            shut = np.broadcast_to(judge(sides) == SHUT, (len(sides),))
            counts[gate] += int((shut & counted).sum())
    return {gate: count for gate, count in counts.items() if count}


def left_without(demand: Demand, roster: Roster) -> Mapping[Gate, int]:
    """Return for each gate that stops anybody how many people would pass if it were not there."""
    asks = asks_of([demand])
    passing: Counter[Gate] = Counter()
    stopping: set[Gate] = set()
    for index, counted in ((roster.whole, ~roster.gone), (roster.fresh, np.True_)):
        sides = Sides(index.people.columns, asks, roster.today)
        shut = {gate: verdict == SHUT for gate, verdict in verdicts_of(sides).items()}
        for gate, stopped in shut.items():
            others = [one for other, one in shut.items() if other is not gate]
            free = ~np.logical_or.reduce(others) & counted
            passing[gate] += int(free.sum())
            if stopped.any():
                stopping.add(gate)
    return {gate: passing[gate] for gate in GATES if gate in stopping}


def place_in_roster(
    demand: Demand, roster: Roster, weights: ModelWeights, *, returnee_id: int, salt: str
) -> tuple[int | None, int]:
    """Return the rank of a person, None if a gate stops them, and how many pass the gates.

    Everybody is scored for it: for one question, not for a list.

    Raises
    ------
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    found = best_of_roster(demand, roster, weights, top=max(len(roster), 1), salt=salt)
    ids = found.returnee_ids
    return ids.index(returnee_id) + 1 if returnee_id in ids else None, len(ids)
