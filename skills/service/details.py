"""What a draft says of a person in rows, written with their file. For this package alone."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.storage import insert_rows, written_id
from skills.models.profiles import Certificate, Education, Experience, WishedOccupation
from skills.models.returnees import Returnee
from skills.search_key import search_key
from skills.service.experiences import all_work, experience_columns, months_of, set_main_work
from skills.service.papers import certificate_columns, education_columns
from skills.service.said_work import drafts_as_ruled
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
    papers = [(who, one) for who, draft in pairs for one in draft.certificates]
    insert_rows(
        session, Certificate, [certificate_columns(who, one, actor, now) for who, one in papers]
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
    [draft] = drafts_as_ruled(session, [draft])
    _bring_work_up_to_date(session, returnee_id, draft, actor, now)
    _add_papers(session, returnee_id, draft, actor, now)
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
        person.occupation_words = person.occupation_uri = person.isco = None
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
    """Say anew what is on file in the same words, spell by spell, and add the others.

    What an occupation was chosen to mean stays chosen.
    """
    by_words: dict[str, list[Experience]] = defaultdict(list)
    held = select(Experience).where(Experience.returnee_id == returnee_id)
    for row in session.exec(held.order_by(col(Experience.id))):
        by_words[search_key(row.own_words)].append(row)
    new = []
    for one in all_work(draft):
        spells = by_words[search_key(one.own_words)]
        if not spells:
            new.append(experience_columns(returnee_id, one, actor, now))
            continue
        row = spells.pop(0)
        for name in ("months", "kind", "is_abroad"):
            if getattr(one, name) is not None:
                setattr(row, name, getattr(one, name))
        if row.occupation_uri is None:
            row.occupation_uri, row.isco = one.occupation_uri, one.isco
    insert_rows(session, Experience, new)


def _add_papers(
    session: Session, returnee_id: int, draft: ReturneeDraft, actor: Actor, now: datetime
) -> None:
    """Add schools and certificates, and to those on file what nobody knew of them."""
    schools = _by_name(session, Education, returnee_id, "level")
    insert_rows(
        session,
        Education,
        [
            education_columns(returnee_id, one, actor, now)
            for one in draft.education
            if not _filled(schools[one.level], one, ("field", "ended_year", "is_finished"))
        ],
    )
    papers = _by_name(session, Certificate, returnee_id, "name")
    said = ("issuer", "is_recognised", "issued_year", "expires_on")
    insert_rows(
        session,
        Certificate,
        [
            certificate_columns(returnee_id, one, actor, now)
            for one in draft.certificates
            if not _filled(papers[one.name], one, said)
        ],
    )


PaperT = TypeVar("PaperT", Education, Certificate)


def _by_name(
    session: Session, table: type[PaperT], returnee_id: int, name: str
) -> dict[object, list[PaperT]]:
    found: dict[object, list[PaperT]] = defaultdict(list)
    rows = session.exec(select(table).where(table.returnee_id == returnee_id))
    for row in sorted(rows, key=written_id):
        found[getattr(row, name)].append(row)
    return found


def _filled(rows: list[PaperT], draft: object, names: Sequence[str]) -> bool:
    """Write into the first of the rows what it does not say; False if there is no row."""
    if not rows:
        return False
    row = rows.pop(0)
    for name in names:
        if getattr(row, name) is None:
            setattr(row, name, getattr(draft, name))
    return True
