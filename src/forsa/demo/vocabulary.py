"""Words for skills and occupations in six languages, as people say and type them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from forsa.demo.words import OCCUPATIONS, UNKNOWN_WORDS
from skills.values.taxonomy import ConceptKind, LabelKind, RelationKind, TaxonomyRows

LEAST_LETTERS = 5
"""Shorter words are typed right."""

MISSPELT_SHARE = 0.12
UNKNOWN_SHARE = 0.15
"""How many people also know something that is in no taxonomy."""

Labels = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By URI and language, the preferred label first."""


@dataclass(frozen=True, slots=True)
class Trade:
    """One occupation with its skills, by URI. `name` is its English name."""

    name: str
    uri: str
    isco: str | None
    essential: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What can be said of the trades of this world."""

    labels: Labels
    trades: tuple[Trade, ...]

    def name(self, uri: str, language: str) -> str:
        """Return the display name of a concept, in English where the language has none."""
        said = self.labels[uri]
        return (said.get(language) or said["en"])[0]

    def typed(self, uri: str, language: str, dice: Random) -> str:
        """Return one of the names of a concept as somebody types it, now and then misspelt."""
        said = self.labels[uri]
        text = dice.choice(said.get(language) or said["en"])
        return misspelt(text, dice) if dice.random() < MISSPELT_SHARE else text


def vocabulary_of(rows: TaxonomyRows) -> Vocabulary:
    """Return the words of the trades in `forsa.demo.words` from a taxonomy that has them."""
    labels: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.labels:
        if row.kind is LabelKind.PREFERRED:
            labels[row.uri][row.language].insert(0, row.label)
        elif row.kind is LabelKind.ALTERNATIVE:
            labels[row.uri][row.language].append(row.label)
    skills: dict[tuple[str, RelationKind], list[str]] = defaultdict(list)
    for relation in rows.relations:
        skills[relation.from_uri, relation.kind].append(relation.to_uri)
    by_name = {
        labels[concept.uri]["en"][0]: concept
        for concept in rows.concepts
        if concept.kind is ConceptKind.OCCUPATION
    }
    trades = tuple(
        Trade(
            name,
            by_name[name].uri,
            by_name[name].isco,
            tuple(skills[by_name[name].uri, RelationKind.ESSENTIAL]),
            tuple(skills[by_name[name].uri, RelationKind.OPTIONAL]),
        )
        for name in OCCUPATIONS
    )
    frozen = {
        uri: {language: tuple(texts) for language, texts in said.items()}
        for uri, said in labels.items()
    }
    return Vocabulary(frozen, trades)


def misspelt(text: str, dice: Random) -> str:
    """Return a text with two neighbouring letters swapped or one left out."""
    if len(text) < LEAST_LETTERS:
        return text
    at = dice.randrange(1, len(text) - 2)
    if dice.random() < 0.5:  # noqa: PLR2004  a coin
        return text[:at] + text[at + 1 :]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def unknown_word(language: str, dice: Random) -> str:
    """Return something that no taxonomy knows."""
    return dice.choice(UNKNOWN_WORDS[language])
