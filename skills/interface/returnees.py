"""What matching may know of people, and whom to ask about them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from kernel.places import Governorate
from kernel.storage import written_id
from skills.errors import ReturneeNotFound
from skills.interface.profile_rows import (
    NOTHING_SAID,
    profile_skills,
    refused_and_done,
)
from skills.models.changes import ProfileChange
from skills.models.returnees import Consent, Office, Returnee
from skills.values.consents import ConsentAct, Purpose
from skills.values.returnees import (
    Availability,
    Change,
    OwnStanding,
    RecordState,
    SkillProfile,
    Standing,
)


def matchable_profiles(
    session: Session,
    *,
    at: datetime,
    returnee_ids: Collection[int] | None = None,
    office_id: int | None = None,
) -> list[SkillProfile]:
    """Return the profiles of all who may be matched at an instant, by id; three queries.

    These are people with an active file who are available, agree to matching and are not about
    to be erased. None for `returnee_ids` and `office_id` means everybody.
    """
    who = select(Returnee).where(*_matchable(at)).order_by(col(Returnee.id))
    if returnee_ids is not None:
        who = who.where(col(Returnee.id).in_(returnee_ids))
    if office_id is not None:
        who = who.where(Returnee.office_id == office_id)
    is_everybody = returnee_ids is None and office_id is None
    return _profiles(session, session.exec(who).all(), everybody=is_everybody)


def own_standing(session: Session, returnee_id: int, *, at: datetime) -> OwnStanding:
    """Return how it stands with one person, for their own pages; one query.

    Raises
    ------
    ReturneeNotFound
        If there is none.
    """
    query = (
        sa.select(
            sa.and_(*_matchable(at)),
            sa.func.max(col(ProfileChange.id)),
            sa.func.count(col(ProfileChange.id)),
            col(Office.phone),
        )
        .select_from(Returnee)
        .join(Office, col(Office.id) == col(Returnee.office_id))
        .outerjoin(ProfileChange, col(ProfileChange.returnee_id) == col(Returnee.id))
        .where(col(Returnee.id) == returnee_id)
        .group_by(col(Returnee.id), col(Office.phone))
    )
    found = session.connection().execute(query).one_or_none()
    if found is None:
        raise ReturneeNotFound
    may_be_matched, number, count, phone = found
    change = Change(number or 0, count) if may_be_matched else None
    return OwnStanding(change=change, office_phone=phone)


def _matchable(at: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions that hold for people who may be matched at an instant."""
    later = aliased(Consent)
    replaced = sa.exists().where(
        col(later.returnee_id) == col(Consent.returnee_id),
        col(later.purpose) == Purpose.MATCHING,
        sa.or_(
            col(later.at) > col(Consent.at),
            sa.and_(col(later.at) == col(Consent.at), col(later.id) > col(Consent.id)),
        ),
    )
    agreed = sa.select(col(Consent.returnee_id)).where(
        col(Consent.purpose) == Purpose.MATCHING,
        col(Consent.act) == ConsentAct.GIVEN,
        col(Consent.at) <= at,
        col(Consent.expires_at) > at,
        ~replaced,
    )
    return (
        col(Returnee.record) == RecordState.ACTIVE,
        col(Returnee.availability) == Availability.AVAILABLE,
        col(Returnee.erasure_due_at).is_(None),
        col(Returnee.id).in_(agreed),
    )


def profile(session: Session, returnee_id: int) -> SkillProfile:
    """Return one person's profile, whether or not they may be matched.

    Raises
    ------
    ReturneeNotFound
        If there is none.
    """
    row = session.get(Returnee, returnee_id)
    if row is None:
        raise ReturneeNotFound
    return _profiles(session, [row], everybody=False)[0]


def profiles_by_id(session: Session, returnee_ids: Collection[int]) -> dict[int, SkillProfile]:
    """Return profiles by id, whether or not they may be matched; three queries."""
    rows = session.exec(select(Returnee).where(col(Returnee.id).in_(returnee_ids))).all()
    return {one.returnee_id: one for one in _profiles(session, rows, everybody=False)}


def standing(session: Session, returnee_id: int) -> Standing:
    """Return whose person this is and whether they are free.

    Raises
    ------
    ReturneeNotFound
        If there is none.
    """
    standings = standings_by_id(session, [returnee_id])
    if not standings:
        raise ReturneeNotFound
    return standings[returnee_id]


