"""How well made persons find their occupation again, with three peers beside it.

Every occupation of ESCO is a vacancy with its essential and optional skills; each person has a
few of the skills of one occupation, and noise, as typed. Texts are linked by the best rapidfuzz
ratio over all English labels (75 at least), for us and the peers alike. MRR is that of the true
occupation; nDCG@10 gives 3 for it and 1 for others of its unit group. Ties by URI.

    python -m benchmarks.persons ESCO_FOLDER PERSONS.tsv
"""

import csv
import io
import json
import math
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TypeAlias

import click
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from employers.values.vacancies import Necessity, Requirement, VacancyBrief, VacancyState
from kernel.places import Governorate
from matching.features import measure_pairs, pair
from matching.index import build_snapshot, demand_of
from matching.scorer import log_odds, shipped_weights
from skills.values.returnees import Proficiency, ProfileSkill, SkillProfile

LEAST_RATIO = 75
TODAY = date(2026, 11, 22)
PLACES = 10
Likeness: TypeAlias = Callable[[frozenset[str], Mapping[str, Necessity]], float]
"""How like a person's skills are to an occupation's."""

DISCOUNTS = 1 / np.log2(np.arange(2, PLACES + 2))


@dataclass(frozen=True, slots=True)
class Person:
    """What a person typed, and the occupation it was made from."""

    texts: tuple[str, ...]
    occupation: str


@dataclass(frozen=True, slots=True)
class World:
    """Occupations in the order of their URIs, with unit group and skills; people, linked."""

    groups: Mapping[str, str]
    asked: Mapping[str, Mapping[str, Necessity]]
    importance: Mapping[str, float]
    people: Sequence[Person]
    held: Sequence[frozenset[str]]


def read_world(esco: Path, persons: Path) -> World:
    """Return the vacancies and the people, their texts linked."""
    groups = {
        row["conceptUri"]: row["iscoGroup"]
        for row in _rows(esco, "occupations_en.csv")
        if row["conceptType"] == "Occupation"
    }
    asked: dict[str, dict[str, Necessity]] = {uri: {} for uri in sorted(groups)}
    for row in _rows(esco, "occupationSkillRelations.csv"):
        if row["occupationUri"] in asked:
            asked[row["occupationUri"]][row["skillUri"]] = Necessity(row["relationType"])
    with persons.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        people = [
            Person(tuple(row["skill_texts"].split("|")), row["true_occupation_uri"])
            for row in lines
        ]
    linked = _linked(sorted({text for one in people for text in one.texts}), _labels(esco))
    held = [frozenset(linked[text] for text in one.texts if text in linked) for one in people]
    return World(groups, asked, _rarity(asked), people, held)


