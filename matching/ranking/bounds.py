"""The most that skills, an occupation and all else can add to somebody's log-odds."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from matching.features import FEATURES, NAMES, Reach, measure_some, without_skills
from matching.features.abilities import DIGITS_SHARED, MOST_SKILLS_USED, specificity
from matching.features.coverage import EVIDENCE, FRESH, LEAST_LEVELS, QUALITIES, VALUE
from matching.index import Demand, Openings, Sides
from matching.index.asks import Named
from matching.index.columns import ISCO_DIGITS
from matching.index.gathering import gather
from matching.index.likely import STRONGEST
from matching.index.marks import Name
from matching.index.occupations import Occupations
from matching.index.openings import LEVELS
from matching.scorer import ModelWeights

BY_OCCUPATION = ("occupation_nearness", "experience")
BY_LIKELIHOOD = ("likely_occupation", "likely_group")

STEPS = 2**16 - 1

SHORT_FLOATS = 1e-5
"""By this share sums of short floats are raised, so that none lies below the exact sum."""


class SkillBounds:
    """What each quality of a requirement's best skill adds at most, by weights of a model.

    The best skill of each requirement counts, so that the sum over all skills is never less. The
    weakest essential is no better covered than they are on average.
    """

    def __init__(self, model: ModelWeights) -> None:
        weight = {name: max(w, 0.0) for name, w in zip(NAMES, model.weights, strict=True)}
        self.essential = weight["essential_coverage"] + weight["weakest_essential"]
        self.optional = weight["optional_coverage"]
        self.level = weight["level_met"]
        self.evidence = weight["evidence"]
        self.recency = weight["recency"]
        self.breadth = weight["breadth"] / MOST_SKILLS_USED


def bounds_hold(model: ModelWeights) -> bool:
    """Return whether bounds hold for a model: they need that no skill takes away."""
    pairs = zip(FEATURES, model.weights, strict=True)
    return all(w >= 0.0 for one, w in pairs if one.by_skills or one.name in BY_LIKELIHOOD)


def skill_tables(demand: Demand, terms: list[str], model: ModelWeights) -> NDArray[np.float64]:
    """Return the most that holding each term adds, by code: shape (n_terms, n_codes)."""
    by = SkillBounds(model)
    parts = np.zeros((len(terms), len(QUALITIES)))
    places = {term: place for place, term in enumerate(terms)}
    for asked in demand.asked:
        value = asked.essential * by.essential + asked.optional * by.optional
        level = LEAST_LEVELS.index(asked.requirement.least)
        for term, likeness in asked.terms.items():
            if term in places:
                row = parts[places[term]]
                row[VALUE] += likeness * value
                row[level] += likeness * asked.overall * by.level
                row[EVIDENCE] += likeness * asked.overall * by.evidence
                row[FRESH] += likeness * asked.overall * by.recency
    each = by.breadth * float(specificity(np.array([len(demand.asked)]))[0])
    breadth = np.array([demand.terms[term] * each for term in terms])
    tables: NDArray[np.float64] = parts @ QUALITIES + breadth[:, None]
    return tables


def opening_bounds(openings: Openings, reach: Reach, model: ModelWeights) -> NDArray[np.float64]:
    """Return the most that one person's skills add beside each vacancy: shape (n_vacancies,).

    Only what the person reaches is looked at: few of all requirements.
    """
    by = SkillBounds(model)
    terms = np.flatnonzero(reach.best[VALUE, :-1])
    best = reach.best[:, terms]
    quality = (
        best[: len(LEAST_LEVELS)] * by.level
        + best[EVIDENCE] * by.evidence
        + best[FRESH] * by.recency
    )
    lists = (terms * LEVELS + np.arange(LEVELS)[:, None]).ravel()
    starts, places = gather(openings.starts, lists)
    lengths = np.diff(starts)

    def each(by_list: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.repeat(np.broadcast_to(by_list, quality.shape).ravel(), lengths)

    rows = openings.rows[places]
    essential, optional, overall = openings.shares[:, places]
    value = (essential * by.essential + optional * by.optional) * each(best[VALUE])
    total = np.bincount(rows, value + overall * each(quality), minlength=len(openings))
    used = each(reach.weights[:, terms].sum(axis=0))
    counted = np.bincount(rows, used, minlength=len(openings))
    # No more than that many skills are counted at all.
    breadth = by.breadth * specificity(np.diff(openings.asks.wanted.starts))
    most: NDArray[np.float64] = total + np.minimum(counted, MOST_SKILLS_USED) * breadth
    return most * (1.0 + SHORT_FLOATS)


def occupation_bounds(model: ModelWeights) -> NDArray[np.float64]:
    """Return the most that an occupation adds with its experience, never falling.

    By shared digits from 0 to 4, and last if it is the same.
    """
    weight = {f.name: (w, f.neutral) for f, w in zip(FEATURES, model.weights, strict=True)}
    near, neutral = weight["occupation_nearness"]
    worked, usual = weight["experience"]
    nearness = np.append(DIGITS_SHARED, 1.0)
    by_experience = np.maximum(worked * (nearness - usual), worked * -usual)
    most = np.maximum(near * (nearness - neutral), 0.0) + np.maximum(by_experience, 0.0)
    return np.maximum.accumulate(most)


def most_of_rest(model: ModelWeights, named: Named) -> float:
    """Return the most that all adds which has to do with neither skills nor occupation."""
    asked = {
        "wage_fit": named.wage,
        "language_margin": named.language,
        "shift_fit": named.night,
    }
    total = 0.0
    for feature, weight in zip(FEATURES, model.weights, strict=True):
        in_bounds = feature.by_skills or feature.name in BY_OCCUPATION + BY_LIKELIHOOD
        if not in_bounds and asked.get(feature.name, True):
            total += max(weight * (1.0 - feature.neutral), -weight * feature.neutral)
    return total


def likelihood_bounds(model: ModelWeights) -> NDArray[np.float64]:
    """Return the most that being likely adds, by strength: shape (2, STRONGEST + 1).

    First for the occupation itself, then for its unit group.
    """
    weight = dict(zip(NAMES, model.weights, strict=True))
    shares = np.arange(STRONGEST + 1) / STRONGEST
    return np.outer([max(weight[name], 0.0) for name in BY_LIKELIHOOD], shares)


def add_occupations(
    bounds: NDArray[np.uint16],
    near: Occupations,
    isco: NDArray[np.uint8],
    name: Name | None,
    steps: NDArray[np.uint16],
) -> None:
    """Add what being near one occupation adds: `steps` by digits shared, the last for the same."""
    for digits in range(1, ISCO_DIGITS + 1):
        more = steps[digits] - steps[digits - 1]
        if more:
            np.add.at(bounds, near.sharing(isco, digits), more)
    if name is not None:
        rows = near.of(name)
        same = np.cumprod((near.isco[rows] == isco) & (isco != 0), axis=1)
        bounds[rows] += steps[-1] - steps[same.sum(axis=1)]


def occupation_name(numbers: Mapping[Name, int], number: int) -> Name | None:
    """Return the name of an occupation's number, None for none."""
    return next((name for name, one in numbers.items() if one == number), None)


def rest_of(sides: Sides, weights: ModelWeights) -> NDArray[np.float64]:
    """Return what adds to each pair beside skills, and of occupations what takes away.

    What an occupation adds is in the bounds, and so is what skills point to.
    """
    measured = [
        (feature, weight)
        for feature, weight in zip(FEATURES, weights.weights, strict=True)
        if not feature.by_skills and feature.name not in BY_LIKELIHOOD
    ]
    table = measure_some([feature for feature, _ in measured], without_skills(sides))
    rest, occupation = np.zeros((2, len(sides)))
    for (feature, weight), values in zip(measured, table, strict=True):
        part = occupation if feature.name in BY_OCCUPATION else rest
        part += weight * (values - feature.neutral)
    return rest + np.minimum(occupation, 0.0)
