"""What a draft says of a person in rows, written with their file. For this package alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from kernel.actor import Actor
from kernel.storage import insert_rows, written_id
from skills.models.profiles import Education, Experience, WishedOccupation
from skills.models.returnees import Returnee
from skills.search_key import search_key
from skills.service.experiences import all_work, experience_columns, months_of, set_main_work
from skills.service.papers import education_columns
from skills.service.wishes import wish_rows
from skills.values.profiles import ExperienceDraft
from skills.values.returnees import ReturneeDraft

Written = list[dict[str, Any]]
"""What a JSON column holds."""


def write_details(
    session: Session, pairs: Sequence[tuple[int, ReturneeDraft]], actor: Actor, now: datetime
) -> None:
    """Write the rows of new people, in one statement a table."""
    work = [(who, one) for who, draft in pairs for one in all_work(draft)]
    schools = [(who, one) for who, draft in pairs for one in draft.education]
    insert_rows(
        session, Experience, [experience_columns(who, one, actor, now) for who, one in work]
    )
    insert_rows(
        session, Education, [education_columns(who, one, actor, now) for who, one in schools]
    )
    insert_rows(
        session,
        WishedOccupation,
        [row for who, one in pairs for row in wish_rows(who, one.wanted, one.refused)],
    )


def add_details(
    session: Session, person: Returnee, draft: ReturneeDraft, actor: Actor, now: datetime
) -> None:
    """Add what a draft says anew of somebody on file; what is there stays.

    Work in the same words is brought up to date.
    """
    returnee_id = written_id(person)
    _bring_work_up_to_date(session, returnee_id, draft, actor, now)
    schools = session.exec(select(Education).where(Education.returnee_id == returnee_id))
    levels = {row.level for row in schools}
    new = [one for one in draft.education if one.level not in levels]
    insert_rows(
        session, Education, [education_columns(returnee_id, one, actor, now) for one in new]
    )
    wished = session.exec(
        select(WishedOccupation).where(WishedOccupation.returnee_id == returnee_id)
    )
    known = {(row.search_key, row.is_wanted) for row in wished}
    rows = wish_rows(returnee_id, draft.wanted, draft.refused)
    insert_rows(
        session,
        WishedOccupation,
        [row for row in rows if (row["search_key"], row["is_wanted"]) not in known],
    )
    set_main_work(session, person)
    if person.occupation_words is None:
        person.experience_months = draft.experience_months


def name_main_work(person: Returnee, draft: ReturneeDraft) -> None:
    """Let a new file name the occupation of most months, the first of equals."""
    by_work: dict[str, list[ExperienceDraft]] = {}
    for one in all_work(draft):
        by_work.setdefault(one.occupation_uri or search_key(one.own_words), []).append(one)
    main = max(
        by_work.values(), key=lambda spells: months_of(o.months for o in spells) or 0, default=[]
    )
    if main:
        person.occupation_words = main[0].own_words
        person.occupation_uri, person.isco = main[0].occupation_uri, main[0].isco
        person.experience_months = months_of(one.months for one in main)
    else:
        # Months without a word of what the work was.
        person.experience_months = draft.experience_months


def joined_phones(held: Written, draft: ReturneeDraft) -> Written:
    """Return the further phones on file with those that a draft adds."""
    known = {one["number"] for one in held}
    new = [
        {"number": one.number, "is_shared": one.is_shared, "is_safe": one.is_safe}
        for one in draft.further_phones
        if one.number not in known
    ]
    return [*held, *new]


def joined_references(held: Written, draft: ReturneeDraft) -> Written:
    """Return the references of other systems on file with those that a draft adds."""
    new = [{"system": one.system, "reference": one.reference} for one in draft.case_references]
    return [*held, *(one for one in new if one not in held)]


def _bring_work_up_to_date(
    session: Session, returnee_id: int, draft: ReturneeDraft, actor: Actor, now: datetime
) -> None:
    held = session.exec(select(Experience).where(Experience.returnee_id == returnee_id))
    by_words = {search_key(row.own_words): row for row in held}
    new = []
    for one in all_work(draft):
        row = by_words.get(search_key(one.own_words))
        if row is None:
            new.append(experience_columns(returnee_id, one, actor, now))
            continue
        row.months = one.months if one.months is not None else row.months
        if one.occupation_uri is not None:
            row.occupation_uri, row.isco = one.occupation_uri, one.isco
    insert_rows(session, Experience, new)
