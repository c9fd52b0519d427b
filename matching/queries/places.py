"""Whom to put on the free places of shortlists: decided at once, then written one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from employers.values import VacancyBrief, VacancyState
from matching.allocation import LONG_WAIT_DAYS, OpenList, Pick, allocate, graph_of, waiting_lift
from matching.index import build_snapshot
from matching.index.roster import without
from matching.interface import (
    known_people,
    last_suggested,
    open_counts,
    suggestable_profiles,
    waiting_counts,
)
from matching.queries.fields import Field
from matching.queries.likely import known_better
from matching.ranking import best_of_roster, is_rankable, rank_demand
from matching.states import MOST_OPEN_OF_PERSON, MOST_WAITING_OF_PERSON
from matching.values.ranking import Match
from skills.interface.returnees import recorded_by_id

CANDIDATES = 60
"""People who are looked at for each vacancy: a dozen for each place."""


@dataclass(frozen=True, slots=True)
class FreePlaces:
    """An open vacancy, and how many places are free on the list that is being prepared."""

    vacancy: VacancyBrief
    places: int


Plan = Mapping[int, tuple[Pick, ...]]
"""By vacancy who is to be put on its list, best first."""


def plan_places(session: Session, field: Field, free: Sequence[FreePlaces], *, salt: str) -> Plan:
    """Return who takes the free places of all these lists; six queries.

    Left out are those with three employers, those for whom five introductions are being prepared,
    and for each vacancy whoever has or had an introduction to it: what people have put there or
    taken away is theirs to decide. A vacancy that names neither skill nor occupation gets nobody.
    """
    room = _room(session, field)
    known = known_people(session, [one.vacancy.vacancy_id for one in free])
    full = {who for who, places in room.items() if places <= 0}
    roster = without(field.kept.roster, full)

    def open_list(one: FreePlaces) -> OpenList:
        vacancy_id = one.vacancy.vacancy_id
        left_out = known.get(vacancy_id, frozenset())
        wanted = CANDIDATES + len(left_out)
        demand = field.demand(one.vacancy)
        found = best_of_roster(
            demand, roster, field.weights, top=wanted, salt=salt, of_the_work=True
        )
        pairs = zip(found.returnee_ids, found.scores, strict=True)
        best = [(who, score) for who, score in pairs if who not in left_out][:CANDIDATES]
        return OpenList(vacancy_id, one.places, [who for who, _ in best], [s for _, s in best])

    lists = [open_list(one) for one in free if is_rankable(one.vacancy)]
    candidates = {who for one in lists for who in one.returnee_ids}
    return allocate(graph_of(lists, room, _lifts(session, candidates, field.at)), salt=salt)


def planned_matches(
    session: Session, field: Field, vacancy: VacancyBrief, picks: Sequence[Pick]
) -> tuple[Match, ...]:
    """Return those of a plan who may be suggested now, in its order, with their reasons.

    Scores and reasons come from their profiles as they are now. A place stays free rather than
    go to somebody who has nothing of what the work asks for.
    """
    if vacancy.state is not VacancyState.OPEN or not picks:
        return ()
    people = [one.returnee_id for one in picks]
    free = suggestable_profiles(session, vacancy, people, now=field.at)
    profiles = known_better(session, list(free.values()))
    snapshot = build_snapshot(profiles, today=field.today)
    ranking = rank_demand(field.demand(vacancy), snapshot, field.weights, salt=f"{field.today}")
    found = {match.returnee_id: match for match in ranking.matches if match.is_of_the_work}
    return tuple(
        replace(found[one.returnee_id], propensity=one.propensity)
        for one in picks
        if one.returnee_id in found
    )


def _room(session: Session, field: Field) -> dict[int, int]:
    """Return on how many more lists each person of the roster may be put."""
    waiting, with_employers = waiting_counts(session), open_counts(session)
    return {
        who: 0
        if with_employers.get(who, 0) >= MOST_OPEN_OF_PERSON
        else MOST_WAITING_OF_PERSON - waiting.get(who, 0)
        for who in field.kept.roster.returnee_ids()
    }


def _lifts(session: Session, people: set[int], now: datetime) -> dict[int, float]:
    """Return what waiting adds to each person's score, from when they were last suggested.

    Who never was has waited since they were recorded; two queries.
    """
    since = recorded_by_id(session) | last_suggested(session)
    return {
        who: waiting_lift((now - since[who]).days if who in since else LONG_WAIT_DAYS)
        for who in people
    }
