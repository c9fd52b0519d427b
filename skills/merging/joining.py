"""What is there and what an import brings become one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from skills.merging.content import STARTER, Content, LabelKey, RelationKey
from skills.merging.replacing import replaced_by, with_replacements
from skills.values.taxonomy import (
    ConceptKind,
    ConceptRow,
    LabelKind,
    LabelRow,
    LeftOut,
    LeftOutReason,
    TaxonomyRows,
)

LANGUAGE_SKILLS = "languageSkillsCollection"
"""The origin that says which skills are languages."""

OF_RELEASES = "_en"
"""How the origin of files ends that say which concepts a release has; they are in English."""

LABEL_ORDER = tuple(LabelKind)


def merged(current: Content, source: TaxonomyRows) -> tuple[Content, tuple[LeftOut, ...]]:
    """Return what is there after an import, and what of it could not be taken.

    Where a release puts one concept in the place of another, words and relations of other files,
    the starter's among them, follow it too.
    """
    replacements = _replacements(current, source)
    named = {row.uri for row in source.concepts} | set(current.concepts)
    to = replaced_by(replacements, named)
    current, source = with_replacements(current, source, to)
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
    gone = {key: origin for key, origin in replacements.items() if key[0] not in concepts}
    return Content(concepts, labels, relations, gone), (*left_out, *lost)


def _replacements(current: Content, source: TaxonomyRows) -> dict[tuple[str, str], str]:
    """Return which concept takes the place of which; one that a release names again is back."""
    brought = {(row.from_uri, row.to_uri): row.origin for row in source.replacements}
    told = {first for first, _ in brought}
    back = {row.uri for row in source.labels if row.origin.endswith(OF_RELEASES)}
    kept = {
        key: origin
        for key, origin in current.replacements.items()
        if origin not in source.origins and key[0] not in told | back
    }
    return brought | kept


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
