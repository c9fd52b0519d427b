"""All rows of one version of the taxonomy, and the digest that tells two apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from skills.values.taxonomy import Changes, ConceptRow, LabelKind, RelationKind

STARTER = "starter"
"""The origin of the rows that come with Forsa. Their display names win."""

LabelKey = tuple[str, str, str]
RelationKey = tuple[str, RelationKind, str]


@dataclass(frozen=True, slots=True)
class Content:
    """All rows of one version.

    Concepts are by URI; labels, by (URI, language, label), have kind and origin; relations, by
    (URI, kind, URI), have their origin; replacements, by the URI that is gone and the one in its
    place, have theirs.
    """

    concepts: Mapping[str, ConceptRow] = field(default_factory=dict)
    labels: Mapping[LabelKey, tuple[LabelKind, str]] = field(default_factory=dict)
    relations: Mapping[RelationKey, str] = field(default_factory=dict)
    replacements: Mapping[tuple[str, str], str] = field(default_factory=dict)


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
        (repr((key, content.replacements[key])) for key in sorted(content.replacements)),
    ):
        for line in part:
            digest.update(line.encode())
    return digest.hexdigest()
