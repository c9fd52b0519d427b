"""What is measured of a text and a concept that it may mean: the input of the re-ranking."""

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.fuzz import partial_ratio, ratio, token_set_ratio, token_sort_ratio
from rapidfuzz.process import cpdist

from skills.lookup.index import CONCEPT_KINDS, LabelIndex
from skills.lookup.query import Query
from skills.lookup.retrieval import Candidates
from skills.lookup.words import is_arabic, plain_key
from skills.values.taxonomy import ConceptKind

FEATURES = (
    "characters",
    "words",
    "document",
    "share",
    "meaning",
    "sound",
    "mixture",
    "characters_behind",
    "words_behind",
    "document_behind",
    "share_behind",
    "meaning_behind",
    "sound_behind",
    "mixture_behind",
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
    ]
    first = [index.keys.of_row(row) for row in found.rows[:, 0].tolist()]
    second = [index.keys.of_row(row) for row in found.rows[:, 1].tolist()]
    columns = [
        *cosines,
        *(column.max() - column for column in cosines),
        _ranks(found.mixture),
        _ranks(found.characters),
        *_spellings(plain_key(query.key), [*map(plain_key, first)], [*map(plain_key, second)]),
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
"""Groups have no column: each has one name, so that none can be left out to learn from."""


def _kinds(found: Candidates, index: LabelIndex) -> list[Column]:
    kinds = index.concepts.kinds[found.concepts]
    return [
        np.isin(kinds, [CONCEPT_KINDS.index(kind) for kind in column]).astype(np.float32)
        for column in _KIND_COLUMNS
    ]
