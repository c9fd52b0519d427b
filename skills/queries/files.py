"""A person's file, for their office and themselves."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.places import Governorate
from kernel.storage import written_id
from skills.errors import ReturneeNotFound
from skills.interface.consents import consents_of
from skills.models.returnees import Returnee, SkillRecord
from skills.rules import check_may_work_with, check_not_merged
from skills.values.consents import ConsentBrief
from skills.values.people import PersonFile, SkillBrief
from skills.values.profiles import CaseReference, FurtherPhone, PhysicalTask, Priority
from skills.values.returnees import Proficiency


def person_file(session: Session, *, returnee_id: int, actor: Actor, now: datetime) -> PersonFile:
    """Return a person's file, to their office or themselves; three queries.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor neither is them nor works with them.
    FileMerged
        If the file was made one with another; it says with which.
    """
    row = session.get(Returnee, returnee_id)
    if row is None:
        raise ReturneeNotFound
    if not actor.is_returnee(returnee_id):
        check_may_work_with(actor, caseworker_id=row.caseworker_id, office_id=row.office_id)
    check_not_merged(returnee_id, row.merged_into_id)
    records = session.exec(
        select(SkillRecord)
        .where(SkillRecord.returnee_id == returnee_id)
        .order_by(col(SkillRecord.id))
    )
    skills = tuple(_skill(record) for record in records)
    return _file(row, skills, tuple(consents_of(session, returnee_id, at=now)))


def _file(
    row: Returnee, skills: tuple[SkillBrief, ...], consents: tuple[ConsentBrief, ...]
) -> PersonFile:
    return PersonFile(
        returnee_id=written_id(row),
        office_id=row.office_id,
        caseworker_id=row.caseworker_id,
        full_name=row.full_name,
        latin_name=row.latin_name,
        language=row.language,
        phone=row.phone,
        phone_shared=row.phone_shared,
        governorate=row.governorate,
        district=row.district,
        accepted_governorates=tuple(Governorate(code) for code in row.accepted_governorates),
        relocates=row.relocates,
        available_on=row.available_on,
        night=row.night,
        licences=tuple(row.licences),
        languages=tuple(row.languages.items()),
        occupation_words=row.occupation_words,
        occupation_uri=row.occupation_uri,
        experience_months=row.experience_months,
        least_wage=row.least_wage,
        record=row.record,
        availability=row.availability,
        availability_until_on=row.availability_until_on,
        confirmed_at=row.confirmed_at,
        version=row.version,
        skills=skills,
        consents=consents,
        birth_year=row.birth_year,
        **_more(row),
    )


def _more(row: Returnee) -> dict[str, Any]:
    """Return what a file says of a person's terms and further numbers."""
    return {
        **{name: getattr(row, name) for name in _SAME},
        "further_phones": tuple(
            FurtherPhone(one["number"], one["is_shared"], one["is_safe"])
            for one in row.further_phones
        ),
        "case_references": tuple(
            CaseReference(one["system"], one["reference"]) for one in row.case_references
        ),
        "contract_kinds": tuple(row.contract_kinds),
        "can": tuple((PhysicalTask(task), can) for task, can in row.can.items()),
        "weights": tuple((Priority(what), weight) for what, weight in row.weights.items()),
    }


_SAME = (
    "sex",
    "phone_safe",
    "shifts",
    "most_hours",
    "commute_minutes",
    "transport",
    "licences_asked",
    "abroad_shown",
    "self_employment",
    "training",
    "call_on",
)
"""Columns that a file says under the same name."""


def _skill(row: SkillRecord) -> SkillBrief:
    return SkillBrief(
        written_id(row),
        row.own_words,
        row.language,
        row.concept_uri,
        row.link,
        Proficiency(row.proficiency),
        row.months,
        row.last_used_on,
        row.evidence,
        row.confirmed_at,
        row.confirmed_by,
    )
