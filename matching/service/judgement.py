"""A caseworker's own judgement: somebody is put forward whatever their rank."""

from datetime import datetime

from sqlmodel import Session

from employers.interface import vacancy_brief
from kernel.actor import Actor
from matching.errors import NotPutForward
from matching.interface import suggestable
from matching.rules import check_may_suggest
from matching.service.introductions import move_introduction, suggest
from matching.values.introductions import IntroductionBrief, MoveOrder, State, Suggestion, Via
from skills.interface.returnees import standing


def put_forward(
    session: Session, *, returnee_id: int, vacancy_id: int, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Put a person to a vacancy by a caseworker's own judgement, whatever their rank.

    It is theirs to decide, so that it counts as checked: the person is asked next.

    Raises
    ------
    NotPutForward
        If the person is not free for it, or the vacancy is not open.
    DomainError
        As `suggest`.
    """
    vacancy = vacancy_brief(session, vacancy_id)
    check_may_suggest(actor, standing(session, returnee_id))
    if not suggestable(session, vacancy, [returnee_id], now=now):
        raise NotPutForward
    suggestion = Suggestion(returnee_id, vacancy_id, vacancy.employer_id, None, Via.DESK)
    fresh = suggest(session, suggestion=suggestion, actor=actor, now=now)
    order = MoveOrder(fresh.introduction_id, State.APPROVED, via=Via.DESK)
    return move_introduction(session, order=order, actor=actor, now=now)
