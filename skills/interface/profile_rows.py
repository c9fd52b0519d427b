"""The rows of people's profiles, by person: skills, and what they refuse.

Each is one query; `returnee_ids` None means everybody's. People without a row are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from skills.models.profiles import WishedOccupation
from skills.models.returnees import EmployerRefusal, SkillRecord
from skills.values.returnees import Evidence, Proficiency, ProfileSkill

Ids = Sequence[int] | None


@dataclass(frozen=True, slots=True)
class Refusals:
    """Employers by id, and occupations as pairs of a concept and its unit group."""

    employers: frozenset[int] = frozenset()
    occupations: tuple[tuple[str, str | None], ...] = ()


NO_REFUSALS = Refusals()


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


def refusals(session: Session, returnee_ids: Ids) -> dict[int, Refusals]:
    """Return what each person refuses: employers, and occupations in the order of writing."""
    nothing = sa.null()
    employers = sa.select(
        col(EmployerRefusal.returnee_id),
        sa.cast(nothing, sa.Integer),
        col(EmployerRefusal.employer_id),
        sa.cast(nothing, sa.String),
        sa.cast(nothing, sa.String),
    )
    occupations = (
        sa.select(
            col(WishedOccupation.returnee_id),
            col(WishedOccupation.id),
            sa.cast(nothing, sa.Integer),
            col(WishedOccupation.occupation_uri),
            col(WishedOccupation.isco),
        )
        .where(col(WishedOccupation.is_wanted).is_(False))
        .where(col(WishedOccupation.occupation_uri).is_not(None))
    )
    if returnee_ids is not None:
        employers = employers.where(col(EmployerRefusal.returnee_id).in_(returnee_ids))
        occupations = occupations.where(col(WishedOccupation.returnee_id).in_(returnee_ids))
    session.flush()  # a connection does not see what its session still holds
    both: Iterable[Any] = session.connection().execute(sa.union_all(employers, occupations))
    found: dict[int, Refusals] = {}
    for who, number, employer_id, uri, isco in sorted(both, key=lambda row: row[1] or 0):
        known = found.get(who, NO_REFUSALS)
        if number is None:
            known = replace(known, employers=known.employers | {employer_id})
        else:
            known = replace(known, occupations=(*known.occupations, (uri, isco)))
        found[who] = known
    return found


def _rows(
    session: Session, query: sa.Select[*tuple[Any, ...]], who: object, ids: Ids
) -> Iterator[Any]:
    if ids is not None:
        query = query.where(col(who).in_(ids))
    session.flush()  # a connection does not see what its session still holds
    return iter(session.connection().execute(query))


_LEVELS = {int(level): level for level in Proficiency}
