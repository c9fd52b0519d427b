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


def iscos_of(session: Session, uris: Collection[str]) -> dict[str, str]:
    """Return the ISCO-08 codes of a few occupations and groups, by URI; one query."""
    query = (
        sa.select(col(Concept.uri), col(Concept.isco))
        .where(col(Concept.version_id) == ACTIVE_VERSION)
        .where(col(Concept.uri).in_(sorted(set(uris))))
    )
    return {uri: isco for uri, isco in session.connection().execute(query) if isco is not None}


def unit_groups(session: Session, codes: Collection[str]) -> dict[str, str]:
    """Return the unit groups of ISCO-08 codes, by code; one query."""
    query = (
        sa.select(col(Concept.isco), col(Concept.uri))
        .where(col(Concept.version_id) == ACTIVE_VERSION)
        .where(col(Concept.kind) == ConceptKind.UNIT_GROUP)
        .where(col(Concept.isco).in_(sorted(set(codes))))
        .order_by(col(Concept.uri).desc())
    )
    return {isco: uri for isco, uri in session.connection().execute(query) if isco is not None}


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
