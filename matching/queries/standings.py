"""Where one person stands for one vacancy, and what stands between."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from employers.values import VacancyBrief
from kernel.calendar import local_day
from matching.index import build_snapshot, demand_of
from matching.index.roster import build_roster
from matching.interface import known_people, suggestable
from matching.queries.fields import Field, similar_to
from matching.queries.likely import known_better
from matching.queries.rosters import near_terms
from matching.ranking import left_without, place_in_roster, rank_demand
from matching.scorer import ModelWeights
from matching.values.ranking import Gate, Match
from skills.interface.returnees import matchable_profiles
from skills.interface.taxonomy import Lookup


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Why somebody is on a list or not.

    `may_be_matched` is False for who is away, has not agreed, or whose file is not active; of
    them nothing else is said. `gates` are those that are shut. `rank` counts from 1 among
    `among` people who pass the gates, None if a gate is shut. `is_known` says that the person
    and the vacancy have met already, `may_be_suggested` that the database lets them meet now.
    """

    may_be_matched: bool
    gates: tuple[Gate, ...] = ()
    rank: int | None = None
    among: int = 0
    score: float = 0.0
    is_known: bool = False
    may_be_suggested: bool = False


def whereabouts(
    session: Session, field: Field, vacancy: VacancyBrief, *, returnee_id: int
) -> Whereabouts:
    """Return where a person stands for a vacancy now.

    Raises
    ------
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    found = matchable_profiles(session, at=field.at, returnee_ids=[returnee_id])
    if not found:
        return Whereabouts(may_be_matched=False)
    demand, salt = field.demand(vacancy), f"{field.today}"
    snapshot = build_snapshot(known_better(session, found), today=field.today)
    alone = rank_demand(demand, snapshot, field.weights, salt=salt)
    rank, among = place_in_roster(
        demand, field.kept.roster, field.weights, returnee_id=returnee_id, salt=salt
    )
    met = known_people(session, [vacancy.vacancy_id])
    return Whereabouts(
        may_be_matched=True,
        gates=alone.stopped.get(returnee_id, ()),
        rank=rank,
        among=among,
        score=alone.matches[0].score if alone.matches else 0.0,
        is_known=returnee_id in met.get(vacancy.vacancy_id, frozenset()),
        may_be_suggested=bool(suggestable(session, vacancy, [returnee_id], now=field.at)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """What people are ranked by. `taxonomy` is the digest of the one in use, "" if none is."""

    model: ModelWeights
    lookup: Lookup | None
    taxonomy: str


@dataclass(frozen=True, slots=True)
class OfficeStanding:
    """Where a person stands for a vacancy among the people of their office.

    `gates` are those that are shut. `rank` counts from 1 among `among` people who pass the gates,
    None if a gate is shut; `match` has the reasons then.
    """

    gates: tuple[Gate, ...]
    rank: int | None
    among: int
    match: Match | None


def standing_in_office(
    session: Session,
    vacancy: VacancyBrief,
    *,
    returnee_id: int,
    office_id: int,
    basis: Basis,
    now: datetime,
) -> OfficeStanding | None:
    """Return where a person stands among those of an office; None if they are not matched now.

    Four queries; it takes as long as the office has people, not as there are people at all.

    Raises
    ------
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    profiles = matchable_profiles(session, at=now, office_id=office_id)
    better = known_better(session, profiles, basis.taxonomy)
    own = [one for one in better if one.returnee_id == returnee_id]
    if not own:
        return None
    today, salt = local_day(now), f"{local_day(now)}"
    terms = {skill.term for one in better for skill in one.skills}
    asked = [one.concept_uri for one in vacancy.requirements if one.concept_uri is not None]
    near = near_terms(session, terms, basis.lookup, around=asked)
    demand = demand_of(vacancy, similar_to(near, vacancy.requirements))
    alone = rank_demand(demand, build_snapshot(own, today=today), basis.model, salt=salt)
    rank, among = place_in_roster(
        demand,
        build_roster(better, today=today),
        basis.model,
        returnee_id=returnee_id,
        salt=salt,
    )
    match = alone.matches[0] if alone.matches else None
    return OfficeStanding(alone.stopped.get(returnee_id, ()), rank, among, match)


def without_each_gate(field: Field, vacancy: VacancyBrief) -> Mapping[Gate, int]:
    """Return for each gate that stops anybody how many people pass all the others."""
    return left_without(field.demand(vacancy), field.kept.roster)
