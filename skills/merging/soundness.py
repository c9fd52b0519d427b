"""What makes rows no taxonomy, found before any of them is written."""

from collections.abc import Collection, Mapping, Sequence

from skills.merging.content import Content
from skills.merging.replacing import circles_in
from skills.values.taxonomy import RelationKind
from skills.values.taxonomy_changes import Fault, FaultKind

MOST_CIRCLES = 20
"""How many circles are named; one that is mended often ends others."""


def faults_of(content: Content) -> list[Fault]:
    """Return what is wrong with a version: a circle, or nothing in it; in a fixed order."""
    if not content.concepts:
        return [Fault(FaultKind.NOTHING_THERE)]
    above: dict[str, list[str]] = {}
    for first, kind, second in sorted(content.relations):
        if kind is RelationKind.BROADER:
            above.setdefault(first, []).append(second)
    cycles = [Fault(FaultKind.CYCLE, uris) for uris in _circles(above)]
    circles = circles_in(content.replacements)
    return cycles + [Fault(FaultKind.REPLACED_IN_A_CIRCLE, uris) for uris in circles]


def fault_sentence(fault: Fault) -> str:
    """Return what is wrong, in plain English."""
    way = " → ".join((*fault.uris, *fault.uris[:1]))
    if fault.kind is FaultKind.CYCLE:
        return f"These concepts are each broader than the next, in a circle: {way}."
    if fault.kind is FaultKind.REPLACED_IN_A_CIRCLE:
        return f"These concepts are replaced by each other, in a circle: {way}."
    return "There is no concept with a name in it."


def _circles(above: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return ways that lead back to where they begin; none if there is no circle."""
    left = _unsorted(above)
    found: list[tuple[str, ...]] = []
    while left and len(found) < MOST_CIRCLES:
        line = [min(left)]
        while True:
            at = next(uri for uri in above[line[-1]] if uri in left)
            if at in line:
                circle = tuple(line[line.index(at) :])
                break
            line.append(at)
        found.append(circle)
        left = _unsorted({uri: above[uri] for uri in left - set(circle)})
    return found


def _unsorted(above: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the concepts from which some way up never ends."""
    below: dict[str, list[str]] = {}
    waiting = {uri: len(uris) for uri, uris in above.items()}
    for uri, uris in above.items():
        for broader in uris:
            below.setdefault(broader, []).append(uri)
    ready: Collection[str] = [uri for uri in below if uri not in waiting]
    while ready:
        done: list[str] = []
        for broader in ready:
            for uri in below.get(broader, ()):
                waiting[uri] -= 1
                if not waiting[uri]:
                    done.append(uri)
        ready = done
    return {uri for uri, count in waiting.items() if count}
