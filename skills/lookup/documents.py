"""The document of each concept: its labels, its description, and the names of its neighbours."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from skills.lookup.index import Concepts
from skills.lookup.postings import Portion, Postings, postings_of
from skills.lookup.stemming import Stemming
from skills.search_key import search_key
from skills.values.lookup import IndexedConcept, IndexedLabel
from skills.values.taxonomy import LabelKind

PREFERRED_WEIGHT = 2.0
LABEL_WEIGHT = 1.0
DESCRIPTION_WEIGHT = 0.5
NEAR_WEIGHT = 0.25
"""How often a word counts in a document, by where it stands."""

MOST_NEAR = 40
"""How many neighbours of a concept give their names."""

Document = dict[int, float]


def documents_of(
    rows: Sequence[Sequence[IndexedLabel]],
    concepts: Concepts,
    about: Iterable[IndexedConcept],
    stemming: Stemming,
) -> Postings:
    """Return the inverted lists of the documents of some concepts, in their order."""
    number_of = {uri: number for number, uri in enumerate(concepts.uris)}
    documents: list[Document] = [{} for _ in concepts.uris]
    display: list[list[tuple[int, float]]] = [[] for _ in concepts.uris]
    for row in rows:
        number = number_of[row[0].uri]
        for label in row:
            features = stemming.of_key(label.search_key, label.language)
            is_preferred = label.kind is LabelKind.PREFERRED
            _add(documents[number], features, PREFERRED_WEIGHT if is_preferred else LABEL_WEIGHT)
            if is_preferred:
                display[number] += features
    for one in sorted(about, key=lambda one: one.uri):
        _describe(one, documents, display, number_of, stemming)
    return postings_of([_portion(documents)])


def _describe(
    one: IndexedConcept,
    documents: Sequence[Document],
    display: Sequence[Sequence[tuple[int, float]]],
    number_of: Mapping[str, int],
    stemming: Stemming,
) -> None:
    number = number_of.get(one.uri)
    if number is None:
        return
    words = stemming.of_key(search_key(one.description), "en")
    _add(documents[number], words, DESCRIPTION_WEIGHT)
    for uri in [uri for uri in sorted(one.near) if uri in number_of][:MOST_NEAR]:
        _add(documents[number], display[number_of[uri]], NEAR_WEIGHT)


def _add(document: Document, features: Sequence[tuple[int, float]], weight: float) -> None:
    for feature, share in features:
        document[feature] = document.get(feature, 0.0) + weight * share


def _portion(documents: Sequence[Document]) -> Portion:
    lengths = [len(document) for document in documents]
    return Portion(
        np.repeat(np.arange(len(documents), dtype=np.int32), lengths),
        np.array([feature for document in documents for feature in document], np.int64),
        np.array([count for document in documents for count in document.values()], np.float32),
        len(documents),
    )
