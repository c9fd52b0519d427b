"""People's files and skills as scripts of their office read and write them: without a name."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from forsa.web.office.skill_forms import LONGEST_TEXT
from kernel.places import Governorate
from kernel.references import Kind, reference
from skills.values.duplicates import PersonLike
from skills.values.people import SkillBrief
from skills.values.returnees import Evidence, Proficiency
from skills.values.skill_records import EarlierSkill, SkillChangeBrief, SkillChangeKind

PersonRef = Annotated[str, Meta(description="A person's number.", examples=["K-4F9TBC"])]
Level = Annotated[
    int, Meta(ge=1, le=4, description="1 basic, 2 working, 3 skilled, 4 expert.", examples=[3])
]
Months = Annotated[int, Meta(ge=0, le=720, examples=[24])]


class SkillShown(Struct, frozen=True, kw_only=True):
    """One skill record. Null means: nobody asked."""

    number: Annotated[int, Meta(examples=[7])]
    words: Annotated[str, Meta(description="As the person said it.", examples=["weld tanks"])]
    language: str | None
    concept: Annotated[str | None, Meta(description="What the words are taken for.")]
    label: Annotated[str | None, Meta(description="Its name, in the language of the answer.")]
    link: Annotated[
        str,
        Meta(
            description="linked by the lookup, chosen by somebody, or own_words.",
            examples=["linked"],
        ),
    ]
    proficiency: Level
    months: int | None
    last_used_on: date | None
    evidence: Annotated[str, Meta(examples=["own_statement"])]
    confirmed_at: datetime | None


class SkillList(Struct, frozen=True):
    """The skills of one person, in the order in which they were written down."""

    skills: tuple[SkillShown, ...]
    last_change: Annotated[
        int | None,
        Meta(description="The number of the last change, for taking it back.", examples=[3]),
    ] = None


class SameMeaning(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The concept that several records of one person mean."""

    concept: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=300,
            examples=["http://data.europa.eu/esco/skill/0a2d1e9b"],
        ),
    ]


class SkillToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One skill as it was said. The same words again bring the record up to date."""

    words: Annotated[str, Meta(min_length=1, max_length=200, examples=["weld tanks"])]
    concept: (
        Annotated[
            str, Meta(min_length=1, max_length=300, description="The skill that somebody chose.")
        ]
        | None
    ) = None
    keep_words: Annotated[
        bool,
        Meta(description="True: no concept. Else, without `concept`, what the words surely mean."),
    ] = False
    proficiency: Level = int(Proficiency.WORKING)
    months: Months | None = None
    last_used_on: date | None = None
    evidence: Evidence = Evidence.OWN_STATEMENT
    confirmed: Annotated[bool, Meta(description="Whether you have made sure of it.")] = False


class SkillsSaid(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody says they can do, several skills in one text."""

    text: Annotated[
        str,
        Meta(
            min_length=1, max_length=LONGEST_TEXT, examples=["I weld tanks and drive a forklift"]
        ),
    ]
    proficiency: Level = int(Proficiency.WORKING)
    months: Months | None = None


class SkillKept(Struct, frozen=True, kw_only=True):
    """One skill that was written down, or brought up to date."""

    number: Annotated[int, Meta(examples=[7])]
    words: Annotated[str, Meta(examples=["weld tanks"])]


class SkillsKept(Struct, frozen=True):
    """The skills of the text, in its order."""

    skills: tuple[SkillKept, ...]


class SkillChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said anew of one skill, all of it; its words stay."""

    concept: Annotated[str, Meta(min_length=1, max_length=300)] | None
    proficiency: Level
    months: Months | None = None
    last_used_on: date | None = None
    evidence: Evidence = Evidence.OWN_STATEMENT
    confirmed: bool = False


class SkillWritten(Struct, frozen=True):
    """The record that was written, or brought up to date."""

    number: Annotated[int, Meta(examples=[7])]


class SkillBefore(Struct, frozen=True, kw_only=True):
    """What a skill record said before a change."""

    words: str
    concept: str | None
    proficiency: Level
    months: int | None
    last_used_on: date | None
    evidence: Evidence
    confirmed_at: datetime | None


class SkillChanged(Struct, frozen=True, kw_only=True):
    """One change of one record. Several of one deed have one number; the last can be undone."""

    number: Annotated[int, Meta(examples=[3])]
    skill: Annotated[int, Meta(description="The number of the record.", examples=[7])]
    what: Annotated[SkillChangeKind, Meta(examples=["changed"])]
    at: datetime
    by: Annotated[int | None, Meta(description="The account; null for a command.")]
    before: Annotated[SkillBefore | None, Meta(description="Null: there was none.")]


class SkillHistory(Struct, frozen=True):
    """One page of changes, the newest first; after the last it is empty."""

    items: tuple[SkillChanged, ...]
    page: int


class PersonAsked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of somebody who is about to be written down. Nothing of it is kept."""

    full_name: Annotated[str, Meta(min_length=1, max_length=120, examples=["Person 0001"])]
    latin_name: Annotated[str, Meta(min_length=1, max_length=120)] | None = None
    birth_year: Annotated[int, Meta(ge=1900, le=2100, examples=[1987])] | None = None
    phone: (
        Annotated[
            str, Meta(pattern=r"^\+[1-9][0-9]{6,14}$", description="E.164: +964…", max_length=16)
        ]
        | None
    ) = None
    phone_shared: bool = False
    governorate: Governorate | None = None


class SomebodyLike(Struct, frozen=True, kw_only=True):
    """Somebody of your office who may be the same person."""

    person: PersonRef
    birth_year: int | None
    score: Annotated[float, Meta(description="How much speaks for it, 0 to 1.")]
    reasons: Annotated[tuple[str, ...], Meta(examples=[["same_name", "near_year"]])]


class PeopleLike(Struct, frozen=True, kw_only=True):
    """Who may be the same. Of other offices only which they are."""

    own: tuple[SomebodyLike, ...]
    offices: Annotated[tuple[str, ...], Meta(description="Names of other offices to ask.")]


def skill_shown(one: SkillBrief, labels: Mapping[str, str]) -> SkillShown:
    """Return one skill record."""
    return SkillShown(
        number=one.skill_id,
        words=one.own_words,
        language=one.language,
        concept=one.concept_uri,
        label=labels.get(one.concept_uri or ""),
        link=one.link,
        proficiency=int(one.proficiency),
        months=one.months,
        last_used_on=one.last_used_on,
        evidence=one.evidence,
        confirmed_at=one.confirmed_at,
    )


def change_shown(one: SkillChangeBrief) -> SkillChanged:
    """Return one change of one record."""
    return SkillChanged(
        number=one.number,
        skill=one.skill_id,
        what=one.kind,
        at=one.at,
        by=one.by,
        before=_before(one.before) if one.before is not None else None,
    )


def _before(said: EarlierSkill) -> SkillBefore:
    return SkillBefore(
        words=said.own_words,
        concept=said.concept_uri,
        proficiency=int(said.proficiency),
        months=said.months,
        last_used_on=said.last_used_on,
        evidence=said.evidence,
        confirmed_at=said.confirmed_at,
    )


def like_shown(one: PersonLike) -> SomebodyLike:
    """Return somebody who may be the same."""
    return SomebodyLike(
        person=reference(Kind.PERSON, one.returnee_id),
        birth_year=one.birth_year,
        score=round(one.likeness.score, 4),
        reasons=one.likeness.reasons,
    )
