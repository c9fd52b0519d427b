"""The rows of a version of the taxonomy, read and written as a whole."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from skills.merging import Content, LabelKey
from skills.models.taxonomy import (
    Concept,
    ConceptLabel,
    ConceptRelation,
    ConceptReplacement,
    TaxonomyVersion,
)
from skills.values.taxonomy import ConceptRow, VersionState

Query = sa.Select[*tuple[Any, ...]]

ROWS_AT_ONCE = 20_000
"""How many rows one statement writes."""


def active_content(session: Session) -> Content:
    """Return all rows of the active version, in five queries; nothing if none is active."""
    version_id = session.exec(
        select(TaxonomyVersion.id).where(TaxonomyVersion.state == VersionState.ACTIVE)
    ).one_or_none()
    return version_content(session, version_id) if version_id is not None else Content()


def version_content(session: Session, version_id: int) -> Content:
    """Return all rows of one version, in four queries."""
    connection = session.connection()
    concepts = {
        number: ConceptRow(*row) for number, *row in connection.execute(_concepts_of(version_id))
    }
    uris = {number: row.uri for number, row in concepts.items()}
    labels = connection.execute(_labels_of(version_id))
    relations = connection.execute(_relations_of(version_id))
    return Content(
        {row.uri: row for row in concepts.values()},
        {
            (uris[at], language, label): (kind, origin)
            for at, language, label, kind, origin in labels
        },
        {(uris[first], kind, uris[second]): origin for first, kind, second, origin in relations},
        replacements_of(session, version_id),
    )


def replacements_of(session: Session, version_id: int) -> dict[tuple[str, str], str]:
    """Return which concept a version puts in the place of which, and by which file; one query."""
    rows = session.connection().execute(
        sa.select(
            col(ConceptReplacement.from_uri),
            col(ConceptReplacement.to_uri),
            col(ConceptReplacement.origin),
        ).where(col(ConceptReplacement.version_id) == version_id)
    )
    return {(first, second): origin for first, second, origin in rows}


def write_content(
    session: Session, version_id: int, content: Content, keys: Mapping[LabelKey, str]
) -> None:
    """Write all rows in few statements, in the order of their primary keys.

    `keys` are the search keys of the labels.
    """
    highest = session.connection().execute(sa.select(sa.func.max(col(Concept.id)))).scalar()
    numbers = {uri: at for at, uri in enumerate(sorted(content.concepts), (highest or 0) + 1)}
    concepts = (
        {
            "id": at,
            "version_id": version_id,
            "uri": uri,
            "kind": content.concepts[uri].kind,
            "isco": content.concepts[uri].isco,
            "description": content.concepts[uri].description,
            "reuse_level": content.concepts[uri].reuse_level,
        }
        for uri, at in numbers.items()
    )
    _write_rows(session, Concept, concepts)
    _write_rows(session, ConceptLabel, _label_rows(numbers, content, keys))
    relations = (
        {"from_id": numbers[first], "kind": kind, "to_id": numbers[second], "origin": origin}
        for (first, kind, second), origin in sorted(content.relations.items())
    )
    _write_rows(session, ConceptRelation, relations)
    replacements = (
        {"version_id": version_id, "from_uri": first, "to_uri": second, "origin": origin}
        for (first, second), origin in sorted(content.replacements.items())
    )
    _write_rows(session, ConceptReplacement, replacements)


def _concepts_of(version_id: int) -> Query:
    return sa.select(
        col(Concept.id),
        col(Concept.uri),
        col(Concept.kind),
        col(Concept.isco),
        col(Concept.description),
        col(Concept.reuse_level),
    ).where(col(Concept.version_id) == version_id)


def _labels_of(version_id: int) -> Query:
    return (
        sa.select(
            col(ConceptLabel.concept_id),
            col(ConceptLabel.language),
            col(ConceptLabel.label),
            col(ConceptLabel.kind),
            col(ConceptLabel.origin),
        )
        .join(Concept)
        .where(col(Concept.version_id) == version_id)
    )


def _relations_of(version_id: int) -> Query:
    return (
        sa.select(
            col(ConceptRelation.from_id),
            col(ConceptRelation.kind),
            col(ConceptRelation.to_id),
            col(ConceptRelation.origin),
        )
        .join(Concept, col(Concept.id) == col(ConceptRelation.from_id))
        .where(col(Concept.version_id) == version_id)
    )


def _label_rows(
    numbers: Mapping[str, int], content: Content, keys: Mapping[LabelKey, str]
) -> Iterator[dict[str, Any]]:
    for key in sorted(content.labels):
        uri, language, label = key
        kind, origin = content.labels[key]
        yield {
            "concept_id": numbers[uri],
            "language": language,
            "label": label,
            "kind": kind,
            "search_key": keys[key],
            "origin": origin,
        }


def _write_rows(session: Session, table: type[Any], rows: Iterable[dict[str, Any]]) -> None:
    waiting = iter(rows)
    while portion := list(islice(waiting, ROWS_AT_ONCE)):
        session.connection().execute(sa.insert(table), portion)
