"""How complete people's files are."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from skills.completeness import Known, completeness
from skills.models.profiles import Education, WishedOccupation
from skills.models.returnees import Consent, Returnee, SkillRecord
from skills.values.completeness import Completeness
from skills.values.consents import ConsentAct, Purpose

_PERSON = col(Returnee.id)


def completeness_of(
    session: Session, returnee_ids: Collection[int], *, at: datetime
) -> dict[int, Completeness]:
    """Return by person how complete their file is; one query.

    The caller has checked that whoever reads may see the files.
    """
    query = sa.select(
        *_COLUMNS,
        _SKILLS.label("skill_count"),
        _agrees(Purpose.MATCHING, at).label("agrees_to_matching"),
        _agrees(Purpose.MASKED_CARD, at).label("agrees_to_card"),
        sa.exists().where(col(Education.returnee_id) == _PERSON).label("has_education"),
        sa.exists().where(col(WishedOccupation.returnee_id) == _PERSON).label("has_wishes"),
    ).where(_PERSON.in_(returnee_ids))
    return {row.id: completeness(_known(row)) for row in session.execute(query)}


_COLUMNS = (
    _PERSON,
    col(Returnee.occupation_words),
    col(Returnee.experience_months),
    col(Returnee.governorate),
    col(Returnee.relocates),
    col(Returnee.accepted_governorates),
    col(Returnee.phone),
    col(Returnee.languages),
    col(Returnee.available_on),
    col(Returnee.least_wage),
    col(Returnee.licences),
    col(Returnee.licences_asked),
    col(Returnee.night),
    col(Returnee.commute_minutes),
    col(Returnee.transport),
    col(Returnee.weights),
)

_SKILLS = (
    sa.select(sa.func.count())
    .select_from(SkillRecord)
    .where(col(SkillRecord.returnee_id) == _PERSON)
    .scalar_subquery()
)


def _agrees(purpose: Purpose, at: datetime) -> sa.ColumnElement[bool]:
    """Return whether the newest row of one purpose is a yes that is alive."""
    later = aliased(Consent)
    replaced = sa.exists().where(
        col(later.returnee_id) == col(Consent.returnee_id),
        col(later.purpose) == purpose,
        sa.or_(
            col(later.at) > col(Consent.at),
            sa.and_(col(later.at) == col(Consent.at), col(later.id) > col(Consent.id)),
        ),
    )
    return sa.exists().where(
        col(Consent.returnee_id) == _PERSON,
        col(Consent.purpose) == purpose,
        col(Consent.act) == ConsentAct.GIVEN,
        col(Consent.at) <= at,
        col(Consent.expires_at) > at,
        ~replaced,
    )


def _known(row: sa.Row[Any]) -> Known:
    return Known(
        skill_count=row.skill_count,
        agrees_to_matching=row.agrees_to_matching,
        agrees_to_card=row.agrees_to_card,
        has_occupation=row.occupation_words is not None,
        has_months=row.experience_months is not None,
        governorate=row.governorate,
        relocates=row.relocates,
        accepts_places=bool(row.accepted_governorates),
        phone=row.phone,
        languages=bool(row.languages),
        available_on=row.available_on,
        least_wage=row.least_wage,
        licences_asked=row.licences_asked or bool(row.licences),
        night=row.night,
        has_education=row.has_education,
        has_wishes=row.has_wishes,
        way_known=row.commute_minutes is not None or row.transport is not None,
        has_weights=bool(row.weights),
    )
