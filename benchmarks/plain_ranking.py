"""How long one vacancy takes against many people, with two peers beside it.

Run by `make bench`. The peers know less: they have no gates, no reasons and only the coverages.

- *plain Python*: the coverages of a vacancy by dictionaries, then a weighted sum.
- *fuzzy + scikit-learn*: every requirement against every skill of everybody by rapidfuzz, the
  best of each person, then a logistic regression.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from statistics import fmean
from time import perf_counter

import click
import numpy as np
from rapidfuzz import fuzz, process
from sklearn.linear_model import LogisticRegression

from employers.values.vacancies import Necessity, Requirement, VacancyBrief, VacancyState
from kernel.places import Governorate
from matching.index import Snapshot, build_snapshot
from matching.ranking import rank_profiles, rank_vacancies
from matching.scorer import shipped_weights
from skills.values.returnees import Evidence, Proficiency, ProfileSkill, SkillProfile

TODAY = date(2026, 11, 22)
SEED = 20240607
TERMS = 14_000
SKILLS_EACH = 8
ASKED = 10
NEIGHBOURS = 20
VACANCIES = 60
TOP = 20
REPEATS = 7
PEER_REPEATS = 2
SYLLABLES = tuple(a + b for a in "bdfghklmnprstwz" for b in "aeiou")


@dataclass(frozen=True, slots=True)
class World:
    """Made-up words, who holds which, and what is asked."""

    words: list[str]
    profiles: list[SkillProfile]
    vacancy: VacancyBrief
    similar: dict[str, dict[str, float]]


def made_up(count: int) -> World:
    """Return a world with `count` people, the same on every run; frequent skills are few."""
    random = Random(SEED)
    words = [" ".join("".join(random.choices(SYLLABLES, k=3)) for _ in "ab") for _ in range(TERMS)]
    # Zipf's law: the k-th skill is held by a share of people in proportion to 1 / (k + 20).
    shares = np.cumsum([1 / (k + 20) for k in range(TERMS)]).tolist()
    profiles = [_person(random, number, words, shares) for number in range(1, count + 1)]
    asked = words[5 : 5 + 12 * ASKED : 12]
    similar = {word: dict.fromkeys(random.sample(words, NEIGHBOURS), 0.5) for word in asked}
    return World(words, profiles, _vacancy(1, asked), similar)


def _person(random: Random, number: int, words: list[str], shares: list[float]) -> SkillProfile:
    held = random.choices(words, cum_weights=shares, k=SKILLS_EACH)
    return SkillProfile(
        returnee_id=number,
        office_id=1,
        caseworker_id=1,
        skills=tuple(
            ProfileSkill(
                word, word, random.choice(list(Proficiency)), random.choice(list(Evidence))
            )
            for word in held
        ),
        governorate=random.choice(list(Governorate)),
        relocates=random.choice([None, True, False]),
        night=random.choice([None, True, False]),
        languages={"en": random.choice(["A2", "B1", "C1"])} if random.random() < 0.5 else {},  # noqa: PLR2004  one half
        isco=random.choice(["7212", "7233", "9111", None]),
        experience_months=random.choice([None, 6, 36, 120]),
        least_wage=random.choice([None, 500_000, 900_000]),
    )


def _vacancy(number: int, asked: list[str]) -> VacancyBrief:
    return VacancyBrief(
        vacancy_id=number,
        employer_id=1,
        title="Welder",
        language="en",
        state=VacancyState.OPEN,
        governorate=Governorate.BAGHDAD,
        requirements=tuple(
            Requirement(word, word, Necessity.OPTIONAL if place % 3 == 2 else Necessity.ESSENTIAL)  # noqa: PLR2004  every third
            for place, word in enumerate(asked)
        ),
        isco="7212",
        wage_max=800_000,
        languages=(("en", "B1"),),
    )


def rank_plainly(world: World) -> list[tuple[float, int]]:
    """Return score and person, best first: coverages by dictionaries."""
    asked = [(r.concept_uri or "", r.least) for r in world.vacancy.requirements]
    covering = [{**world.similar[term], term: 1.0} for term, _ in asked]

    def score(profile: SkillProfile) -> float:
        held = {skill.term: skill.proficiency / 4 for skill in profile.skills}
        best = [max(terms.get(t, 0.0) * v for t, v in held.items()) for terms in covering]
        return 1 / (1 + math.exp(4 - 3 * fmean(best) - min(best)))

    return sorted(((score(p), p.returnee_id) for p in world.profiles), reverse=True)


def rank_fuzzily(world: World, model: LogisticRegression) -> list[int]:
    """Return places of people, best first: every requirement against every skill of everybody."""
    asked = [r.own_words for r in world.vacancy.requirements]
    texts = [skill.own_words for p in world.profiles for skill in p.skills]
    levels = np.array([skill.proficiency / 4 for p in world.profiles for skill in p.skills])
    likeness = process.cdist(asked, texts, scorer=fuzz.ratio, score_cutoff=75) / 100
    best = (likeness * levels).reshape(len(asked), len(world.profiles), SKILLS_EACH).max(axis=2)
    features = np.stack([best.mean(axis=0), best.min(axis=0), (best > 0).mean(axis=0)], axis=1)
    chances = model.predict_proba(features)[:, 1]
    order: list[int] = np.argsort(-chances, kind="stable").tolist()
    return order


def _peer_model() -> LogisticRegression:
    made = np.random.default_rng(SEED).random((200, 3))
    return LogisticRegression().fit(made, made.sum(axis=1) > made.sum(axis=1).mean())


def _best_ms(once: Callable[[], object], repeats: int) -> float:
    def timed() -> float:
        start = perf_counter()
        once()
        return (perf_counter() - start) * 1000

    return min(timed() for _ in range(repeats))


def _vacancies_ms(world: World) -> float:
    person = build_snapshot(world.profiles[:1], today=TODAY)
    asked = [r.own_words for r in world.vacancy.requirements]
    vacancies = [_vacancy(number, asked) for number in range(1, VACANCIES + 1)]
    model = shipped_weights()
    return _best_ms(
        lambda: rank_vacancies(person, vacancies, world.similar, model, top=TOP, salt="slot"),
        REPEATS,
    )


def measure(count: int) -> dict[str, float]:
    """Return the times for `count` people, in milliseconds."""
    world, model, peer_model = made_up(count), shipped_weights(), _peer_model()

    def build() -> Snapshot:
        return build_snapshot(world.profiles, today=TODAY)

    snapshot = build()
    return {
        "profiles": count,
        "snapshot_ms": _best_ms(build, PEER_REPEATS),
        "rank_ms": _best_ms(
            lambda: rank_profiles(
                world.vacancy, snapshot, world.similar, model, top=TOP, salt="slot"
            ),
            REPEATS,
        ),
        "plain_ms": _best_ms(lambda: rank_plainly(world), PEER_REPEATS),
        "fuzzy_ms": _best_ms(lambda: rank_fuzzily(world, peer_model), PEER_REPEATS),
        "vacancies_ms": _vacancies_ms(world),
    }


@click.command()
@click.option("--sizes", default="1000,10000,100000", help="Numbers of people, with commas.")
def main(sizes: str) -> None:
    """Print a table, then the same as one line of JSON."""
    click.echo(
        f"{SKILLS_EACH} skills a person, {ASKED} requirements of {TERMS:,}; best of {REPEATS}"
    )
    click.echo("profiles   snapshot   one vacancy   plain Python   fuzzy + sklearn   60 vacancies")
    rows = [measure(int(size)) for size in sizes.split(",")]
    for row in rows:
        click.echo(
            f"{row['profiles']:>8,}{row['snapshot_ms']:>8.0f} ms{row['rank_ms']:>11.1f} ms"
            f"{row['plain_ms']:>12.1f} ms{row['fuzzy_ms']:>15.0f} ms"
            f"{row['vacancies_ms']:>12.1f} ms"
        )
    click.echo(json.dumps(rows))


if __name__ == "__main__":
    main()
