"""The rows of people's profiles, by person: skills, and what they refuse.

Each is one query; `returnee_ids` None means everybody's. People without a row are left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from skills.models.profiles import WishedOccupation
from skills.models.returnees import EmployerRefusal, SkillRecord
from skills.values.returnees import Evidence, Proficiency, ProfileSkill

Ids = Sequence[int] | None


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


def refused_employers(session: Session, returnee_ids: Ids) -> dict[int, frozenset[int]]:
    """Return which employers each person refuses, by id."""
    query = sa.select(col(EmployerRefusal.returnee_id), col(EmployerRefusal.employer_id))
    found: dict[int, set[int]] = defaultdict(set)
    for who, employer_id in _rows(session, query, EmployerRefusal.returnee_id, returnee_ids):
        found[who].add(employer_id)
    return {who: frozenset(employers) for who, employers in found.items()}


def refused_occupations(
    session: Session, returnee_ids: Ids
) -> dict[int, tuple[tuple[str, str | None], ...]]:
    """Return which occupations each person refuses: pairs of a concept and its unit group."""
    query = (
        sa.select(
            col(WishedOccupation.returnee_id),
            col(WishedOccupation.occupation_uri),
            col(WishedOccupation.isco),
        )
        .where(col(WishedOccupation.is_wanted).is_(False))
        .where(col(WishedOccupation.occupation_uri).is_not(None))
        .order_by(col(WishedOccupation.id))
    )
    found: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    for who, uri, isco in _rows(session, query, WishedOccupation.returnee_id, returnee_ids):
        found[who].append((uri, isco))
    return {who: tuple(refused) for who, refused in found.items()}


def _rows(
    session: Session, query: sa.Select[*tuple[Any, ...]], who: object, ids: Ids
) -> Iterator[Any]:
    if ids is not None:
        query = query.where(col(who).in_(ids))
    session.flush()  # a connection does not see what its session still holds
    return iter(session.connection().execute(query))


_LEVELS = {int(level): level for level in Proficiency}
