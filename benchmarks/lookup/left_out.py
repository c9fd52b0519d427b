"""Queries to learn from: names taken out of the index, and names with typing errors."""

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.lookup.tasks import BOTH, GROUPED, OCCUPATIONS
from forsa.exchange.starter import read_starter
from skills.lookup import LabelIndex, build_index
from skills.lookup.features import features_of
from skills.lookup.query import query_of
from skills.lookup.retrieval import candidates_of
from skills.values.lookup import IndexedConcept, IndexedLabel, folded
from skills.values.taxonomy import SKILL_KINDS, ConceptKind, LabelKind

SEED = 20240607
FOLDS = 5
LATIN = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 4
SAID = {
    "ar": (
        "أعرف {}",
        "اشتغل {}",
        "كنت {}",
        "خبرة {}",
        "شغل {}",
        "{} زين",
        "اشتغلت بال{}",
        "عندي خبرة ب{}",
    ),
    "ckb": (
        "دەزانم {}",
        "{} دەزانم",
        "{} دەکەم",
        "ئیشی {}",
        "کاری {}",
        "{} بووم",
        "شارەزای {}",
        "وەستای {}",
    ),
    "en": ("i can {}", "i do {}", "{} work", "worked as {}", "i know {}", "{} experience"),
}
"""What people say around a skill; of no query that is tried."""

DESK = ("ar", "ckb", "en", "da", "sv", "nb")

Kinds = frozenset[ConceptKind]


@dataclass(frozen=True, slots=True)
class Example:
    """A query of a group, in a language that is known or None, and the concepts meant by it."""

    group: str
    text: str
    language: str | None
    targets: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The candidates of a query: features (n_concepts, n_features), and which are right."""

    example: Example
    features: NDArray[np.float32]
    right: NDArray[np.bool_]


def examples_of(
    labels: Sequence[IndexedLabel], about: Sequence[IndexedConcept], asked: Collection[str]
) -> Iterator[Measured]:
    """Yield queries with their candidates; no label whose folded form is `asked` is one."""
    draw = _Draw([label for label in labels if folded(label.label) not in asked])
    yield from _in_one_language(draw, labels, about)
    yield from _in_all_languages(draw, labels, about)
    starter = {concept.uri for concept in read_starter().concepts}
    spoken = {(one.uri, one.language, one.label) for one in read_starter().labels}
    own = [one for one in labels if (one.uri, one.language, one.label) in spoken]
    yield from _in_the_starter(own, [one for one in about if one.uri in starter], asked)


class _Draw:
    """Draws labels by a seed."""

    def __init__(self, labels: Sequence[IndexedLabel]) -> None:
        self._labels = sorted(labels, key=lambda one: (one.uri, one.language, one.label))
        self.random = random.Random(SEED)
        self.uris: dict[str, set[str]] = defaultdict(set)
        for label in labels:
            self.uris[folded(label.label)].add(label.uri)

    def names(
        self, language: str, kinds: Kinds, count: int, *, each: bool = False
    ) -> list[IndexedLabel]:
        """Return names that are not displayed and that one concept alone has; one of each."""
        pool = [
            label
            for label in self._labels
            if label.language == language
            and label.kind is not LabelKind.PREFERRED
            and label.concept_kind in kinds
            and len(self.uris[folded(label.label)]) == 1
        ]
        self.random.shuffle(pool)
        first = pool if each else list({label.uri: label for label in pool}.values())
        return first[:count]

    def known(self, count: int, right: Callable[[IndexedLabel], bool]) -> list[IndexedLabel]:
        """Return any labels."""
        pool = [one for one in self._labels if len(one.label) > SHORTEST and right(one)]
        self.random.shuffle(pool)
        return pool[:count]

    def mistyped(self, group: str, labels: Sequence[IndexedLabel], hidden: int) -> list[Example]:
        """Return labels with one or two errors; of each `hidden` of them one's language is."""
        return [
            Example(
                group,
                mistyped(one.label, 1 + number % 2, self.random),
                None if hidden and number % hidden == 0 else one.language,
                frozenset(self.uris[folded(one.label)]),
            )
            for number, one in enumerate(labels)
        ]


