"""Deeds with spells of work; the longest work stands in the file itself."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.storage import write_new, written_id
from skills.errors import ReturneeNotFound, SkillEmpty, WorkRejected
from skills.models.profiles import Experience
from skills.models.returnees import Returnee
from skills.rules import check_is_no_phone, has_letter
from skills.search_key import search_key
from skills.service.files import locked_person, touch
from skills.service.said_work import work_as_ruled
from skills.values.profiles import ExperienceDraft
from skills.values.returnees import ReturneeDraft


def add_experience(
    session: Session, *, returnee_id: int, draft: ExperienceDraft, actor: Actor, now: datetime
) -> int:
    """Add one spell of work and return its id; a form that is sent twice adds it once.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    SkillEmpty
        If no letter was typed.
    SkillIsPhone
        If a phone number stands in the words.
    WorkRejected
        If it was ruled that such words are no work.
    """
    person = locked_person(session, returnee_id, actor)
    draft = _as_ruled(session, draft)
    known = _of_mark(session, returnee_id, draft.mark)
    if known is not None:
        return written_id(known)
    row = Experience(**experience_columns(returnee_id, draft, actor, now))
    experience_id = write_new(session, row)
    set_main_work(session, person)
    touch(person, "experience-added", session, actor, now)
    return experience_id


def change_experience(
    session: Session,
    *,
    returnee_id: int,
    experience_id: int,
    draft: ExperienceDraft,
    actor: Actor,
    now: datetime,
) -> None:
    """Write one spell of work anew; words that stay mean what the person chose for them.

    Raises
    ------
    ReturneeNotFound
        If there is none such, or the actor does not work with the person.
    SkillEmpty
        If no letter was typed.
    SkillIsPhone
        If a phone number stands in the words.
    WorkRejected
        If it was ruled that such words are no work.
    """
    person = locked_person(session, returnee_id, actor)
    row = session.get(Experience, experience_id)
    if row is None or row.returnee_id != returnee_id:
        raise ReturneeNotFound
    if draft.own_words != row.own_words:
        draft = _as_ruled(session, draft)
    for name in _SAID:
        setattr(row, name, getattr(draft, name))
    set_main_work(session, person)
    touch(person, "experience-changed", session, actor, now)


def remove_experience(
    session: Session, *, returnee_id: int, experience_id: int, actor: Actor, now: datetime
) -> None:
    """Remove one spell of work; one that is gone already changes nothing.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    """
    person = locked_person(session, returnee_id, actor)
    row = session.get(Experience, experience_id)
    if row is None or row.returnee_id != returnee_id:
        return
    session.delete(row)
    set_main_work(session, person)
    touch(person, "experience-removed", session, actor, now)


_SAID = ("own_words", "occupation_uri", "isco", "months", "kind", "is_abroad")


def experience_columns(
    returnee_id: int, draft: ExperienceDraft, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Return the columns of one spell of work. For this package alone."""
    return {
        "returnee_id": returnee_id,
        **{name: getattr(draft, name) for name in _SAID},
        "mark": draft.mark,
        "recorded_at": now,
        "recorded_by": actor.account_id,
    }


def all_work(draft: ReturneeDraft) -> tuple[ExperienceDraft, ...]:
    """Return the spells of work that a draft says, its one occupation among them.

    For this package alone.
    """
    words = draft.occupation_words
    if words is None or search_key(words) in {search_key(o.own_words) for o in draft.experiences}:
        return draft.experiences
    first = ExperienceDraft(words, draft.occupation_uri, draft.isco, draft.experience_months)
    return (first, *draft.experiences)


def set_main_work(session: Session, person: Returnee) -> None:
    """Let a file name the occupation of most months, the first of equals. For this package alone.

    Spells of one occupation are added up.
    """
    session.flush()
    rows = session.exec(
        select(Experience)
        .where(Experience.returnee_id == written_id(person))
        .order_by(col(Experience.id))
    ).all()
    main = _longest(rows)
    first = main[0] if main else None
    person.occupation_words = first.own_words if first else None
    person.occupation_uri = first.occupation_uri if first else None
    person.isco = first.isco if first else None
    person.experience_months = months_of(row.months for row in main)


def months_of(spells: Iterable[int | None]) -> int | None:
    """Return how many months spells are together, None if nobody knows of any.

    For this package alone.
    """
    known = [months for months in spells if months is not None]
    return sum(known) if known else None


def _longest(rows: Sequence[Experience]) -> list[Experience]:
    by_work: dict[str, list[Experience]] = {}
    for row in rows:
        by_work.setdefault(row.occupation_uri or search_key(row.own_words), []).append(row)
    spells = list(by_work.values())
    return max(spells, key=lambda rows: months_of(r.months for r in rows) or 0, default=[])


def _as_ruled(session: Session, draft: ExperienceDraft) -> ExperienceDraft:
    check_is_no_phone(draft.own_words)
    if not has_letter(draft.own_words):
        raise SkillEmpty
    ruled = work_as_ruled(session, [draft])
    if not ruled:
        raise WorkRejected
    return ruled[0]


def _of_mark(session: Session, returnee_id: int, mark: str | None) -> Experience | None:
    if mark is None:
        return None
    same = (Experience.returnee_id == returnee_id, Experience.mark == mark)
    return session.exec(select(Experience).where(*same)).first()
