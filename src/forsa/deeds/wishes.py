"""What a person answers on their own pages: yes, no, take back, ask my caseworker."""

from datetime import datetime

from sqlmodel import Session

from employers.errors import VacancyNotFound
from employers.interface import employer_brief, vacancy_brief
from employers.states import MAY_HIRE
from employers.values import VacancyState
from forsa.deeds.introductions import move_introduction, say_yes
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.errors import MoveNotAllowed
from matching import service as matching
from matching.errors import AlreadyIntroduced, IntroductionNotFound, NotFree
from matching.interface import introduction_brief, introductions_of
from matching.states import BEFORE_SENT, OPEN, By
from matching.values.introductions import (
    IntroductionBrief,
    MoveOrder,
    MoveReason,
    State,
    Suggestion,
    Via,
)
from matching.values.tasks import TaskDraft, TaskKind
from skills.interface.returnees import standing

YES_GIVEN = frozenset(OPEN) - (BEFORE_SENT - {State.INTERESTED})
"""A person in one of these states has said yes to the job."""

MEETING_AGREED = YES_GIVEN - {State.INTERESTED, State.SENT, State.HELD, State.MEETING_ASKED}

AGAIN = frozenset(
    {State.DECLINED, State.WITHDRAWN, State.NOT_REACHED, State.DISMISSED, State.LAPSED}
)
"""After these a person may be put to the same vacancy anew, if it is open; after an employer's
no, or its silence, they may not."""


