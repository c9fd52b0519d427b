"""The rows of a version of the taxonomy, written as a whole."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from skills.merging import Content, LabelKey
from skills.models.taxonomy import (
    Concept,
    ConceptLabel,
    ConceptRelation,
    ConceptReplacement,
)

Query = sa.Select[*tuple[Any, ...]]

ROWS_AT_ONCE = 20_000
"""How many rows one statement writes."""


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
