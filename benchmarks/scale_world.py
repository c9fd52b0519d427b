"""Very many made people and vacancies as arrays, the same on every run.

People have an occupation with its own few dozen skills, and hold most of theirs from there; the
rest, and a vacancy's neighbours, come from all terms, few of which are frequent (Zipf's law).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from employers.values.vacancies import Necessity, Requirement, VacancyBrief, VacancyState
from kernel.places import Governorate
from matching.index import (
    Demand,
    Openings,
    People,
    Similar,
    asks_of,
    demand_of,
    index_openings,
)
from matching.index.columns import LANGUAGE_LEVELS, Columns, isco_digits
from matching.index.gathering import starts_of
from matching.index.held import Held, small
from matching.index.holdings import EVIDENCE, OLDEST_YEARS, join_parts
from matching.index.marks import UNKNOWN, Marks, Name
from skills.values.returnees import Proficiency, ProfileSkill, SkillProfile

TODAY = date(2026, 11, 22)
SEED = 20240607
TERMS = 14_000
SKILLS_EACH = 12
OF_OCCUPATION = 8
OCCUPATIONS = 400
SKILLS_OF_OCCUPATION = 40
ASKED = 10
NEIGHBOURS = 6
FREQUENT = 95
"""Neighbours are among so many most frequent terms: the lists of people are long."""
LESS_FREQUENT = 2_000
"""The same where one person is held against many vacancies."""
ZIPF_OFFSET = 20
KINDS = 1_000
SYLLABLES = tuple(a + b for a in "bdfghklmnprstwz" for b in "aeiou")


@dataclass(frozen=True, slots=True, eq=False)
class ScaleWorld:
    """People as arrays, and for each occupation its ISCO-08 code and its skills."""

    people: People
    codes: list[str]
    skills: NDArray[np.int64]


def term(number: int) -> str:
    """Return the name of a term."""
    return f"skill/{number:05d}"


def scale_world(count: int) -> ScaleWorld:
    """Return a world with so many people."""
    random = np.random.default_rng(SEED)
    shares = 1 / (np.arange(TERMS) + ZIPF_OFFSET)
    frequencies = np.cumsum(shares / shares.sum())
    codes = [
        f"{1 + number % 9}{number // 9 % 5 + 1}{number // 45 + 1}{number % 7 + 1}"
        for number in range(OCCUPATIONS)
    ]
    skills = np.searchsorted(frequencies, random.random((OCCUPATIONS, SKILLS_OF_OCCUPATION)))
    occupation = random.integers(0, OCCUPATIONS, count)
    return ScaleWorld(
        People(
            np.arange(1, count + 1, dtype=np.int64),
            _columns(random, occupation, codes),
            _held(random, occupation, skills, frequencies),
        ),
        codes,
        skills,
    )


def _held(
    random: np.random.Generator,
    occupation: NDArray[np.int64],
    skills: NDArray[np.int64],
    frequencies: NDArray[np.float64],
) -> Held:
    count = len(occupation)
    # Distinct ones: a random beginning and odd stride through the occupation's skills.
    begin = random.integers(0, SKILLS_OF_OCCUPATION, (count, 1))
    stride = random.choice([1, 3, 7, 9, 11, 13], (count, 1))
    places = (begin + stride * np.arange(OF_OCCUPATION)) % SKILLS_OF_OCCUPATION
    own = skills[occupation[:, None], places]
    other = np.searchsorted(frequencies, random.random((count, SKILLS_EACH - OF_OCCUPATION)))
    terms = np.sort(np.concatenate((own, other), axis=1), axis=1)
    first = np.ones(terms.shape, dtype=bool)
    first[:, 1:] = terms[:, 1:] != terms[:, :-1]
    held = int(first.sum())
    codes = join_parts(
        random.integers(0, 4, held),
        random.choice(len(EVIDENCE), held, p=[0.6, 0.2, 0.08, 0.06, 0.06]),
        OLDEST_YEARS - random.integers(0, OLDEST_YEARS + 1, held),
    )
    numbers: dict[Name, int] = {term(number): number for number in range(TERMS)}
    return Held(
        numbers, starts_of(first.sum(axis=1)), small(terms[first], TERMS), codes.astype(np.uint8)
    )


def _columns(
    random: np.random.Generator, occupation: NDArray[np.int64], codes: list[str]
) -> Columns:
    count = len(occupation)
    today = TODAY.toordinal()

    def some(share: float) -> NDArray[np.bool_]:
        return random.random(count) < share

    def unknown_in(values: NDArray[np.int64], share: float) -> NDArray[np.int64]:
        return np.where(some(share), UNKNOWN, values)

    place = random.integers(0, len(Governorate), count)
    more = np.left_shift(1, random.integers(0, len(Governorate), count))
    isco = isco_digits(codes)[occupation]
    isco[some(0.1)] = 0
    return Columns(
        governorate=unknown_in(place, 0.05).astype(np.int8),
        accepted=np.where(some(0.4), more | (1 << place), 0).astype(np.uint32),
        relocates=unknown_in(random.integers(0, 2, count), 0.3).astype(np.int8),
        available=unknown_in(today + random.integers(-200, 90, count), 0.3).astype(np.int32),
        night=unknown_in(random.integers(0, 2, count), 0.5).astype(np.int8),
        licences_known=(known := some(0.3)),
        licences=_some(random, known, ["b", "c", "forklift"], 1),
        languages=_some(random, some(0.6), ["en", "de", "sv"], len(LANGUAGE_LEVELS)),
        occupation=unknown_in(occupation, 0.2).astype(np.int32),
        occupation_numbers={f"occupation/{number}": number for number in range(OCCUPATIONS)},
        isco=isco,
        experience_months=unknown_in(random.integers(0, 200, count), 0.3).astype(np.int32),
        least_wage=unknown_in(50_000 * random.integers(6, 30, count), 0.4).astype(np.int32),
        confirmed=(today - random.integers(0, 500, count)).astype(np.int32),
        refusals=_some(random, some(0.02), [1, 2, 3], 1),
        unwanted=_some(random, some(0.05), [f"occupation/{number}" for number in range(3)], 1),
        likely=_some(random, some(0.0), [], 1),
    )


def _some(
    random: np.random.Generator, having: NDArray[np.bool_], names: Sequence[Name], most: int
) -> Marks:
    held = int(having.sum())
    values = random.integers(0, most, held) if most > 1 else np.ones(held)
    return Marks(
        {name: number for number, name in enumerate(names)},
        starts_of(having.astype(np.int64)),
        random.integers(0, len(names), held).astype(np.int32),
        values.astype(np.int8),
    )


def made_demands(world: ScaleWorld, count: int, frequent: int = FREQUENT) -> list[Demand]:
    """Return so many vacancies with 10 requirements each, and 6 neighbours of each requirement."""
    random = np.random.default_rng(SEED + 1)
    return [_demand(random, world, number, frequent) for number in range(1, count + 1)]


def _demand(random: np.random.Generator, world: ScaleWorld, number: int, frequent: int) -> Demand:
    occupation = int(random.integers(0, OCCUPATIONS))
    asked = random.permutation(np.unique(world.skills[occupation]))[:ASKED].tolist()
    similar = {
        term(one): {term(int(other)): 0.5 for other in random.integers(0, frequent, NEIGHBOURS)}
        for one in asked
    }
    needs_english, needs_licence, by_night = (random.random(3) < [0.3, 0.1, 0.2]).tolist()
    vacancy = VacancyBrief(
        vacancy_id=number,
        employer_id=int(random.integers(1, 200)),
        title="Work",
        language="en",
        state=VacancyState.OPEN,
        governorate=list(Governorate)[int(random.integers(0, len(Governorate)))],
        requirements=tuple(
            Requirement(
                term(one),
                term(one),
                (Necessity.ESSENTIAL, Necessity.ESSENTIAL, Necessity.OPTIONAL)[place % 3],
                int(random.integers(1, 4)),
            )
            for place, one in enumerate(asked)
        ),
        occupation_uri=f"occupation/{occupation}",
        isco=world.codes[occupation],
        wage_max=50_000 * int(random.integers(8, 30)),
        languages=(("en", "B1"),) if needs_english else (),
        licences=("B",) if needs_licence else (),
        night=by_night,
        experience_months=int(random.integers(0, 60)),
    )
    return demand_of(vacancy, similar)


@dataclass(frozen=True, slots=True, eq=False)
class MadeOpenings:
    """Vacancies, and for each term those that it counts for, with weights."""

    openings: Openings
    counts_for: Mapping[str, Mapping[str, float]]

    def similar_of(self, person: SkillProfile) -> Similar:
        """Return what counts for requirements as far as one person holds it."""
        similar: dict[str, dict[str, float]] = {}
        for skill in person.skills:
            for asked, weight in self.counts_for.get(skill.term, {}).items():
                similar.setdefault(asked, {})[skill.term] = weight
        return similar


def made_openings(world: ScaleWorld, count: int) -> MadeOpenings:
    """Return so many vacancies: a thousand kinds of work in many places at many wages."""
    random = np.random.default_rng(SEED + 2)
    demands = made_demands(world, KINDS, LESS_FREQUENT)
    kinds = asks_of(demands).take(random.integers(0, KINDS, count))
    asks = replace(
        kinds,
        vacancy_ids=np.arange(1, count + 1, dtype=np.int64),
        governorate=random.integers(0, len(Governorate), count).astype(np.int8),
        wage=50_000 * random.integers(8, 30, count),
    )
    counts_for: dict[str, dict[str, float]] = {}
    for demand in demands:
        for one in demand.asked:
            for held, weight in one.terms.items():
                counts_for.setdefault(held, {})[one.requirement.own_words] = weight
    return MadeOpenings(index_openings(asks), counts_for)


def newcomer(people: People, row: int) -> SkillProfile:
    """Return a person who holds what one of the people holds, as they come from the database."""
    one = people.take(np.array([row]))
    names, held = list(one.held.numbers), one.held.terms.tolist()
    places = list(Governorate)
    return SkillProfile(
        returnee_id=row + 1,
        office_id=1,
        caseworker_id=1,
        skills=tuple(
            ProfileSkill(str(names[number]), "words", Proficiency(1 + place % len(Proficiency)))
            for place, number in enumerate(held)
        ),
        governorate=places[int(one.columns.governorate[0])],
        relocates=bool(row % 2),
        isco="".join(map(chr, one.columns.isco[0].tolist())).strip("\0") or None,
        experience_months=int(max(one.columns.experience_months[0], 0)),
        least_wage=int(max(one.columns.least_wage[0], 0)),
    )


def made_words() -> dict[str, str]:
    """Return four made-up words for each term: 27 letters, as labels of ESCO's skills have."""
    random = np.random.default_rng(SEED + 3)
    parts = np.array(SYLLABLES)[random.integers(0, len(SYLLABLES), (TERMS, 4, 3))]
    return {
        term(number): " ".join("".join(word) for word in pair)
        for number, pair in enumerate(parts.tolist())
    }
