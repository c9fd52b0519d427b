"""What was ruled here of own words, joined with a version of the taxonomy as labels of its own.

An import never touches these rows and never reads them; each version is joined with all rulings
in force when it is imported, when it comes into use, and after every ruling. For this package
alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel.storage import locked_row, written_id
from skills.interface.pointing import replaced_concepts
from skills.models.taxonomy import Concept, ConceptLabel, ConceptRelation, TaxonomyVersion
from skills.models.words import WordRuling
from skills.search_key import search_key
from skills.values.taxonomy import (
    LOCAL_ORIGIN,
    LOCAL_URI,
    LabelKind,
    RelationKind,
    VersionState,
)
from skills.values.words import RulingState, Verdict, WordsPart

RULINGS_AT_MOST = 1_000_000
"""Numbers of concepts made here are below zero, so that none meets one that an import gives: so
many for each version."""

SPOKEN_UNKNOWN = "ar"
"""The language of a label whose words came without one: most who type here type Arabic."""

URIS_AT_ONCE = 500

Rows = list[dict[str, Any]]


def join_with_active(session: Session) -> None:
    """Join the version in use with all rulings in force; nothing is done if none is in use."""
    version_id = session.exec(
        select(TaxonomyVersion.id).where(TaxonomyVersion.state == VersionState.ACTIVE)
    ).one_or_none()
    if version_id is not None:
        join_with(session, version_id)


def join_with(session: Session, version_id: int) -> None:
    """Join a version with all rulings in force, in place of those it was joined with before."""
    version = locked_row(session, TaxonomyVersion, version_id)
    assert version is not None, "whoever joins has just read the version"
    rulings = _in_force(session)
    to = replaced_concepts(session, version_id) if rulings else {}
    _take_apart(session, version_id)
    made = [one for one in rulings if one.verdict is Verdict.NEW_CONCEPT]
    above = [to.get(one.broader_uri, one.broader_uri) for one in made if one.broader_uri]
    groups = {uri: isco for uri, (_, isco) in _concepts(session, version_id, above).items()}
    _write(session, Concept, [_concept(version_id, one, to, groups) for one in made])
    said = [uri for one in rulings for uri in (one.concept_uri, one.broader_uri) if uri]
    there = _concepts(session, version_id, [to.get(uri, uri) for uri in said])
    numbers = {uri: number for uri, (number, _) in there.items()}
    labels = _labels(rulings, to, numbers)
    known = _labels_there(session, numbers.values())
    _write(session, ConceptLabel, [row for row in labels if _key(row) not in known])
    _write(session, ConceptRelation, _relations(made, to, numbers))
    lines = sorted(f"{_key(row)} {row['search_key']}" for row in labels)
    version.local_digest = sha256("\n".join(lines).encode()).hexdigest() if lines else None
    session.add(version)
    session.flush()


def _in_force(session: Session) -> Sequence[WordRuling]:
    return session.exec(
        select(WordRuling)
        .where(WordRuling.state == RulingState.IN_FORCE)
        .where(col(WordRuling.verdict).in_([Verdict.LINK, Verdict.NEW_CONCEPT]))
        .order_by(col(WordRuling.id))
    ).all()


def _take_apart(session: Session, version_id: int) -> None:
    """Remove the rows that earlier rulings brought into a version."""
    of_version = sa.select(col(Concept.id)).where(col(Concept.version_id) == version_id)
    local = of_version.where(col(Concept.uri).like(f"{LOCAL_URI}%"))
    for statement in (
        sa.delete(ConceptRelation).where(col(ConceptRelation.from_id).in_(local)),
        sa.delete(ConceptLabel)
        .where(col(ConceptLabel.origin) == LOCAL_ORIGIN)
        .where(col(ConceptLabel.concept_id).in_(of_version)),
        sa.delete(Concept).where(col(Concept.id).in_(local)),
    ):
        session.connection().execute(statement)


def _concept(
    version_id: int, ruling: WordRuling, to: Mapping[str, str], groups: Mapping[str, str | None]
) -> dict[str, Any]:
    """Return the row of a concept made here; work is of the unit group that it stands below."""
    above = ruling.broader_uri or ""
    return {
        "id": -(version_id * RULINGS_AT_MOST + written_id(ruling)),
        "version_id": version_id,
        "uri": ruling.concept_uri,
        "kind": ruling.concept_kind,
        "isco": groups.get(to.get(above, above)) if ruling.part is WordsPart.WORK else None,
        "description": None,
        "reuse_level": None,
    }


def _concepts(
    session: Session, version_id: int, uris: Iterable[str]
) -> dict[str, tuple[int, str | None]]:
    """Return number and ISCO code of concepts in a version; those that it lacks are left out."""
    ordered = sorted(set(uris))
    found: dict[str, tuple[int, str | None]] = {}
    for at in range(0, len(ordered), URIS_AT_ONCE):
        query = sa.select(col(Concept.uri), col(Concept.id), col(Concept.isco)).where(
            col(Concept.version_id) == version_id,
            col(Concept.uri).in_(ordered[at : at + URIS_AT_ONCE]),
        )
        rows = session.connection().execute(query)
        found |= {uri: (number, isco) for uri, number, isco in rows}
    return found


def _labels(
    rulings: Sequence[WordRuling], to: Mapping[str, str], numbers: Mapping[str, int]
) -> Rows:
    """Return the labels that rulings bring, each once."""
    rows: dict[tuple[int, str, str], dict[str, Any]] = {}
    for one in rulings:
        uri = to.get(one.concept_uri or "", one.concept_uri or "")
        if uri not in numbers:
            continue
        names = [(language, name) for language, name in sorted((one.names or {}).items())]
        said = (one.language or SPOKEN_UNKNOWN, one.own_words)
        for kind, (language, label) in [
            *((LabelKind.PREFERRED, name) for name in names),
            (LabelKind.ALTERNATIVE, said),
        ]:
            row = {
                "concept_id": numbers[uri],
                "language": language,
                "label": label,
                "kind": kind,
                "search_key": search_key(label),
                "origin": LOCAL_ORIGIN,
            }
            rows.setdefault(_key(row), row)
    return list(rows.values())


def _key(row: Mapping[str, Any]) -> tuple[int, str, str]:
    return row["concept_id"], row["language"], row["label"]


def _labels_there(session: Session, numbers: Iterable[int]) -> set[tuple[int, str, str]]:
    """Return the labels that concepts have by an import, which say the same already."""
    ordered = sorted(set(numbers))
    found: set[tuple[int, str, str]] = set()
    for at in range(0, len(ordered), URIS_AT_ONCE):
        query = sa.select(
            col(ConceptLabel.concept_id), col(ConceptLabel.language), col(ConceptLabel.label)
        ).where(col(ConceptLabel.concept_id).in_(ordered[at : at + URIS_AT_ONCE]))
        rows = session.connection().execute(query)
        found |= {(number, language, label) for number, language, label in rows}
    return found


def _relations(
    made: Sequence[WordRuling], to: Mapping[str, str], numbers: Mapping[str, int]
) -> Rows:
    rows = []
    for one in made:
        broader = numbers.get(to.get(one.broader_uri or "", one.broader_uri or ""))
        if broader is not None:
            rows.append(
                {
                    "from_id": numbers[one.concept_uri or ""],
                    "kind": RelationKind.BROADER,
                    "to_id": broader,
                    "origin": LOCAL_ORIGIN,
                }
            )
    return rows


def _write(session: Session, table: type[Any], rows: Rows) -> None:
    if rows:
        session.connection().execute(sa.insert(table), rows)
