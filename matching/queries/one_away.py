"""One skill away: which single skill or licence opens which vacancies for whom.

A vacancy is open to a person if no gate is shut and they hold every skill that it cannot do
without, at the proficiency asked. One skill away is who would be there with one more skill, one
level up, or one licence. Nothing is estimated: each pair is looked at as it would be then.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from employers.values import Necessity, Requirement, VacancyBrief
from kernel.calendar import local_day
from matching.gates import passing
from matching.index import Sides, Snapshot, asks_of, build_snapshot, demand_of
from matching.index.columns import licence_key
from matching.interface import known_people
from matching.values.one_away import Opener
from matching.values.ranking import Gate
from skills.interface.returnees import matchable_profiles
from skills.interface.terms import own_term

Key = tuple[str, int, bool]
"""A term or a licence, the proficiency asked, and whether it is a licence."""

Levels = Mapping[str, NDArray[np.int8]]
"""For each term the proficiency of everybody, 0 for none."""


def openers(
    session: Session,
    *,
    vacancies: Sequence[VacancyBrief],
    returnee_ids: Sequence[int] | None = None,
    office_id: int | None = None,
    now: datetime,
) -> tuple[Opener, ...]:
    """Return what alone stands between people and vacancies, the most vacancies and people first.

    Of everybody who may be matched, or some people, or those of an office; four queries. Who has
    or had an introduction to a vacancy is left out of it.
    """
    profiles = matchable_profiles(session, at=now, returnee_ids=returnee_ids, office_id=office_id)
    if not profiles or not vacancies:
        return ()
    snapshot = build_snapshot(profiles, today=local_day(now))
    levels, met = _levels(snapshot), known_people(session, [one.vacancy_id for one in vacancies])
    pairs: dict[Key, set[tuple[int, int]]] = defaultdict(set)
    named: dict[Key, Requirement] = {}
    for vacancy in vacancies:
        asked = {_key(one): one for one in vacancy.requirements if _is_essential(one)}
        named = {**asked, **named}
        known = met.get(vacancy.vacancy_id, frozenset())
        for key, who in _one_away(snapshot, levels, vacancy, list(asked)):
            if who not in known:
                pairs[key].add((who, vacancy.vacancy_id))
    found = [_opener(key, named.get(key), frozenset(some)) for key, some in pairs.items()]
    return tuple(sorted(found, key=_order))


def _one_away(
    snapshot: Snapshot, levels: Levels, vacancy: VacancyBrief, asked: Sequence[Key]
) -> Iterator[tuple[Key, int]]:
    """Yield what one thing each person lacks for a vacancy, of whom no other gate is shut."""
    licences = [(licence_key(one), 0, True) for one in vacancy.licences]
    lacking = [_lacks(snapshot, levels, key) for key in (*asked, *licences)]
    if not lacking:
        return
    table = np.stack(lacking)
    # Gates are asked of few: most people lack more than one thing.
    rows = np.flatnonzero(table.sum(axis=0) == 1)
    if not len(rows):
        return
    asks = asks_of([demand_of(vacancy, {})])
    sides = Sides(snapshot.columns.take(rows), asks, snapshot.today)
    rows = rows[passing(sides, but=Gate.LICENCE)]
    which = table[:, rows].argmax(axis=0)
    ids = snapshot.returnee_ids[rows].tolist()
    for number, who in zip(which.tolist(), ids, strict=True):
        yield (*asked, *licences)[number], who


def _lacks(snapshot: Snapshot, levels: Levels, key: Key) -> NDArray[np.bool_]:
    """Return who lacks a skill or holds it too low, or is known not to have a licence."""
    name, least, is_licence = key
    columns = snapshot.columns
    if is_licence:
        without: NDArray[np.bool_] = columns.licences_known & (columns.licences.of(name) < 0)
        return without
    held = levels.get(name)
    if held is None:
        return np.ones(len(snapshot), dtype=bool)
    too_low: NDArray[np.bool_] = held < least
    return too_low


def _levels(snapshot: Snapshot) -> Levels:
    levels: dict[str, NDArray[np.int8]] = {}
    for row, profile in enumerate(snapshot.profiles):
        for skill in profile.skills:
            column = levels.get(skill.term)
            if column is None:
                column = levels[skill.term] = np.zeros(len(snapshot), dtype=np.int8)
            column[row] = max(int(column[row]), int(skill.proficiency))
    return levels


def _is_essential(one: Requirement) -> bool:
    return one.necessity is Necessity.ESSENTIAL or one.by_law


def _key(one: Requirement) -> Key:
    return one.concept_uri or own_term(one.own_words), one.least, False


def _opener(key: Key, asked: Requirement | None, pairs: frozenset[tuple[int, int]]) -> Opener:
    name, least, is_licence = key
    if is_licence or asked is None:
        return Opener(None, name, 0, is_licence, pairs)
    return Opener(asked.concept_uri, asked.own_words, least, False, pairs)


def _order(one: Opener) -> tuple[int, int, str, int]:
    return -len(one.vacancies), -len(one.people), one.concept_uri or one.words, one.least
