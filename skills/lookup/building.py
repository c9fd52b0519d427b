"""Makes the index of labels. Their order does not matter."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from skills.lookup.documents import documents_of
from skills.lookup.grams import Alphabet, alphabet_of, grams_of
from skills.lookup.index import CONCEPT_KINDS, LABEL_KINDS, Concepts, Keys, LabelIndex, Names
from skills.lookup.meaning import meaning_of
from skills.lookup.postings import Portion, Postings, postings_of
from skills.lookup.sounds import HEARD, SOUND_ALPHABET, Sounds
from skills.lookup.spelling import Spelling, spelling_of
from skills.lookup.stemming import Stemming
from skills.lookup.texts import texts_of
from skills.values.lookup import IndexedConcept, IndexedLabel

ROWS_AT_ONCE = 20_000
"""How many rows are taken apart at once: some 150 MB."""

Row = tuple[IndexedLabel, ...]
"""The labels of one concept that have the same search key."""


def build_index(
    labels: Iterable[IndexedLabel], digest: str, about: Iterable[IndexedConcept] = ()
) -> LabelIndex:
    """Return the index of some labels. `about` says more of some of their concepts."""
    ordered = sorted(
        (label for label in labels if label.search_key),
        key=lambda one: (one.uri, one.search_key.encode(), one.language, one.label),
    )
    rows = [tuple(row) for _, row in groupby(ordered, key=lambda one: (one.uri, one.search_key))]
    languages = tuple(sorted({label.language for label in ordered}))
    concepts = _concepts_of(rows)
    stemming = Stemming.of_labels(ordered)
    alphabet = alphabet_of([row[0].search_key for row in rows])
    return LabelIndex(
        digest=digest,
        languages=languages,
        concepts=concepts,
        language_counts=_language_counts(rows, concepts),
        keys=_keys_of(rows),
        names=_names_of(rows, languages),
        alphabet=alphabet,
        characters=character_postings([row[0].search_key for row in rows], alphabet),
        words=_word_postings(rows, stemming),
        sounds=_sound_postings(rows),
        meaning=meaning_of(documents_of(rows, concepts, about, stemming)),
        spelling=_spelling_of(ordered, alphabet),
    )


def _spelling_of(labels: Sequence[IndexedLabel], alphabet: Alphabet) -> Spelling:
    words = sorted({word for one in labels for word in one.search_key.split()}, key=str.encode)
    texts = sorted({one.label for one in labels if one.language in HEARD})
    pairs = Sounds().of_words(texts)
    return spelling_of(words, sorted(pairs), character_postings(words, alphabet))


def character_postings(texts: Sequence[str], alphabet: Alphabet) -> Postings:
    """Return the inverted lists of the n-grams of some texts, each a row."""
    portions = []
    for at in range(0, len(texts), ROWS_AT_ONCE):
        some = texts[at : at + ROWS_AT_ONCE]
        rows, grams = grams_of(some, alphabet)
        portions.append(Portion(rows, grams, np.ones(len(rows), np.float32), len(some)))
    return postings_of(portions)


def _word_postings(rows: Sequence[Row], stemming: Stemming) -> Postings:
    numbers: list[int] = []
    features: list[int] = []
    weights: list[float] = []
    for number, row in enumerate(rows):
        for language in sorted({label.language for label in row}):
            for feature, weight in stemming.of_key(row[0].search_key, language):
                numbers.append(number)
                features.append(feature)
                weights.append(weight)
    portion = Portion(
        np.array(numbers, np.int32),
        np.array(features, np.int64),
        np.array(weights, np.float32),
        len(rows),
    )
    return postings_of([portion])


def _sound_postings(rows: Sequence[Row]) -> Postings:
    sounds = Sounds()
    heard = [next((one.label for one in row if one.language in HEARD), "") for row in rows]
    return character_postings([sounds.of_text(label) for label in heard], SOUND_ALPHABET)


def _concepts_of(rows: Sequence[Row]) -> Concepts:
    firsts = _begins([row[0].uri for row in rows])
    heads = [rows[first][0] for first in firsts[:-1]]
    return Concepts(
        uris=tuple(head.uri for head in heads),
        kinds=np.array([CONCEPT_KINDS.index(head.concept_kind) for head in heads], np.uint8),
        iscos=tuple(head.isco for head in heads),
        starts=firsts,
        of_rows=np.repeat(np.arange(len(heads), dtype=np.int32), np.diff(firsts)),
    )


def _language_counts(rows: Sequence[Row], concepts: Concepts) -> NDArray[np.uint8]:
    spoken: list[set[str]] = [set() for _ in concepts.uris]
    for row, concept in zip(rows, concepts.of_rows.tolist(), strict=True):
        spoken[concept].update(label.language for label in row)
    return np.array([len(own) for own in spoken], np.uint8)


def _keys_of(rows: Sequence[Row]) -> Keys:
    own = [row[0].search_key.encode() for row in rows]
    order = sorted(range(len(rows)), key=lambda row: (own[row], row))
    starts = _begins([own[row] for row in order])
    of_rows = np.zeros(len(rows), np.int32)
    of_rows[order] = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    texts = texts_of([rows[order[first]][0].search_key for first in starts[:-1]])
    return Keys(texts, starts, np.array(order, np.int32), of_rows)


def _names_of(rows: Sequence[Row], languages: Sequence[str]) -> Names:
    number_of = {language: number for number, language in enumerate(languages)}
    labels = [label for row in rows for label in row]
    starts = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32)
    kinds = np.array([LABEL_KINDS.index(label.kind) for label in labels], np.uint8)
    numbers = np.array([number_of[label.language] for label in labels], np.uint8)
    bits = np.uint32(1) << np.minimum(numbers, 31).astype(np.uint32)
    return Names(
        starts=starts,
        languages=numbers,
        kinds=kinds,
        labels=texts_of([label.label for label in labels]),
        best_kinds=np.minimum.reduceat(kinds, starts[:-1]) if labels else kinds,
        row_languages=np.bitwise_or.reduceat(bits, starts[:-1]) if labels else bits,
    )


def _begins(values: Sequence[object]) -> NDArray[np.int32]:
    """Return where runs of equal values begin, and at last how many values there are."""
    firsts = [0] if values else []
    firsts += [at + 1 for at, (one, other) in enumerate(pairwise(values)) if one != other]
    return np.array([*firsts, len(values)], dtype=np.int32)
