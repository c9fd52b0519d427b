"""Moves of introductions, with all that they mean for the person and the vacancy."""

from datetime import datetime

from sqlmodel import Session

from employers.interface import members_of
from employers.service import give_place_back, take_place
from forsa.deeds.vacancies import end_on_vacancy
from kernel import outbox
from kernel.actor import EMPLOYER_ROLES, Actor, Role
from kernel.outbox import Message, Recipient, RecipientKind
from matching import service as matching
from matching.interface import ended_by_hire, introduction_brief, introductions_of
from matching.states import EMPLOYER_ANSWERS, OPEN, WITH_CARD
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
    before = introduction_brief(session, order.introduction_id)
    agrees = order.to is State.INTERVIEW and before.state is State.MEETING_ASKED
    if agrees:
        _agree(session, before, actor, now)
    moved = matching.move_introduction(session, order=order, actor=actor, now=now)
    if agrees:
        _disclose(session, moved, actor, now)
    elif moved.state is State.HIRED:
        _hire(session, moved, actor, now)
    elif moved.state is State.CANCELLED:
        _cancel_hire(session, moved, before.state_at, actor, now)
    elif moved.state is State.WITHDRAWN:
        take_disclosure_back(session, moved, actor, now)
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


def say_no(
    session: Session, *, order: MoveOrder, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Take a person's no; told to their office before they were asked, it counts as both.

    Raises
    ------
    DomainError
        As `move_introduction`.
    """
    found = introduction_brief(session, order.introduction_id)
    if found.state is State.APPROVED and actor.role is not Role.RETURNEE:
        asked = MoveOrder(order.introduction_id, State.ASKED, via=order.via)
        move_introduction(session, order=asked, actor=actor, now=now)
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


def take_disclosure_back(
    session: Session, ended: IntroductionBrief, actor: Actor, now: datetime
) -> None:
    """Take back that this employer may learn who the person is, so that nothing rests on it."""
    skills.withdraw_disclosure(
        session,
        returnee_id=ended.returnee_id,
        vacancy_id=ended.vacancy_id,
        method=_method(ended, actor),
        actor=actor,
        now=now,
    )


def _method(found: IntroductionBrief, actor: Actor) -> ConsentMethod:
    """Return how a person's word reached us: what others write down for them is witnessed."""
    by_themselves = actor.is_returnee(found.returnee_id)
    return ConsentMethod.SELF if by_themselves else ConsentMethod.WITNESSED


def _agree(session: Session, found: IntroductionBrief, actor: Actor, now: datetime) -> None:
    """Record the person's yes to this employer for this vacancy, unless they gave it before."""
    agreed = may_be_told_to(
        session,
        returnee_id=found.returnee_id,
        employer_id=found.employer_id,
        vacancy_id=found.vacancy_id,
        at=now,
    )
    if agreed:
        return
    draft = ConsentDraft(
        purpose=Purpose.DISCLOSURE,
        given_at=now,
        method=_method(found, actor),
        language=standing(session, found.returnee_id).language,
        employer_id=found.employer_id,
        vacancy_id=found.vacancy_id,
    )
    skills.record_consent(
        session, returnee_id=found.returnee_id, draft=draft, actor=actor, now=now
    )


def _disclose(session: Session, moved: IntroductionBrief, actor: Actor, now: datetime) -> None:
    matching.write_disclosure(session, introduction_id=moved.introduction_id, actor=actor, now=now)
    _tell_employer(session, moved, "meeting_agreed", now)


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
    left_count = take_place(session, vacancy_id=hired.vacancy_id, actor=system, now=now)
    if left_count == 0:
        end_on_vacancy(session, vacancy_id=hired.vacancy_id, actor=system, now=now)


def _cancel_hire(
    session: Session,
    cancelled: IntroductionBrief,
    hired_at: datetime,
    actor: Actor,
    now: datetime,
) -> None:
    """Take back what a hire brought with it, and ask again whom it had ended, where they may be.

    `hired_at` is when the introduction became `hired`.
    """
    system = Actor(role=Role.SYSTEM, account_id=actor.account_id)
    give_place_back(session, vacancy_id=cancelled.vacancy_id, actor=system, now=now)
    returnee_id = cancelled.returnee_id
    if standing(session, returnee_id).availability is Availability.PLACED:
        to = Availability.AVAILABLE
        skills.move_availability(session, returnee_id=returnee_id, to=to, actor=system, now=now)
    for old in ended_by_hire(session, cancelled, at=hired_at):
        suggestion = Suggestion(
            old.returnee_id, old.vacancy_id, old.employer_id, old.score, Via.JOB
        )
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
        if found.state in WITH_CARD:
            return matching.answer_entry(session, order=order, actor=actor, now=now)
    return move_introduction(session, order=order, actor=actor, now=now)
