"""One introduction in words, for the office of its person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from employers.values import VacancyHeading
from forsa.i18n import Language, reason_sentence
from forsa.shapes.offices import EntryLine
from kernel.references import Kind, reference
from matching.values.introductions import IntroductionBrief
from matching.values.ranking import Reason, ReasonKind
from skills.interface.taxonomy import concept_labels
from skills.values.people import PersonToAsk


@dataclass(frozen=True, slots=True)
class Wording:
    """A language and the names of concepts in it."""

    language: Language
    labels: Mapping[str, str]


def wording(
    session: Session, reasons: Collection[tuple[Reason, ...]], language: Language
) -> Wording:
    """Return what it takes to write reasons in a language; one query."""
    uris = {one.concept_uri for some in reasons for one in some if one.concept_uri is not None}
    return Wording(language, concept_labels(session, uris, language))


def entry_line(
    found: IntroductionBrief,
    person: PersonToAsk,
    heading: VacancyHeading,
    reasons: tuple[Reason, ...],
    words: Wording,
) -> EntryLine:
    """Return an introduction with who, what, why, and by when."""
    by_kind = {kind: said(reasons, kind, words) for kind in ReasonKind}
    return EntryLine(
        introduction=reference(Kind.INTRODUCTION, found.introduction_id),
        state=found.state.value,
        person=reference(Kind.PERSON, found.returnee_id),
        person_name=person.contact.full_name,
        vacancy=reference(Kind.VACANCY, found.vacancy_id),
        title=heading.title,
        language=heading.language,
        employer_name=heading.employer_name,
        due_on=due_on(found),
        why=by_kind[ReasonKind.FITS],
        ask=by_kind[ReasonKind.ASK],
        missing=by_kind[ReasonKind.MISSING],
        phone=person.contact.phone,
        phone_shared=person.contact.phone_shared,
        has_card_consent=person.has_card_consent,
    )


def due_on(found: IntroductionBrief) -> date:
    """Return the day of the next step, or on which a closed introduction was closed."""
    return found.next_step.on if found.next_step is not None else found.state_at.date()


def said(reasons: tuple[Reason, ...], kind: ReasonKind, words: Wording) -> tuple[str, ...]:
    """Return the sentences of the reasons of one kind."""
    own = [one for one in reasons if one.kind is kind]
    return tuple(reason_sentence(one, words.language, words.labels) for one in own)
