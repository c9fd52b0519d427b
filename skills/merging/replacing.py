"""Which concept takes the place of one that is gone, to the end of the line."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from skills.merging.content import STARTER, Content, LabelKey
from skills.values.taxonomy import LabelKind, LabelRow, TaxonomyRows

Pairs = Iterable[tuple[str, str]]


def replaced_by(pairs: Pairs, concepts: Collection[str]) -> dict[str, str]:
    """Return for each concept that is gone the one that took its place.

    `pairs` are the URI that is gone and the one in its place; a line of several is followed to
    its end. A concept with several in its place, or with none that is there, is left out: what
    points to it waits for a person.

    Examples
    --------
    >>> replaced_by([("a", "b"), ("b", "c"), ("x", "c"), ("x", "d")], {"c", "d"})
    {'a': 'c', 'b': 'c'}
    """
    next_to = _next(pairs)
    found = {}
    for first in sorted(next_to):
        at, seen = first, {first}
        while len(next_to.get(at, ())) == 1 and next_to[at][0] not in seen:
            at = next_to[at][0]
            seen.add(at)
        if at != first and at in concepts and at not in next_to:
            found[first] = at
    return found


def circles_in(pairs: Pairs) -> list[tuple[str, ...]]:
    """Return concepts that replace each other in a circle, each circle once."""
    next_to = _next(pairs)
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for first in sorted(next_to):
        line = [first]
        while len(next_to.get(line[-1], ())) == 1:
            at = next_to[line[-1]][0]
            if at in line:
                circle = tuple(line[line.index(at) :])
                found.setdefault(frozenset(circle), circle)
                break
            line.append(at)
    return list(found.values())


def with_replacements(
    current: Content, source: TaxonomyRows, to: Mapping[str, str]
) -> tuple[Content, TaxonomyRows]:
    """Return both with every URI that is replaced written as the one in its place.

    Its names become further names of a concept that has one in the language already.
    """
    if not to:
        return current, source
    named = _named(current, source)
    content = Content(
        {uri: row for uri, row in current.concepts.items() if uri not in to},
        _moved(current, to, named),
        {
            (to.get(first, first), kind, to.get(second, second)): origin
            for (first, kind, second), origin in current.relations.items()
            if to.get(first, first) != to.get(second, second)
        },
        current.replacements,
    )
    rows = replace(
        source,
        concepts=tuple(row for row in source.concepts if row.uri not in to),
        labels=tuple(_label_moved(row, to, named) for row in source.labels),
        relations=tuple(
            replace(
                row,
                from_uri=to.get(row.from_uri, row.from_uri),
                to_uri=to.get(row.to_uri, row.to_uri),
            )
            for row in source.relations
        ),
    )
    return content, rows


def _named(current: Content, source: TaxonomyRows) -> set[tuple[str, str]]:
    """Return the concepts, with the languages, that have a name of their own."""
    there = {(uri, language) for (uri, language, _), (kind, _) in _preferred(current)}
    return there | {
        (row.uri, row.language) for row in source.labels if row.kind is LabelKind.PREFERRED
    }


def _preferred(content: Content) -> list[tuple[LabelKey, tuple[LabelKind, str]]]:
    return [one for one in content.labels.items() if one[1][0] is LabelKind.PREFERRED]


def _moved(
    current: Content, to: Mapping[str, str], named: Collection[tuple[str, str]]
) -> dict[LabelKey, tuple[LabelKind, str]]:
    """Return all labels that are there, those of replaced concepts with what took their place."""
    labels = {key: value for key, value in current.labels.items() if key[0] not in to}
    for (uri, language, label), (kind, origin) in current.labels.items():
        if uri in to:
            is_second = kind is LabelKind.PREFERRED and (to[uri], language) in named
            better = LabelKind.ALTERNATIVE if is_second else kind
            labels.setdefault((to[uri], language, label), (better, origin))
    return labels


def _label_moved(
    row: LabelRow, to: Mapping[str, str], named: Collection[tuple[str, str]]
) -> LabelRow:
    if row.uri not in to:
        return row
    is_name = row.kind is LabelKind.PREFERRED and row.origin != STARTER
    is_second = is_name and (to[row.uri], row.language) in named
    return replace(row, uri=to[row.uri], kind=LabelKind.ALTERNATIVE if is_second else row.kind)


def _next(pairs: Pairs) -> dict[str, list[str]]:
    next_to: dict[str, list[str]] = {}
    for first, second in sorted(set(pairs)):
        next_to.setdefault(first, []).append(second)
    return next_to
