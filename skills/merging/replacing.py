"""Which concept takes the place of one that is gone, to the end of the line."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from skills.merging.content import Content
from skills.values.taxonomy import TaxonomyRows

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
    """Return both with every URI that is replaced written as the one in its place."""
    if not to:
        return current, source
    content = Content(
        {uri: row for uri, row in current.concepts.items() if uri not in to},
        {
            (to.get(uri, uri), language, label): value
            for (uri, language, label), value in current.labels.items()
        },
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
        labels=tuple(replace(row, uri=to.get(row.uri, row.uri)) for row in source.labels),
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


def _next(pairs: Pairs) -> dict[str, list[str]]:
    next_to: dict[str, list[str]] = {}
    for first, second in sorted(set(pairs)):
        next_to.setdefault(first, []).append(second)
    return next_to
