"""An employer's vacancies and masked shortlists, as its programs read and write them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from employers.values import ContractKind, Currency, VacancyBrief, WagePer
from forsa.api.concepts_shown import Uri
from forsa.api.vacancies_shown import LanguageLevel, Ref, Vacancy, vacancy_shown
from forsa.i18n import Language, reason_sentence
from kernel.places import Governorate
from kernel.references import Kind, reference
from matching.queries.cards import IssuedShortlist, ShownEntry, Waiting
from matching.states import Shows
from skills.values.people import Card

MOST_NEEDS = 20
MOST_WAGE = 2_000_000_000
"""In minor units; the database takes little more."""


class WageToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is paid, exactly: whole dinars or cents."""

    least: Annotated[int, Meta(ge=1, le=MOST_WAGE, examples=[750000])]
    most: Annotated[int, Meta(ge=1, le=MOST_WAGE, examples=[900000])] | None = None
    currency: Currency = Currency.IQD
    per: WagePer = WagePer.MONTH


class NeedToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One skill that the vacancy asks for, in your own words."""

    words: Annotated[str, Meta(min_length=1, max_length=200, examples=["arc welding"])]
    concept: Annotated[str, Meta(min_length=1, max_length=300)] | None = None
    essential: bool = True
    least: Annotated[int, Meta(ge=1, le=4, description="1 basic to 4 expert.")] = 2
    by_law: bool = False


class LanguageToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language and how well it is needed."""

    language: Annotated[str, Meta(pattern="^(ar|ckb|en)$", examples=["en"])]
    level: Annotated[str, Meta(pattern="^(A2|B1|B2|C1)$", examples=["B1"])]


