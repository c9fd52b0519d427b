"""One vacancy against everybody, once everybody is loaded; a plain loop beside it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlmodel import Session

from benchmarks.plain_ranking import World, rank_plainly
from employers.interface import open_vacancies
from employers.values import VacancyBrief
from forsa.database import Database
from matching.queries.fields import Field, best_few, field_now
from matching.scorer import shipped_weights
from skills.interface.returnees import matchable_profiles
from skills.interface.taxonomy import lookup_if_any
from skills.values.returnees import SkillProfile

VACANCIES = 100
"""Vacancies that are ranked at most."""
PEER_VACANCIES = 5
TOP = 10


@dataclass(frozen=True, slots=True)
class Ranks:
    """Times in milliseconds; `load_ms` is for reading everybody, once for all vacancies."""

    people: int
    vacancies: int
    load_ms: float
    median_ms: float
    slowest_ms: float
    plain_ms: float


def measure_ranks(database: Database, data_dir: Path) -> Ranks:
    """Rank everybody for each of up to 100 vacancies, with the reasons of the best ten."""
    begin = perf_counter()
    with database.reading() as session:
        lookup = lookup_if_any(session, data_dir / "lookup")
        field = field_now(session, lookup=lookup, model=shipped_weights(), now=datetime.now(UTC))
    load_ms = (perf_counter() - begin) * 1000
    with database.reading() as session:
        vacancies = open_vacancies(session)[:VACANCIES]
        profiles = matchable_profiles(session, at=field.at)
        times = [_ms(session, field, one) for one in vacancies]
    return Ranks(
        people=len(field.kept.roster),
        vacancies=len(vacancies),
        load_ms=load_ms,
        median_ms=median(times),
        slowest_ms=max(times),
        plain_ms=median(_plain_ms(field, profiles, one) for one in vacancies[:PEER_VACANCIES]),
    )


def _ms(session: Session, field: Field, vacancy: VacancyBrief) -> float:
    begin = perf_counter()
    best_few(session, field, vacancy, top=TOP)
    return (perf_counter() - begin) * 1000


def _plain_ms(field: Field, profiles: list[SkillProfile], vacancy: VacancyBrief) -> float:
    similar = {
        one.concept_uri or "": dict(field.kept.near.get(one.concept_uri or "", {}))
        for one in vacancy.requirements
    }
    world = World([], profiles, vacancy, similar)
    begin = perf_counter()
    rank_plainly(world)
    return (perf_counter() - begin) * 1000
