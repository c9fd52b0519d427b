"""People's files, cards and contacts."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel.places import Governorate
from kernel.storage import written_id
from skills.models.profiles import Experience
from skills.models.returnees import Consent, Office, Returnee, SkillRecord
from skills.rules import is_live
from skills.search_key import search_key
from skills.values.consents import Purpose
from skills.values.people import (
    Card,
    CardSkill,
    Contact,
    OfficeBrief,
    OfficeToCall,
    PersonRow,
    PersonToAsk,
)
from skills.values.returnees import Proficiency, RecordState

PAGE_ROWS = 50
"""Most rows of one list on a page."""

SHORTEST_SEARCH = 2
SHORTEST_PHONE = 7
"""Digits that must be typed before a phone number is searched for."""

_LINE = (
    col(Returnee.id),
    col(Returnee.full_name),
    col(Returnee.governorate),
    col(Returnee.occupation_words),
    col(Returnee.availability),
    col(Returnee.record),
    col(Returnee.confirmed_at),
)
"""What a `PersonRow` is made of; building the whole model for each takes five times as long."""


def people_of_office(
    session: Session,
    *,
    office_id: int,
    caseworker_ids: Collection[int] | None,
    after_id: int = 0,
    unassigned: bool = False,
    record: RecordState = RecordState.ACTIVE,
) -> list[PersonRow]:
    """Return an office's people, or some caseworkers', by id after `after_id`; at most 50.

    `unassigned` leaves those alone whom nobody looks after.
    """
    query = (
        sa.select(*_LINE)
        .where(col(Returnee.office_id) == office_id)
        .where(col(Returnee.merged_into_id).is_(None))
        .where(col(Returnee.record) == record)
        .where(col(Returnee.id) > after_id)
        .order_by(col(Returnee.id))
        .limit(PAGE_ROWS)
    )
    if caseworker_ids is not None:
        query = query.where(col(Returnee.caseworker_id).in_(caseworker_ids))
    if unassigned:
        query = query.where(col(Returnee.caseworker_id).is_(None))
    return [PersonRow(*row) for row in session.execute(query)]


def cards(session: Session, returnee_ids: Collection[int]) -> dict[int, Card]:
    """Return masked cards by person, from coded values only; three queries.

    Who may see which is for `matching.rules.may_be_shown` to say.
    """
    skills: dict[int, list[CardSkill]] = defaultdict(list)
    for record in session.exec(
        select(SkillRecord)
        .where(col(SkillRecord.returnee_id).in_(returnee_ids))
        .where(col(SkillRecord.concept_uri).is_not(None))
        .order_by(col(SkillRecord.proficiency).desc(), col(SkillRecord.id))
    ):
        skills[record.returnee_id].append(
            CardSkill(str(record.concept_uri), Proficiency(record.proficiency), record.evidence)
        )
    rows = session.exec(select(Returnee).where(col(Returnee.id).in_(returnee_ids)))
    abroad = _worked_abroad(session, returnee_ids)
    return {
        written_id(row): Card(
            returnee_id=written_id(row),
            occupation_uri=row.occupation_uri,
            isco=row.isco,
            experience_months=row.experience_months,
            governorate=row.governorate,
            relocates=row.relocates,
            licences=tuple(row.licences),
            languages=tuple(row.languages.items()),
            confirmed_at=row.confirmed_at,
            skills=tuple(skills[written_id(row)]),
            worked_abroad=row.abroad_shown and written_id(row) in abroad,
        )
        for row in rows
    }


def _worked_abroad(session: Session, returnee_ids: Collection[int]) -> frozenset[int]:
    query = sa.select(col(Experience.returnee_id)).where(
        col(Experience.returnee_id).in_(returnee_ids), col(Experience.is_abroad).is_(True)
    )
    return frozenset(session.connection().execute(query).scalars())


def contacts(session: Session, returnee_ids: Collection[int]) -> dict[int, Contact]:
    """Return names and phones by person; the caller has checked that they may be seen."""
    rows = session.exec(select(Returnee).where(col(Returnee.id).in_(returnee_ids)))
    return {written_id(row): _contact(row) for row in rows}


def people_to_ask(
    session: Session, returnee_ids: Collection[int], *, at: datetime
) -> dict[int, PersonToAsk]:
    """Return people by id with whether they agree to the masked card; one query.

    The caller has checked that their names may be seen.
    """
    rows = session.exec(
        select(Returnee, Consent)
        .outerjoin(
            Consent,
            (col(Consent.returnee_id) == col(Returnee.id))
            & (col(Consent.purpose) == Purpose.MASKED_CARD),
        )
        .where(col(Returnee.id).in_(returnee_ids))
        .order_by(col(Consent.at), col(Consent.id))
    )
    # The newest row comes last and counts.
    return {
        written_id(person): PersonToAsk(
            _contact(person),
            person.availability,
            yes is not None and is_live(yes.act, yes.at, yes.expires_at, at),
        )
        for person, yes in rows
    }


def people_found(session: Session, *, office_id: int, text: str) -> list[PersonRow]:
    """Return an office's people whose name holds the words, however spelt, or whose phone it is.

    By id, at most 50; nobody for fewer than two letters. Who is found by a file that was made one
    with another is told as the one that stayed.
    """
    wanted, digits = search_key(text), "".join(c for c in text if c.isdecimal()).lstrip("0")
    if len(wanted) < SHORTEST_SEARCH:
        return []
    rows = session.execute(
        sa.select(
            col(Returnee.phone), col(Returnee.latin_name), col(Returnee.merged_into_id), *_LINE
        )
        .where(col(Returnee.office_id) == office_id)
        .order_by(col(Returnee.id))
    ).all()
    found = {
        merged_into_id or line[0]
        for phone, latin_name, merged_into_id, *line in rows
        if _has_phone(phone, digits)
        or wanted in search_key(line[1])
        or wanted in search_key(latin_name or "")
    }
    return [PersonRow(*line) for _, _, _, *line in rows if line[0] in found][:PAGE_ROWS]


def _has_phone(phone: str | None, digits: str) -> bool:
    return phone is not None and len(digits) >= SHORTEST_PHONE and phone.endswith(digits)


def person_by_source(session: Session, *, office_id: int, source_ref: str) -> int | None:
    """Return who was recorded in an office under a reference, None if nobody was."""
    return session.exec(
        select(Returnee.id)
        .where(Returnee.office_id == office_id)
        .where(Returnee.source_ref == source_ref)
    ).first()


def office(session: Session, office_id: int) -> OfficeBrief | None:
    """Return one office, None if there is none."""
    row = session.get(Office, office_id)
    return OfficeBrief(office_id, row.code, row.name, row.phone) if row is not None else None


def office_of_person(session: Session, returnee_id: int) -> OfficeBrief | None:
    """Return a person's own office, None if there is no such person; one query."""
    row = session.exec(
        select(Office)
        .join(Returnee, col(Returnee.office_id) == col(Office.id))
        .where(Returnee.id == returnee_id)
    ).first()
    return OfficeBrief(written_id(row), row.code, row.name, row.phone) if row is not None else None


def offices_to_call(session: Session) -> list[OfficeToCall]:
    """Return the offices with a phone, those in Iraq first, by name; one query."""
    rows = session.exec(
        select(Office)
        .where(col(Office.phone).is_not(None))
        .order_by(col(Office.country) != "IQ", col(Office.name))
    )
    return [
        OfficeToCall(row.name, row.phone or "", tuple(map(Governorate, row.governorates)))
        for row in rows
    ]


def offices(session: Session) -> list[OfficeBrief]:
    """Return all offices, by id."""
    rows = session.exec(select(Office).order_by(col(Office.id)))
    return [OfficeBrief(written_id(row), row.code, row.name, row.phone) for row in rows]


def _contact(row: Returnee) -> Contact:
    return Contact(
        written_id(row),
        row.full_name,
        row.latin_name,
        row.phone,
        row.phone_shared,
        row.language,
        row.phone_safe,
    )
