"""Own words that wait, and what was ruled of others, as scripts read and write them."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from forsa.api.concepts_shown import Meaning, Uri
from forsa.web.words.shown import LEAST_SHOWN, sees_single_words, without_phone
from kernel.actor import Actor
from kernel.calendar import local_day
from skills.queries.words import rights_on
from skills.values.taxonomy import ConceptKind
from skills.values.words import (
    RefusedBecause,
    RulingBrief,
    Verdict,
    WaitingWords,
    mark_of,
)

Mark = Annotated[
    str, Meta(description="Stands for the words in addresses.", examples=["788ebe5e877b696d"])
]
Count = Annotated[
    int | None, Meta(description="Null: fewer than ten, and not for you to know exactly.")
]


class WordsWaiting(Struct, frozen=True, kw_only=True):
    """Own words of people and vacancies that mean no concept yet; never whose they are."""

    mark: Mark
    part: Annotated[str, Meta(description="skill or work.", examples=["skill"])]
    words: Annotated[str, Meta(description="As most said it.", examples=["tank ladders"])]
    also: tuple[str, ...]
    count: Count
    since: datetime
    languages: Annotated[tuple[str, ...], Meta(description="The most frequent first.")]


class WordsQueue(Struct, frozen=True, kw_only=True):
    """One page of what waits, most frequent first."""

    items: tuple[WordsWaiting, ...]
    count: Annotated[int, Meta(description="How many wait in all.")]
    proposed: Annotated[int, Meta(description="How many proposals wait for a second person.")]
    page: int


class NewConceptToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A skill or work that the taxonomy lacks, with a name in each language.

    Work is of the kind `occupation` and stands below a unit group.
    """

    kind: ConceptKind
    en: Annotated[str, Meta(min_length=1, max_length=200)]
    ar: Annotated[str, Meta(min_length=1, max_length=200)]
    ckb: Annotated[str, Meta(min_length=1, max_length=200)]
    broader: Annotated[str, Meta(min_length=1, max_length=300)] | None = None


class RulingToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the words are. `concept` belongs to `link`, `new_concept` to `new_concept`."""

    verdict: Verdict
    concept: (
        Annotated[
            str,
            Meta(
                min_length=1,
                max_length=300,
                examples=["http://data.europa.eu/esco/skill/0a2d1e9b"],
            ),
        ]
        | None
    ) = None
    new_concept: NewConceptToWrite | None = None


class SecondToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a second person says: null agrees, a reason refuses."""

    refused_because: RefusedBecause | None = None


class RulingWritten(Struct, frozen=True):
    """Where the ruling stands now: a new concept waits for a second person."""

    number: int
    state: Annotated[
        str, Meta(description="proposed, in_force, refused or undone.", examples=["in_force"])
    ]


class Ruling(Struct, frozen=True, kw_only=True):
    """One ruling, and what you may do with it."""

    number: int
    mark: Mark
    part: Annotated[str, Meta(description="skill or work.", examples=["skill"])]
    words: Annotated[str | None, Meta(description="Null: found to be no skill, not for you.")]
    verdict: Annotated[str, Meta(examples=["link"])]
    state: Annotated[str, Meta(examples=["proposed"])]
    concept: str | None
    names: Annotated[dict[str, str], Meta(description="Of a new concept.")]
    refused_because: str | None
    proposed_at: datetime
    ruled_at: datetime | None
    undone_at: datetime | None
    changed: Count
    may_second: bool
    may_undo: bool


class Rulings(Struct, frozen=True):
    """One page of rulings, the newest first; after the last it is empty."""

    items: tuple[Ruling, ...]
    page: int


class Above(Struct, frozen=True, kw_only=True):
    """A concept below which a new one may stand."""

    concept: Uri
    name: Annotated[str, Meta(description="In the language of the answer.")]


class WordsToRule(Struct, frozen=True, kw_only=True):
    """Own words of one mark: what they may mean, and what was said of them before."""

    waiting: Annotated[WordsWaiting | None, Meta(description="Null: they wait no more.")]
    found: Annotated[tuple[Meaning, ...], Meta(description="What they may mean, best first.")]
    above: Annotated[
        tuple[Above, ...], Meta(description="Groups for a new kind of work; of skills none.")
    ]
    history: Annotated[tuple[Ruling, ...], Meta(description="The newest first.")]


class Decision(Struct, frozen=True, kw_only=True):
    """What is in force of own words that a keeper of a taxonomy could use."""

    number: int
    words: Annotated[str, Meta(examples=["tank ladders"])]
    part: Annotated[str, Meta(description="skill or work.", examples=["skill"])]
    language: str | None
    verdict: Annotated[str, Meta(description="link, new_concept or keep.", examples=["link"])]
    concept: str | None
    kind: Annotated[str | None, Meta(description="Of a new concept.")]
    names: Annotated[
        dict[str, str],
        Meta(description="Of a new concept; of another its English name.", examples=[{}]),
    ]
    broader: str | None
    changed: Count
    ruled_on: Annotated[date | None, Meta(description="A day in Baghdad.")]


class Decisions(Struct, frozen=True):
    """One page of decisions, the newest first; after the last it is empty."""

    items: tuple[Decision, ...]
    page: int


def waiting_shown(one: WaitingWords, actor: Actor) -> WordsWaiting:
    """Return words that wait, as the actor may read them."""
    words, *also = (without_phone(text) for text in one.examples)
    ordered = sorted(one.languages, key=lambda code: -one.languages[code])
    return WordsWaiting(
        mark=mark_of(one.search_key, one.part),
        part=one.part.value,
        words=words,
        also=tuple(also),
        count=_count(one.count, actor),
        since=one.since,
        languages=tuple(code for code in ordered if code),
    )


def ruling_shown(one: RulingBrief, actor: Actor) -> Ruling:
    """Return one ruling, as the actor may read it."""
    rights = rights_on(one, actor)
    hidden = one.verdict is Verdict.REJECT and not sees_single_words(actor)
    return Ruling(
        number=one.ruling_id,
        mark=mark_of(one.search_key, one.part),
        part=one.part.value,
        words=None if hidden else without_phone(one.own_words),
        verdict=one.verdict,
        state=one.state,
        concept=one.concept_uri,
        names=dict(one.concept.names) if one.concept is not None else {},
        refused_because=one.refused_because,
        proposed_at=one.proposed_at,
        ruled_at=one.ruled_at,
        undone_at=one.undone_at,
        changed=_count(one.changed_count, actor),
        may_second=rights.may_second,
        may_undo=rights.may_undo,
    )


def decision_shown(one: RulingBrief, name: str | None, actor: Actor) -> Decision:
    """Return one decision; `name` is the English one of a concept that was there before."""
    new = one.concept
    return Decision(
        number=one.ruling_id,
        words=without_phone(one.own_words),
        part=one.part.value,
        language=one.language,
        verdict=one.verdict,
        concept=one.concept_uri,
        kind=new.kind if new is not None else None,
        names=dict(new.names) if new is not None else {"en": name} if name else {},
        broader=new.broader_uri if new is not None else None,
        changed=_count(one.changed_count, actor),
        ruled_on=local_day(one.ruled_at) if one.ruled_at is not None else None,
    )


def _count(count: int, actor: Actor) -> int | None:
    return count if sees_single_words(actor) or count >= LEAST_SHOWN else None
