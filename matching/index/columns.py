"""What is known of people apart from their skills: one array for each fact.

Unknown is kept apart from no: `UNKNOWN` in the arrays of numbers, an own array elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from kernel.calendar import local_day
from kernel.places import Governorate
from matching.index.marks import UNKNOWN, AnyMarks, Name, build_marks, join_marks, join_numbers
from skills.values.returnees import SkillProfile

GOVERNORATES = {place: number for number, place in enumerate(Governorate)}
LANGUAGE_LEVELS = {
    name: number for number, name in enumerate(("A1", "A2", "B1", "B2", "C1", "C2"))
}
"""Source: Common European Framework of Reference for Languages, global scale."""

ISCO_DIGITS = 4

MOST_WAGE = 2**31 - 1
"""Dinars a month, as much as a column of the database holds."""

Kind = TypeVar("Kind", np.int8, np.int32, np.int64, np.float64)
SCALARS = (
    *("governorate", "accepted", "relocates", "available", "night", "licences_known"),
    *("isco", "experience_months", "least_wage", "confirmed"),
)
"""The plain arrays, taken and joined alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One array of shape (n_profiles,) for each fact, if nothing else is said.

    `accepted` has a bit for each governorate, `isco` shape (n_profiles, 4) with digits as
    character codes and 0 where there is none. Dates are days since 1 January of year 1, wages
    dinars a month. `occupation` has the numbers that `occupation_numbers` gives. `unwanted` has
    the URIs of occupations that somebody refuses, and the ISCO-08 codes of their unit groups;
    `likely` those that the skills point to.
    """

    governorate: NDArray[np.int8]
    accepted: NDArray[np.uint32]
    relocates: NDArray[np.int8]
    available: NDArray[np.int32]
    night: NDArray[np.int8]
    licences_known: NDArray[np.bool_]
    licences: AnyMarks
    languages: AnyMarks
    occupation: NDArray[np.int32]
    occupation_numbers: Mapping[Name, int]
    isco: NDArray[np.uint8]
    experience_months: NDArray[np.int32]
    least_wage: NDArray[np.int32]
    confirmed: NDArray[np.int32]
    refusals: AnyMarks
    unwanted: AnyMarks
    likely: AnyMarks

    def __len__(self) -> int:
        return len(self.governorate)

    def take(self, rows: NDArray[np.integer]) -> "Columns":
        """Return the columns of some rows, in their order."""
        taken = {name: getattr(self, name)[rows] for name in (*SCALARS, "occupation")}
        marks = {name: getattr(self, name).take(rows) for name in MARKED}
        return replace(self, **taken, **marks)


MARKED = tuple(field.name for field in fields(Columns) if field.type == AnyMarks)


def build_columns(profiles: Sequence[SkillProfile]) -> Columns:
    """Return the columns; a profile's row is its place in the sequence."""
    numbers = numbered(p.occupation_uri for p in profiles if p.occupation_uri)

    def column(kind: type[Kind], value: Callable[[SkillProfile], int | None]) -> NDArray[Kind]:
        known = (value(p) for p in profiles)
        return np.array([UNKNOWN if v is None else v for v in known], dtype=kind)

    return Columns(
        governorate=column(np.int8, _place_number),
        accepted=np.array([places_mask(p.accepted_governorates) for p in profiles], np.uint32),
        relocates=column(np.int8, lambda p: p.relocates),
        available=column(np.int32, lambda p: day_number(p.available_on)),
        night=column(np.int8, lambda p: p.night),
        licences_known=np.array([bool(p.licences) or p.licences_asked for p in profiles], bool),
        licences=build_marks([[(licence_key(one), 1) for one in p.licences] for p in profiles]),
        languages=build_marks([_levels(p) for p in profiles]),
        occupation=column(np.int32, lambda p: numbers.get(p.occupation_uri or "")),
        occupation_numbers=numbers,
        isco=isco_digits([p.isco for p in profiles]),
        experience_months=column(np.int32, lambda p: p.experience_months),
        least_wage=column(np.int32, _wage),
        confirmed=column(np.int32, _confirmed_number),
        refusals=build_marks([[(one, 1) for one in p.refused_employers] for p in profiles]),
        unwanted=build_marks([_unwanted(p) for p in profiles]),
        likely=build_marks([p.likely_work.items() for p in profiles]),
    )


def join_columns(parts: Sequence[Columns]) -> Columns:
    """Return the rows of all parts, one part after the other."""
    numbers, tables = join_numbers([part.occupation_numbers for part in parts])
    occupations = [t[part.occupation] for t, part in zip(tables, parts, strict=True)]
    joined: dict[str, Any] = {
        name: np.concatenate([getattr(p, name) for p in parts]) for name in SCALARS
    }
    marks: dict[str, Any] = {
        name: join_marks([getattr(p, name) for p in parts]) for name in MARKED
    }
    return Columns(
        **joined, **marks, occupation=np.concatenate(occupations), occupation_numbers=numbers
    )


def day_number(day: date | None) -> int | None:
    """Return a day as a number, None for None."""
    return None if day is None else day.toordinal()


def isco_digits(codes: Sequence[str | None]) -> NDArray[np.uint8]:
    """Return ISCO-08 codes as an array of shape (n_codes, 4), 0 after a short code's end.

    Examples
    --------
    >>> isco_digits(["72", None]).tolist()
    [[55, 50, 0, 0], [0, 0, 0, 0]]
    """
    texts = [(code or "").encode("ascii", "ignore")[:ISCO_DIGITS] for code in codes]
    padded = b"".join(text.ljust(ISCO_DIGITS, b"\0") for text in texts)
    return np.frombuffer(padded, dtype=np.uint8).reshape(len(codes), ISCO_DIGITS)


def packed(isco: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Return each code of `isco_digits` as one number, in the order of the codes.

    Examples
    --------
    >>> [code_text(number) for number in packed(isco_digits(["7212", "72", None])).tolist()]
    ['7212', '72', '']
    """
    return np.ascontiguousarray(isco).view(">u4").ravel().astype(np.uint32)


def code_text(number: int) -> str:
    """Return the code that `packed` made a number of."""
    return number.to_bytes(ISCO_DIGITS, "big").decode("ascii").rstrip("\0")


def licence_key(licence: str) -> str:
    """Return the form in which licences are compared."""
    return " ".join(licence.casefold().split())


def places_mask(places: Iterable[Governorate]) -> int:
    """Return governorates as bits.

    Examples
    --------
    >>> places_mask([Governorate.BAGHDAD, Governorate.BASRA])
    5
    """
    mask = 0
    for place in places:
        mask |= 1 << GOVERNORATES[place]
    return mask


def numbered(names: Iterable[str]) -> dict[Name, int]:
    """Return a number for each name, in the order in which they come."""
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _place_number(profile: SkillProfile) -> int | None:
    return None if profile.governorate is None else GOVERNORATES[profile.governorate]


def _confirmed_number(profile: SkillProfile) -> int | None:
    return None if profile.confirmed_at is None else local_day(profile.confirmed_at).toordinal()


def _wage(profile: SkillProfile) -> int | None:
    return None if profile.least_wage is None else min(profile.least_wage, MOST_WAGE)


def _levels(profile: SkillProfile) -> list[tuple[Name, int]]:
    # A level in other words than A1 to C2 stays unknown.
    return [
        (language, LANGUAGE_LEVELS[level.upper()])
        for language, level in profile.languages.items()
        if level.upper() in LANGUAGE_LEVELS
    ]


def _unwanted(profile: SkillProfile) -> list[tuple[Name, int]]:
    return [(name, 1) for pair in profile.refused_occupations for name in pair if name]
