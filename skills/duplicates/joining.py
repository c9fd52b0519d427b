"""What the one file says when two become one: pure, over columns as JSON keeps them.

Where one file alone says something, that is it. Where both do and differ, somebody chose. What
is a list of things held or numbers known is put together, and what protects a person wins.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from skills.values.person_merging import Difference, Side
from skills.values.returnees import Availability

Columns = Mapping[str, Any]

CHOSEN: Mapping[str, tuple[str, ...]] = {
    "full_name": ("full_name",),
    "latin_name": ("latin_name",),
    "phone": ("phone",),
    "language": ("language",),
    "birth_year": ("birth_year",),
    "sex": ("sex",),
    "governorate": ("governorate", "district"),
    "accepted_governorates": ("accepted_governorates",),
    "relocates": ("relocates",),
    "transport": ("transport",),
    "commute_minutes": ("commute_minutes",),
    "available_on": ("available_on",),
    "most_hours": ("most_hours",),
    "shifts": ("shifts",),
    "night": ("night",),
    "least_wage": ("least_wage",),
    "contract_kinds": ("contract_kinds",),
    "self_employment": ("self_employment",),
    "training": ("training",),
    "country": ("country", "since_on"),
}
"""Fields of which one side's value is taken, each with its columns; in the order of a page."""

BY_KEY = ("languages", "can", "weights")
"""Columns that say one thing of each language, task or wish; what one alone says is kept."""

AVAILABILITY_ORDER = (
    Availability.WITHDRAWN,
    Availability.PLACED,
    Availability.PAUSED,
    Availability.UNREACHABLE,
    Availability.AVAILABLE,
)
"""Of two, the one that comes first holds: nobody is shown more than either file allowed."""


def differences(stays: Columns, goes: Columns) -> tuple[Difference, ...]:
    """Return the fields of which both say something, and not the same.

    Examples
    --------
    >>> [one.name for one in differences({"sex": "male", "night": None}, {"sex": "female"})]
    ['sex']
    >>> differences({"languages": {"ar": "C2"}}, {"languages": {"da": "B1"}})
    ()
    """
    return tuple(
        Difference(name, _said(stays, columns), _said(goes, columns))
        for name, columns in _FIELDS.items()
        if _differ(name, columns, stays, goes)
    )


def joined(stays: Columns, goes: Columns, choices: Mapping[str, Side]) -> dict[str, Any]:
    """Return the columns of the file that stays; of a difference nobody chose its own stays."""
    said: dict[str, Any] = {}
    for name, columns in CHOSEN.items():
        chosen = goes if choices.get(name) is Side.GOES else stays
        other = stays if chosen is goes else goes
        for column in columns:
            value = chosen.get(column)
            said[column] = other.get(column) if _is_empty(value) else value
    for name in BY_KEY:
        first, last = (stays, goes) if choices.get(name) is Side.GOES else (goes, stays)
        said[name] = {**(first.get(name) or {}), **(last.get(name) or {})}
    return said | _phones(said, stays, goes) | _protecting(stays, goes)


def _phones(said: Columns, stays: Columns, goes: Columns) -> dict[str, Any]:
    """Return all numbers that either file knows, the chosen one first, each once."""
    known: dict[str, dict[str, Any]] = {}
    for side in (stays, goes):
        for one in _numbers(side):
            before = known.get(one["number"], one)
            known[one["number"]] = {
                "number": one["number"],
                "is_shared": one["is_shared"] or before["is_shared"],
                "is_safe": _least_safe(one["is_safe"], before["is_safe"]),
            }
    first = known.pop(said["phone"], None) if said["phone"] is not None else None
    return {
        "phone_shared": first is not None and first["is_shared"],
        "phone_safe": first["is_safe"] if first is not None else None,
        "further_phones": list(known.values()),
    }


def _protecting(stays: Columns, goes: Columns) -> dict[str, Any]:
    availability, until_on = _availability(stays, goes)
    calls = [day for day in (stays.get("call_on"), goes.get("call_on")) if day is not None]
    return {
        "case_references": _together(stays["case_references"], goes["case_references"]),
        "licences": _together(stays["licences"], goes["licences"]),
        "licences_asked": bool(stays["licences_asked"] or goes["licences_asked"]),
        "abroad_shown": bool(stays["abroad_shown"] and goes["abroad_shown"]),
        "availability": availability.value,
        "availability_until_on": until_on,
        "call_on": min(calls, default=None),
        "caseworker_id": stays["caseworker_id"] or goes["caseworker_id"],
    }


def _availability(stays: Columns, goes: Columns) -> tuple[Availability, str | None]:
    sides = [
        (Availability(one["availability"]), one["availability_until_on"]) for one in (stays, goes)
    ]
    return min(sides, key=lambda side: AVAILABILITY_ORDER.index(side[0]))


def _numbers(side: Columns) -> list[dict[str, Any]]:
    own = {
        "number": side.get("phone"),
        "is_shared": bool(side.get("phone_shared")),
        "is_safe": side.get("phone_safe"),
    }
    further: list[dict[str, Any]] = list(side["further_phones"])
    return [own, *further] if own["number"] is not None else further


def _least_safe(one: bool | None, two: bool | None) -> bool | None:
    """Return no if either says no, yes if one says yes, else None."""
    if one is False or two is False:
        return False
    return True if one or two else None


def _together(one: Sequence[Any], two: Sequence[Any]) -> list[Any]:
    return [*one, *(each for each in two if each not in one)]


_FIELDS: Mapping[str, tuple[str, ...]] = {**CHOSEN, **{name: (name,) for name in BY_KEY}}


def _differ(name: str, columns: Sequence[str], stays: Columns, goes: Columns) -> bool:
    if name in BY_KEY:
        one, two = stays.get(name) or {}, goes.get(name) or {}
        return any(one[key] != two[key] for key in one.keys() & two.keys())
    pairs = [(stays.get(column), goes.get(column)) for column in columns]
    return any(not _is_empty(one) and not _is_empty(two) and one != two for one, two in pairs)


def _said(side: Columns, columns: Sequence[str]) -> object:
    values = [side.get(column) for column in columns]
    return values[0] if len(values) == 1 else values


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {}, ())
