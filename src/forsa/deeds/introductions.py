"""Moves of introductions, with all that they mean for the person and the vacancy."""

from datetime import datetime, timedelta

from sqlmodel import Session

from employers.interface import members_of, vacancy_brief
from employers.service import give_place_back, take_place
from employers.values import VacancyState
from forsa.deeds.vacancies import end_on_vacancy
from kernel import outbox
from kernel.actor import EMPLOYER_ROLES, Actor, Role
from kernel.outbox import Message, Recipient, RecipientKind
from matching import service as matching
from matching.interface import introduction_brief, introductions_of
from matching.states import CANCEL_DAYS, EMPLOYER_ANSWERS, OPEN
from matching.values.introductions import (
    IntroductionBrief,
    MoveOrder,
    MoveReason,
    State,
    Suggestion,
    Via,
)
from skills import service as skills
from skills.interface.consents import live_purposes, may_be_told_to
from skills.interface.returnees import standing
from skills.values.consents import ConsentDraft, ConsentMethod, Purpose
from skills.values.returnees import Availability

BY_PHONE = frozenset({Via.PHONE, Via.DESK, Via.COMMAND})
CANCELLABLE = timedelta(days=CANCEL_DAYS + 1)
"""What ended longer ago than a hire can be cancelled did not end because of this hire."""


