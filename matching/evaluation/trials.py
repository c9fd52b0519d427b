"""A trial on made persons, who should find the occupation again that their skills are from.

Every occupation is a vacancy with its essential and optional skills. A ranking gains 3 for the
true occupation and 1 for each other one of its unit group; ties by URI.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from employers.values.vacancies import Necessity, Requirement, VacancyBrief, VacancyState
from kernel.places import Governorate
from matching.evaluation.measures import ndcg, recall, reciprocal_rank
from matching.features import measure_pairs, pair
from matching.index import Similar, Snapshot, build_snapshot, demand_of
from matching.index.likely import Likely, with_likely
from matching.scorer import ModelWeights, log_odds
from skills.values.needs import OccupationNeeds
from skills.values.returnees import Proficiency, ProfileSkill, SkillProfile

DAY = date(2026, 1, 1)
"""A trial's day: nobody in it is dated, so that any day will do."""

GAIN_OF_TRUE, GAIN_OF_GROUP = 3.0, 1.0
DIGITS = 9

Floats = NDArray[np.float64]
Likeness: TypeAlias = Callable[[frozenset[str], frozenset[str]], float]
"""How like a person's skills are to an occupation's."""


@dataclass(frozen=True, slots=True)
class MadePerson:
    """What a made person typed, and the occupation they were made from."""

    name: str
    texts: tuple[str, ...]
    occupation_uri: str

    @property
    def is_first_half(self) -> bool:
        """Whether the person is of the half by which weights may be chosen.

        The other half confirms. The digit before the last parts them; the last one parted what
        anybody may see from what is held out.
        """
        return int(sha256(self.occupation_uri.encode()).hexdigest()[-2], 16) % 2 == 0


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over persons, in [0, 1]."""

    mrr: float
    ndcg_at_10: float
    recall_at_10: float = 0.0

    def as_json(self) -> dict[str, float]:
        """Return the figures with four digits."""
        return {
            "ndcg_at_10": round(self.ndcg_at_10, 4),
            "mrr": round(self.mrr, 4),
            "recall_at_10": round(self.recall_at_10, 4),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """Persons of whom the skills are known, and what their occupations need.

    `held` has the concepts of each person, in the order of the people.
    """

    people: tuple[MadePerson, ...]
    held: tuple[frozenset[str], ...]
    needs: OccupationNeeds = field(repr=False)
    similar: Similar = field(repr=False)
    likely: Likely | None = field(repr=False)

    @property
    def occupations(self) -> list[str]:
        """The occupations, by URI."""
        return sorted(self.needs.unit_groups)

    def features(self) -> Floats:
        """Return all features: shape (n_occupations, n_features, n_people)."""
        snapshot = self._snapshot()
        return np.stack([self._measured(uri, snapshot) for uri in self.occupations])

    def peer_scores(self, likeness: Likeness) -> Floats:
        """Return a peer's scores: shape (n_occupations, n_people)."""
        asked = [frozenset(self.needs.skills(uri)) for uri in self.occupations]
        return np.array([[likeness(held, skills) for held in self.held] for skills in asked])

    def gains(self, scores: Floats) -> list[Floats]:
        """Return for each person the gains in the order of the scores."""
        groups = np.array([self.needs.unit_groups[uri] or "" for uri in self.occupations])
        places = {uri: place for place, uri in enumerate(self.occupations)}
        found = []
        for number, person in enumerate(self.people):
            true = places[person.occupation_uri]
            gain = np.where(groups == groups[true], GAIN_OF_GROUP, 0.0)
            gain[true] = GAIN_OF_TRUE
            order = np.argsort(-np.round(scores[:, number], DIGITS), kind="stable")
            found.append(gain[order])
        return found

    def quality(self, scores: Floats, of: Callable[[MadePerson], bool] | None = None) -> Quality:
        """Return how good a ranking by scores is, of some people or all."""
        gains = [
            gain
            for person, gain in zip(self.people, self.gains(scores), strict=True)
            if of is None or of(person)
        ]
        if not gains:
            return Quality(0.0, 0.0)
        return Quality(
            float(np.mean([reciprocal_rank(gain) for gain in gains])),
            float(np.mean([ndcg(gain) for gain in gains])),
            float(np.mean([recall(gain) for gain in gains])),
        )

    def _snapshot(self) -> Snapshot:
        profiles = [_profile(number, held) for number, held in enumerate(self.held)]
        return build_snapshot(with_likely(profiles, self.likely), today=DAY)

    def _measured(self, uri: str, snapshot: Snapshot) -> Floats:
        return measure_pairs(pair(demand_of(_vacancy(self.needs, uri), self.similar), snapshot))


def scores_by(features: Floats, model: ModelWeights) -> Floats:
    """Return log-odds of shape (n_occupations, n_people)."""
    return np.stack([log_odds(one, model) for one in features])


def peers_of(needs: OccupationNeeds) -> Mapping[str, Likeness]:
    """Return the public methods that are measured beside ours."""
    counts: dict[str, int] = {}
    for uri in needs.unit_groups:
        for skill in needs.skills(uri):
            counts[skill] = counts.get(skill, 0) + 1
    rarity = {uri: float(np.log(len(needs.unit_groups) / n)) for uri, n in counts.items()}

    def cosine(held: frozenset[str], skills: frozenset[str]) -> float:
        shared = sum(rarity[uri] ** 2 for uri in sorted(held & skills))
        return shared / (float(np.sqrt(sum(rarity[u] ** 2 for u in sorted(skills)))) or 1.0)

    return {
        "jaccard": lambda held, skills: len(held & skills) / (len(held | skills) or 1),
        "idf_cosine": cosine,
        "overlap": lambda held, skills: float(len(held & skills)),
    }


def known_people(people: Sequence[MadePerson], needs: OccupationNeeds) -> list[MadePerson]:
    """Return the people whose occupation the taxonomy has."""
    return [one for one in people if one.occupation_uri in needs.unit_groups]


def _profile(number: int, held: frozenset[str]) -> SkillProfile:
    skills = tuple(ProfileSkill(uri, uri, Proficiency.WORKING) for uri in sorted(held))
    return SkillProfile(number, 1, 1, skills)


def _vacancy(needs: OccupationNeeds, uri: str) -> VacancyBrief:
    essential = frozenset(needs.essential.get(uri, ()))
    return VacancyBrief(
        vacancy_id=0,
        employer_id=0,
        title="",
        language="en",
        state=VacancyState.OPEN,
        governorate=Governorate.BAGHDAD,
        occupation_uri=uri,
        isco=needs.unit_groups[uri],
        requirements=tuple(
            Requirement(
                skill, skill, Necessity.ESSENTIAL if skill in essential else Necessity.OPTIONAL
            )
            for skill in needs.skills(uri)
        ),
    )
