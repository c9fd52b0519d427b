"""Vacancies for one person, found in an index that is kept from one question to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from sqlmodel import Session

from employers.values import Requirement, VacancyBrief
from kernel.calendar import local_day
from matching.index import Openings, asks_of, build_snapshot, demand_of, index_openings
from matching.queries.fields import similar_to
from matching.queries.likely import known_better
from matching.queries.rosters import Near, near_terms
from matching.ranking import best_vacancies, is_rankable, rank_vacancies
from matching.scorer import ModelWeights
from matching.values.ranking import Match
from skills.interface.returnees import profile
from skills.interface.taxonomy import Lookup
from skills.interface.terms import own_term
from skills.values.returnees import SkillProfile

FEW = 100
"""So many vacancies are ranked as they are: an index gains nothing."""
MOST_OTHERS = 2
"""An index that holds so many times more vacancies than are asked about is made anew."""

Version = tuple[int, int]
"""A vacancy and its version."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptOpenings:
    """An index of vacancies, and the row of each version of one."""

    rows: dict[Version, int]
    openings: Openings


_kept: list[KeptOpenings] = []
"""The index of this process, if one was made. It hangs on vacancies alone, not on a person."""


@dataclass(frozen=True, slots=True, eq=False)
class OwnField:
    """One person, with what counts in the place of what they can do."""

    person: SkillProfile
    near: Near


def own_field(
    session: Session, *, returnee_id: int, taxonomy: str, lookup: Lookup | None
) -> OwnField:
    """Return one person ready to have vacancies held against them; four queries.

    Whoever calls makes sure that they may be matched. It holds while their profile, the lookup
    and the taxonomy, named by its digest, are the same.
    """
    person = profile(session, returnee_id)
    terms = [skill.term for skill in person.skills]
    near = near_terms(session, terms, lookup, around=terms)
    return OwnField(known_better(session, [person], taxonomy)[0], near)


def vacancies_for(
    own: OwnField,
    *,
    vacancies: Sequence[VacancyBrief],
    model: ModelWeights,
    now: datetime,
    top: int,
) -> tuple[Match, ...]:
    """Return those of the vacancies that suit one person best, with reasons; no query.

    What is found is what ranking all of them would put first.
    """
    today = local_day(now)
    best = vacancies
    if len(vacancies) > FEW:
        best = _best(own, vacancies, model, today, top)
    similar = similar_to(own.near, [one for vacancy in best for one in vacancy.requirements])
    snapshot = build_snapshot([own.person], today=today)
    return rank_vacancies(snapshot, best, similar, model, top=top, salt=f"{today}").matches


def _best(
    own: OwnField, vacancies: Sequence[VacancyBrief], model: ModelWeights, today: date, top: int
) -> list[VacancyBrief]:
    """Return the first `top` of many vacancies, best first."""
    by_version = {_version(one): one for one in vacancies if is_rankable(one)}
    kept = _kept_for(by_version)
    skipped = np.ones(len(kept.openings), dtype=bool)
    skipped[[kept.rows[one] for one in by_version]] = False
    found = best_vacancies(
        build_snapshot([own.person], today=today),
        kept.openings,
        own.near,
        model,
        top=top,
        salt=f"{today}",
        skipped=skipped,
    )
    ids = kept.openings.asks.vacancy_ids[found.rows].tolist()
    wanted = {one.vacancy_id: one for one in by_version.values()}
    return [wanted[vacancy_id] for vacancy_id in ids]


def _kept_for(wanted: dict[Version, VacancyBrief]) -> KeptOpenings:
    """Return an index that holds all these vacancies: the one kept, or one made anew."""
    for kept in _kept:
        holds_all = wanted.keys() <= kept.rows.keys()
        if holds_all and len(kept.rows) <= MOST_OTHERS * len(wanted):
            return kept
    made = _index(wanted)
    _kept[:] = [made]
    return made


def _index(vacancies: dict[Version, VacancyBrief]) -> KeptOpenings:
    asks = asks_of([demand_of(one, {}) for one in vacancies.values()], term_of=_term)
    rows = {version: row for row, version in enumerate(vacancies)}
    return KeptOpenings(rows, index_openings(asks))


def _version(vacancy: VacancyBrief) -> Version:
    return vacancy.vacancy_id, vacancy.version


def _term(requirement: Requirement) -> str:
    """Return under which term what counts for a requirement is read: own words by search key."""
    return requirement.concept_uri or own_term(requirement.own_words)
