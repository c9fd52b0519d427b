"""Requirements become what was ruled of their words, and go back when that is undone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from employers.models import RequirementRuling, Vacancy, VacancyRequirement
from employers.rules import check_may_record_employer
from employers.service.vacancies import record_deed
from employers.values import Necessity
from kernel.actor import Actor
from kernel.storage import written_id

ROWS_AT_ONCE = 500
KEPT = (
    "vacancy_id",
    "place_in_order",
    "own_words",
    "concept_uri",
    "necessity",
    "least",
    "by_law",
)
"""The columns of a requirement that a ruling keeps as they were."""


def apply_ruling(
    session: Session,
    *,
    ruling_id: int,
    requirement_ids: Sequence[int],
    concept_uri: str | None,
    actor: Actor,
    now: datetime,
) -> int:
    """Link requirements in own words to a concept, or take them away; return how many.

    Away, with None, goes only what leaves its vacancy something else to be matched by.

    Raises
    ------
    StaffOnly
        If the actor may not.
    """
    check_may_record_employer(actor)
    rows = _unlinked(session, requirement_ids)
    if concept_uri is None:
        rows = _with_something_left(session, rows)
    for row in rows:
        session.add(
            RequirementRuling(
                ruling_id=ruling_id,
                requirement_id=written_id(row),
                vacancy_id=row.vacancy_id,
                before={name: getattr(row, name) for name in KEPT},
                to_uri=concept_uri,
                at=now,
            )
        )
        if concept_uri is None:
            session.delete(row)
        else:
            row.concept_uri = concept_uri
    _finish(session, sorted({row.vacancy_id for row in rows}), "words-ruled", actor, now)
    return len(rows)


def undo_ruling(
    session: Session, *, ruling_id: int, concept_uri: str | None, actor: Actor, now: datetime
) -> int:
    """Let requirements say again what they said before a ruling; return how many do.

    One whose vacancy was written anew since stays as it is. `concept_uri` is what the ruling
    means now: it may have followed a newer taxonomy, and the requirements with it.

    Raises
    ------
    StaffOnly
        If the actor may not.
    """
    check_may_record_employer(actor)
    effects = session.exec(
        select(RequirementRuling)
        .where(RequirementRuling.ruling_id == ruling_id)
        .where(col(RequirementRuling.undone_at).is_(None))
        .order_by(col(RequirementRuling.id))
    ).all()
    _lock_vacancies(session, {one.vacancy_id for one in effects})
    back = []
    for one in effects:
        one.undone_at = now
        if _brought_back(session, one, {one.to_uri, concept_uri}):
            back.append(one.vacancy_id)
    _finish(session, sorted(set(back)), "words-unruled", actor, now)
    return len(back)


def _brought_back(session: Session, one: RequirementRuling, uris: set[str | None]) -> bool:
    """Bring one requirement back, if it is where the ruling left it; say whether it was."""
    before = _typed(one.before)
    row = session.get(VacancyRequirement, one.requirement_id)
    if one.to_uri is not None:
        if row is None or _differs(row, before) or row.concept_uri not in uris:
            return False
        row.concept_uri = None
        return True
    others = session.exec(
        select(VacancyRequirement).where(VacancyRequirement.vacancy_id == one.vacancy_id)
    ).all()
    taken = any(
        other.place_in_order == before["place_in_order"] or other.own_words == before["own_words"]
        for other in others
    )
    if taken or row is not None:
        return False
    session.add(VacancyRequirement(id=one.requirement_id, **before))
    session.flush()
    return True


def _differs(row: VacancyRequirement, before: dict[str, Any]) -> bool:
    return any(
        getattr(row, name) != value for name, value in before.items() if name != "concept_uri"
    )


def _typed(before: dict[str, Any]) -> dict[str, Any]:
    return before | {"necessity": Necessity(before["necessity"])}


def _unlinked(session: Session, requirement_ids: Sequence[int]) -> list[VacancyRequirement]:
    found: list[VacancyRequirement] = []
    for at in range(0, len(requirement_ids), ROWS_AT_ONCE):
        some = requirement_ids[at : at + ROWS_AT_ONCE]
        vacancies = sa.select(col(VacancyRequirement.vacancy_id)).where(
            col(VacancyRequirement.id).in_(some)
        )
        _lock_vacancies(session, set(session.execute(vacancies).scalars()))
        query = (
            select(VacancyRequirement)
            .where(col(VacancyRequirement.id).in_(some))
            .where(col(VacancyRequirement.concept_uri).is_(None))
            .order_by(col(VacancyRequirement.id))
            .execution_options(populate_existing=True)
        )
        found += session.exec(query)
    return found


def _with_something_left(
    session: Session, rows: Sequence[VacancyRequirement]
) -> list[VacancyRequirement]:
    """Return those without which their vacancy still names an occupation or another skill."""
    by_vacancy: dict[int, list[VacancyRequirement]] = {}
    for row in rows:
        by_vacancy.setdefault(row.vacancy_id, []).append(row)
    leaving = []
    for vacancy_id, those in sorted(by_vacancy.items()):
        count = session.exec(
            select(sa.func.count())
            .select_from(VacancyRequirement)
            .where(VacancyRequirement.vacancy_id == vacancy_id)
        ).one()
        vacancy = session.get_one(Vacancy, vacancy_id)
        if count > len(those) or vacancy.isco is not None or vacancy.occupation_uri is not None:
            leaving += those
    return leaving


def _lock_vacancies(session: Session, vacancy_ids: set[int]) -> None:
    if vacancy_ids:
        session.execute(
            sa.select(col(Vacancy.id))
            .where(col(Vacancy.id).in_(sorted(vacancy_ids)))
            .order_by(col(Vacancy.id))
            .with_for_update()
        ).all()


def _finish(
    session: Session, vacancy_ids: Sequence[int], what: str, actor: Actor, now: datetime
) -> None:
    session.flush()
    for vacancy_id in vacancy_ids:
        record_deed(session, vacancy_id, what, actor, now)
    for at in range(0, len(vacancy_ids), ROWS_AT_ONCE):
        session.connection().execute(
            sa.update(Vacancy)
            .where(col(Vacancy.id).in_(vacancy_ids[at : at + ROWS_AT_ONCE]))
            .values(version=col(Vacancy.version) + 1)
        )
    session.expire_all()