class VacancyToWrite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A vacancy. What is left out is not said; without a wage it is to be agreed."""

    title: Annotated[str, Meta(min_length=1, max_length=200, examples=["Welder"])]
    governorate: Governorate
    needs: Annotated[tuple[NeedToWrite, ...], Meta(max_length=MOST_NEEDS)] = ()
    own_number: (
        Annotated[
            str,
            Meta(
                min_length=1,
                max_length=60,
                description="Your own number of it. A vacancy of yours that has it already is "
                "left as it is, and you get its reference.",
            ),
        ]
        | None
    ) = None
    occupation: Annotated[str, Meta(min_length=1, max_length=300)] | None = None
    description: Annotated[str, Meta(max_length=4000)] = ""
    place: Annotated[str, Meta(max_length=80)] | None = None
    wage: WageToWrite | None = None
    contract: ContractKind | None = None
    experience_months: Annotated[int, Meta(ge=0, le=600)] | None = None
    licences: Annotated[tuple[str, ...], Meta(max_length=20)] = ()
    languages: Annotated[tuple[LanguageToWrite, ...], Meta(max_length=3)] = ()
    night: bool | None = None
    transport: bool | None = None
    housing: bool | None = None
    starts_on: date | None = None
    places: Annotated[int, Meta(ge=1, le=500)] = 1


class VacancyWritten(Struct, frozen=True):
    """The vacancy that was written, or was there under your number."""

    reference: Ref


class OwnVacancy(Struct, frozen=True, kw_only=True):
    """One of your vacancies, whatever its state."""

    state: Annotated[
        str,
        Meta(
            description="draft, review, open, paused, filled, expired, closed or rejected.",
            examples=["open"],
        ),
    ]
    waiting: Annotated[int, Meta(description="How many people wait for your answer.")]
    shortlist: Annotated[
        str | None,
        Meta(description="The newest list on which somebody waits.", examples=["S-7K3QMA"]),
    ]
    vacancy: Vacancy


class OwnVacancies(Struct, frozen=True):
    """Your vacancies, the newest first; at most 50."""

    items: tuple[OwnVacancy, ...]


class CardSkill(Struct, frozen=True, kw_only=True):
    """A skill of somebody."""

    concept: Uri
    label: str | None
    proficiency: Annotated[int, Meta(description="1 basic to 4 expert.", examples=[3])]
    evidence: Annotated[
        str,
        Meta(
            description="own_statement, observed, test, employer_letter or certificate.",
            examples=["test"],
        ),
    ]


class MaskedCard(Struct, frozen=True, kw_only=True):
    """Somebody without name or contact: coded values alone. Null means: nobody asked."""

    occupation: str | None
    occupation_label: str | None
    experience_months: int | None
    governorate: str | None
    would_move: bool | None
    licences: tuple[str, ...]
    languages: tuple[LanguageLevel, ...]
    worked_abroad: Annotated[
        bool, Meta(description="True only if the person wants employers to know.")
    ]
    skills: tuple[CardSkill, ...]


class Why(Struct, frozen=True):
    """One reason: fits, ask or missing; and a sentence in the language of the answer."""

    kind: Annotated[str, Meta(examples=["fits"])]
    sentence: Annotated[str, Meta(examples=["Lives in the same governorate"])]


class Entry(Struct, frozen=True, kw_only=True):
    """One place on a shortlist. `card` null: nothing of the person may be shown any more."""

    person: Annotated[str, Meta(description="Their number.", examples=["K-4F9TBC"])]
    waits: Annotated[bool, Meta(description="Whether you have still to answer, on the pages.")]
    card: MaskedCard | None
    why: tuple[Why, ...]


class Shortlist(Struct, frozen=True, kw_only=True):
    """A list of people for one of your vacancies, the best first. Answers are for people."""

    reference: Annotated[str, Meta(examples=["S-7K3QMA"])]
    vacancy: Ref
    number: Annotated[int, Meta(description="Which list of this vacancy, from 1.", examples=[1])]
    issued_at: datetime
    entries: tuple[Entry, ...]


def own_shown(
    vacancy: VacancyBrief, waiting: Waiting | None, labels: Mapping[str, str], page: str | None
) -> OwnVacancy:
    """Return one vacancy to its employer."""
    return OwnVacancy(
        state=vacancy.state,
        waiting=waiting.count if waiting is not None else 0,
        shortlist=reference(Kind.SHORTLIST, waiting.shortlist_id) if waiting else None,
        vacancy=vacancy_shown(vacancy, employer=None, labels=labels, page=page),
    )


def shortlist_shown(
    found: IssuedShortlist,
    cards: Mapping[int, Card],
    labels: Mapping[str, str],
    language: Language,
) -> Shortlist:
    """Return one shortlist, masked: names are for people on the pages, after a yes."""
    return Shortlist(
        reference=reference(Kind.SHORTLIST, found.shortlist_id),
        vacancy=reference(Kind.VACANCY, found.vacancy_id),
        number=found.number,
        issued_at=found.issued_at,
        entries=tuple(
            _entry(one, cards.get(one.returnee_id), labels, language) for one in found.entries
        ),
    )


def _entry(
    entry: ShownEntry, card: Card | None, labels: Mapping[str, str], language: Language
) -> Entry:
    is_shown = entry.shows is not Shows.NOTHING and card is not None
    return Entry(
        person=reference(Kind.PERSON, entry.returnee_id),
        waits=entry.waits,
        card=_card(card, labels) if is_shown and card is not None else None,
        why=tuple(Why(one.kind, reason_sentence(one, language, labels)) for one in entry.reasons)
        if is_shown
        else (),
    )


def _card(card: Card, labels: Mapping[str, str]) -> MaskedCard:
    return MaskedCard(
        occupation=card.occupation_uri,
        occupation_label=labels.get(card.occupation_uri or ""),
        experience_months=card.experience_months,
        governorate=card.governorate,
        would_move=card.relocates,
        licences=card.licences,
        languages=tuple(LanguageLevel(*pair) for pair in card.languages),
        worked_abroad=card.worked_abroad,
        skills=tuple(
            CardSkill(
                concept=one.concept_uri,
                label=labels.get(one.concept_uri),
                proficiency=int(one.proficiency),
                evidence=one.evidence,
            )
            for one in card.skills
        ),
    )
