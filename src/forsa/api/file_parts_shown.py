"""Parts of a file that are read and written whole. Null means: nobody asked."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from employers.values import ContractKind
from forsa.i18n import Language
from forsa.web.office.person_forms import LEAST_WAGE, MOST_WAGE
from forsa.web.office.place import LONGEST_COMMUTE, MOST_HOURS
from forsa.web.office.wishes import MOST_WISHES
from kernel.places import Governorate
from skills.values.profiles import OccupationWish, PhysicalTask, Priority, Transport
from skills.values.returnees import Availability, RecordState

MOST_PHONES = 10
"""Numbers beside the first, and numbers in other systems: more than any file has."""

Version = Annotated[
    int,
    Meta(
        ge=1,
        le=2**31 - 1,
        description="Of the file that was read. Once it was changed since, a write is refused.",
        examples=[3],
    ),
]
PhoneNumber = Annotated[
    str,
    Meta(
        pattern=r"^\+[1-9][0-9]{6,14}$",
        max_length=16,
        description="E.164: +964…",
        examples=["+9647700005511"],
    ),
]
Name = Annotated[str, Meta(min_length=1, max_length=120, examples=["Person 0001"])]


class Phone(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One number of a person."""

    number: PhoneNumber
    shared: Annotated[bool, Meta(description="Whether others answer it too.")] = False
    safe: Annotated[bool | None, Meta(description="False: nobody may call it.")] = None


class NumberElsewhere(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The number that another system knows a person by."""

    system: Annotated[str, Meta(min_length=1, max_length=40, examples=["partner"])]
    number: Annotated[str, Meta(min_length=1, max_length=60, examples=["0001"])]


class About(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who a person is and how to reach them."""

    version: Version
    full_name: Name
    latin_name: Name | None
    language: Language
    birth_year: Annotated[int, Meta(ge=1900, le=2100, examples=[1987])] | None
    sex: Literal["female", "male"] | None
    phone: Phone | None
    further_phones: Annotated[tuple[Phone, ...], Meta(max_length=MOST_PHONES)]
    numbers_elsewhere: Annotated[tuple[NumberElsewhere, ...], Meta(max_length=MOST_PHONES)]


class Place(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where and when a person can work."""

    version: Version
    governorate: Governorate | None
    district: Annotated[str, Meta(max_length=80, examples=["Karrada"])] | None
    accepted_governorates: tuple[Governorate, ...]
    would_move: bool | None
    commute_minutes: Annotated[int, Meta(ge=0, le=LONGEST_COMMUTE, examples=[45])] | None
    transport: Transport | None
    available_on: Annotated[date | None, Meta(examples=["2026-12-01"])]
    most_hours: Annotated[int, Meta(ge=1, le=MOST_HOURS, description="A week.")] | None
    shifts: bool | None
    night: bool | None


class Spoken(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language that a person speaks."""

    language: Annotated[str, Meta(pattern="^[a-z]{2,3}$", examples=["ckb"])]
    level: Literal["A1", "A2", "B1", "B2", "C1", "C2"]


class Languages(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which languages a person speaks, each once."""

    version: Version
    languages: Annotated[tuple[Spoken, ...], Meta(max_length=30)]


class Licences(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which licences a person holds."""

    version: Version
    licences: Annotated[tuple[str, ...], Meta(max_length=20, examples=[["driving_b"]])]
    asked: Annotated[
        bool, Meta(description="Whether somebody asked: then no licence means that there is none.")
    ]


class Wish(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Work that a person wants, or refuses, in their words."""

    words: Annotated[str, Meta(min_length=1, max_length=200, examples=["welder"])]
    occupation: (
        Annotated[
            str,
            Meta(
                max_length=300,
                description="What the words are taken for. Sent as null: what they surely mean.",
            ),
        ]
        | None
    ) = None


SomeWishes = Annotated[tuple[Wish, ...], Meta(max_length=MOST_WISHES)]


class Wishes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What work a person wants and refuses, and on what terms."""

    version: Version
    wants: SomeWishes
    refuses: SomeWishes
    refused_employers: Annotated[tuple[str, ...], Meta(max_length=100, examples=[["E-7K3QMA"]])]
    least_wage: (
        Annotated[int, Meta(ge=LEAST_WAGE, le=MOST_WAGE, description="Dinars a month.")] | None
    )
    contract_kinds: tuple[ContractKind, ...]
    can: Annotated[
        dict[PhysicalTask, bool],
        Meta(description="Of each task that was asked about, whether they can."),
    ]
    weights: Annotated[
        dict[Priority, Annotated[int, Meta(ge=1, le=3)]],
        Meta(description="How much each matters, 1 to 3: of three of them at least, or of none."),
    ]
    self_employment: bool | None
    training: bool | None


class Free(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a person is free for work now."""

    availability: Availability
    until_on: Annotated[date | None, Meta(description="With `paused`: until when, within a year.")]


class Filed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a file is in use or put away."""

    record: Annotated[
        RecordState, Meta(description="Write `active` or `archived`.", examples=["archived"])
    ]


def wish_shown(one: OccupationWish) -> Wish:
    """Return one wish."""
    return Wish(words=one.own_words, occupation=one.occupation_uri)
