"""Concepts and what words may mean, as programs read them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from skills.values.lookup import Found, Span
from skills.values.taxonomy import ConceptBrief, VersionBrief

LONGEST_SPLIT = 10_000

Uri = Annotated[
    str,
    Meta(
        description="The URI of a concept: of ESCO, or `urn:forsa:…` for those made here.",
        examples=["http://data.europa.eu/esco/skill/0a2d1e9b"],
    ),
]
Chance = Annotated[
    float,
    Meta(
        description="From 0 to 1: of a hundred found with .8 about eighty are meant.",
        examples=[0.93],
    ),
]


LanguageCode = Annotated[
    str,
    Meta(
        pattern="^[a-z]{2,3}$",
        description="What it is written in, if you know: en, ar, ckb, da, sv, nb …",
        examples=["en"],
    ),
]


class Meaning(Struct, frozen=True, kw_only=True):
    """One concept that words may mean."""

    concept: Uri
    kind: Annotated[
        str,
        Meta(
            description="skill, knowledge, language, licence, occupation, unit_group or "
            "skill_group.",
            examples=["skill"],
        ),
    ]
    isco: Annotated[str | None, Meta(description="ISCO-08, of occupations.", examples=["7212"])]
    label: Annotated[
        str, Meta(description="The label that the words are nearest to.", examples=["weld tanks"])
    ]
    language: Annotated[str, Meta(description="Of that label.", examples=["en"])]
    name: Annotated[
        str | None,
        Meta(description="The concept's name in the language of the answer."),
    ]
    chance: Chance
    why: Annotated[
        str,
        Meta(description="same_words or similar_words.", examples=["same_words"]),
    ]


class Lookup(Struct, frozen=True, kw_only=True):
    """What words may mean, the most likely first."""

    linked: Annotated[
        str | None,
        Meta(description="The concept that is meant, where there is no doubt; else null."),
    ]
    found: tuple[Meaning, ...]


class TextToSplit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text, and what it is."""

    text: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=LONGEST_SPLIT,
            description="A sentence somebody said, an advert, a paragraph.",
            examples=["I weld tanks and drive a forklift"],
        ),
    ]
    said: Annotated[
        bool,
        Meta(
            description="True: what somebody says they can do; every part of it is kept. False: "
            "an advert, of which most is no skill."
        ),
    ] = True
    lang: LanguageCode | None = None


class Part(Struct, frozen=True, kw_only=True):
    """One skill in a text: `words` is the text from `start` to before `end`."""

    start: Annotated[int, Meta(description="In characters, from 0.", examples=[2])]
    end: Annotated[int, Meta(examples=[12])]
    words: Annotated[str, Meta(examples=["weld tanks"])]
    linked: str | None
    found: tuple[Meaning, ...]


class SplitText(Struct, frozen=True, kw_only=True):
    """The skills of a text, in its order."""

    parts: tuple[Part, ...]


class TextSoFar(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text that is being typed."""

    text: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=LONGEST_SPLIT,
            description="All that stands there; the last skill in it is the one being typed.",
            examples=["drive a forklift, weld ta"],
        ),
    ]


class Suggestions(Struct, frozen=True, kw_only=True):
    """What the skill that is being typed may mean, the most likely first; at most 6."""

    before: Annotated[str, Meta(description="The text without that skill.")]
    words: Annotated[str, Meta(description="That skill as it was typed.")]
    found: tuple[Meaning, ...]


class UsualSkill(Struct, frozen=True, kw_only=True):
    """A skill that people of an occupation usually have."""

    concept: Uri
    name: Annotated[str | None, Meta(description="In the language of the answer.")]


class UsualSkills(Struct, frozen=True, kw_only=True):
    """What people of an occupation usually can do: to be asked about, never taken for granted."""

    occupation: Uri
    name: Annotated[str | None, Meta(description="In the language of the answer.")]
    skills: tuple[UsualSkill, ...]


class TaxonomyVersion(Struct, frozen=True, kw_only=True):
    """One version of the taxonomy."""

    id: Annotated[int, Meta(examples=[1])]
    name: Annotated[str, Meta(examples=["starter"])]
    release: str | None
    state: Annotated[str, Meta(description="draft, active or retired.", examples=["active"])]
    imported_at: datetime
    concepts: Annotated[int, Meta(description="How many.", examples=[1400])]
    labels: Annotated[int, Meta(description="How many.", examples=[14000])]


class Taxonomy(Struct, frozen=True):
    """The versions of the taxonomy, the newest first. One at most is active."""

    versions: tuple[TaxonomyVersion, ...]


class Concept(Struct, frozen=True, kw_only=True):
    """One concept of the version in use."""

    concept: Uri
    kind: str
    isco: str | None
    names: Annotated[
        dict[str, str],
        Meta(description="Its name in each language it has one in.", examples=[{"en": "weld"}]),
    ]
    other_labels: Annotated[int, Meta(description="How many further labels it is found by.")]


def meaning_shown(found: Found, names: Mapping[str, str]) -> Meaning:
    """Return one concept that words may mean."""
    return Meaning(
        concept=found.uri,
        kind=found.kind,
        isco=found.isco,
        label=found.label,
        language=found.language,
        name=names.get(found.uri),
        chance=round(found.chance, 4),
        why=found.why,
    )


def part_shown(span: Span, names: Mapping[str, str]) -> Part:
    """Return one skill of a text."""
    return Part(
        start=span.start,
        end=span.end,
        words=span.words,
        linked=span.link.uri,
        found=tuple(meaning_shown(one, names) for one in span.link.offered),
    )


def version_shown(one: VersionBrief) -> TaxonomyVersion:
    """Return one version of the taxonomy."""
    return TaxonomyVersion(
        id=one.id,
        name=one.name,
        release=one.release,
        state=one.state,
        imported_at=one.imported_at,
        concepts=one.concept_count,
        labels=one.label_count,
    )


def concept_shown(one: ConceptBrief) -> Concept:
    """Return one concept."""
    return Concept(
        concept=one.uri,
        kind=one.kind,
        isco=one.isco,
        names=dict(one.labels),
        other_labels=one.other_label_count,
    )
