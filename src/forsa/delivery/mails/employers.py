"""Letters to an employer's members: people for a vacancy, reminders, a yes to a meeting."""

from collections.abc import Collection, Mapping

from sqlmodel import Session

from employers.interface import member, vacancy_brief, vacancy_briefs
from employers.values import VacancyBrief
from forsa.delivery.letters import DueMessage, Letter
from forsa.delivery.mails.desk import Desk, addressee, language_for
from forsa.i18n import Language, reason_sentence
from forsa.shapes.employers import MaskedCard
from forsa.shapes.mails import (
    AnswerLinksMail,
    OnePersonMail,
    ReminderMail,
    ShortlistMail,
    WaitingList,
)
from kernel.actor import Actor, Role
from kernel.calendar import add_working_days, local_day
from kernel.references import Kind, reference
from matching.interface import introduction_brief
from matching.queries.cards import (
    ShownEntry,
    shortlist_cards,
    vacancy_cards,
    waiting_by_list,
)
from matching.values.introductions import State
from matching.values.ranking import Reason, ReasonKind
from skills.interface.calendar import holidays
from skills.interface.returnees import office_for
from skills.interface.taxonomy import concept_labels
from skills.queries.people import cards, office
from skills.values.people import Card

ANSWER_DAYS = 3
"""Working days until the first reminder (docs/states.md, `sent`)."""


def shortlist(desk: Desk, session: Session, message: DueMessage) -> Letter | None:
    """Write to a member whom they can meet; None if nobody may be shown any more."""
    to = addressee(session, message)
    found = shortlist_cards(
        session,
        shortlist_id=message.payload["shortlist_id"],
        actor=_reader(session, message),
        now=message.created_at,
    )
    vacancy = vacancy_brief(session, found.vacancy_id)
    waiting = [entry for entry in found.entries if entry.waits]
    if to is None or not waiting:
        return None
    language = language_for(to)
    issued_on = local_day(found.issued_at)
    mail = ShortlistMail(
        title=vacancy.title,
        address=desk.answer_address(to, message.to.id, found.shortlist_id),
        answer_by_on=add_working_days(issued_on, ANSWER_DAYS, holidays(session)),
        cards=_mail_cards(session, waiting, language),
        office_phone=_phone_for(session, vacancy),
    )
    return desk.letter("shortlist", to, mail)


def answer_links(desk: Desk, session: Session, message: DueMessage) -> Letter | None:
    """Write to a member the links of all lists on which somebody waits; they asked for them."""
    to = addressee(session, message)
    if to is None:
        return None
    waiting = waiting_by_list(session, actor=_reader(session, message), now=message.created_at)
    vacancies = vacancy_briefs(session, [vacancy_id for vacancy_id, _ in waiting])
    lists = tuple(
        WaitingList(
            vacancies[vacancy_id].title,
            count,
            desk.answer_address(to, message.to.id, shortlist_id),
        )
        for (vacancy_id, shortlist_id), count in sorted(waiting.items())
    )
    return desk.letter("answer_links", to, AnswerLinksMail(lists, f"{desk.public_url}/employer"))


def reminder(desk: Desk, session: Session, message: DueMessage) -> Letter | None:
    """Remind a member that people wait on a vacancy; None if nobody does any more."""
    to = addressee(session, message)
    vacancy = vacancy_brief(session, message.payload["vacancy_id"])
    shown = vacancy_cards(
        session,
        vacancy_id=vacancy.vacancy_id,
        actor=_reader(session, message),
        now=message.created_at,
    )
    waiting = [one for one in shown if one.waits]
    if to is None or not waiting:
        return None
    lists = {one.shortlist_id for one in waiting}
    mail = ReminderMail(
        title=vacancy.title,
        address=(
            desk.answer_address(to, message.to.id, lists.pop())
            if len(lists) == 1
            else f"{desk.public_url}/employer/vacancies/{_vacancy_ref(vacancy)}"
        ),
        count=len(waiting),
        since_on=local_day(min(one.state_at for one in waiting)),
        office_phone=_phone_for(session, vacancy),
    )
    return desk.letter("reminder", to, mail)


def meeting_agreed(desk: Desk, session: Session, message: DueMessage) -> Letter | None:
    """Tell a member that a person agreed to meet them; None if that is over."""
    to = addressee(session, message)
    found = introduction_brief(session, message.payload["introduction_id"])
    if to is None or found.state is not State.INTERVIEW:
        return None
    vacancy = vacancy_brief(session, found.vacancy_id)
    mail = OnePersonMail(
        title=vacancy.title,
        person=reference(Kind.PERSON, found.returnee_id),
        address=f"{desk.public_url}/employer/vacancies/{_vacancy_ref(vacancy)}",
        office_phone=_phone_for(session, vacancy),
    )
    return desk.letter("meeting_agreed", to, mail)


def _reader(session: Session, message: DueMessage) -> Actor:
    """Return the member who will read it: a mail shows what their page would."""
    found = member(session, message.to.id)
    employer_id = found.employer_id if found is not None else None
    return Actor(role=Role.EMPLOYER_MEMBER, employer_id=employer_id)


def _mail_cards(
    session: Session, entries: Collection[ShownEntry], language: Language
) -> tuple[MaskedCard, ...]:
    by_person = cards(session, [entry.returnee_id for entry in entries])
    uris = {one.concept_uri for entry in entries for one in entry.reasons if one.concept_uri} | {
        card.occupation_uri for card in by_person.values() if card.occupation_uri
    }
    labels = concept_labels(session, uris, language)
    return tuple(
        _mail_card(entry, by_person[entry.returnee_id], language, labels) for entry in entries
    )


def _mail_card(
    entry: ShownEntry, card: Card, language: Language, labels: Mapping[str, str]
) -> MaskedCard:
    def said(kind: ReasonKind) -> tuple[str, ...]:
        return tuple(
            reason_sentence(one, language, labels) for one in _of_kind(entry.reasons, kind)
        )

    return MaskedCard(
        person=reference(Kind.PERSON, entry.returnee_id),
        introduction=reference(Kind.INTRODUCTION, entry.introduction_id),
        state=entry.state,
        occupation=labels.get(card.occupation_uri or ""),
        experience_months=card.experience_months,
        governorate=card.governorate,
        why=said(ReasonKind.FITS),
        ask=said(ReasonKind.ASK),
        missing=said(ReasonKind.MISSING),
    )


def _of_kind(reasons: Collection[Reason], kind: ReasonKind) -> list[Reason]:
    return [one for one in reasons if one.kind is kind]


def _phone_for(session: Session, vacancy: VacancyBrief) -> str | None:
    office_id = office_for(session, vacancy.governorate)
    found = office(session, office_id) if office_id is not None else None
    return found.phone if found is not None else None


def _vacancy_ref(vacancy: VacancyBrief) -> str:
    return reference(Kind.VACANCY, vacancy.vacancy_id)
