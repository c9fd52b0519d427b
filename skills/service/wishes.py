"""Deeds with what a person wants of work, and what they refuse."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from kernel.actor import Actor
from kernel.storage import insert_rows
from skills.errors import SkillEmpty, WorkRejected
from skills.models.profiles import WishedOccupation
from skills.models.returnees import EmployerRefusal
from skills.rules import check_is_no_phone, has_letter
from skills.search_key import search_key
from skills.service.files import locked_file, touch
from skills.service.said_work import work_as_ruled
from skills.values.profiles import OccupationWish, WishesChange


def change_wishes(
    session: Session, *, returnee_id: int, change: WishesChange, actor: Actor, now: datetime
) -> None:
    """Write what work a person wants and refuses, and on what terms.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    Changed
        If the file was changed by somebody else since it was read.
    SkillEmpty
        If a wish has no letter.
    SkillIsPhone
        If a phone number stands in a wish.
    WorkRejected
        If it was ruled of a wish that such words are no work.
    """
    row = locked_file(session, returnee_id, change.version, actor)
    row.least_wage = change.least_wage
    row.contract_kinds = list(change.contract_kinds)
    row.can = {task.value: can for task, can in change.can}
    row.weights = {what.value: weight for what, weight in change.weights}
    row.self_employment, row.training = change.self_employment, change.training
    _write_occupations(session, returnee_id, change)
    _write_refusals(session, returnee_id, set(change.refused_employers), now)
    touch(row, "wishes-changed", session, actor, now)


def wish_rows(
    returnee_id: int, wanted: Iterable[OccupationWish], refused: Iterable[OccupationWish]
) -> list[dict[str, Any]]:
    """Return the columns of one row for each different key; of equal words the last count.

    For this package alone.
    """
    said = {
        (search_key(one.own_words), is_wanted): one
        for is_wanted, wishes in ((True, wanted), (False, refused))
        for one in wishes
    }
    return [
        {
            "returnee_id": returnee_id,
            "is_wanted": is_wanted,
            "own_words": one.own_words,
            "search_key": key,
            "occupation_uri": one.occupation_uri,
            "isco": one.isco,
        }
        for (key, is_wanted), one in said.items()
        if key
    ]


def _write_occupations(session: Session, returnee_id: int, change: WishesChange) -> None:
    session.exec(delete(WishedOccupation).where(col(WishedOccupation.returnee_id) == returnee_id))
    said = (*change.wanted, *change.refused)
    for one in said:
        check_is_no_phone(one.own_words)
        if not has_letter(one.own_words):
            raise SkillEmpty
    ruled = work_as_ruled(session, said)
    if len(ruled) < len(said):
        raise WorkRejected
    rows = wish_rows(returnee_id, ruled[: len(change.wanted)], ruled[len(change.wanted) :])
    insert_rows(session, WishedOccupation, rows)


def _write_refusals(
    session: Session, returnee_id: int, wanted: Collection[int], now: datetime
) -> None:
    held = {
        row.employer_id: row
        for row in session.exec(
            select(EmployerRefusal).where(EmployerRefusal.returnee_id == returnee_id)
        )
    }
    for employer_id, row in held.items():
        if employer_id not in wanted:
            session.delete(row)
    for employer_id in sorted(set(wanted) - set(held)):
        session.add(
            EmployerRefusal(returnee_id=returnee_id, employer_id=employer_id, refused_at=now)
        )
    session.flush()
