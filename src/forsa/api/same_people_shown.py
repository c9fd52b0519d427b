"""Files that may be of one person, side by side and made one, as programs read and write it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from forsa.api.file_parts_shown import Version
from forsa.api.people_shown import PersonRef, SomebodyLike, like_shown
from forsa.i18n import Language
from forsa.i18n.field_values import field_value
from kernel.references import Kind, reference
from skills.values.consents import Purpose
from skills.values.duplicates import PairLike
from skills.values.person_merging import Difference, FileSide, MergeBrief, TwoFiles

AT_THE_DESK = "country"
"""Where somebody came from is for the pages alone; which of two answers holds is not."""

WHERE = "In words, in the language of the answer; null where it is for the pages alone."
SaidOfField = Annotated[str | None, Meta(description=WHERE)]


class Which(StrEnum):
    """The file that stands first in the address, or the second."""

    FIRST = "first"
    SECOND = "second"


class Pair(Struct, frozen=True):
    """Two files of your office that may be one person's, the older first."""

    first: SomebodyLike
    second: SomebodyLike


class PairList(Struct, frozen=True):
    """Pairs, most alike first; at most 50. Say of each what it is, and the next ones come."""

    items: tuple[Pair, ...]


class TwoPeople(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two files that are of two people."""

    first: PersonRef
    second: Annotated[str, Meta(description="Another person's.", examples=["K-7K3QMA"])]


class SideOfTwo(Struct, frozen=True, kw_only=True):
    """One of two files."""

    person: PersonRef
    full_name: Annotated[str, Meta(examples=["Person 0001"])]
    version: Version
    skills: Annotated[int, Meta(description="How many.")]
    work: Annotated[int, Meta(description="How many spells.")]
    consents: Annotated[int, Meta(description="How many were asked.")]


class FieldOfTwo(Struct, frozen=True, kw_only=True):
    """A field of which both files say something, and not the same."""

    field: Annotated[str, Meta(examples=["full_name"])]
    first: SaidOfField
    second: SaidOfField


class SideBySide(Struct, frozen=True, kw_only=True):
    """Two files side by side."""

    first: SideOfTwo
    second: SideOfTwo
    differences: tuple[FieldOfTwo, ...]
    taken_back: Annotated[
        tuple[Purpose, ...],
        Meta(description="What one of the two said no to again: it counts no more then."),
    ]


class MergeToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which file stays, and of each field on which they differ whose value holds."""

    keep: Which
    first_version: Version
    second_version: Version
    choose: Annotated[
        dict[str, Which],
        Meta(description="By the field's name.", examples=[{"full_name": "second"}]),
    ]


class MergeWritten(Struct, frozen=True):
    """The file that stays, and the merge, by which it is undone."""

    person: PersonRef
    number: Annotated[int, Meta(examples=[7])]


class Merge(Struct, frozen=True, kw_only=True):
    """A file that was made one with this."""

    number: Annotated[int, Meta(examples=[7])]
    went: Annotated[str, Meta(description="Its number.", examples=["K-7K3QMA"])]
    merged_at: datetime
    by: Annotated[int | None, Meta(description="The account; null for a command.")]
    not_taken: Annotated[
        tuple[str, ...],
        Meta(description="Fields whose value was not taken.", examples=[["full_name"]]),
    ]
    undone_at: datetime | None


class MergeList(Struct, frozen=True):
    """The files that were made one with a person's, the newest first."""

    items: tuple[Merge, ...]


def pair_shown(one: PairLike) -> Pair:
    """Return two files that may be one person's."""
    return Pair(like_shown(one.first), like_shown(one.second))


def two_shown(files: TwoFiles, language: Language) -> SideBySide:
    """Return two files side by side."""
    return SideBySide(
        first=_side(files.first),
        second=_side(files.second),
        differences=tuple(_field(one, language) for one in files.differences),
        taken_back=files.taken_back,
    )


def merge_shown(one: MergeBrief) -> Merge:
    """Return a file that was made one with another."""
    return Merge(
        number=one.merge_id,
        went=reference(Kind.PERSON, one.goes_id),
        merged_at=one.merged_at,
        by=one.merged_by,
        not_taken=tuple(name for name, _ in one.not_taken),
        undone_at=one.undone_at,
    )


def _side(one: FileSide) -> SideOfTwo:
    return SideOfTwo(
        person=reference(Kind.PERSON, one.returnee_id),
        full_name=one.full_name,
        version=one.version,
        skills=one.skill_count,
        work=one.work_count,
        consents=one.consent_count,
    )


def _field(one: Difference, language: Language) -> FieldOfTwo:
    shown = one.name != AT_THE_DESK
    return FieldOfTwo(
        field=one.name,
        first=field_value(one.name, one.first, language) if shown else None,
        second=field_value(one.name, one.second, language) if shown else None,
    )
