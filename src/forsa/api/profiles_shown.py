"""A whole file as scripts of its office read it: work, schools, wishes, what is missing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from forsa.api.people_shown import PersonRef, SkillShown, skill_shown
from forsa.api.vacancies_shown import LanguageLevel
from kernel.references import Kind, reference
from skills.values.completeness import Completeness
from skills.values.people import PersonFile
from skills.values.profiles import (
    CertificateBrief,
    EducationBrief,
    ExperienceBrief,
    FileDetails,
    OccupationWish,
)


class Missing(Struct, frozen=True):
    """One thing that nobody asked yet, and the part of the file where it belongs."""

    what: Annotated[str, Meta(examples=["wage"])]
    part: Annotated[str, Meta(examples=["place"])]


class WorkDone(Struct, frozen=True, kw_only=True):
    """One spell of work, in the person's words."""

    words: Annotated[str, Meta(examples=["welder"])]
    occupation: str | None
    isco: str | None
    months: int | None
    terms: Annotated[str | None, Meta(description="formal, informal, self_employed or unpaid.")]


class School(Struct, frozen=True, kw_only=True):
    """One time at school."""

    level: Annotated[str, Meta(description="ISCED, in words.", examples=["vocational"])]
    field: str | None
    ended_year: int | None
    finished: bool | None


class Paper(Struct, frozen=True, kw_only=True):
    """One certificate."""

    name: str
    issuer: str | None
    recognised: bool | None
    issued_year: int | None
    expires_on: date | None


class Wish(Struct, frozen=True, kw_only=True):
    """Work that a person wants, or refuses."""

    words: str
    occupation: str | None


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
    work: tuple[WorkDone, ...]
    schools: tuple[School, ...]
    certificates: tuple[Paper, ...]
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
        work=tuple(map(_work, details.experiences)),
        schools=tuple(map(_school, details.education)),
        certificates=tuple(map(_paper, details.certificates)),
        wants=tuple(map(_wish, details.wanted)),
        refuses=tuple(map(_wish, details.refused)),
        refused_employers=tuple(
            reference(Kind.EMPLOYER, one) for one in details.refused_employers
        ),
    )


def _work(one: ExperienceBrief) -> WorkDone:
    # Whether it was abroad is for the pages of the office alone.
    return WorkDone(
        words=one.own_words,
        occupation=one.occupation_uri,
        isco=one.isco,
        months=one.months,
        terms=one.kind,
    )


def _school(one: EducationBrief) -> School:
    return School(
        level=one.level,
        field=one.field,
        ended_year=one.ended_year,
        finished=one.is_finished,
    )


def _paper(one: CertificateBrief) -> Paper:
    return Paper(
        name=one.name,
        issuer=one.issuer,
        recognised=one.is_recognised,
        issued_year=one.issued_year,
        expires_on=one.expires_on,
    )


def _wish(one: OccupationWish) -> Wish:
    return Wish(words=one.own_words, occupation=one.occupation_uri)
