"""Where one person stands for one vacancy, and what stands between."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from employers.values import VacancyBrief
from kernel.calendar import local_day
from matching.index import Demand, build_snapshot, demand_of
from matching.index.roster import Roster, build_roster
from matching.interface import known_people, suggestable
from matching.queries.fields import Field, similar_to
from matching.queries.likely import known_better
from matching.queries.rosters import near_terms
from matching.ranking import best_of_roster, left_without, place_in_roster, rank_demand
from matching.scorer import ModelWeights
from matching.values.ranking import Gate, Match
from skills.interface.returnees import matchable_profiles
from skills.interface.taxonomy import Lookup
from skills.values.returnees import SkillProfile


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
    asked = _in_office(session, vacancy, office_id, basis, now)
    own = [one for one in asked.people if one.returnee_id == returnee_id]
    if not own:
        return None
    snapshot = build_snapshot(own, today=asked.roster.today)
    alone = rank_demand(asked.demand, snapshot, basis.model, salt=asked.salt)
    rank, among = place_in_roster(
        asked.demand, asked.roster, basis.model, returnee_id=returnee_id, salt=asked.salt
    )
    match = alone.matches[0] if alone.matches else None
    return OfficeStanding(alone.stopped.get(returnee_id, ()), rank, among, match)


@dataclass(frozen=True, slots=True)
class OfficePlace:
    """A person of an office for a vacancy: a rank from 1, or None and the gates that are shut."""

    returnee_id: int
    rank: int | None
    gates: tuple[Gate, ...] = ()


def places_in_office(
    session: Session, vacancy: VacancyBrief, *, office_id: int, basis: Basis, now: datetime
) -> tuple[OfficePlace, ...]:
    """Return everybody of an office who may be matched, those who pass the gates first.

    Best first; after them come those for whom a gate is shut: nobody is left out. Four queries.

    Raises
    ------
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    asked = _in_office(session, vacancy, office_id, basis, now)
    snapshot = build_snapshot(asked.people, today=asked.roster.today)
    stopped = rank_demand(asked.demand, snapshot, basis.model, top=1, salt=asked.salt).stopped
    best = best_of_roster(
        asked.demand,
        asked.roster,
        basis.model,
        top=max(len(asked.people), 1),
        salt=asked.salt,
    )
    ranked = [OfficePlace(who, rank) for rank, who in enumerate(best.returnee_ids, start=1)]
    shut = [OfficePlace(who, None, gates) for who, gates in sorted(stopped.items())]
    return (*ranked, *shut)


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A vacancy beside the people of one office."""

    demand: Demand
    people: list[SkillProfile]
    roster: Roster

    @property
    def salt(self) -> str:
        return f"{self.roster.today}"


def _in_office(
    session: Session, vacancy: VacancyBrief, office_id: int, basis: Basis, now: datetime
) -> _Asked:
    profiles = matchable_profiles(session, at=now, office_id=office_id)
    people = known_better(session, profiles, basis.taxonomy)
    terms = {skill.term for one in people for skill in one.skills}
    around = [one.concept_uri for one in vacancy.requirements if one.concept_uri is not None]
    near = near_terms(session, terms, basis.lookup, around=around)
    demand = demand_of(vacancy, similar_to(near, vacancy.requirements))
    return _Asked(demand, people, build_roster(people, today=local_day(now)))


def without_each_gate(field: Field, vacancy: VacancyBrief) -> Mapping[Gate, int]:
    """Return for each gate that stops anybody how many people pass all the others."""
    return left_without(field.demand(vacancy), field.kept.roster)