def want_vacancy(
    session: Session, *, vacancy_id: int, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Take a person's yes to a vacancy and return how it stands; a second yes changes nothing.

    If they were not put to it before, or it had ended and may begin anew, their yes begins it.

    Raises
    ------
    VacancyNotFound
        If there is none that people may still ask for.
    NotFree
        If the person is on pause, has work or has left.
    MoveNotAllowed
        If it has ended for good.
    ConsentMissing
        If the person does not agree to matching, or was asked and not to the masked card.
    """
    known = _newest(session, vacancy_id, actor)
    if known is None or known.state not in OPEN:
        known = _begin(session, vacancy_id, known, actor, now)
    if known.state in YES_GIVEN or (known.state is State.SUGGESTED and known.wanted_at):
        return known
    if not standing(session, own_id(actor)).is_free:
        raise NotFree
    return say_yes(
        session, introduction_id=known.introduction_id, via=Via.PAGE, actor=actor, now=now
    )


def turn_down_vacancy(
    session: Session, *, vacancy_id: int, reason: MoveReason, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Take a person's no to a vacancy and return how it stands; a second no changes nothing.

    Raises
    ------
    VacancyNotFound, NotFree, ConsentMissing
        As `want_vacancy`, if they were not put to it before.
    ReasonMissing
        If the reason is not one of a no.
    MoveNotAllowed
        If the employer has asked or agreed to something meanwhile.
    """
    known = _newest(session, vacancy_id, actor)
    if known is None:
        known = _begin(session, vacancy_id, None, actor, now)
    if known.state not in OPEN:
        return known
    order = MoveOrder(known.introduction_id, State.DECLINED, reason, Via.PAGE)
    return move_introduction(session, order=order, actor=actor, now=now)


def take_back(
    session: Session, *, introduction_id: int, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Take back what a person answered, a yes or a no, and return how it stands then.

    A yes ends what it began, wherever it stands; what an employer has learned by then is not
    unlearned. A closed row is never opened again: after a no a new one is begun, not answered.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor may know of.
    MoveNotAllowed
        If it cannot be taken back any more.
    VacancyNotFound, NotFree, ConsentMissing
        As `want_vacancy`, for a no.
    """
    found = _own(session, introduction_id, actor)
    newest = _newest(session, found.vacancy_id, actor) or found
    if found.state is State.DECLINED:
        is_open = newest.state in OPEN
        return newest if is_open else _begin(session, found.vacancy_id, newest, actor, now)
    unanswered = found.state in BEFORE_SENT - {State.INTERESTED} and found.wanted_at is None
    if unanswered or found.state is State.WITHDRAWN:
        return found
    order = MoveOrder(introduction_id, State.WITHDRAWN, MoveReason.PERSON_ASKED, Via.PAGE)
    return move_introduction(session, order=order, actor=actor, now=now)


def agree_to_meeting(
    session: Session, *, introduction_id: int, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Take a person's yes to an employer who wants to meet; a second yes changes nothing.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor may know of.
    MoveNotAllowed
        If nobody asks, or not any more.
    """
    found = _own(session, introduction_id, actor)
    if found.state in MEETING_AGREED:
        return found
    _check_asked(found)
    return say_yes(session, introduction_id=introduction_id, via=Via.PAGE, actor=actor, now=now)


def decline_meeting(
    session: Session, *, introduction_id: int, reason: MoveReason, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Take a person's no to an employer who wants to meet; a second no changes nothing.

    Raises
    ------
    IntroductionNotFound, MoveNotAllowed
        As `agree_to_meeting`.
    """
    found = _own(session, introduction_id, actor)
    if found.state is State.DECLINED:
        return found
    _check_asked(found)
    order = MoveOrder(introduction_id, State.DECLINED, reason, Via.PAGE)
    return move_introduction(session, order=order, actor=actor, now=now)


def ask_caseworker(session: Session, *, introduction_id: int, actor: Actor, now: datetime) -> bool:
    """Have the person's caseworker call them about a meeting; False if that was asked before.

    Raises
    ------
    IntroductionNotFound, MoveNotAllowed
        As `agree_to_meeting`.
    """
    found = _own(session, introduction_id, actor)
    _check_asked(found)
    whose = standing(session, found.returnee_id)
    draft = TaskDraft(
        key=f"meeting-question:{introduction_id}",
        kind=TaskKind.CALL_PERSON,
        office_id=whose.office_id,
        account_id=whose.caseworker_id,
        due_on=local_day(now),
        introduction_id=introduction_id,
        vacancy_id=found.vacancy_id,
        returnee_id=found.returnee_id,
    )
    return matching.open_task(session, draft=draft, now=now)


def own_id(actor: Actor) -> int:
    """Return whose pages these are. Raises IntroductionNotFound if the actor has none."""
    if actor.returnee_id is None:
        raise IntroductionNotFound
    return actor.returnee_id


def _own(session: Session, introduction_id: int, actor: Actor) -> IntroductionBrief:
    found = introduction_brief(session, introduction_id)
    if found.returnee_id != own_id(actor):
        raise IntroductionNotFound
    return found


def _newest(session: Session, vacancy_id: int, actor: Actor) -> IntroductionBrief | None:
    found = introductions_of(session, returnee_id=own_id(actor), vacancy_id=vacancy_id)
    return found[-1] if found else None


def _check_asked(found: IntroductionBrief) -> None:
    if found.state is not State.MEETING_ASKED:
        allowed = tuple(
            to
            for to, who in (OPEN[found.state].moves if found.state in OPEN else {}).items()
            if By.RETURNEE in who
        )
        raise MoveNotAllowed(found.state, State.INTERVIEW, allowed)


def _begin(
    session: Session,
    vacancy_id: int,
    before: IntroductionBrief | None,
    actor: Actor,
    now: datetime,
) -> IntroductionBrief:
    """Begin an introduction by the person's own hand; whoever else was first has begun it."""
    if before is not None and before.state not in AGAIN:
        raise MoveNotAllowed(before.state, State.SUGGESTED, ())
    vacancy = vacancy_brief(session, vacancy_id)
    hires = employer_brief(session, vacancy.employer_id).state in MAY_HIRE
    if vacancy.state is not VacancyState.OPEN or not hires:
        raise VacancyNotFound
    if not standing(session, own_id(actor)).is_free:
        raise NotFree
    suggestion = Suggestion(own_id(actor), vacancy_id, vacancy.employer_id, None, Via.PAGE)
    try:
        return matching.suggest(session, suggestion=suggestion, actor=actor, now=now)
    except AlreadyIntroduced:
        known = _newest(session, vacancy_id, actor)
        if known is None or known.state not in OPEN:
            raise
        return known
