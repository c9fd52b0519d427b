"""Which concepts the rows of people point to, and which of them are gone."""

import sqlalchemy as sa
from sqlmodel import Session, col

from skills.merging import replaced_by
from skills.models.pointing import POINTING
from skills.models.taxonomy import Concept, ConceptReplacement, TaxonomyVersion
from skills.values.taxonomy import VersionState

ACTIVE_VERSION = (
    sa.select(col(TaxonomyVersion.id))
    .where(col(TaxonomyVersion.state) == VersionState.ACTIVE)
    .scalar_subquery()
)


def concepts_pointed_to(session: Session) -> dict[str, int]:
    """Return how many rows point to each concept, by URI; one query a column."""
    counts: dict[str, int] = {}
    for table, name in POINTING.values():
        column = getattr(table, name)
        query = sa.select(column, sa.func.count()).where(column.is_not(None)).group_by(column)
        for uri, count in session.connection().execute(query):
            counts[uri] = counts.get(uri, 0) + count
    return counts


def pointing_count(session: Session, uri: str) -> int:
    """Return how many rows point to one concept; one query a column."""
    counts = []
    for table, name in POINTING.values():
        query = sa.select(sa.func.count()).where(getattr(table, name) == uri)
        counts.append(session.connection().execute(query.select_from(table)).scalar_one())
    return sum(counts)


def replaced_concepts(session: Session, version_id: int | None = None) -> dict[str, str]:
    """Return which concept of a version took the place of which; two queries.

    `version_id` None means the version in use.
    """
    which = ACTIVE_VERSION if version_id is None else sa.literal(version_id)
    pairs = [
        (first, second)
        for first, second in session.connection().execute(
            sa.select(col(ConceptReplacement.from_uri), col(ConceptReplacement.to_uri)).where(
                col(ConceptReplacement.version_id) == which
            )
        )
    ]
    return replaced_by(pairs, known_concepts(session, version_id)) if pairs else {}


def known_concepts(session: Session, version_id: int | None = None) -> frozenset[str]:
    """Return the URIs of all concepts of a version, None: the one in use; one query."""
    which = ACTIVE_VERSION if version_id is None else sa.literal(version_id)
    query = sa.select(col(Concept.uri)).where(col(Concept.version_id) == which)
    return frozenset(session.connection().execute(query).scalars())
