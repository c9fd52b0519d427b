"""What differs between two versions of the taxonomy, what is wrong with one, what follows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class DifferenceKind(StrEnum):
    """How one concept or label differs between two versions."""

    ADDED = "concept_added"
    REMOVED = "concept_removed"
    REPLACED = "concept_replaced"
    RENAMED = "concept_renamed"
    OTHER_KIND = "concept_of_another_kind"
    MOVED = "label_moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `other_uri` is the concept that took a concept's or a label's place.

    `before` and `after` are names in `language`, or kinds of concepts.
    """

    kind: DifferenceKind
    uri: str
    language: str = ""
    before: str = ""
    after: str = ""
    other_uri: str = ""


class FaultKind(StrEnum):
    """What makes rows no taxonomy."""

    CYCLE = "cycle"
    REPLACED_IN_A_CIRCLE = "replaced_in_a_circle"
    NOTHING_THERE = "nothing_there"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, with the concepts it is about, in order."""

    kind: FaultKind
    uris: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed its concept, or went back to it, when another version came into use.

    `counts` are rows by place, such as ``skill_record.concept_uri``. `unclear` are concepts that
    are gone and that rows still point to, by how many: several took their place, or none.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    went_back: Mapping[str, int] = field(default_factory=dict)
    unclear: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was deleted, and what was kept because rows point to concepts that only it has.

    `versions` are the numbers of versions; `digests` name their indexes on the disk.
    """

    versions: tuple[int, ...] = ()
    digests: tuple[str, ...] = ()
    kept: Mapping[int, int] = field(default_factory=dict)
