"""Everybody who may be suggested now, ready to be ranked; read once for many vacancies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from employers.values import Requirement, VacancyBrief, VacancyState
from matching.index import Demand, build_snapshot, demand_of
from matching.index.demand import requirement_term
from matching.interface import suggestable
from matching.queries.likely import known_better
from matching.queries.rosters import KeptRoster, Near, roster_now
from matching.ranking import best_of_roster, rank_demand, stopped_in_roster
from matching.scorer import ModelWeights
from matching.values.ranking import Gate, Match
from skills.interface.returnees import profiles_by_id
from skills.interface.taxonomy import Lookup
from skills.interface.terms import own_term

FIRST_ASKED = 4
"""So many times more people than are wanted are asked for at first: some may not be suggested."""
MORE_ASKED = 8
"""So many times more are asked for where too few may be."""
ASKED_AT_ONCE = 1_000
"""People about whom one query asks."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Everybody who may be matched at one instant, `at`."""

    kept: KeptRoster
    weights: ModelWeights
    at: datetime

    @property
    def taxonomy(self) -> str:
        """The version of the taxonomy that counts."""
        return self.kept.taxonomy

    @property
    def today(self) -> date:
        """The day in Iraq."""
        return self.kept.roster.today

    def demand(self, vacancy: VacancyBrief) -> Demand:
        """Return what a vacancy asks for, and what counts for it."""
        return demand_of(vacancy, similar_to(self.kept.near, vacancy.requirements))


@dataclass(frozen=True, slots=True)
class BestFew:
    """The best people for a vacancy with reasons, and how many people each gate stops."""

    matches: tuple[Match, ...]
    excluded: Mapping[Gate, int]


def field_now(
    session: Session,
    *,
    lookup: Lookup | None,
    model: ModelWeights,
    now: datetime,
    kept: KeptRoster | None = None,
) -> Field:
    """Return the field at an instant, brought up to date from one that was kept, if any.

    Whatever is ranked in it is ranked by one model, whichever comes into use meanwhile.
    """
    return Field(roster_now(session, kept, lookup=lookup, now=now), model, now)


def best_few(session: Session, field: Field, vacancy: VacancyBrief, *, top: int) -> BestFew:
    """Return the first `top` of those who may be suggested for a vacancy now.

    Raises
    ------
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    demand = field.demand(vacancy)
    matches = _matches(session, field, demand, top)
    return BestFew(matches, stopped_in_roster(demand, field.kept.roster))


def _matches(session: Session, field: Field, demand: Demand, top: int) -> tuple[Match, ...]:
    """Return the first `top` people with reasons, from their profiles as they are now."""
    free = _free(session, field, demand, top)
    profiles = known_better(session, list(profiles_by_id(session, free).values()))
    snapshot = build_snapshot(profiles, today=field.today)
    salt = f"{field.today}"
    return rank_demand(demand, snapshot, field.weights, top=top, salt=salt).matches


def _free(session: Session, field: Field, demand: Demand, top: int) -> list[int]:
    """Return `top` people or more, the best of those whom the database lets be suggested now.

    What the roster knows may be a moment old; nobody is shown by it alone.
    """
    roster, weights, salt = field.kept.roster, field.weights, f"{field.today}"
    asked, wanted = set[int](), FIRST_ASKED * top
    free: list[int] = []
    is_open = demand.vacancy.state is VacancyState.OPEN
    while True:
        found = best_of_roster(demand, roster, weights, top=wanted, salt=salt).returnee_ids
        unasked = [who for who in found if who not in asked] if is_open else []
        for at in range(0, len(unasked), ASKED_AT_ONCE):
            some = unasked[at : at + ASKED_AT_ONCE]
            free += sorted(suggestable(session, demand.vacancy, some, now=field.at))
        asked.update(unasked)
        if len(free) >= top or len(found) < wanted or not is_open:
            return free
        wanted *= MORE_ASKED


def similar_to(near: Near, asked: Sequence[Requirement]) -> dict[str, dict[str, float]]:
    """Return what counts for each requirement; own words also by their search key."""
    similar: dict[str, dict[str, float]] = {}
    for one in asked:
        term = one.concept_uri or own_term(one.own_words)
        counted = dict(near.get(term, {}))
        counted[term] = 1.0
        similar[requirement_term(one)] = counted
    return similar
