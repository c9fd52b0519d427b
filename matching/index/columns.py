"""What is known of people apart from their skills: one array for each fact.

Unknown is kept apart from no: `UNKNOWN` in the arrays of numbers, an own array elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kernel.calendar import local_day
from kernel.places import Governorate
from skills.values.returnees import SkillProfile

UNKNOWN = -1
"""Stands for what nobody has asked yet; every known value is 0 or more."""

GOVERNORATES = {place: number for number, place in enumerate(Governorate)}
LANGUAGE_LEVELS = {
    name: number for number, name in enumerate(("A1", "A2", "B1", "B2", "C1", "C2"))
}
"""Source: Common European Framework of Reference for Languages, global scale."""

ISCO_DIGITS = 4

Kind = TypeVar("Kind", np.int8, np.int32, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One array of shape (n_profiles,) for each fact, if nothing else is said.

    `accepted` has shape (n_profiles, n_governorates), `isco` (n_profiles, 4) with digits as
    character codes and 0 where there is none. Dates are days since 1 January of year 1.
    `languages` and `licences` have an array for each that anybody has; `refusals` has the rows
    of those who refused an employer.
    """

    governorate: NDArray[np.int8]
    accepted: NDArray[np.bool_]
    relocates: NDArray[np.int8]
    available: NDArray[np.int32]
    night: NDArray[np.int8]
    licences_known: NDArray[np.bool_]
    licences: Mapping[str, NDArray[np.bool_]]
    languages: Mapping[str, NDArray[np.int8]]
    occupation: NDArray[np.int32]
    occupation_numbers: Mapping[str, int]
    isco: NDArray[np.uint8]
    experience_months: NDArray[np.int32]
    least_wage: NDArray[np.int64]
    confirmed: NDArray[np.int32]
    refusals: Mapping[int, NDArray[np.int64]]


def build_columns(profiles: Sequence[SkillProfile]) -> Columns:
    """Return the columns; a profile's row is its place in the sequence."""
    numbers = _numbered(p.occupation_uri for p in profiles if p.occupation_uri)

    def column(kind: type[Kind], value: Callable[[SkillProfile], int | None]) -> NDArray[Kind]:
        known = (value(p) for p in profiles)
        return np.array([UNKNOWN if v is None else v for v in known], dtype=kind)

    return Columns(
        governorate=column(np.int8, _place_number),
        accepted=_accepted(profiles),
        relocates=column(np.int8, lambda p: p.relocates),
        available=column(np.int32, lambda p: day_number(p.available_on)),
        night=column(np.int8, lambda p: p.night),
        licences_known=np.array([bool(p.licences) for p in profiles], dtype=bool),
        licences=_licences(profiles),
        languages=_languages(profiles),
        occupation=column(np.int32, lambda p: numbers.get(p.occupation_uri or "")),
        occupation_numbers=numbers,
        isco=isco_digits([p.isco for p in profiles]),
        experience_months=column(np.int32, lambda p: p.experience_months),
        least_wage=column(np.int64, lambda p: p.least_wage),
        confirmed=column(np.int32, _confirmed_number),
        refusals=_refusals(profiles),
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


def licence_key(licence: str) -> str:
    """Return the form in which licences are compared."""
    return " ".join(licence.casefold().split())


def _place_number(profile: SkillProfile) -> int | None:
    return None if profile.governorate is None else GOVERNORATES[profile.governorate]


def _confirmed_number(profile: SkillProfile) -> int | None:
    return None if profile.confirmed_at is None else local_day(profile.confirmed_at).toordinal()


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _accepted(profiles: Sequence[SkillProfile]) -> NDArray[np.bool_]:
    accepted = np.zeros((len(profiles), len(GOVERNORATES)), dtype=bool)
    for row, profile in enumerate(profiles):
        for place in profile.accepted_governorates:
            accepted[row, GOVERNORATES[place]] = True
    return accepted


def _licences(profiles: Sequence[SkillProfile]) -> dict[str, NDArray[np.bool_]]:
    arrays: dict[str, NDArray[np.bool_]] = {}
    for row, profile in enumerate(profiles):
        for licence in profile.licences:
            key = licence_key(licence)
            if key not in arrays:
                arrays[key] = np.zeros(len(profiles), dtype=bool)
            arrays[key][row] = True
    return arrays


def _languages(profiles: Sequence[SkillProfile]) -> dict[str, NDArray[np.int8]]:
    arrays: dict[str, NDArray[np.int8]] = {}
    for row, profile in enumerate(profiles):
        for language, level in profile.languages.items():
            if language not in arrays:
                arrays[language] = np.full(len(profiles), UNKNOWN, dtype=np.int8)
            # A level in other words than A1 to C2 stays unknown.
            arrays[language][row] = LANGUAGE_LEVELS.get(level.upper(), UNKNOWN)
    return arrays


def _refusals(profiles: Sequence[SkillProfile]) -> dict[int, NDArray[np.int64]]:
    rows: dict[int, list[int]] = {}
    for row, profile in enumerate(profiles):
        for employer_id in profile.refused_employers:
            rows.setdefault(employer_id, []).append(row)
    return {employer_id: np.array(found, dtype=np.int64) for employer_id, found in rows.items()}
