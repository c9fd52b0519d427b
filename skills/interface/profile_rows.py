"""The rows of people's profiles, by person: skills, what they refuse, and the work they did.

Each is one query; `returnee_ids` None means everybody's. People without a row are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from skills.models.profiles import Experience, WishedOccupation
from skills.models.returnees import EmployerRefusal, SkillRecord
from skills.values.returnees import Evidence, Proficiency, ProfileSkill, SpellOfWork

Ids = Sequence[int] | None
Part = sa.Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class RefusedAndDone:
    """What somebody refuses, and the work they did.

    Refused are employers by id, and occupations as pairs of a concept and its unit group.
    """

    employers: frozenset[int] = frozenset()
    occupations: tuple[tuple[str, str | None], ...] = ()
    work: tuple[SpellOfWork, ...] = ()


NOTHING_SAID = RefusedAndDone()


def profile_skills(session: Session, returnee_ids: Ids) -> dict[int, tuple[ProfileSkill, ...]]:
    """Return skills by person, in the order in which they were written down."""
    query = sa.select(
        col(SkillRecord.returnee_id),
        col(SkillRecord.concept_uri),
        col(SkillRecord.search_key),
        col(SkillRecord.own_words),
        col(SkillRecord.proficiency),
        col(SkillRecord.evidence),
        col(SkillRecord.last_used_on),
    ).order_by(col(SkillRecord.id))
    found: dict[int, list[ProfileSkill]] = defaultdict(list)
    for who, uri, key, words, level, evidence, used_on in _rows(
        session, query, SkillRecord.returnee_id, returnee_ids
    ):
        found[who].append(
            ProfileSkill(uri or f"own:{key}", words, _LEVELS[level], Evidence(evidence), used_on)
        )
    return {who: tuple(skills) for who, skills in found.items()}


def refused_and_done(session: Session, returnee_ids: Ids) -> dict[int, RefusedAndDone]:
    """Return what each person refuses and the work they did, in the order of writing."""
    parts = [_employers_refused(), _occupations_refused(), _work_done()]
    if returnee_ids is not None:
        parts = [one.where(one.selected_columns[0].in_(returnee_ids)) for one in parts]
    session.flush()  # a connection does not see what its session still holds
    rows: Iterable[Any] = session.connection().execute(sa.union_all(*parts))
    found: dict[int, RefusedAndDone] = {}
    for who, number, fact, uri, isco, is_work in sorted(rows, key=lambda row: row[1] or 0):
        known = found.get(who, NOTHING_SAID)
        if is_work:
            found[who] = replace(known, work=(*known.work, SpellOfWork(uri, isco, fact)))
        elif number is None:
            found[who] = replace(known, employers=known.employers | {fact})
        else:
            found[who] = replace(known, occupations=(*known.occupations, (uri, isco)))
    return found


# Each has the person, the number of the row, an employer or months, an occupation and its unit
# group, and whether it is work that was done.


def _employers_refused() -> Part:
    nothing = sa.null()
    return sa.select(
        col(EmployerRefusal.returnee_id),
        sa.cast(nothing, sa.Integer),
        col(EmployerRefusal.employer_id),
        sa.cast(nothing, sa.String),
        sa.cast(nothing, sa.String),
        sa.literal_column("0"),
    )


def _occupations_refused() -> Part:
    return (
        sa.select(
            col(WishedOccupation.returnee_id),
            col(WishedOccupation.id),
            sa.cast(sa.null(), sa.Integer),
            col(WishedOccupation.occupation_uri),
            col(WishedOccupation.isco),
            sa.literal_column("0"),
        )
        .where(col(WishedOccupation.is_wanted).is_(False))
        .where(col(WishedOccupation.occupation_uri).is_not(None))
    )


def _work_done() -> Part:
    return sa.select(
        col(Experience.returnee_id),
        col(Experience.id),
        col(Experience.months),
        col(Experience.occupation_uri),
        col(Experience.isco),
        sa.literal_column("1"),
    ).where(sa.or_(col(Experience.occupation_uri).is_not(None), col(Experience.isco).is_not(None)))


def _rows(
    session: Session, query: sa.Select[*tuple[Any, ...]], who: object, ids: Ids
) -> Iterator[Any]:
    if ids is not None:
        query = query.where(col(who).in_(ids))
    session.flush()  # a connection does not see what its session still holds
    return iter(session.connection().execute(query))


_LEVELS = {int(level): level for level in Proficiency}
