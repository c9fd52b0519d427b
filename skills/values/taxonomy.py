"""The taxonomy as it travels: its words, what an import brings and what it changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ConceptKind(StrEnum):
    """What a concept stands for. A language is a skill with levels A1 to C2."""

    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    LANGUAGE = "language"
    LICENCE = "licence"
    OCCUPATION = "occupation"
    UNIT_GROUP = "unit_group"
    SKILL_GROUP = "skill_group"


SKILL_KINDS = frozenset(
    {ConceptKind.SKILL, ConceptKind.KNOWLEDGE, ConceptKind.LANGUAGE, ConceptKind.LICENCE}
)
"""The kinds of which a person may hold one, or a vacancy ask for one."""


LOCAL_ORIGIN = "local"
"""The origin of labels and relations that come from rulings here, not from an import."""

STARTER_ORIGIN = "starter"
"""The origin of all that comes with Forsa."""

LOCAL_URI = "urn:forsa:local:"
"""What the URI of a concept begins with that was made here, by a ruling."""


class LabelKind(StrEnum):
    """Whether a label is the display name of its concept or another way to find it."""

    PREFERRED = "preferred"
    ALTERNATIVE = "alternative"
    HIDDEN = "hidden"


class RelationKind(StrEnum):
    """How one concept points to another: an occupation to its essential skill, for one."""

    BROADER = "broader"
    ESSENTIAL = "essential"
    OPTIONAL = "optional"
    RELATED = "related"


class VersionState(StrEnum):
    """Whether a taxonomy is being looked at, in use, or was in use. One is active at most."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class LeftOutReason(StrEnum):
    """Why something that stood in a file was not taken."""

    NOT_NEEDED = "file_not_needed"
    NOT_RELEASED = "concept_not_released"
    NO_LABEL = "concept_without_label"
    URI_UNUSABLE = "uri_unusable"
    LABEL_UNUSABLE = "label_unusable"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_CONCEPT = "relation_to_unknown_concept"
    NO_SKILL_TYPE = "skill_type_missing_taken_as_skill"
    NO_REUSE_LEVEL = "reuse_level_missing"


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """One concept. `isco` is an ISCO-08 code of one to four digits, None for skills."""

    uri: str
    kind: ConceptKind
    isco: str | None = None
    description: str | None = None
    reuse_level: str | None = None


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One name of a concept. `origin` names the file it came from, such as ``skills_ar``."""

    uri: str
    language: str
    kind: LabelKind
    label: str
    origin: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One relation. `origin` names the file it came from."""

    from_uri: str
    kind: RelationKind
    to_uri: str
    origin: str


@dataclass(frozen=True, slots=True)
class ReplacementRow:
    """That a release puts one concept in the place of another, which is no more."""

    from_uri: str
    to_uri: str
    origin: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How often something was left out for one reason, and one example of it."""

    reason: LeftOutReason
    place: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file and how many rows were read from it."""

    name: str
    row_count: int


@dataclass(frozen=True, slots=True)
class TaxonomyRows:
    """All that was read for one import, from any format.

    An import speaks for the `origins` it holds: rows of these are replaced, rows of other
    origins in the active taxonomy stay. Each (concept, language, label) and each relation is
    there once. `release` is the number of the release whose concepts it brings, such as
    ``1.1.1``; None if it brings a language or the starter alone.
    """

    name: str
    origins: frozenset[str]
    concepts: tuple[ConceptRow, ...]
    labels: tuple[LabelRow, ...]
    relations: tuple[RelationRow, ...]
    files: tuple[FileRead, ...] = ()
    label_cell_count: int = 0
    repeated_label_count: int = 0
    split_label_count: int = 0
    left_out: tuple[LeftOut, ...] = ()
    replacements: tuple[ReplacementRow, ...] = ()
    release: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import did to one sort of row."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    @property
    def total(self) -> int:
        """How many rows are not as they were."""
        return self.added + self.changed + self.removed


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import read, changed and left out, and why.

    `version_id` is the version that now holds the rows: a new draft, or the active one if
    nothing changed. `kinds` counts concepts, `languages` counts labels.
    """

    version_id: int
    name: str
    files: tuple[FileRead, ...]
    label_cell_count: int
    repeated_label_count: int
    split_label_count: int
    concepts: Changes
    labels: Changes
    relations: Changes
    left_out: tuple[LeftOut, ...]
    kinds: Mapping[ConceptKind, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)

    @property
    def change_count(self) -> int:
        """How many rows were added, changed or removed."""
        return self.concepts.total + self.labels.total + self.relations.total


@dataclass(frozen=True, slots=True)
class VersionBrief:
    """One version of the taxonomy. `digest` is the SHA-256 of its rows, in hexadecimal.

    What was ruled here of own words counts for the digest, not for the numbers of rows.
    """

    id: int
    name: str
    state: VersionState
    imported_at: datetime
    digest: str
    concept_count: int
    label_count: int
    relation_count: int
    release: str | None = None


@dataclass(frozen=True, slots=True)
class ConceptBrief:
    """One concept with its names: by language the preferred one, and how many others."""

    uri: str
    kind: ConceptKind
    isco: str | None
    labels: Mapping[str, str]
    other_label_count: int
