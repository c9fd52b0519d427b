"""A whole file as scripts of its office read it: work, schools, wishes, what is missing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from forsa.api.file_parts_shown import Wish, wish_shown
from forsa.api.file_rows_shown import (
    Certificate,
    School,
    Work,
    certificate_shown,
    school_shown,
    work_shown,
)
from forsa.api.people_shown import PersonRef, SkillShown, skill_shown
from forsa.api.vacancies_shown import LanguageLevel
from kernel.references import Kind, reference
from skills.values.completeness import Completeness
from skills.values.people import PersonFile
from skills.values.profiles import FileDetails


class Missing(Struct, frozen=True):
    """One thing that nobody asked yet, and the part of the file where it belongs."""

    what: Annotated[str, Meta(examples=["wage"])]
    part: Annotated[str, Meta(examples=["place"])]


class Profile(Struct, frozen=True, kw_only=True):
    """What a file says of somebody's work: no name, no phone, no address."""

    person: PersonRef
    record: Annotated[str, Meta(description="draft, active or archived.", examples=["active"])]
    availability: Annotated[
        str,
        Meta(
            description="available, paused, placed, unreachable or withdrawn.",
            examples=["available"],
        ),
    ]
    points: Annotated[int, Meta(description="How complete, of a hundred.", examples=[62])]
    missing: Annotated[tuple[Missing, ...], Meta(description="What matters most comes first.")]
    governorate: str | None
    accepted_governorates: tuple[str, ...]
    would_move: bool | None
    available_on: date | None
    night: bool | None
    shifts: bool | None
    licences: tuple[str, ...]
    languages: tuple[LanguageLevel, ...]
    occupation_words: str | None
    occupation: str | None
    experience_months: int | None
    least_wage: Annotated[int | None, Meta(description="Dinars a month.")]
    confirmed_at: datetime
    version: int
    skills: tuple[SkillShown, ...]
    work: tuple[Work, ...]
    schools: tuple[School, ...]
    certificates: tuple[Certificate, ...]
    wants: tuple[Wish, ...]
    refuses: tuple[Wish, ...]
    refused_employers: Annotated[tuple[str, ...], Meta(examples=[["E-7K3QMA"]])]


def profile_shown(
    file: PersonFile, known: Completeness, details: FileDetails, labels: Mapping[str, str]
) -> Profile:
    """Return what a file says of somebody's work."""
    return Profile(
        person=reference(Kind.PERSON, file.returnee_id),
        record=file.record,
        availability=file.availability,
        points=known.points,
        missing=tuple(Missing(gap.part, gap.section) for gap in known.missing),
        governorate=file.governorate,
        accepted_governorates=file.accepted_governorates,
        would_move=file.relocates,
        available_on=file.available_on,
        night=file.night,
        shifts=file.shifts,
        licences=file.licences,
        languages=tuple(LanguageLevel(*pair) for pair in file.languages),
        occupation_words=file.occupation_words,
        occupation=file.occupation_uri,
        experience_months=file.experience_months,
        least_wage=file.least_wage,
        confirmed_at=file.confirmed_at,
        version=file.version,
        skills=tuple(skill_shown(one, labels) for one in file.skills),
        work=tuple(work_shown(one, labels) for one in details.experiences),
        schools=tuple(map(school_shown, details.education)),
        certificates=tuple(map(certificate_shown, details.certificates)),
        wants=tuple(map(wish_shown, details.wanted)),
        refuses=tuple(map(wish_shown, details.refused)),
        refused_employers=tuple(
            reference(Kind.EMPLOYER, one) for one in details.refused_employers
        ),
    )
