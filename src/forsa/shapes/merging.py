"""Two files of one person that become one, as their office sees it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FileToMerge:
    """One of two files. `side` is what the form calls it."""

    side: str
    reference: str
    full_name: str
    version: int
    skill_count: int
    work_count: int
    consent_count: int


@dataclass(frozen=True, slots=True)
class FieldToChoose:
    """A field of which the files say different things. `name` is a code of the words "field"."""

    name: str
    first: str
    second: str
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class FieldNotTaken:
    """What the file that went said where the other's word was taken."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A file that was made one with this one.

    `in_the_way` are codes of the words "merge_part", if somebody tried to take it back.
    """

    number: int
    reference: str
    full_name: str
    on: date
    not_taken: tuple[FieldNotTaken, ...] = ()
    by: str | None = None
    undone_on: date | None = None
    in_the_way: tuple[str, ...] = ()
