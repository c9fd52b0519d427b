"""Cards of people as employers see them: coded values; name and phone after the person's yes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from forsa.i18n import Language, reason_sentence
from forsa.shapes.employers import MaskedCard
from kernel.calendar import local_day
from kernel.references import Kind, reference
from matching.queries.cards import ShownEntry
from matching.states import EMPLOYER_ANSWERS, Shows
from matching.values.introductions import State
from matching.values.ranking import ReasonKind
from skills.interface.taxonomy import concept_labels
from skills.queries.people import cards, contacts
from skills.values.people import Card, Contact

TOLD_ENDS = frozenset(
    {
        State.REFUSED,
        State.UNANSWERED,
        State.LAPSED,
        State.OFFER_DECLINED,
        State.LEFT,
        State.CANCELLED,
        State.RETAINED,
        State.ENDED_UNKNOWN,
    }
)
"""Ends that the employer took part in. Of others they are not told why: it is not their affair."""
UNSAID = "not_available"
"""How an end is shown of which nothing more may be told."""


@dataclass(frozen=True, slots=True)
class People:
    """What was read of the people of one page, as far as each may be shown."""

    cards: Mapping[int, Card]
    contacts: Mapping[int, Contact]
    names: Mapping[str, str]
    language: Language


def people_of(
    session: Session,
    entries: Collection[ShownEntry],
    language: Language,
    *,
    concepts: Collection[str] = (),
) -> People:
    """Return what a page needs to show these entries; at most five queries.

    `concepts` are URIs of further concepts that the page names.
    """
    shown = [one for one in entries if one.shows is not Shows.NOTHING]
    known = [one.returnee_id for one in shown if one.shows is Shows.IDENTITY]
    found = cards(session, [one.returnee_id for one in shown]) if shown else {}
    uris = {one.concept_uri for entry in shown for one in entry.reasons if one.concept_uri}
    uris |= {card.occupation_uri for card in found.values() if card.occupation_uri}
    uris |= set(concepts)
    return People(
        cards=found,
        contacts=contacts(session, known) if known else {},
        names=concept_labels(session, uris, language) if uris else {},
        language=language,
    )


PAGES = "/employer/introductions"
"""Where the page of each card is, for whoever is signed in."""


def masked_card(entry: ShownEntry, people: People, *, pages: str = PAGES) -> MaskedCard:
    """Return the card of one entry; `pages` is where the page of each card is."""
    card = people.cards.get(entry.returnee_id)
    if entry.shows is Shows.NOTHING or card is None:
        return _outcome_alone(entry, pages)
    contact = people.contacts.get(entry.returnee_id)
    name = reference(Kind.INTRODUCTION, entry.introduction_id)
    return MaskedCard(
        person=reference(Kind.PERSON, entry.returnee_id),
        introduction=name,
        occupation=people.names.get(card.occupation_uri or ""),
        experience_months=card.experience_months,
        governorate=card.governorate,
        state=entry.state,
        why=_said(entry, ReasonKind.FITS, people),
        ask=_said(entry, ReasonKind.ASK, people),
        missing=_said(entry, ReasonKind.MISSING, people),
        moves=bool(card.relocates),
        confirmed_on=local_day(card.confirmed_at) if card.confirmed_at is not None else None,
        is_new=entry.waits and entry.state is State.SENT,
        may_hold=entry.may_hold,
        pending=entry.pending,
        pending_until_at=entry.pending_until_at,
        full_name=contact.full_name if contact is not None else None,
        phone=_phone(contact),
        phone_shared=contact is not None and contact.phone_shared,
        address=f"{pages}/{name}",
        outcomes=outcomes(entry),
        until_on=entry.until_on,
    )


def _phone(contact: Contact | None) -> str | None:
    """Return the number to call, None where the person said that it is not safe."""
    if contact is None or contact.phone_safe is False:
        return None
    return contact.phone


def split_cards(
    entries: Collection[ShownEntry], people: People, *, pages: str = PAGES
) -> tuple[tuple[MaskedCard, ...], tuple[MaskedCard, ...]]:
    """Return the cards that can be answered, and those that were or are beyond it."""
    answerable = [one for one in entries if is_answerable(one)]
    beyond = [one for one in entries if not is_answerable(one)]
    return (
        tuple(masked_card(one, people, pages=pages) for one in answerable),
        tuple(masked_card(one, people, pages=pages) for one in beyond),
    )


def is_answerable(entry: ShownEntry) -> bool:
    """Return whether the employer can answer the card, for the first time or anew."""
    return entry.shows is Shows.CARD and bool(EMPLOYER_ANSWERS & set(entry.moves))


def outcomes(entry: ShownEntry) -> tuple[State, ...]:
    """Return what the employer can say came of a meeting; empty before there was one."""
    return entry.moves if entry.shows is Shows.IDENTITY else ()


def _outcome_alone(entry: ShownEntry, pages: str) -> MaskedCard:
    """Return reference and outcome, all that may be told of what is over or hidden now."""
    name = reference(Kind.INTRODUCTION, entry.introduction_id)
    return MaskedCard(
        person=reference(Kind.PERSON, entry.returnee_id),
        introduction=name,
        occupation=None,
        experience_months=None,
        governorate=None,
        state=entry.state if entry.state in TOLD_ENDS or entry.is_agreed else UNSAID,
        why=(),
        may_hold=False,
        address=f"{pages}/{name}",
        is_shown=False,
    )


def _said(entry: ShownEntry, kind: ReasonKind, people: People) -> tuple[str, ...]:
    return tuple(
        reason_sentence(one, people.language, people.names)
        for one in entry.reasons
        if one.kind is kind
    )
