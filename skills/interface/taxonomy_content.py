"""The rows of a version of the taxonomy, read as a whole."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from skills.merging import Content
from skills.models.taxonomy import (
    Concept,
    ConceptLabel,
    ConceptRelation,
    ConceptReplacement,
    TaxonomyVersion,
)
from skills.values.taxonomy import LOCAL_ORIGIN, LOCAL_URI, ConceptRow, VersionState

Query = sa.Select[*tuple[Any, ...]]


def active_content(session: Session) -> Content:
    """Return all rows of the active version, in five queries; nothing if none is active."""
    version_id = session.exec(
        select(TaxonomyVersion.id).where(TaxonomyVersion.state == VersionState.ACTIVE)
    ).one_or_none()
    return version_content(session, version_id) if version_id is not None else Content()


def version_content(session: Session, version_id: int) -> Content:
    """Return all rows of one version that were imported, in four queries.

    Rows that come from rulings here are not among them: each version is joined with them anew.
    """
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


def _concepts_of(version_id: int) -> Query:
    return sa.select(
        col(Concept.id),
        col(Concept.uri),
        col(Concept.kind),
        col(Concept.isco),
        col(Concept.description),
        col(Concept.reuse_level),
    ).where(col(Concept.version_id) == version_id, col(Concept.uri).not_like(f"{LOCAL_URI}%"))


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
        .where(col(ConceptLabel.origin) != LOCAL_ORIGIN)
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
        .where(col(ConceptRelation.origin) != LOCAL_ORIGIN)
    )
