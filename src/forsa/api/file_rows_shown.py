"""Rows of a file: spells of work, schools, certificates. Null means: nobody asked."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from forsa.api.people_shown import Months
from forsa.web.office.papers import FIRST_YEAR
from skills.values.profiles import (
    CertificateBrief,
    EducationBrief,
    EducationLevel,
    ExperienceBrief,
    ExperienceKind,
)

Number = Annotated[int, Meta(examples=[7])]
Year = Annotated[int, Meta(ge=FIRST_YEAR, le=2100, examples=[2015])]


class WorkToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One spell of work as it was said."""

    words: Annotated[str, Meta(min_length=1, max_length=200, examples=["welder"])]
    occupation: (
        Annotated[
            str,
            Meta(min_length=1, max_length=300, description="The occupation that somebody chose."),
        ]
        | None
    ) = None
    keep_words: Annotated[
        bool,
        Meta(description="True: none. Else, without `occupation`, what the words surely mean."),
    ] = False
    months: Months | None = None
    terms: ExperienceKind | None = None


class Work(Struct, frozen=True, kw_only=True):
    """One spell of work on file. Whether it was abroad is for the pages of the office alone."""

    number: Number
    words: Annotated[str, Meta(examples=["welder"])]
    occupation: str | None
    label: Annotated[str | None, Meta(description="Its name, in the language of the answer.")]
    isco: Annotated[str | None, Meta(description="ISCO-08.", examples=["7212"])]
    months: int | None
    terms: ExperienceKind | None


class WorkList(Struct, frozen=True):
    """The work of one person so far."""

    items: tuple[Work, ...]


class SchoolToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One time at school."""

    level: Annotated[EducationLevel, Meta(description="ISCED 2011, in words.")]
    field: Annotated[str, Meta(max_length=120, examples=["metal work"])] | None = None
    ended_year: Year | None = None
    finished: bool | None = None


class School(SchoolToWrite, frozen=True, kw_only=True):
    """One time at school on file."""

    number: Number


class SchoolList(Struct, frozen=True):
    """The schools of one person."""

    items: tuple[School, ...]


class CertificateToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One certificate."""

    name: Annotated[str, Meta(min_length=1, max_length=120, examples=["Welding test 1G"])]
    issuer: Annotated[str, Meta(max_length=120)] | None = None
    recognised: Annotated[bool | None, Meta(description="Whether it counts in Iraq.")] = None
    issued_year: Year | None = None
    expires_on: date | None = None


class Certificate(CertificateToWrite, frozen=True, kw_only=True):
    """One certificate on file."""

    number: Number


class CertificateList(Struct, frozen=True):
    """The certificates of one person."""

    items: tuple[Certificate, ...]


def work_shown(one: ExperienceBrief, labels: Mapping[str, str]) -> Work:
    """Return one spell of work."""
    return Work(
        number=one.experience_id,
        words=one.own_words,
        occupation=one.occupation_uri,
        label=labels.get(one.occupation_uri or ""),
        isco=one.isco,
        months=one.months,
        terms=one.kind,
    )


def school_shown(one: EducationBrief) -> School:
    """Return one time at school."""
    return School(
        number=one.education_id,
        level=one.level,
        field=one.field,
        ended_year=one.ended_year,
        finished=one.is_finished,
    )


def certificate_shown(one: CertificateBrief) -> Certificate:
    """Return one certificate."""
    return Certificate(
        number=one.certificate_id,
        name=one.name,
        issuer=one.issuer,
        recognised=one.is_recognised,
        issued_year=one.issued_year,
        expires_on=one.expires_on,
    )
