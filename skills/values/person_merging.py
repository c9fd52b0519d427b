"""Two files of one person that become one: what is chosen, what came of it, what is in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from skills.values.consents import Purpose
from skills.values.returnees import Availability


class Side(StrEnum):
    """Which of two files."""

    STAYS = "stays"
    GOES = "goes"


class MergePart(StrEnum):
    """Parts of a file that may have changed since two were made one."""

    FILE = "file"
    SKILLS = "skills"
    CONSENTS = "consents"
    INTRODUCTIONS = "introductions"
    CARD = "card"
    MERGED_AGAIN = "merged_again"


@dataclass(frozen=True, slots=True)
class MergeOrder:
    """A wish to make two files one.

    The versions are those of the files that were read. `choices` say by field whose value is
    taken where both files say something.
    """

    stays_id: int
    goes_id: int
    stays_version: int
    goes_version: int
    choices: Mapping[str, Side] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which two files say something, and not the same; values as JSON keeps them."""

    name: str
    first: object
    second: object


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A yes that one of the two files had taken back; `vacancy_id` for a disclosure."""

    purpose: Purpose
    vacancy_id: int | None = None


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """What two files that became one mean for others."""

    stays_id: int
    availability: Availability
    until_on: date | None
    taken_back: tuple[TakenBack, ...]


@dataclass(frozen=True, slots=True)
class FileSide:
    """One of two files, as somebody reads it before they are made one."""

    returnee_id: int
    full_name: str
    version: int
    skill_count: int
    work_count: int
    consent_count: int


@dataclass(frozen=True, slots=True)
class TwoFiles:
    """Two files side by side.

    `taken_back` are purposes that counted no more on one of them: then they count no more.
    """

    first: FileSide
    second: FileSide
    differences: tuple[Difference, ...]
    taken_back: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class MergeBrief:
    """Two files that were made one. `not_taken` are fields with what the other file said."""

    merge_id: int
    stays_id: int
    goes_id: int
    goes_name: str
    merged_at: datetime
    merged_by: int | None
    not_taken: tuple[tuple[str, object], ...]
    undone_at: datetime | None
