"""Rank everybody for a vacancy, or all vacancies for a person, with reasons.

Both ways use the same gates, features and scorer, so that the two never contradict each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from employers.values.vacancies import VacancyBrief
from matching.errors import NotRankable
from matching.features import NAMES, Pairs, cover_by, measure_pairs, pair, paired, reach_of
from matching.gates import stopped_by, verdicts_of
from matching.index import Demand, Sides, Similar, Snapshot, asks_of, demand_of
from matching.index.lots import best_first
from matching.reasons import Weighed, reasons_of
from matching.scorer import ModelWeights, contributions, scores_of
from matching.values.ranking import Match, Ranking
from skills.values.returnees import SkillProfile


def rank_profiles(
    vacancy: VacancyBrief,
    snapshot: Snapshot,
    similar: Similar,
    weights: ModelWeights,
    *,
    top: int | None = None,
    salt: str,
) -> Ranking:
    """Return the ranking of everybody in a snapshot for one vacancy.

    Reasons are given to the first `top`, to all if it is None. Ties are broken by a hash of
    `salt` and the ids: the same on every run, in favour of nobody.

    Raises
    ------
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    return rank_demand(demand_of(vacancy, similar), snapshot, weights, top=top, salt=salt)


def rank_demand(
    demand: Demand,
    snapshot: Snapshot,
    weights: ModelWeights,
    *,
    top: int | None = None,
    salt: str,
) -> Ranking:
    """Return what `rank_profiles` does, for a demand made before.

    Raises
    ------
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    if not is_rankable(demand.vacancy):
        raise NotRankable(demand.vacancy.vacancy_id)
    scored = _scored(pair(demand, snapshot), weights, snapshot.today)
    salted = f"{salt}:{demand.vacancy.vacancy_id}"
    pairs = [(demand, profile) for profile in snapshot.profiles]
    return _ranking(scored, pairs, snapshot.returnee_ids, salted, top)


def rank_vacancies(
    person: Snapshot,
    vacancies: Sequence[VacancyBrief],
    similar: Similar,
    weights: ModelWeights,
    *,
    top: int | None = None,
    salt: str,
) -> Ranking:
    """Return the ranking of vacancies for the one person in a snapshot.

    A vacancy that names neither skill nor occupation is left out. The rest is as in
    `rank_profiles`; `similar` has the requirements of all vacancies.
    """
    [profile] = person.profiles
    demands = [demand_of(one, similar) for one in vacancies if is_rankable(one)]
    asks = asks_of(demands)
    sides = Sides(person.columns, asks, person.today)
    reach = reach_of(person.people.held, asks.wanted.numbers, similar)
    scored = _scored(paired(sides, cover_by(reach, asks)), weights, person.today)
    pairs = [(demand, profile) for demand in demands]
    return _ranking(scored, pairs, asks.vacancy_ids, f"{salt}:{profile.returnee_id}", top)


def is_rankable(vacancy: VacancyBrief) -> bool:
    """Return whether a vacancy names a skill or an occupation to rank by."""
    return bool(vacancy.requirements or vacancy.occupation_uri or vacancy.isco)


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """Pairs with features (n_features, n_pairs) and scores (n_pairs,)."""

    pairs: Pairs
    features: NDArray[np.float64]
    scores: NDArray[np.float64]
    weights: ModelWeights
    today: date

    def match(self, place: int, rank: int, demand: Demand, profile: SkillProfile) -> Match:
        """Return one pair's match with its reasons."""
        features = self.features[:, place]
        named = dict(zip(NAMES, features.tolist(), strict=True))
        parts = contributions(features, self.weights)
        weighed = Weighed(demand, profile, self.today, self.pairs.coverage, place, named, parts)
        return Match(
            returnee_id=profile.returnee_id,
            vacancy_id=demand.vacancy.vacancy_id,
            rank=rank,
            score=float(self.scores[place]),
            base=self.weights.base,
            reasons=reasons_of(weighed, self.weights),
            features=tuple(named.values()),
            model_version=self.weights.version,
        )


def _scored(pairs: Pairs, weights: ModelWeights, today: date) -> _Scored:
    features = measure_pairs(pairs)
    return _Scored(pairs, features, scores_of(features, weights), weights, today)


def _ranking(
    scored: _Scored,
    pairs: Sequence[tuple[Demand, SkillProfile]],
    ids: NDArray[np.int64],
    salt: str,
    top: int | None,
) -> Ranking:
    """Return the ranking by the ids of what is ranked, one for each pair."""
    stopped = stopped_by(verdicts_of(scored.pairs.sides), ids)
    passed = np.flatnonzero(~np.isin(ids, list(stopped)))
    order = passed[best_first(scored.scores[passed], ids[passed], salt)]
    matches = tuple(
        scored.match(place, rank, *pairs[place])
        for rank, place in enumerate(order[:top].tolist(), start=1)
    )
    return Ranking(matches, tuple(ids[order].tolist()), stopped)
