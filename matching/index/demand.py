"""What a vacancy asks for, in the form in which people are compared with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from employers.values.vacancies import Necessity, Requirement, VacancyBrief

Similar: TypeAlias = Mapping[str, Mapping[str, float]]
"""For each requirement's term, the terms of profiles that cover it, with weights in (0, 1]."""

OPTIONAL_SHARE = 0.5
"""What an optional requirement counts for beside an essential one where both are taken together.

Set by hand.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement with the terms that cover it, itself (weight 1) among them.

    `essential`, `optional` and `overall` are its shares of three sums, each in [0, 1].
    """

    requirement: Requirement
    terms: Mapping[str, float]
    essential: float
    optional: float
    overall: float


@dataclass(frozen=True, slots=True)
class Demand:
    """A vacancy and its requirements in their own order; `terms` has the best weight of each."""

    vacancy: VacancyBrief
    asked: tuple[Asked, ...]
    terms: Mapping[str, float]


def requirement_term(requirement: Requirement) -> str:
    """Return the term of a requirement, under which `Similar` is read.

    Examples
    --------
    >>> requirement_term(Requirement("Arc  Welding", None))
    'own:arc welding'
    """
    return requirement.concept_uri or "own:" + " ".join(requirement.own_words.casefold().split())


def demand_of(
    vacancy: VacancyBrief, similar: Similar, *, importance: Mapping[str, float] | None = None
) -> Demand:
    """Return what a vacancy asks for.

    Parameters
    ----------
    vacancy : VacancyBrief
    similar : mapping of requirement term to terms of profiles
        A term covers itself with weight 1 whether or not it is named.
    importance : mapping of requirement term to a weight above 0, or None
        How much a requirement counts among its kind; 1 where it is not named. None: all alike.
    """
    weights = [(importance or {}).get(requirement_term(r), 1.0) for r in vacancy.requirements]
    is_essential = [r.necessity is Necessity.ESSENTIAL for r in vacancy.requirements]
    # Where a vacancy names one kind alone, that kind stands for the other too: nobody shall be
    # the worse for what was never asked.
    mixed = any(is_essential) and not all(is_essential)
    kinds = list(zip(weights, is_essential, strict=True))
    essential = _shares([w if e or not mixed else 0.0 for w, e in kinds])
    optional = _shares([w if not e or not mixed else 0.0 for w, e in kinds])
    overall = _shares([w * (1.0 if e else OPTIONAL_SHARE) for w, e in kinds])
    covering = [_covering(r, similar) for r in vacancy.requirements]
    parts = zip(vacancy.requirements, covering, essential, optional, overall, strict=True)
    return Demand(vacancy, tuple(Asked(*part) for part in parts), _best(covering))


def _shares(weights: list[float]) -> list[float]:
    total = sum(weights)
    return [weight / total if total else 0.0 for weight in weights]


def _covering(requirement: Requirement, similar: Similar) -> dict[str, float]:
    term = requirement_term(requirement)
    return {**similar.get(term, {}), term: 1.0}


def _best(covering: list[dict[str, float]]) -> dict[str, float]:
    best: dict[str, float] = {}
    for terms in covering:
        for term, weight in terms.items():
            best[term] = max(weight, best.get(term, 0.0))
    return best