def _rows(esco: Path, name: str) -> list[dict[str, str]]:
    for path in sorted(esco.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            if name in archive.namelist():
                text = archive.read(name).decode("utf-8-sig")
                return list(csv.DictReader(io.StringIO(text)))
    msg = f"no zip in the folder holds {name}"
    raise click.UsageError(msg)


def _labels(esco: Path) -> list[tuple[str, str]]:
    return [
        (label.lower(), row["conceptUri"])
        for row in _rows(esco, "skills_en.csv")
        for label in sorted({row["preferredLabel"], *row["altLabels"].split("\n")} - {""})
    ]


def _linked(texts: list[str], labels: list[tuple[str, str]]) -> dict[str, str]:
    likeness = process.cdist(
        [text.lower() for text in texts],
        [label for label, _ in labels],
        scorer=fuzz.ratio,
        score_cutoff=LEAST_RATIO,
        dtype=np.uint8,
    )
    best = zip(texts, likeness.argmax(axis=1), likeness.max(axis=1), strict=True)
    return {text: labels[place][1] for text, place, ratio in best if ratio >= LEAST_RATIO}


def _rarity(asked: Mapping[str, Mapping[str, Necessity]]) -> dict[str, float]:
    """Return the inverse document frequency of each skill over occupations."""
    counts: dict[str, int] = {}
    for skills in asked.values():
        for uri in skills:
            counts[uri] = counts.get(uri, 0) + 1
    return {uri: float(np.log(len(asked) / count)) for uri, count in counts.items()}


def our_scores(world: World) -> NDArray[np.float64]:
    """Return log-odds of shape (n_occupations, n_people), by our own features and weights."""
    snapshot = build_snapshot(
        [
            SkillProfile(
                number,
                1,
                1,
                tuple(ProfileSkill(uri, uri, Proficiency.WORKING) for uri in sorted(held)),
            )
            for number, held in enumerate(world.held)
        ],
        today=TODAY,
    )
    model = shipped_weights()
    return np.stack(
        [
            log_odds(
                measure_pairs(pair(demand_of(vacancy, {}, importance=world.importance), snapshot)),
                model,
            )
            for vacancy in map(_vacancy, range(len(world.asked)), world.asked.values())
        ]
    )


def _vacancy(number: int, skills: Mapping[str, Necessity]) -> VacancyBrief:
    return VacancyBrief(
        vacancy_id=number,
        employer_id=1,
        title="",
        language="en",
        state=VacancyState.OPEN,
        governorate=Governorate.BAGHDAD,
        requirements=tuple(Requirement(uri, uri, kind) for uri, kind in skills.items()),
    )


def peer_scores(world: World, score: Likeness) -> NDArray[np.float64]:
    """Return a peer's scores, of shape (n_occupations, n_people)."""
    return np.array(
        [[score(held, skills) for held in world.held] for skills in world.asked.values()]
    )


def peers(world: World) -> dict[str, Likeness]:
    """Return the peers by name."""
    norms = {id(s): _norm(world, s) for s in world.asked.values()}

    def cosine(held: frozenset[str], skills: Mapping[str, Necessity]) -> float:
        shared = sum(world.importance[uri] ** 2 for uri in held & skills.keys())
        return shared / (norms[id(skills)] or 1.0)

    return {
        "overlap": lambda held, skills: float(len(held & skills.keys())),
        "Jaccard": lambda held, skills: len(held & skills.keys()) / len(held | skills.keys()),
        "IDF cosine": cosine,
    }


def _norm(world: World, skills: Mapping[str, Necessity]) -> float:
    return math.hypot(*(world.importance[uri] for uri in skills))


def quality(world: World, scores: NDArray[np.float64]) -> tuple[float, float]:
    """Return MRR and nDCG@10 of scores of shape (n_occupations, n_people)."""
    uris = list(world.asked)
    groups = np.array([world.groups[uri] for uri in uris])
    rounded = np.round(scores, 9)
    reciprocal, gained = [], []
    for number, person in enumerate(world.people):
        order = np.argsort(-rounded[:, number], kind="stable")
        true = uris.index(person.occupation)
        reciprocal.append(1 / (1 + int(np.flatnonzero(order == true)[0])))
        gains = np.where(groups == groups[true], 1.0, 0.0)
        gains[true] = 3.0
        ideal = float(np.sort(gains)[::-1][:PLACES] @ DISCOUNTS)
        gained.append(float(gains[order[:PLACES]] @ DISCOUNTS) / ideal)
    return float(np.mean(reciprocal)), float(np.mean(gained))


@click.command()
@click.argument("esco", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("persons", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(esco: Path, persons: Path) -> None:
    """Print MRR and nDCG@10 of ours and of the peers, then one line of JSON."""
    world = read_world(esco, persons)
    click.echo(f"{persons.name}: {len(world.people)} persons, {len(world.asked):,} occupations")
    click.echo("                MRR   nDCG@10   seconds")
    result = {}
    for name, likeness in {**peers(world), "ours": None}.items():
        start = perf_counter()
        scores = peer_scores(world, likeness) if likeness else our_scores(world)
        mrr, ndcg = quality(world, scores)
        seconds = perf_counter() - start
        click.echo(f"{name:<12}{mrr:>8.3f}{ndcg:>10.3f}{seconds:>10.1f}")
        result[name] = {"mrr": round(mrr, 4), "ndcg_at_10": round(ndcg, 4)}
    click.echo(json.dumps(result))


if __name__ == "__main__":
    main()
