"""Who on file may be the same person, for the people of an office."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import sqlalchemy as sa
from sqlmodel import Session, col

from skills.duplicates import ASKED_FROM, likeness, parts_of
from skills.models.returnees import DifferentPeople, Returnee
from skills.values.duplicates import Identity, Likeness, PairLike, PeopleLike, PersonLike
from skills.values.returnees import RecordState

NEAR_YEARS = 1
"""Years between which a year of birth is looked for; `skills.duplicates` gives others up."""

MOST_SHOWN = 5
MOST_PAIRS = 50

_COLUMNS = (
    sa.func.coalesce(col(Returnee.merged_into_id), col(Returnee.id)),
    col(Returnee.office_id),
    col(Returnee.full_name),
    col(Returnee.latin_name),
    col(Returnee.birth_year),
    col(Returnee.phone),
    col(Returnee.phone_shared),
    col(Returnee.governorate),
    col(Returnee.source_ref),
)
Row = tuple[int, int, Identity]


def people_like(session: Session, identity: Identity, *, office_id: int) -> PeopleLike:
    """Return who may be the person of an identity that is about to be written down; one query.

    Of other offices nothing is told but which of them may have the person. Files that were made
    one are found by what each of them said, and told as the one that stayed.
    """
    query = _on_file()
    if identity.birth_year is not None:
        near = col(Returnee.birth_year).between(
            identity.birth_year - NEAR_YEARS, identity.birth_year + NEAR_YEARS
        )
        query = query.where(
            sa.or_(
                near,
                col(Returnee.birth_year).is_(None),
                col(Returnee.phone) == identity.phone,
                col(Returnee.source_ref) == identity.source_ref,
            )
        )
    found = [
        (row, said)
        for row in _rows(session, query)
        if (said := _asked(identity, row[2])) is not None
    ]
    found.sort(key=lambda pair: (-pair[1].score, pair[0][0]))
    own: dict[int, PersonLike] = {}
    for row, said in found:
        if row[1] == office_id:
            own.setdefault(row[0], _person(row, said))
    others = dict.fromkeys(row[1] for row, _ in found if row[1] != office_id)
    return PeopleLike(tuple(own.values())[:MOST_SHOWN], tuple(others))


def pairs_like(session: Session, *, office_id: int) -> list[PairLike]:
    """Return at most 50 pairs of an office's files that may be one person's, most alike first.

    Pairs of which somebody said that they are two people are left out; two queries.
    """
    own = _on_file().where(col(Returnee.office_id) == office_id)
    rows = list(_rows(session, own.where(col(Returnee.merged_into_id).is_(None))))
    said_different = _said_different(session, office_id)
    found = []
    for one, two in _compared(rows):
        if (one[0], two[0]) in said_different:
            continue
        said = _asked(one[2], two[2])
        if said is not None:
            found.append(PairLike(_person(one, said), _person(two, said)))
    found.sort(
        key=lambda pair: (
            -pair.first.likeness.score,
            pair.first.returnee_id,
            pair.second.returnee_id,
        )
    )
    return found[:MOST_PAIRS]


def _on_file() -> sa.Select[*tuple[object, ...]]:
    gone = col(Returnee.record) == RecordState.ANONYMISED
    return sa.select(*_COLUMNS).where(sa.not_(gone)).order_by(col(Returnee.id))


def _rows(session: Session, query: sa.Select[*tuple[object, ...]]) -> Iterator[Row]:
    for returnee_id, office_id, *said in session.execute(query):
        yield returnee_id, office_id, Identity(*said)


def _asked(one: Identity, two: Identity) -> Likeness | None:
    """Return how alike two identities are if somebody should be asked, None if not."""
    if not _bones(one) & _bones(two):
        return None
    said = likeness(one, two)
    return said if said.score >= ASKED_FROM else None


def _bones(identity: Identity) -> frozenset[str]:
    names = (identity.full_name, identity.latin_name)
    return frozenset(part.bones for name in names if name for part in parts_of(name))


def _compared(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield the pairs that are worth a look: two names in common, or a phone; each once."""
    buckets: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        bones = sorted(_bones(row[2]))
        keys: list[object] = [*combinations(bones, 2)] or [tuple(bones)]
        keys += [row[2].phone] if row[2].phone is not None else []
        for key in keys:
            buckets[key].append(row)
    seen: set[tuple[int, int]] = set()
    for those in buckets.values():
        for one, two in combinations(those, 2):
            if (one[0], two[0]) not in seen:
                seen.add((one[0], two[0]))
                yield one, two


def _said_different(session: Session, office_id: int) -> set[tuple[int, int]]:
    rows = session.execute(
        sa.select(col(DifferentPeople.first_id), col(DifferentPeople.second_id))
        .join(Returnee, col(Returnee.id) == col(DifferentPeople.first_id))
        .where(col(Returnee.office_id) == office_id)
    )
    return {(first, second) for first, second in rows}


def _person(row: Row, said: Likeness) -> PersonLike:
    returnee_id, office_id, identity = row
    return PersonLike(
        returnee_id,
        office_id,
        identity.full_name,
        identity.birth_year,
        identity.governorate,
        said,
    )
