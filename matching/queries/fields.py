"""Everybody who may be suggested now, ready to be ranked; read once for many vacancies."""

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from employers.values import Requirement, VacancyBrief
from kernel.calendar import local_day
from matching.index import Snapshot, build_snapshot
from matching.index.demand import requirement_term
from matching.interface import known_people, open_counts, waiting_counts
from matching.ranking import rank_profiles, rank_vacancies
from matching.scorer import ModelWeights, shipped_weights
from matching.states import MOST_OPEN_OF_PERSON, MOST_WAITING_OF_PERSON
from matching.values.ranking import Match, Ranking
from skills.interface.returnees import matchable_profiles
from skills.interface.taxonomy import Lookup, active_version, neighbours
from skills.interface.terms import own_term, similar_terms
from skills.values.returnees import SkillProfile

Near = Mapping[str, Mapping[str, float]]

LOOKED_AT = 100
"""Vacancies that are held against one person for a page: each takes close to a millisecond."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Everybody who may be suggested at one instant.

    `near` has for each term the terms that count in its place, with weights in (0, 1].
    `waiting` counts by person what is open before `sent`.
    """

    snapshot: Snapshot
    near: Near
    waiting: Mapping[int, int]
    weights: ModelWeights
    taxonomy: str
    today: date


def field_now(session: Session, *, lookup: Lookup | None, now: datetime) -> Field:
    """Return the field at an instant: all with consent, free, and with few open introductions.

    Without a lookup, own words meet only the same own words.
    """
    busy = {who for who, count in open_counts(session).items() if count >= MOST_OPEN_OF_PERSON}
    people = [one for one in matchable_profiles(session, at=now) if one.returnee_id not in busy]
    today = local_day(now)
    version = active_version(session)
    return Field(
        snapshot=build_snapshot(people, today=today),
        near=_near(session, people, lookup),
        waiting=waiting_counts(session),
        weights=shipped_weights(),
        taxonomy=version.name if version is not None else "none",
        today=today,
    )


def ranking_of(field: Field, vacancy: VacancyBrief, *, top: int | None = None) -> Ranking:
    """Return everybody in the field held against one vacancy; reasons for the first `top`.

    Raises
    ------
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    similar = _similar(field.near, vacancy.requirements)
    return rank_profiles(
        vacancy, field.snapshot, similar, field.weights, top=top, salt=f"{field.today}"
    )


def picks_for(
    session: Session,
    field: Field,
    waiting: Mapping[int, int],
    vacancy: VacancyBrief,
    *,
    places: int,
) -> tuple[Match, ...]:
    """Return the best people for the free places of a shortlist.

    Left out are those who have or had an introduction to this vacancy, and those for whom five
    others are being prepared (`waiting` counts them): a person's attention is scarce too.

    Raises
    ------
    NotRankable
        If the vacancy names neither skill nor occupation.
    """
    known = known_people(session, vacancy.vacancy_id)
    full = {who for who, count in waiting.items() if count >= MOST_WAITING_OF_PERSON}
    left_out = known | full
    seen = places + len(left_out)
    free = (
        match
        for match in ranking_of(field, vacancy, top=seen).matches
        if match.returnee_id not in left_out
    )
    return tuple(match for match, _ in zip(free, range(places), strict=False))


def own_profile(session: Session, *, returnee_id: int, now: datetime) -> SkillProfile | None:
    """Return the profile of a person who may be matched now, None of one who may not.

    They may not while they are away or have not agreed to matching; three queries.
    """
    found = matchable_profiles(session, at=now, returnee_ids=[returnee_id])
    return found[0] if found else None


def vacancies_for(
    session: Session,
    *,
    person: SkillProfile,
    vacancies: Sequence[VacancyBrief],
    lookup: Lookup | None,
    now: datetime,
    top: int,
) -> tuple[Match, ...]:
    """Return the vacancies that suit one person best, with reasons; one query.

    Whoever calls has made sure that the person may be matched (`own_profile`). Of many
    vacancies those are looked at that ask most for what the person can do.
    """
    today = local_day(now)
    near = _near(session, [person], lookup, around=[skill.term for skill in person.skills])
    similar = _similar(near, [one for vacancy in vacancies for one in vacancy.requirements])
    ranking = rank_vacancies(
        build_snapshot([person], today=today),
        _closest(person, vacancies, similar),
        similar,
        shipped_weights(),
        top=top,
        salt=f"{today}",
    )
    return ranking.matches


def _closest(
    person: SkillProfile, vacancies: Sequence[VacancyBrief], similar: Near
) -> list[VacancyBrief]:
    """Return at most `LOOKED_AT` vacancies: most asked of what is held, then place, then new."""
    held = {skill.term for skill in person.skills}
    places = {person.governorate, *person.accepted_governorates}

    def closeness(vacancy: VacancyBrief) -> tuple[int, bool, int]:
        met = sum(not held.isdisjoint(similar[requirement_term(r)]) for r in vacancy.requirements)
        return met, vacancy.governorate in places, vacancy.vacancy_id

    return heapq.nlargest(LOOKED_AT, vacancies, key=closeness)


def _near(
    session: Session,
    people: Collection[SkillProfile],
    lookup: Lookup | None,
    around: Collection[str] | None = None,
) -> Near:
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for term, others in neighbours(session, around).items():
        near[term].update(others)
    own = {skill.term for one in people for skill in one.skills if skill.term.startswith("own:")}
    if lookup is not None and own:
        for term, others in similar_terms(sorted(own), lookup).items():
            for other, weight in others:
                near[other][term] = max(weight, near[other].get(term, 0.0))
    return near


def _similar(near: Near, asked: Sequence[Requirement]) -> dict[str, dict[str, float]]:
    """Return what counts for each requirement; own words also by their search key."""
    similar: dict[str, dict[str, float]] = {}
    for one in asked:
        term = one.concept_uri or own_term(one.own_words)
        counted = dict(near.get(term, {}))
        counted[term] = 1.0
        similar[requirement_term(one)] = counted
    return similar
