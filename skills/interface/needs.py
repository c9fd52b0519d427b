"""What occupations need, by the active version of the taxonomy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from skills.models.taxonomy import Concept, ConceptRelation, TaxonomyVersion
from skills.values.needs import OccupationNeeds
from skills.values.taxonomy import SKILL_KINDS, ConceptKind, RelationKind, VersionState

ABOVE = SKILL_KINDS | {ConceptKind.SKILL_GROUP}
Query = sa.Select[*tuple[Any, ...]]
Rows = list[tuple[str, str, RelationKind]]


def occupation_needs(session: Session) -> OccupationNeeds:
    """Return what the occupations of the active version need; two queries, of all of it.

    The whole of ESCO takes about a second, so whoever asks keeps it.
    """
    concepts = {
        number: (uri, kind, isco)
        for number, uri, kind, isco in session.connection().execute(_concepts())
    }
    between: dict[tuple[bool, bool], Rows] = defaultdict(list)
    for below, above, kind in session.connection().execute(_relations()):
        (one, one_kind, _), (other, other_kind, _) = concepts[below], concepts[above]
        key = (one_kind is ConceptKind.OCCUPATION, other_kind in ABOVE)
        between[key].append((one, other, RelationKind(kind)))
    needed, kin = between[True, True], between[False, True]
    return OccupationNeeds(
        unit_groups={
            uri: isco for uri, kind, isco in concepts.values() if kind is ConceptKind.OCCUPATION
        },
        essential=_by_first(needed, RelationKind.ESSENTIAL),
        optional=_by_first(needed, RelationKind.OPTIONAL),
        above=tuple((a, b) for a, b, kind in kin if kind is RelationKind.BROADER),
        beside=tuple((a, b) for a, b, kind in kin if kind is not RelationKind.BROADER),
    )


def _by_first(
    rows: Iterable[tuple[str, str, RelationKind]], kind: RelationKind
) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for first, second, its_kind in rows:
        if its_kind is kind:
            found[first].append(second)
    return {uri: tuple(sorted(others)) for uri, others in found.items()}


def _concepts() -> Query:
    return (
        sa.select(col(Concept.id), col(Concept.uri), col(Concept.kind), col(Concept.isco))
        .join(TaxonomyVersion, col(TaxonomyVersion.id) == col(Concept.version_id))
        .where(col(TaxonomyVersion.state) == VersionState.ACTIVE)
        .order_by(col(Concept.uri))
    )


def _relations() -> Query:
    return (
        sa.select(
            col(ConceptRelation.from_id), col(ConceptRelation.to_id), col(ConceptRelation.kind)
        )
        .join(Concept, col(Concept.id) == col(ConceptRelation.from_id))
        .join(TaxonomyVersion, col(TaxonomyVersion.id) == col(Concept.version_id))
        .where(col(TaxonomyVersion.state) == VersionState.ACTIVE)
        .order_by(col(ConceptRelation.from_id), col(ConceptRelation.to_id))
    )
