"""What is measured of a text and a concept that it may mean: the input of the re-ranking."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.fuzz import partial_ratio, ratio, token_set_ratio, token_sort_ratio
from rapidfuzz.process import cdist, cpdist

from skills.lookup.index import CONCEPT_KINDS, LabelIndex
from skills.lookup.query import Query
from skills.lookup.retrieval import Candidates
from skills.lookup.sounds import spoken
from skills.lookup.words import is_arabic, numbered, plain_key, stems
from skills.values.taxonomy import ConceptKind

FEATURES = (
    "characters",
    "words",
    "document",
    "share",
    "meaning",
    "sound",
    "mixture",
    "consensus",
    "second",
    "characters_behind",
    "words_behind",
    "document_behind",
    "share_behind",
    "meaning_behind",
    "sound_behind",
    "mixture_behind",
    "consensus_behind",
    "second_behind",
    "rank_by_mixture",
    "rank_by_characters",
    "ratio",
    "token_sort",
    "token_set",
    "partial",
    "jaro_winkler",
    "edits",
    "best_ratio",
    "best_token_sort",
    "compact_edits",
    "first_word",
    "last_word",
    "words_found",
    "label_found",
    "spoken_edits",
    "near_labels",
    "label_kind",
    "same_language",
    "same_script",
    "query_words",
    "query_length",
    "label_words",
    "length_difference",
    "label_count",
    "language_count",
    "unknown_words",
    "candidates",
    "is_skill",
    "is_knowledge",
    "is_occupation",
    "is_unasked_group",
    "concepts_there",
)
"""The names of the columns, in order. Those "behind" say how far the best candidate is ahead."""

Column = NDArray[np.float32]


def features_of(query: Query, found: Candidates, index: LabelIndex) -> NDArray[np.float32]:
    """Return the features of the candidates of one text, shape (n_concepts, n_features)."""
    cosines = [
        found.characters,
        found.words,
        found.document,
        found.share,
        found.meaning,
        found.sound,
        found.mixture,
        found.consensus,
        found.second,
    ]
    first = [index.keys.of_row(row) for row in found.rows[:, 0].tolist()]
    second = [index.keys.of_row(row) for row in found.rows[:, 1].tolist()]
    columns = [
        *cosines,
        *(column.max() - column for column in cosines),
        _ranks(found.mixture),
        _ranks(found.characters),
        *_spellings(plain_key(query.key), [*map(plain_key, first)], [*map(plain_key, second)]),
        *_coverage(query, first, index),
        _spoken(query, first),
        found.near_labels,
        *_labels(query, found, first, index),
        *_kinds(found, index),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _ranks(column: Column) -> Column:
    """Return ln(1 + rank) where the best has rank 0; equal ones share the better rank."""
    ordered = np.sort(-column)
    ranks: Column = np.log1p(np.searchsorted(ordered, -column)).astype(np.float32)
    return ranks


def _spellings(key: str, first: list[str], second: list[str]) -> list[Column]:
    """Return likenesses of spelling, in [0, 1], of a text and the nearest labels of concepts."""
    same = [key] * len(first)
    ratios = cpdist(same, first, scorer=ratio, dtype=np.float32) / 100
    sorts = cpdist(same, first, scorer=token_sort_ratio, dtype=np.float32) / 100
    compact = key.replace(" ", "")
    words = key.split() or [""]
    return [
        ratios,
        sorts,
        cpdist(same, first, scorer=token_set_ratio, dtype=np.float32) / 100,
        cpdist(same, first, scorer=partial_ratio, dtype=np.float32) / 100,
        cpdist(same, first, scorer=JaroWinkler.similarity, dtype=np.float32),
        cpdist(same, first, scorer=OSA.normalized_similarity, dtype=np.float32),
        np.maximum(ratios, cpdist(same, second, scorer=ratio, dtype=np.float32) / 100),
        np.maximum(sorts, cpdist(same, second, scorer=token_sort_ratio, dtype=np.float32) / 100),
        cpdist(
            [compact] * len(first),
            [label.replace(" ", "") for label in first],
            scorer=OSA.normalized_similarity,
            dtype=np.float32,
        ),
        _word_likeness(words[0], [label.split()[0] for label in first]),
        _word_likeness(words[-1], [label.split()[-1] for label in first]),
    ]


def _word_likeness(word: str, others: list[str]) -> Column:
    likeness: Column = cpdist(
        [word] * len(others), others, scorer=OSA.normalized_similarity, dtype=np.float32
    )
    return likeness


def _coverage(query: Query, labels: list[str], index: LabelIndex) -> list[Column]:
    """Return how much of a text's words a label has, and of the label's the text, in [0, 1].

    Words count by how rare they are, and as much as the likest word of the other side.
    """
    own = [*map(_bare, query.key.split())]
    if not own:
        return [np.zeros(len(labels), np.float32)] * 2
    split = [[*map(_bare, label.split())] for label in labels]
    words = sorted({word for one in split for word in one})
    place_of = {word: place for place, word in enumerate(words)}
    likeness = cdist(own, words, scorer=OSA.normalized_similarity, dtype=np.float32)
    likeness = np.maximum(likeness - STRANGE, 0) / (1 - STRANGE)
    ours, theirs = _rarities(own, query.language, index), _rarities(words, None, index)
    places = np.array([place_of[word] for one in split for word in one])
    starts = np.cumsum([0, *(len(one) for one in split[:-1])])
    found = np.maximum.reduceat(likeness[:, places], starts, axis=1)
    weights = theirs[places]
    covered = likeness.max(axis=0)[places] * weights
    return [
        (ours @ found / ours.sum()).astype(np.float32),
        (np.add.reduceat(covered, starts) / np.add.reduceat(weights, starts)).astype(np.float32),
    ]


STRANGE = 0.4
"""Words that are less alike than this have nothing to do with each other."""


def _bare(word: str) -> str:
    return plain_key(word)


def _rarities(words: Sequence[str], language: str | None, index: LabelIndex) -> Column:
    """Return the IDF of the first stem of each word; of one that no label has the rarest."""
    features = np.array([numbered(stems(word, language)[0]) for word in words], np.int64)
    places, known = index.words.places(features)
    rarest = np.float32(index.words.idf.max())
    return np.where(known, index.words.idf[places], rarest).astype(np.float32)


def _spoken(query: Query, labels: list[str]) -> Column:
    """Return how alike a text and labels are in plain Latin letters; 0 where no sound counts."""
    if not query.sound:
        return np.zeros(len(labels), np.float32)
    same = [spoken(query.key)] * len(labels)
    alike: Column = cpdist(
        same, [*map(spoken, labels)], scorer=OSA.normalized_similarity, dtype=np.float32
    )
    return alike


def _labels(query: Query, found: Candidates, labels: list[str], index: LabelIndex) -> list[Column]:
    rows = found.rows[:, 0]
    count = len(rows)
    lengths = np.array([len(label) for label in labels], np.float32)
    starts = index.concepts.starts
    arabic = is_arabic(query.key)
    return [
        index.names.best_kinds[rows].astype(np.float32),
        _same_language(query, rows, index),
        np.array([is_arabic(label) == arabic for label in labels], np.float32),
        np.full(count, len(query.key.split()), np.float32),
        np.full(count, len(query.key), np.float32),
        np.array([len(label.split()) for label in labels], np.float32),
        lengths - len(query.key),
        np.log1p(starts[found.concepts + 1] - starts[found.concepts]).astype(np.float32),
        index.language_counts[found.concepts].astype(np.float32),
        np.full(count, query.unknown, np.float32),
        np.full(count, (found.mixture > found.mixture.max() - SPREAD).sum(), np.float32),
    ]


SPREAD = 0.2
"""How far behind the best a candidate still is a rival."""


def _same_language(query: Query, rows: NDArray[np.int64], index: LabelIndex) -> Column:
    """Return 1 where a label is of the language of the text, 0 where not, .5 if unknown."""
    if query.language not in index.languages:
        return np.full(len(rows), 0.5, np.float32)
    bit = np.uint32(1) << np.uint32(min(index.languages.index(query.language), 31))
    return ((index.names.row_languages[rows] & bit) > 0).astype(np.float32)


_KIND_COLUMNS = (
    (ConceptKind.SKILL, ConceptKind.LICENCE),
    (ConceptKind.KNOWLEDGE, ConceptKind.LANGUAGE),
    (ConceptKind.OCCUPATION,),
)
"""Groups have a column only where nobody asked for them: they are seldom what a person does."""


def _kinds(found: Candidates, index: LabelIndex) -> list[Column]:
    kinds = index.concepts.kinds[found.concepts]
    columns = [_of_kinds(kinds, column) for column in _KIND_COLUMNS]
    groups = _of_kinds(kinds, (ConceptKind.UNIT_GROUP, ConceptKind.SKILL_GROUP))
    there = np.full(len(kinds), np.log10(len(index.concepts.uris)), np.float32)
    return [*columns, groups * np.float32(not found.group_is_asked), there]


def _of_kinds(kinds: NDArray[np.uint8], column: Sequence[ConceptKind]) -> Column:
    return np.isin(kinds, [CONCEPT_KINDS.index(kind) for kind in column]).astype(np.float32)
