"""The active taxonomy: its names, its relations, and the search for words in it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from kernel.storage import written_id
from skills.errors import TaxonomyMissing
from skills.interface.labels import indexed_concepts, indexed_labels
from skills.lookup import (
    Lookup,
    build_index,
    forget_index,
    open_index,
    save_index,
    similar_terms,
)
from skills.models.taxonomy import Concept, ConceptLabel, ConceptRelation, TaxonomyVersion
from skills.values.taxonomy import (
    SKILL_KINDS,
    ConceptBrief,
    ConceptKind,
    LabelKind,
    RelationKind,
    VersionBrief,
    VersionState,
)

__all__ = [
    "Lookup",
    "active_version",
    "concept_briefs",
    "concept_labels",
    "essential_skills",
    "forget_index",
    "made_lookup",
    "neighbours",
    "open_lookup",
    "ready_lookup",
    "similar_terms",
    "usual_skills",
    "versions",
]

Query = sa.Select[*tuple[Any, ...]]

NEIGHBOUR_WEIGHT = 0.5
"""What a broader or narrower skill is worth beside the same one. Source: docs/matching.md, 5:
neither helped nor hurt the ranking of made persons; a person who asks for a welder is glad to
hear of an arc welder."""

URIS_AT_ONCE = 500
"""How many URIs one query names; SQLite takes at most 32,766 values."""


def versions(session: Session) -> list[VersionBrief]:
    """Return all versions of the taxonomy, newest first; one query."""
    rows = session.exec(select(TaxonomyVersion).order_by(col(TaxonomyVersion.id).desc()))
    return [_version_brief(row) for row in rows]


def active_version(session: Session) -> VersionBrief | None:
    """Return the version in use, None if none is; one small query."""
    row = session.exec(
        select(TaxonomyVersion).where(TaxonomyVersion.state == VersionState.ACTIVE)
    ).one_or_none()
    return _version_brief(row) if row is not None else None


def open_lookup(session: Session, folder: Path) -> Lookup:
    """Return a search over the labels of the active version.

    The index is kept below `folder`. If it is not there yet, it is made and saved: some ten
    seconds for the whole of ESCO, so commands do it before they put a version to use.

    Raises
    ------
    TaxonomyMissing
        If no version is active.
    """
    version = active_version(session)
    if version is None:
        raise TaxonomyMissing
    return made_lookup(session, folder, version)


def made_lookup(session: Session, folder: Path, version: VersionBrief) -> Lookup:
    """Return a search over one version, in use or not; its index is made if it is not there."""
    ready = ready_lookup(folder, version.digest)
    if ready is not None:
        return ready
    # Where nothing can be kept nobody waits for what cannot be kept.
    folder.mkdir(parents=True, exist_ok=True)
    made = build_index(
        indexed_labels(session, version.id),
        version.digest,
        indexed_concepts(session, version.id),
    )
    save_index(made, folder)
    return ready_lookup(folder, version.digest) or Lookup(made)


def ready_lookup(folder: Path, digest: str) -> Lookup | None:
    """Return a search whose index lies below `folder`, None if it is yet to be made."""
    index = open_index(folder, digest)
    return Lookup(index) if index is not None else None


def lookup_if_any(session: Session, folder: Path) -> Lookup | None:
    """Return the lookup of the active version, None while there is no taxonomy.

    What can do without does: own words then meet only the same own words.
    """
    return open_lookup(session, folder) if active_version(session) is not None else None


def concept_labels(session: Session, uris: Collection[str], language: str) -> dict[str, str]:
    """Return the display names of concepts in a language, in English where it has none.

    A concept without either goes by its first name in another language; one that the active
    version lacks is left out.
    """
    names = _names(session, uris)
    return {uri: _best_name(by_language, language) for uri, by_language in names.items()}


def concept_briefs(session: Session, uris: Collection[str]) -> dict[str, ConceptBrief]:
    """Return concepts of the active version by URI, with their display names by language."""
    names = _names(session, uris)
    counts: dict[str, int] = {}
    rows: dict[str, tuple[ConceptKind, str | None]] = {}
    for some in _in_portions(uris):
        found = session.connection().execute(
            _active(
                sa.select(
                    col(Concept.uri),
                    col(Concept.kind),
                    col(Concept.isco),
                    sa.func.count(),
                ).join_from(Concept, ConceptLabel)
            )
            .where(col(Concept.uri).in_(some))
            .group_by(col(Concept.uri), col(Concept.kind), col(Concept.isco))
        )
        for uri, kind, isco, count in found:
            rows[uri], counts[uri] = (kind, isco), count
    return {
        uri: ConceptBrief(
            uri, kind, isco, names.get(uri, {}), counts[uri] - len(names.get(uri, {}))
        )
        for uri, (kind, isco) in rows.items()
    }


def essential_skills(session: Session, occupation_uri: str) -> tuple[str, ...]:
    """Return the URIs of the skills an occupation cannot do without, in order; one query."""
    return usual_skills(session, [occupation_uri]).get(occupation_uri, ())


def usual_skills(session: Session, occupation_uris: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return by occupation the URIs of its essential skills, in order; one query."""
    occupation, skill = aliased(Concept), aliased(Concept)
    query = (
        _active(sa.select(col(occupation.uri), col(skill.uri)), occupation)
        .select_from(ConceptRelation)
        .join(occupation, col(occupation.id) == col(ConceptRelation.from_id))
        .join(skill, col(skill.id) == col(ConceptRelation.to_id))
        .where(col(occupation.uri).in_(sorted(occupation_uris)))
        .where(col(ConceptRelation.kind) == RelationKind.ESSENTIAL)
        .order_by(col(skill.uri))
    )
    found: dict[str, list[str]] = defaultdict(list)
    for occupation_uri, skill_uri in session.connection().execute(query):
        found[occupation_uri].append(skill_uri)
    return {uri: tuple(uris) for uri, uris in found.items()}


