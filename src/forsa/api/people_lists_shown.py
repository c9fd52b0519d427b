"""People of an office in a list, as programs read it: by their numbers, without a name."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from forsa.api.people_shown import PersonRef
from forsa.api.profiles_shown import Missing
from kernel.references import Kind, reference
from skills.values.completeness import Completeness
from skills.values.people import PersonRow
from skills.values.returnees import Availability, RecordState


class PersonLine(Struct, frozen=True, kw_only=True):
    """Somebody of your office."""

    person: PersonRef
    governorate: str | None
    occupation_words: str | None
    availability: Availability
    record: RecordState
    confirmed_at: datetime
    points: Annotated[int, Meta(description="How complete, of a hundred.", examples=[62])]
    missing: Annotated[tuple[Missing, ...], Meta(description="What matters most comes first.")]


class PeopleList(Struct, frozen=True, kw_only=True):
    """At most 50 people, by their numbers in the order in which they were recorded."""

    items: tuple[PersonLine, ...]
    after: Annotated[
        str | None,
        Meta(
            description="Ask for those after this one; null: there are no more.",
            examples=["K-4F9TBC"],
        ),
    ]


class PeopleToFind(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of a name, however spelt, or a phone number."""

    text: Annotated[str, Meta(min_length=1, max_length=120, examples=["Person 0001"])]


def person_line(row: PersonRow, known: Completeness) -> PersonLine:
    """Return somebody of the office."""
    return PersonLine(
        person=reference(Kind.PERSON, row.returnee_id),
        governorate=row.governorate,
        occupation_words=row.occupation_words,
        availability=row.availability,
        record=row.record,
        confirmed_at=row.confirmed_at,
        points=known.points,
        missing=tuple(Missing(gap.part, gap.section) for gap in known.missing),
    )