def standings_by_id(session: Session, returnee_ids: Collection[int]) -> dict[int, Standing]:
    """Return by id whose each person is and whether they are free; one query."""
    rows = session.exec(select(Returnee).where(col(Returnee.id).in_(returnee_ids)))
    return {
        written_id(row): Standing(
            returnee_id=written_id(row),
            office_id=row.office_id,
            caseworker_id=row.caseworker_id,
            language=row.language,
            record=row.record,
            availability=row.availability,
            erasure_due_at=row.erasure_due_at,
        )
        for row in rows
    }


def recorded_by_id(session: Session) -> dict[int, datetime]:
    """Return by id when each person with an active file was recorded; one query."""
    query = select(Returnee.id, Returnee.recorded_at).where(Returnee.record == RecordState.ACTIVE)
    return {who: at for who, at in session.exec(query) if who is not None}


def returnees_of_office(
    office_id: int, caseworker_ids: Collection[int] | None
) -> sa.Select[int | None]:
    """Return a subquery of the ids of an office's people, or of some of its caseworkers'.

    For the queries of `matching`, which join on it; it holds no row.
    """
    query = sa.select(col(Returnee.id)).where(col(Returnee.office_id) == office_id)
    if caseworker_ids is not None:
        query = query.where(col(Returnee.caseworker_id).in_(caseworker_ids))
    return query


def ids_of_caseworker(session: Session, *, office_id: int, caseworker_id: int | None) -> list[int]:
    """Return who of an office is a caseworker's, or nobody's, put away or not; by id.

    A file that was made one with another is left out.
    """
    query = (
        select(Returnee.id)
        .where(Returnee.office_id == office_id)
        .where(Returnee.caseworker_id == caseworker_id)
        .where(col(Returnee.merged_into_id).is_(None))
        .order_by(col(Returnee.id))
    )
    return [returnee_id for returnee_id in session.exec(query) if returnee_id is not None]


def waiting_returnees(
    office_id: int, caseworker_ids: Collection[int] | None, *, recorded_before: datetime
) -> sa.Select[int | None]:
    """Return a subquery of the ids of an office's people who are free and long on file."""
    return (
        returnees_of_office(office_id, caseworker_ids)
        .where(col(Returnee.record) == RecordState.ACTIVE)
        .where(col(Returnee.availability) == Availability.AVAILABLE)
        .where(col(Returnee.erasure_due_at).is_(None))
        .where(col(Returnee.recorded_at) < recorded_before)
    )


def office_ids(session: Session) -> dict[str, int]:
    """Return the ids of offices by their codes."""
    return {row.code: written_id(row) for row in session.exec(select(Office))}


def governorates_of_office(session: Session, office_id: int) -> frozenset[str]:
    """Return the codes of the governorates that an office serves; empty if there is none."""
    served = session.exec(select(Office.governorates).where(Office.id == office_id)).first()
    return frozenset(served or ())


def office_for(session: Session, governorate: Governorate) -> int | None:
    """Return the office that serves a governorate, the lowest id first; None if none does."""
    rows = session.exec(select(Office).order_by(col(Office.id)))
    return next((written_id(row) for row in rows if governorate in row.governorates), None)


def _profiles(
    session: Session, rows: Collection[Returnee], *, everybody: bool
) -> list[SkillProfile]:
    ids = None if everybody else [written_id(row) for row in rows]
    skills = profile_skills(session, ids)
    said = refused_and_done(session, ids)
    return [
        replace(
            _profile(row),
            skills=skills.get(returnee_id, ()),
            refused_employers=more.employers,
            refused_occupations=more.occupations,
            work=more.work,
        )
        for row in rows
        for returnee_id in (written_id(row),)
        for more in (said.get(returnee_id, NOTHING_SAID),)
    ]


def _profile(row: Returnee) -> SkillProfile:
    return SkillProfile(
        returnee_id=written_id(row),
        office_id=row.office_id,
        caseworker_id=row.caseworker_id,
        skills=(),
        governorate=row.governorate,
        accepted_governorates=tuple(Governorate(code) for code in row.accepted_governorates),
        relocates=row.relocates,
        available_on=row.available_on,
        night=row.night,
        licences=tuple(row.licences),
        licences_asked=row.licences_asked,
        languages=row.languages,
        occupation_uri=row.occupation_uri,
        isco=row.isco,
        experience_months=row.experience_months,
        least_wage=row.least_wage,
        confirmed_at=row.confirmed_at,
    )