def _in_one_language(
    draw: _Draw, labels: Sequence[IndexedLabel], about: Sequence[IndexedConcept]
) -> Iterator[Measured]:
    plans = (
        ("en", ((SKILL_KINDS, 1_800), (OCCUPATIONS, 1_800)), BOTH, 2_000, False),
        ("ar", ((BOTH, 600),), BOTH, 1_000, True),
        ("da", ((GROUPED, 700),), GROUPED, 200, False),
        ("sv", ((GROUPED, 700),), GROUPED, 200, False),
        ("nb", ((GROUPED, 700),), GROUPED, 200, False),
    )
    for language, parts, kinds, errors, each in plans:
        names = [
            one for some, count in parts for one in draw.names(language, some, count, each=each)
        ]
        own = [one for one in labels if one.language == language]
        known = about if language == "en" else [replace(one, description="") for one in about]
        index = _without(own, names, known)
        examples = [
            Example(f"{language} left out", one.label, one.language, frozenset({one.uri}))
            for one in names
        ]
        wanted = draw.known(
            errors,
            lambda one, lang=language, some=kinds: (  # type: ignore[misc]
                one.language == lang and one.concept_kind in some
            ),
        )
        examples += draw.mistyped(f"{language} mistyped", wanted, 0)
        yield from _measured(examples, index, kinds)


def _in_all_languages(
    draw: _Draw, labels: Sequence[IndexedLabel], about: Sequence[IndexedConcept]
) -> Iterator[Measured]:
    counts = {"en": 600, "ar": 600, "ckb": 600, "da": 200, "sv": 200, "nb": 200}
    names = [one for lang, count in counts.items() for one in draw.names(lang, BOTH, count)]
    index = _without(labels, names, about)
    examples = [
        Example("all left out", one.label, one.language if at % 3 else None, frozenset({one.uri}))
        for at, one in enumerate(names)
    ]
    examples += draw.mistyped("all mistyped", draw.known(700, lambda _: True), 3)
    yield from _measured(examples, index, None)


def _in_the_starter(
    labels: Sequence[IndexedLabel], about: Sequence[IndexedConcept], asked: Collection[str]
) -> Iterator[Measured]:
    draw = _Draw([one for one in labels if folded(one.label) not in asked])
    everything = frozenset(ConceptKind)
    names = [one for lang in DESK for one in draw.names(lang, everything, len(labels), each=True)]
    draw.random.shuffle(names)
    for fold in range(FOLDS):
        some = names[fold::FOLDS]
        index = _without(labels, some, about)
        examples = [*_as_said(some, draw.random)]
        hidden = {(folded(one.label), one.uri) for one in some}
        known = draw.known(
            400,
            lambda one, gone=hidden: (  # type: ignore[misc]
                one.language in {"ar", "ckb", "en"} and (folded(one.label), one.uri) not in gone
            ),
        )
        examples += draw.mistyped("starter mistyped", known, 4)
        yield from _measured(examples, index, None)


def _as_said(labels: Sequence[IndexedLabel], random: random.Random) -> Iterator[Example]:
    """Yield names of the starter, some of them mistyped or among words that say nothing."""
    for at, one in enumerate(labels):
        language, right = one.language if at % 4 else None, frozenset({one.uri})
        yield Example("starter", one.label, language, right)
        if one.language not in SAID:
            continue
        if at % 2 and len(one.label) > SHORTEST:
            yield Example("starter twice hidden", mistyped(one.label, 1, random), language, right)
        if at % 3 == 0:
            said = random.choice(SAID[one.language]).format(one.label)
            yield Example("starter as said", said, language, right)


def _without(
    labels: Sequence[IndexedLabel],
    names: Sequence[IndexedLabel],
    about: Sequence[IndexedConcept],
) -> LabelIndex:
    gone = {(folded(one.label), one.uri) for one in names}
    kept = [one for one in labels if (folded(one.label), one.uri) not in gone]
    return build_index(kept, "learning", about)


def _measured(
    examples: Sequence[Example], index: LabelIndex, kinds: Kinds | None
) -> Iterator[Measured]:
    allowed = None
    if kinds is not None:
        numbers = range(len(index.concepts.uris))
        allowed = np.array([index.kind_of(number) in kinds for number in numbers])
    for one in examples:
        query = query_of(one.text, one.language, index)
        if not query.key:
            continue
        found = candidates_of(query, index, allowed)
        if len(found.concepts):
            uris = [index.concepts.uris[number] for number in found.concepts.tolist()]
            right = np.array([uri in one.targets for uri in uris])
            yield Measured(one, features_of(query, found, index), right)


def mistyped(text: str, errors: int, draw: random.Random) -> str:
    """Return a text with some random errors: insert, delete, replace, swap."""
    letters = LATIN if text.isascii() else "".join(sorted(set(text) - {" "}))
    for _ in range(errors):
        at = draw.randrange(len(text))
        before, after = text[:at], text[at + 1 :]
        text = draw.choice(
            [
                before + draw.choice(letters) + text[at:],
                before + after,
                before + draw.choice(letters) + after,
                before + after[:1] + text[at] + after[1:],
            ]
        )
    return text
