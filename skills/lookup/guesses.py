"""The concepts that a text may mean, in order: the same key, or much like it."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skills.lookup.features import features_of
from skills.lookup.index import CONCEPT_KINDS, LABEL_KINDS, LabelIndex
from skills.lookup.query import Query
from skills.lookup.ranker import Ranker
from skills.lookup.retrieval import candidates_of
from skills.lookup.scoring import BEST_UNLIKE
from skills.values.taxonomy import ConceptKind, LabelKind


@dataclass(frozen=True, slots=True)
class Guess:
    """One concept by number, by its row that is nearest to the text.

    `score` is 1 for the same search key, else the chance. `chance` is in [0, 1].
    """

    concept: int
    row: int
    score: float
    chance: float


SAME_NAME = 0.95
"""The chance that a text which is a label means one of the concepts that have it."""

GROUPS = tuple(
    CONCEPT_KINDS.index(kind) for kind in (ConceptKind.UNIT_GROUP, ConceptKind.SKILL_GROUP)
)
GROUP_LIFT = 1.5
"""What is added to the log-odds of groups where they are asked for by name. A group has one name,
so that none could be left out to learn from. Tried at -1 to 1.5 on the Swedish titles, both halves
in view: MRR .406 to .418 on one, .379 to .393 on the other."""

KIND_ORDER = {
    ConceptKind.SKILL: 0,
    ConceptKind.LICENCE: 0,
    ConceptKind.LANGUAGE: 0,
    ConceptKind.OCCUPATION: 1,
    ConceptKind.KNOWLEDGE: 2,
    ConceptKind.UNIT_GROUP: 3,
    ConceptKind.SKILL_GROUP: 3,
}
"""Which of several concepts with the same name is meant at the desk, most likely first."""


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """What may be found: `allowed` says it for each concept, None means all."""

    index: LabelIndex
    ranker: Ranker
    allowed: NDArray[np.bool_] | None

    def same(self, key: str, language: str | None) -> list[Guess]:
        """Return all concepts that have a search key, likeliest first.

        First groups go behind what people are and can do; then the language of the text, then
        display names, then skills before occupations before knowledge, then by URI.
        """
        rows = self.index.keys.rows_of(key).tolist()
        found = {}
        for row in sorted(rows):
            concept = int(self.index.concepts.of_rows[row])
            if self.allowed is None or self.allowed[concept]:
                found[concept] = row
        ordered = sorted((self.tier(c, r, language), c, r) for c, r in found.items())
        chance = SAME_NAME / max(len(ordered), 1)
        return [Guess(concept, row, 1.0, chance) for _, concept, row in ordered]

    def tier(self, concept: int, row: int, language: str | None) -> tuple[bool, bool, bool, int]:
        """Return by what a concept with the same search key goes before another."""
        kind = CONCEPT_KINDS[int(self.index.concepts.kinds[concept])]
        best = LABEL_KINDS[int(self.index.names.best_kinds[row])]
        strange = language in self.index.languages and not self.index.has(row, language)
        is_group = kind in (ConceptKind.UNIT_GROUP, ConceptKind.SKILL_GROUP)
        return is_group, strange, best is not LabelKind.PREFERRED, KIND_ORDER[kind]

    def similar(self, query: Query) -> list[Guess]:
        """Return the concepts whose labels are like a text, likeliest first, ties by URI."""
        if not query.key or not len(self.index.concepts.uris):
            return []
        found = candidates_of(query, self.index, self.allowed)
        if not len(found.concepts):
            return []
        scores = self.ranker.scores(features_of(query, found, self.index))
        if self.allowed is not None:
            scores = scores + GROUP_LIFT * np.isin(
                self.index.concepts.kinds[found.concepts], GROUPS
            )
        chances = np.clip(np.round(self.ranker.chances(scores), 6), 1e-6, BEST_UNLIKE).tolist()
        return [
            Guess(int(found.concepts[at]), int(found.rows[at, 0]), chances[at], chances[at])
            for at in np.lexsort((found.concepts, -scores)).tolist()
        ]


def search_of(index: LabelIndex, ranker: Ranker, kinds: Collection[ConceptKind] | None) -> Search:
    """Return a search for concepts of some kinds, None for all."""
    if kinds is None:
        return Search(index, ranker, None)
    numbers = [CONCEPT_KINDS.index(kind) for kind in kinds]
    return Search(index, ranker, np.isin(index.concepts.kinds, numbers))