def move_introduction(
    session: Session, *, order: MoveOrder, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Move one introduction, whatever else this brings with it, and return how it stands.

    A yes to a meeting records the consent for this employer and vacancy and the disclosure; a
    hire places the person, takes a place and ends what else was open for them; its cancellation
    takes that back and asks again those whom the hire had ended. Who withdraws takes back that
    this employer may learn their name, so that no later introduction rests on it.

    Raises
    ------
    DomainError
        As `matching.service.move_introduction` and the deeds of the other domains.
    """
    if order.to is State.INTERVIEW:
        _agree(session, order, actor, now)
    moved = matching.move_introduction(session, order=order, actor=actor, now=now)
    if moved.state is State.INTERVIEW:
        matching.write_disclosure(
            session, introduction_id=moved.introduction_id, actor=actor, now=now
        )
        _tell_employer(session, moved, "meeting_agreed", now)
    elif moved.state is State.HIRED:
        _hire(session, moved, actor, now)
    elif moved.state is State.CANCELLED:
        _cancel_hire(session, moved, actor, now)
    elif moved.state is State.WITHDRAWN:
        _take_disclosure_back(session, moved, order, actor, now)
    elif moved.state is State.APPROVED and moved.wanted_at is not None:
        return _go_on_to_interested(session, moved, actor, now)
    return moved


def say_yes(
    session: Session, *, introduction_id: int, via: Via, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Take a person's yes, whichever step the introduction is at, and return how it stands.

    Before approval the yes is kept; approved, it counts as asked and answered at once; asked, it
    is an answer. A person who has not agreed to the masked card yet agrees to it by this yes
    only if the page said so: the caller records that consent first.

    Raises
    ------
    DomainError
        As `move_introduction`.
    """
    found = introduction_brief(session, introduction_id)
    if found.state is State.SUGGESTED:
        matching.want(session, introduction_id=introduction_id, actor=actor, now=now)
        return introduction_brief(session, introduction_id)
    if found.state is State.APPROVED and actor.role is Role.RETURNEE:
        matching.want(session, introduction_id=introduction_id, actor=actor, now=now)
        return _go_on_to_interested(session, found, actor, now)
    if found.state is State.APPROVED:
        asked = MoveOrder(introduction_id, State.ASKED, via=via)
        move_introduction(session, order=asked, actor=actor, now=now)
    to = State.INTERVIEW if found.state is State.MEETING_ASKED else State.INTERESTED
    order = MoveOrder(introduction_id, to, via=via)
    return move_introduction(session, order=order, actor=actor, now=now)


def carry_out_answer(session: Session, *, introduction_id: int, now: datetime) -> bool:
    """Carry out an employer's pending answer and go on at once where the person said yes before.

    Raises
    ------
    DomainError
        As `matching.service.carry_out_answer`.
    """
    if not matching.carry_out_answer(session, introduction_id=introduction_id, now=now):
        return False
    moved = introduction_brief(session, introduction_id)
    agreed = may_be_told_to(
        session,
        returnee_id=moved.returnee_id,
        employer_id=moved.employer_id,
        vacancy_id=moved.vacancy_id,
        at=now,
    )
    if moved.state is State.MEETING_ASKED and agreed:
        whose = standing(session, moved.returnee_id)
        person = Actor(role=Role.RETURNEE, returnee_id=whose.returnee_id)
        order = MoveOrder(introduction_id, State.INTERVIEW, via=Via.JOB)
        move_introduction(session, order=order, actor=person, now=now)
    return True


def _agree(session: Session, order: MoveOrder, actor: Actor, now: datetime) -> None:
    """Record the person's yes to this employer for this vacancy, unless they gave it before."""
    found = introduction_brief(session, order.introduction_id)
    agreed = may_be_told_to(
        session,
        returnee_id=found.returnee_id,
        employer_id=found.employer_id,
        vacancy_id=found.vacancy_id,
        at=now,
    )
    if agreed or found.state is not State.MEETING_ASKED:
        return
    method = ConsentMethod.WITNESSED if order.via in BY_PHONE else ConsentMethod.SELF
    draft = ConsentDraft(
        purpose=Purpose.DISCLOSURE,
        given_at=now,
        method=method,
        language=standing(session, found.returnee_id).language,
        employer_id=found.employer_id,
        vacancy_id=found.vacancy_id,
    )
    skills.record_consent(
        session, returnee_id=found.returnee_id, draft=draft, actor=actor, now=now
    )


def _take_disclosure_back(
    session: Session, moved: IntroductionBrief, order: MoveOrder, actor: Actor, now: datetime
) -> None:
    skills.withdraw_disclosure(
        session,
        returnee_id=moved.returnee_id,
        vacancy_id=moved.vacancy_id,
        method=ConsentMethod.WITNESSED if order.via in BY_PHONE else ConsentMethod.SELF,
        actor=actor,
        now=now,
    )


def _go_on_to_interested(
    session: Session, found: IntroductionBrief, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Carry out a yes that was given before the approval, if the masked card is agreed to."""
    agreed = live_purposes(session, [found.returnee_id], at=now)[found.returnee_id]
    if Purpose.MASKED_CARD not in agreed:
        return introduction_brief(session, found.introduction_id)
    order = MoveOrder(found.introduction_id, State.INTERESTED, via=Via.JOB)
    system = Actor(role=Role.SYSTEM, account_id=actor.account_id)
    return matching.move_introduction(session, order=order, actor=system, now=now)


def _hire(session: Session, hired: IntroductionBrief, actor: Actor, now: datetime) -> None:
    system = Actor(role=Role.SYSTEM, account_id=actor.account_id)
    if standing(session, hired.returnee_id).availability is not Availability.PLACED:
        skills.move_availability(
            session,
            returnee_id=hired.returnee_id,
            to=Availability.PLACED,
            actor=system,
            now=now,
        )
    for other in introductions_of(session, returnee_id=hired.returnee_id, states=OPEN.keys()):
        if other.introduction_id != hired.introduction_id and other.state is not State.HIRED:
            order = MoveOrder(
                other.introduction_id, State.OBSOLETE, MoveReason.HIRED_ELSEWHERE, Via.JOB
            )
            matching.end_introduction(session, order=order, actor=system, now=now)
    take_place(session, vacancy_id=hired.vacancy_id, actor=system, now=now)
    if vacancy_brief(session, hired.vacancy_id).state is VacancyState.FILLED:
        end_on_vacancy(session, vacancy_id=hired.vacancy_id, actor=system, now=now)


def _cancel_hire(
    session: Session, cancelled: IntroductionBrief, actor: Actor, now: datetime
) -> None:
    system = Actor(role=Role.SYSTEM, account_id=actor.account_id)
    give_place_back(session, vacancy_id=cancelled.vacancy_id, actor=system, now=now)
    skills.move_availability(
        session,
        returnee_id=cancelled.returnee_id,
        to=Availability.AVAILABLE,
        actor=system,
        now=now,
    )
    ended = introductions_of(
        session, vacancy_id=cancelled.vacancy_id, states=[State.LAPSED]
    ) + introductions_of(session, returnee_id=cancelled.returnee_id, states=[State.OBSOLETE])
    for old in ended:
        free = standing(session, old.returnee_id).is_free
        still_open = vacancy_brief(session, old.vacancy_id).state is VacancyState.OPEN
        if free and still_open and old.state_at >= cancelled.state_at - CANCELLABLE:
            _ask_again(session, old, system, now)


def _ask_again(session: Session, old: IntroductionBrief, system: Actor, now: datetime) -> None:
    suggestion = Suggestion(old.returnee_id, old.vacancy_id, old.employer_id, old.score, Via.JOB)
    matching.suggest_again(session, suggestion=suggestion, follows=old, actor=system, now=now)


def _tell_employer(
    session: Session, moved: IntroductionBrief, template: str, now: datetime
) -> None:
    for member in members_of(session, moved.employer_id):
        message = Message(
            dedupe_key=f"{template}:{moved.introduction_id}:member:{member.member_id}",
            to=Recipient(RecipientKind.MEMBER, member.member_id),
            template=template,
            payload={"introduction_id": moved.introduction_id, "urgent": True},
        )
        outbox.post(session, message=message, now=now)


def ask_or_move(
    session: Session, *, order: MoveOrder, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Keep an employer's answer to a card as pending, carry out every other move at once.

    Raises
    ------
    DomainError
        As `move_introduction` and `matching.service.answer_entry`.
    """
    if actor.role in EMPLOYER_ROLES and order.to in EMPLOYER_ANSWERS:
        found = introduction_brief(session, order.introduction_id)
        if found.state in (State.SENT, State.HELD):
            return matching.answer_entry(session, order=order, actor=actor, now=now)
    return move_introduction(session, order=order, actor=actor, now=now)