def neighbours(
    session: Session, around: Collection[str] | None = None
) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return for each skill the skills just above and below it, with their weight; one query.

    Siblings are no neighbours, and groups of skills are none either: they are too wide. Of the
    skills in `around` alone every neighbour is there; None means all. At most 500 of them.
    """
    below, above = aliased(Concept), aliased(Concept)
    query = (
        _active(sa.select(col(below.uri), col(above.uri)).select_from(ConceptRelation), below)
        .join(below, col(below.id) == col(ConceptRelation.from_id))
        .join(above, col(above.id) == col(ConceptRelation.to_id))
        .where(col(ConceptRelation.kind) == RelationKind.BROADER)
        .where(col(below.kind).in_(SKILL_KINDS), col(above.kind).in_(SKILL_KINDS))
    )
    if around is not None:
        some = sorted(set(around))[:URIS_AT_ONCE]
        query = query.where(sa.or_(col(below.uri).in_(some), col(above.uri).in_(some)))
    near: dict[str, set[str]] = defaultdict(set)
    for narrower, broader in session.connection().execute(query):
        near[narrower].add(broader)
        near[broader].add(narrower)
    return {
        uri: tuple((other, NEIGHBOUR_WEIGHT) for other in sorted(near[uri]))
        for uri in sorted(near)
    }


def searched_digest(digest: str, local_digest: str | None) -> str:
    """Return the digest of all that is searched of a version: what was imported and ruled here.

    Examples
    --------
    >>> searched_digest("abc", None)
    'abc'
    """
    if local_digest is None:
        return digest
    return sha256(f"{digest}\n{local_digest}".encode()).hexdigest()


def _version_brief(row: TaxonomyVersion) -> VersionBrief:
    return VersionBrief(
        id=written_id(row),
        name=row.name,
        state=row.state,
        imported_at=row.imported_at,
        digest=searched_digest(row.digest, row.local_digest),
        concept_count=row.counts["concepts"],
        label_count=row.counts["labels"],
        relation_count=row.counts["relations"],
        release=row.release,
    )


def _active(query: Query, concept: type[Concept] = Concept) -> Query:
    """Return a query for concepts of the active version alone."""
    active = sa.select(col(TaxonomyVersion.id)).where(
        col(TaxonomyVersion.state) == VersionState.ACTIVE
    )
    return query.where(col(concept.version_id) == active.scalar_subquery())


def _in_portions(uris: Collection[str]) -> Iterator[Sequence[str]]:
    ordered = sorted(set(uris))
    for at in range(0, len(ordered), URIS_AT_ONCE):
        yield ordered[at : at + URIS_AT_ONCE]


def _names(session: Session, uris: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the display names of concepts by URI and language."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for some in _in_portions(uris):
        found = session.connection().execute(
            _active(
                sa.select(
                    col(Concept.uri), col(ConceptLabel.language), col(ConceptLabel.label)
                ).join_from(Concept, ConceptLabel)
            )
            .where(col(Concept.uri).in_(some))
            .where(col(ConceptLabel.kind) == LabelKind.PREFERRED)
        )
        for uri, language, label in found:
            names[uri][language] = label
    return names


def _best_name(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or names.get("en") or names[min(names)]
