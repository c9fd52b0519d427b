"""What differs between two versions of the taxonomy, concept by concept and label by label."""

from collections.abc import Iterator, Mapping

from skills.merging.content import Content
from skills.merging.replacing import replaced_by
from skills.values.taxonomy import LabelKind
from skills.values.taxonomy_changes import Difference, DifferenceKind

Names = Mapping[str, Mapping[str, str]]


def differences(old: Content, new: Content) -> list[Difference]:
    """Return how one version differs from another, by kind, URI and language.

    A label has moved if its text names a concept in the one version, in its language, and only
    another concept in the other.
    """
    before, after = _names(old), _names(new)
    to = replaced_by(new.replacements, new.concepts)
    found = [
        *_come_and_gone(old, new, before, after, to),
        *_changed(old, new, before, after),
        *_moved(old, new, to),
    ]
    order = list(DifferenceKind)
    return sorted(
        found, key=lambda one: (order.index(one.kind), one.uri, one.language, one.before)
    )


def _come_and_gone(
    old: Content, new: Content, before: Names, after: Names, to: Mapping[str, str]
) -> Iterator[Difference]:
    for uri in new.concepts.keys() - old.concepts.keys():
        language, name = _shown(after[uri])
        yield Difference(DifferenceKind.ADDED, uri, language, after=name)
    for uri in old.concepts.keys() - new.concepts.keys():
        language, name = _shown(before[uri])
        if uri in to:
            now = _shown(after[to[uri]])[1]
            yield Difference(DifferenceKind.REPLACED, uri, language, name, now, to[uri])
        else:
            yield Difference(DifferenceKind.REMOVED, uri, language, name)


def _changed(old: Content, new: Content, before: Names, after: Names) -> Iterator[Difference]:
    for uri in old.concepts.keys() & new.concepts.keys():
        kinds = old.concepts[uri].kind, new.concepts[uri].kind
        if kinds[0] is not kinds[1]:
            yield Difference(DifferenceKind.OTHER_KIND, uri, "", kinds[0].value, kinds[1].value)
        for language in before[uri].keys() & after[uri].keys():
            was, now = before[uri][language], after[uri][language]
            if was != now:
                yield Difference(DifferenceKind.RENAMED, uri, language, was, now)


def _moved(old: Content, new: Content, to: Mapping[str, str]) -> Iterator[Difference]:
    was, now = _owners(old), _owners(new)
    for (language, label), uris in was.items():
        there = now.get((language, label), frozenset())
        for uri in uris - there:
            # The words of a concept that was replaced went with it: that is said already.
            others = there - uris - {to.get(uri, "")}
            if others:
                yield Difference(DifferenceKind.MOVED, uri, language, label, label, min(others))


def _owners(content: Content) -> dict[tuple[str, str], frozenset[str]]:
    owners: dict[tuple[str, str], set[str]] = {}
    for uri, language, label in content.labels:
        owners.setdefault((language, label), set()).add(uri)
    return {key: frozenset(uris) for key, uris in owners.items()}


def _names(content: Content) -> Names:
    names: dict[str, dict[str, str]] = {uri: {} for uri in content.concepts}
    for (uri, language, label), (kind, _) in content.labels.items():
        if kind is LabelKind.PREFERRED:
            names[uri][language] = label
    return names


def _shown(names: Mapping[str, str]) -> tuple[str, str]:
    """Return a language and the name in it: English, else the first; empty if there is none."""
    language = "en" if "en" in names else min(names, default="")
    return language, names.get(language, "")
