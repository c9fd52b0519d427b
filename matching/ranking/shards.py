"""The best people for many vacancies, found in parts of everybody and put together exactly.

Each part is ranked by itself, by the same function and to the same last bit as everybody at once:
a person's score does not depend on who else is there. So parts may be ranked by threads of this
process or by machines, in any order, and again if one is lost.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.index import Demand, PeopleIndex, index_people
from matching.index.lots import best_first
from matching.ranking.people import best_people
from matching.ranking.roster import Candidates
from matching.scorer import ModelWeights


@dataclass(frozen=True, slots=True)
class Question:
    """Some vacancies, and how people are ranked for them: the `top` first of each, ties by lot."""

    demands: tuple[Demand, ...]
    weights: ModelWeights
    today: date
    top: int
    salt: str


Ranked = tuple[Candidates, ...]
"""People for each vacancy of a question, in its order."""


def shards_of(index: PeopleIndex, count: int) -> list[PeopleIndex]:
    """Return everybody in so many parts of nearly one size, fewer if there are fewer people."""
    parts = np.array_split(np.arange(len(index)), min(count, max(len(index), 1)))
    return [index_people(index.people.take(rows)) for rows in parts]


def rank_shard(index: PeopleIndex, question: Question) -> Ranked:
    """Return the first people of one part for each vacancy.

    Raises
    ------
    NotRankable
        If a vacancy names neither skill nor occupation.
    """
    return tuple(_ranked(index, demand, question) for demand in question.demands)


def joined(parts: Iterable[Ranked], question: Question) -> Ranked:
    """Return the first people of all parts, as ranking everybody at once would."""
    by_vacancy = zip(question.demands, zip(*parts, strict=True), strict=True)
    return tuple(_first(demand, found, question) for demand, found in by_vacancy)


def rank_shards(
    shards: Sequence[PeopleIndex],
    question: Question,
    by: Callable[[Callable[[PeopleIndex], Ranked], Sequence[PeopleIndex]], Iterable[Ranked]] = map,
) -> Ranked:
    """Return the first people of all parts; `by` maps, such as that of a pool of threads."""
    return joined(by(lambda index: rank_shard(index, question), shards), question)


def _ranked(index: PeopleIndex, demand: Demand, question: Question) -> Candidates:
    found = best_people(
        demand,
        index,
        question.weights,
        today=question.today,
        top=question.top,
        salt=question.salt,
    )
    ids = index.people.returnee_ids[found.rows]
    return Candidates(tuple(ids.tolist()), tuple(found.scores.tolist()))


def _first(demand: Demand, found: Sequence[Candidates], question: Question) -> Candidates:
    ids = np.concatenate([np.array(one.returnee_ids, dtype=np.int64) for one in found])
    scores = np.concatenate([np.array(one.scores) for one in found])
    salt = f"{question.salt}:{demand.vacancy.vacancy_id}"
    order = best_first(scores, ids, salt)[: question.top]
    return Candidates(tuple(ids[order].tolist()), tuple(scores[order].tolist()))
