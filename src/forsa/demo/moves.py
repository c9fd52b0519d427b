"""One step of an introduction in the made-up past, by the deed that a page would call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from employers.interface import open_vacancies
from employers.values import ReviewReason, VacancyState
from forsa.deeds.consents import withdraw_consent
from forsa.deeds.introductions import ask_or_move, move_introduction, say_yes
from forsa.deeds.vacancies import move_vacancy
from forsa.demo.fates import Step, Who
from forsa.demo.founding import Cast
from kernel.actor import SYSTEM, Actor
from kernel.calendar import local_day
from matching.interface import introduction_brief, introductions_of
from matching.service import suggest
from matching.values.introductions import (
    ContractForm,
    IntroductionBrief,
    MoveOrder,
    State,
    Suggestion,
    Via,
)
from skills.interface.consents import live_purposes
from skills.interface.returnees import standing
from skills.service import record_consent
from skills.values.consents import ConsentDraft, ConsentMethod, Purpose

HELD_DAYS = 10
TRIAL_DAYS = 60
WAGE = 750_000


@dataclass(frozen=True, slots=True)
class Turn:
    """One introduction, the step that is its turn, and who its caseworker is."""

    found: IntroductionBrief
    step: Step
    caseworker: Actor
    cast: Cast
    now: datetime

    def order(self, via: Via) -> MoveOrder:
        """Return the order of a plain move, with the dates and sums that its state needs."""
        to, today = self.step.to, local_day(self.now)
        until = {State.HELD: HELD_DAYS, State.TRIAL: TRIAL_DAYS}.get(to)
        is_hire = to is State.HIRED
        return MoveOrder(
            self.found.introduction_id,
            to,
            self.step.reason,
            via,
            until_on=today + timedelta(days=until) if until else None,
            start_on=today + timedelta(days=1) if is_hire else None,
            wage=WAGE if is_hire else None,
            contract_form=ContractForm.WRITTEN if is_hire else None,
            may_be_told=to is State.REFUSED,
        )


def take(session: Session, introduction_id: int, step: Step, cast: Cast, now: datetime) -> bool:
    """Take one step if the introduction is where the step begins; return whether it was taken.

    Raises
    ------
    DomainError
        As the deed does.
    """
    found = introduction_brief(session, introduction_id)
    if found.state is not step.after:
        return False
    caseworker = cast.caseworker(standing(session, found.returnee_id).caseworker_id)
    turn = Turn(found, step, caseworker, cast, now)
    _DEEDS.get(step.to, _plain)(session, turn)
    return True


def _plain(session: Session, turn: Turn) -> None:
    actors = {
        Who.EMPLOYER: turn.cast.owners[turn.found.employer_id],
        Who.SYSTEM: SYSTEM,
    }
    actor = actors.get(turn.step.who, turn.caseworker)
    via = Via.PHONE if turn.step.who is Who.PERSON else Via.PAGE
    ask_or_move(session, order=turn.order(via), actor=actor, now=turn.now)


def _say_yes(session: Session, turn: Turn) -> None:
    """Take a person's yes on the phone; who has not agreed to the card is asked with it."""
    agreed = live_purposes(session, [turn.found.returnee_id], at=turn.now)
    if Purpose.MASKED_CARD not in agreed[turn.found.returnee_id]:
        draft = ConsentDraft(
            Purpose.MASKED_CARD, turn.now, ConsentMethod.WITNESSED, read_aloud=True
        )
        record_consent(
            session,
            returnee_id=turn.found.returnee_id,
            draft=draft,
            actor=turn.caseworker,
            now=turn.now,
        )
    say_yes(
        session,
        introduction_id=turn.found.introduction_id,
        via=Via.PHONE,
        actor=turn.caseworker,
        now=turn.now,
    )


def _meet(session: Session, turn: Turn) -> None:
    """Take a yes to a meeting; back from a meeting that was missed, the caseworker moves."""
    if turn.step.who is Who.PERSON:
        _say_yes(session, turn)
    else:
        move_introduction(
            session, order=turn.order(Via.PHONE), actor=turn.caseworker, now=turn.now
        )


def _take_back(session: Session, turn: Turn) -> None:
    withdraw_consent(
        session,
        returnee_id=turn.found.returnee_id,
        purpose=Purpose.MASKED_CARD,
        method=ConsentMethod.WITNESSED,
        actor=turn.caseworker,
        now=turn.now,
    )


def _close(session: Session, turn: Turn) -> None:
    move_vacancy(
        session,
        vacancy_id=turn.found.vacancy_id,
        to=VacancyState.CLOSED,
        actor=turn.cast.owners[turn.found.employer_id],
        now=turn.now,
        reason=ReviewReason.FILLED_ELSEWHERE,
    )


def _suggest_elsewhere(session: Session, turn: Turn) -> None:
    """Put the person to one more open vacancy, of another employer."""
    met = {one.vacancy_id for one in introductions_of(session, returnee_id=turn.found.returnee_id)}
    others = [
        one
        for one in open_vacancies(session)
        if one.vacancy_id not in met and one.employer_id != turn.found.employer_id
    ]
    if others:
        suggestion = Suggestion(
            turn.found.returnee_id, others[0].vacancy_id, others[0].employer_id, via=Via.DESK
        )
        suggest(session, suggestion=suggestion, actor=turn.caseworker, now=turn.now)


_DEEDS: Mapping[State, Callable[[Session, Turn], None]] = {
    State.INTERESTED: _say_yes,
    State.INTERVIEW: _meet,
    State.WITHDRAWN: _take_back,
    State.LAPSED: _close,
    State.SUGGESTED: _suggest_elsewhere,
}
"""The steps that are more than a move."""
