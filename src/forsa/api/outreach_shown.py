"""Tries to reach a person, as programs read and write them."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from skills.values.casework import (
    OutreachBrief,
    OutreachOutcome,
    OutreachResult,
    OutreachWay,
)
from skills.values.returnees import Availability

Account = Annotated[int, Meta(ge=1, le=2**31 - 1, description="Of an account.", examples=[7])]
OtherAccount = Annotated[
    int, Meta(ge=1, le=2**31 - 1, description="Of another account.", examples=[8])
]
NextDay = Annotated[date | None, Meta(description="On which day to try again.")]


class TryToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One try. `themselves`: the person got in touch, and that is always answered."""

    way: OutreachWay
    result: Annotated[OutreachResult, Meta(examples=["no_answer"])]
    next_on: Annotated[
        date | None,
        Meta(description="Within three months. Null: the rule says when (docs/states.md)."),
    ] = None


class TryWritten(Struct, frozen=True, kw_only=True):
    """What the try means."""

    next_on: NextDay
    failed: Annotated[
        int, Meta(description="Tries in ten days since they were last reached.", examples=[1])
    ]
    unreachable: Annotated[
        bool, Meta(description="Whether they count as unreachable from now on, after three.")
    ]


class Try(Struct, frozen=True, kw_only=True):
    """One try on file."""

    way: OutreachWay
    result: OutreachResult
    at: datetime
    by: Annotated[int | None, Meta(description="The account; null for a command.")]
    next_on: NextDay


class TryList(Struct, frozen=True, kw_only=True):
    """One page of tries, the newest first; after the last it is empty."""

    items: tuple[Try, ...]
    page: Annotated[int, Meta(examples=[1])]
    availability: Availability
    call_on: NextDay


def try_shown(one: OutreachBrief) -> Try:
    """Return one try."""
    return Try(way=one.way, result=one.result, at=one.at, by=one.by, next_on=one.next_on)


def outcome_shown(one: OutreachOutcome) -> TryWritten:
    """Return what a try means."""
    return TryWritten(next_on=one.next_on, failed=one.failed_count, unreachable=one.is_unreachable)
