"""How much speaks for two files being one person's, and what does.

Points are ours, set on made-up pairs (tests/golden/test_duplicates.py prints what they reach) so
that a name alone is asked about, and a name with a year of birth or a phone is likely.
"""

from collections.abc import Sequence

from skills.duplicates.names import NamePart, likeness_of_parts, parts_of
from skills.values.duplicates import Evidence, Identity, Likeness

ASKED_FROM = 0.5
"""From which score on somebody is asked whether it is the same person."""

SAME_PART, LIKE_PART = 0.9, 0.72
"""How alike two parts are to be one name surely, and perhaps."""

_FULL = 100
_BY_NAME = {1: (25, 15), 2: (48, 36), 3: (60, 50)}
"""Points of a name that is the same, or alike, by how many of its parts meet."""
_POINTS = {
    Evidence.SAME_REFERENCE: 60,
    Evidence.SAME_PHONE: 35,
    Evidence.SHARED_PHONE: 15,
    Evidence.SAME_YEAR: 20,
    Evidence.NEAR_YEAR: 8,
    Evidence.OTHER_YEAR: -45,
    Evidence.SAME_GOVERNORATE: 5,
}
_NEAR = 1
"""Years by which a year of birth may be wrong: many know theirs by the season."""


def likeness(one: Identity, two: Identity) -> Likeness:
    """Return how much speaks for two identities being one person's. Symmetric.

    Without a name that meets there is none, whatever else is the same: families share phones.
    """
    name, points = max(_named(one, two), key=lambda found: found[1], default=(None, 0))
    if name is None:
        return Likeness(0.0, ())
    evidence = [name, *_others(one, two)]
    total = points + sum(_POINTS.get(each, 0) for each in evidence)
    weights = _POINTS | {name: points}
    ordered = sorted(evidence, key=lambda each: -weights[each])
    return Likeness(min(max(total / _FULL, 0.0), 1.0), tuple(ordered))


def _named(one: Identity, two: Identity) -> list[tuple[Evidence | None, int]]:
    mine = [parts_of(name) for name in (one.full_name, one.latin_name) if name]
    theirs = [parts_of(name) for name in (two.full_name, two.latin_name) if name]
    return [_names_meet(first, second) for first in mine for second in theirs]


def _names_meet(one: Sequence[NamePart], two: Sequence[NamePart]) -> tuple[Evidence | None, int]:
    """Return whether two full names may be one, and the points of it.

    Every part of the shorter one has to meet a part of the longer, each once; and the given name
    of the longer one has to be met, or a son would be taken for his father.
    """
    shorter, longer = sorted((one, two), key=len)
    if not shorter:
        return None, 0
    free = dict(enumerate(longer))
    found: list[float] = []
    for part in shorter:
        place = max(free, key=lambda at: (likeness_of_parts(part, free[at]), -at))
        found.append(likeness_of_parts(part, free.pop(place)))
    if min(found) < LIKE_PART or 0 in free:
        return None, 0
    same, alike = _BY_NAME[min(len(shorter), max(_BY_NAME))]
    if min(found) >= SAME_PART:
        return Evidence.SAME_NAME, same
    return Evidence.LIKE_NAME, alike


def _others(one: Identity, two: Identity) -> list[Evidence]:
    found = []
    if one.source_ref is not None and one.source_ref == two.source_ref:
        found.append(Evidence.SAME_REFERENCE)
    if one.phone is not None and one.phone == two.phone:
        is_shared = one.phone_shared or two.phone_shared
        found.append(Evidence.SHARED_PHONE if is_shared else Evidence.SAME_PHONE)
    if one.birth_year is not None and two.birth_year is not None:
        apart = abs(one.birth_year - two.birth_year)
        year = Evidence.OTHER_YEAR if apart > _NEAR else Evidence.NEAR_YEAR
        found.append(Evidence.SAME_YEAR if not apart else year)
    if one.governorate is not None and one.governorate == two.governorate:
        found.append(Evidence.SAME_GOVERNORATE)
    return found
