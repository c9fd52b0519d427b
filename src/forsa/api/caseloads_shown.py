"""Who looks after whose people, as programs read and write it."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from forsa.api.outreach_shown import Account, OtherAccount
from skills.values.casework import StandInBrief


class Caseload(Struct, frozen=True, kw_only=True):
    """How many people one caseworker has."""

    caseworker: Annotated[int | None, Meta(description="The account; null: nobody's.")]
    name: str | None
    people: Annotated[int, Meta(description="Active files.", examples=[30])]
    may_sign_in: bool


class StandIn(Struct, frozen=True, kw_only=True):
    """Somebody who looks after a colleague's people for some days, both days included."""

    number: Annotated[int, Meta(examples=[7])]
    absent: Account
    by: OtherAccount
    from_on: date
    until_on: date


class Caseloads(Struct, frozen=True):
    """Everybody of the office, and who stands in for whom today or later."""

    caseloads: tuple[Caseload, ...]
    stand_ins: tuple[StandIn, ...]


class StandInToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is away and who looks after their people; caseworkers say it of themselves."""

    absent: Account
    by: OtherAccount
    from_on: date
    until_on: date


class StandInWritten(Struct, frozen=True):
    """The stand-in."""

    number: Annotated[int, Meta(examples=[7])]


class PeopleToGive(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose people become whose; null is nobody's."""

    from_caseworker: Account | None
    to_caseworker: OtherAccount | None


class PeopleGiven(Struct, frozen=True):
    """How many people were given."""

    people: Annotated[int, Meta(examples=[30])]


def stand_in_shown(one: StandInBrief) -> StandIn:
    """Return one stand-in."""
    return StandIn(
        number=one.stand_in_id,
        absent=one.absent_id,
        by=one.by_id,
        from_on=one.from_on,
        until_on=one.until_on,
    )
