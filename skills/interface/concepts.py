"""Single concepts of the taxonomy in use: what they stand for, and which have a name."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlmodel import Session, col

from skills.interface.pointing import ACTIVE_VERSION
from skills.models.taxonomy import Concept, ConceptLabel
from skills.values.taxonomy import ConceptKind, LabelKind


def concept_kinds(session: Session, uris: Collection[str]) -> dict[str, ConceptKind]:
    """Return what a few concepts stand for, by URI; one query."""
    query = (
        sa.select(col(Concept.uri), col(Concept.kind))
        .where(col(Concept.version_id) == ACTIVE_VERSION)
        .where(col(Concept.uri).in_(sorted(set(uris))))
    )
    return {uri: kind for uri, kind in session.connection().execute(query)}


def concepts_named(
    session: Session, keys: Collection[str], kinds: Collection[ConceptKind]
) -> dict[str, str]:
    """Return by search key a concept that has a display name of this key; one query."""
    query = (
        sa.select(col(ConceptLabel.search_key), col(Concept.uri))
        .join(Concept, col(Concept.id) == col(ConceptLabel.concept_id))
        .where(col(Concept.version_id) == ACTIVE_VERSION)
        .where(col(ConceptLabel.search_key).in_(sorted(set(keys))))
        .where(col(ConceptLabel.kind) == LabelKind.PREFERRED)
        .where(col(Concept.kind).in_(kinds))
        .order_by(col(Concept.uri).desc())
    )
    return {key: uri for key, uri in session.connection().execute(query)}
