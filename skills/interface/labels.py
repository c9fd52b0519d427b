"""What an index for looking words up is made of, and an index of some of it, for tests."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from skills.lookup import Lookup, build_index, keep_newest, open_index, save_index
from skills.models.taxonomy import Concept, ConceptLabel, ConceptRelation
from skills.values.lookup import IndexedConcept, IndexedLabel, Restriction
from skills.values.taxonomy import (
    LOCAL_ORIGIN,
    SKILL_KINDS,
    STARTER_ORIGIN,
    LabelKind,
    RelationKind,
)

RESTRICTED_KEPT = 4
"""How many indexes that know only some labels are kept: for asking the same once more."""

DESCRIBED_IN = "en"
"""The language of descriptions."""


def indexed_labels(session: Session, version_id: int) -> Iterator[IndexedLabel]:
    """Yield the labels of one version that words are looked up by; three queries at most.

    That is all of them, but for further names in the starter by which a release calls another
    concept of the same sort: who types the official name of one means that one.
    """
    given_away = _given_away(session, version_id)
    rows = session.connection().execute(
        sa.select(
            col(Concept.uri),
            col(Concept.kind),
            col(Concept.isco),
            col(ConceptLabel.language),
            col(ConceptLabel.kind),
            col(ConceptLabel.label),
            col(ConceptLabel.search_key),
            col(ConceptLabel.origin) == STARTER_ORIGIN,
        )
        .join_from(Concept, ConceptLabel)
        .where(col(Concept.version_id) == version_id)
    )
    for row in rows:
        label = IndexedLabel(*row[:-1])
        if not (row[-1] and (label.uri, label.language, label.search_key) in given_away):
            yield label


def _given_away(session: Session, version_id: int) -> set[tuple[str, str, str]]:
    """Return further names of the starter that are another concept's first name in a release."""
    named = (
        sa.select(
            col(Concept.uri),
            col(ConceptLabel.language),
            col(ConceptLabel.search_key),
            col(Concept.kind).in_(SKILL_KINDS),
        )
        .join_from(Concept, ConceptLabel)
        .where(col(Concept.version_id) == version_id)
    )
    first = col(ConceptLabel.kind) == LabelKind.PREFERRED
    of_starter = col(ConceptLabel.origin) == STARTER_ORIGIN
    further = session.connection().execute(named.where(of_starter, ~first)).all()
    owners: dict[tuple[str, str, bool], set[str]] = {}
    for _, language, key, is_skill in further:
        owners[language, key, bool(is_skill)] = set()
    official = col(ConceptLabel.origin).not_in((STARTER_ORIGIN, LOCAL_ORIGIN))
    for uri, language, key, is_skill in session.connection().execute(named.where(official, first)):
        if (language, key, bool(is_skill)) in owners:
            owners[language, key, bool(is_skill)].add(uri)

    def is_given_away(uri: str, language: str, key: str, is_skill: bool) -> bool:
        named_so = owners[language, key, bool(is_skill)]
        return bool(named_so) and uri not in named_so

    return {(row[0], row[1], row[2]) for row in further if is_given_away(*row)}


def indexed_concepts(session: Session, version_id: int) -> Iterator[IndexedConcept]:
    """Yield what else is known of the concepts of one version; two queries."""
    below, above = aliased(Concept), aliased(Concept)
    near: dict[str, list[str]] = defaultdict(list)
    relations = session.connection().execute(
        sa.select(col(below.uri), col(above.uri))
        .select_from(ConceptRelation)
        .join(below, col(below.id) == col(ConceptRelation.from_id))
        .join(above, col(above.id) == col(ConceptRelation.to_id))
        .where(col(below.version_id) == version_id)
        .where(col(ConceptRelation.kind) == RelationKind.BROADER)
    )
    for narrower, broader in relations:
        near[narrower].append(broader)
    concepts = session.connection().execute(
        sa.select(col(Concept.uri), col(Concept.description)).where(
            col(Concept.version_id) == version_id
        )
    )
    for uri, description in concepts:
        yield IndexedConcept(uri, description or "", tuple(sorted(near[uri])))


def restricted_lookup(
    session: Session, version_id: int, digest: str, restriction: Restriction, folder: Path
) -> Lookup:
    """Return a search that knows only some of the labels of a version, kept below `folder`.

    What it does not know it learned nothing from either: neither labels in other languages, nor
    descriptions in a language that is left out, nor a label that is held out.
    """
    own = restriction.digest_of(digest)
    index = open_index(folder, own)
    if index is None:
        labels = [one for one in indexed_labels(session, version_id) if restriction.allows(one)]
        described = restriction.languages is None or DESCRIBED_IN in restriction.languages
        about = indexed_concepts(session, version_id)
        if not described:
            about = (replace(one, description="") for one in about)
        made = build_index(labels, own, about)
        save_index(made, folder)
        keep_newest(folder, RESTRICTED_KEPT)
        index = open_index(folder, own) or made
    return Lookup(index)


def label_languages(session: Session, version_id: int) -> frozenset[str]:
    """Return the languages in which a version has labels; one query."""
    query = (
        sa.select(col(ConceptLabel.language))
        .join_from(Concept, ConceptLabel)
        .where(col(Concept.version_id) == version_id)
        .distinct()
    )
    return frozenset(session.connection().execute(query).scalars())
