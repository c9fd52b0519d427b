"""The taxonomy as it will be: what is there, with what an import brings. Pure.

Rows have an origin, the file they came from. An import replaces the rows of the origins it
holds and leaves the others (docs/adr/0010-starter-and-esco-are-one-taxonomy.md).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from skills.values.taxonomy import (
    Changes,
    ConceptKind,
    ConceptRow,
    LabelKind,
    LabelRow,
    LeftOut,
    LeftOutReason,
    RelationKind,
    TaxonomyRows,
)

STARTER = "starter"
"""The origin of the rows that come with Forsa. Their display names win."""

LANGUAGE_SKILLS = "languageSkillsCollection"
"""The origin that says which skills are languages."""

LABEL_ORDER = tuple(LabelKind)

LabelKey = tuple[str, str, str]
RelationKey = tuple[str, RelationKind, str]


@dataclass(frozen=True, slots=True)
class Content:
    """All rows of one version.

    Concepts are by URI; labels, by (URI, language, label), have kind and origin; relations, by
    (URI, kind, URI), have their origin.
    """

    concepts: Mapping[str, ConceptRow] = field(default_factory=dict)
    labels: Mapping[LabelKey, tuple[LabelKind, str]] = field(default_factory=dict)
    relations: Mapping[RelationKey, str] = field(default_factory=dict)


def merged(current: Content, source: TaxonomyRows) -> tuple[Content, tuple[LeftOut, ...]]:
    """Return what is there after an import, and what of it could not be taken."""
    labels = _labels(current, source)
    facts = dict(current.concepts)
    for row in source.concepts:
        facts[row.uri] = _with_facts(facts.get(row.uri), row, source.origins)
    named = {uri for uri, _, _ in labels}
    concepts = {uri: row for uri, row in facts.items() if uri in named}
    nameless = [row.uri for row in source.concepts if row.uri not in named]
    labels = {key: value for key, value in labels.items() if key[0] in concepts}
    left_out = _left_out(LeftOutReason.NO_LABEL, [("concepts", uri) for uri in nameless])
    relations, lost = _relations(current, source, concepts)
    return Content(concepts, labels, relations), (*left_out, *lost)


def changes(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Changes:
    """Return how two sorts of rows, by key, differ."""
    same = sum(1 for key, value in new.items() if old.get(key) == value)
    both = sum(1 for key in new if key in old)
    return Changes(
        added=len(new) - both, changed=both - same, removed=len(old) - both, unchanged=same
    )


def digest_of(content: Content, keys: Mapping[LabelKey, str]) -> str:
    """Return the SHA-256 of all rows, whatever their order; `keys` are search keys of labels."""
    digest = sha256()
    for part in (
        (repr(row) for _, row in sorted(content.concepts.items())),
        (repr((key, content.labels[key], keys[key])) for key in sorted(content.labels)),
        (repr((key, content.relations[key])) for key in sorted(content.relations)),
    ):
        for line in part:
            digest.update(line.encode())
    return digest.hexdigest()


def _labels(current: Content, source: TaxonomyRows) -> dict[LabelKey, tuple[LabelKind, str]]:
    """Return all labels: each text once, one display name a language; the starter's wins."""
    labels = {
        key: value for key, value in current.labels.items() if value[1] not in source.origins
    }
    ours: set[LabelKey] = set()
    for row in source.labels:
        key = (row.uri, row.language, row.label)
        if row.origin == STARTER and row.kind is LabelKind.PREFERRED:
            ours.add(key)
        known = labels.get(key)
        labels[key] = (row.kind, row.origin) if known is None else _one_of(known, row)
    for key in _second_names(labels, ours):
        labels[key] = (LabelKind.ALTERNATIVE, labels[key][1])
    return labels


def _one_of(known: tuple[LabelKind, str], row: LabelRow) -> tuple[LabelKind, str]:
    """Return one label for two of the same text: the better kind, the origin that is not ours."""
    kind = min(known[0], row.kind, key=LABEL_ORDER.index)
    return kind, row.origin if known[1] == STARTER else known[1]


def _second_names(
    labels: Mapping[LabelKey, tuple[LabelKind, str]], ours: set[LabelKey]
) -> list[LabelKey]:
    """Return the preferred labels of concepts that have another one in the same language."""
    names: dict[tuple[str, str], list[LabelKey]] = {}
    for key, (kind, _) in labels.items():
        if kind is LabelKind.PREFERRED:
            names.setdefault(key[:2], []).append(key)
    several = (keys for keys in names.values() if len(keys) > 1)
    return [key for keys in several for key in sorted(keys, key=lambda k: (k not in ours, k))[1:]]


def _relations(
    current: Content, source: TaxonomyRows, concepts: Collection[str]
) -> tuple[dict[RelationKey, str], list[LeftOut]]:
    """Return the relations between known concepts, and what was brought of others."""
    brought: dict[RelationKey, str] = {}
    for row in source.relations:
        key = (row.from_uri, row.kind, row.to_uri)
        if row.origin != STARTER or key not in brought:
            brought[key] = row.origin
    kept = {
        key: origin
        for key, origin in current.relations.items()
        if origin not in source.origins and key not in brought
    }
    relations = {
        key: origin
        for key, origin in (brought | kept).items()
        if key[0] in concepts and key[2] in concepts
    }
    lost = [
        (origin, key[2] if key[0] in concepts else key[0])
        for key, origin in brought.items()
        if key not in relations
    ]
    return relations, _left_out(LeftOutReason.UNKNOWN_CONCEPT, lost)


def _with_facts(known: ConceptRow | None, new: ConceptRow, origins: frozenset[str]) -> ConceptRow:
    """Return a concept with what is new of it; what is not said anew stays."""
    if known is None:
        return new
    was_language = known.kind is ConceptKind.LANGUAGE and LANGUAGE_SKILLS not in origins
    return replace(
        new,
        kind=known.kind if was_language and new.kind in _MAYBE_LANGUAGE else new.kind,
        isco=new.isco or known.isco,
        description=new.description or known.description,
        reuse_level=new.reuse_level or known.reuse_level,
    )


_MAYBE_LANGUAGE = frozenset({ConceptKind.SKILL, ConceptKind.KNOWLEDGE})


def _left_out(reason: LeftOutReason, cases: Iterable[tuple[str, str]]) -> list[LeftOut]:
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for place, example in cases:
        counts[place] += 1
        examples.setdefault(place, example)
    return [LeftOut(reason, place, counts[place], examples[place]) for place in sorted(counts)]
