"""What employers answered to people on shortlists: what may be learned from, and nothing else."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import sqlalchemy as sa
from sqlmodel import Session, col, select

from matching.evaluation.counterfactual import Estimate, among_all
from matching.features import NAMES
from matching.models import Introduction, IntroductionMove, ShortlistEntry
from matching.states import REASONS_OF_FIT
from matching.values.introductions import State


@dataclass(frozen=True, slots=True)
class Answered:
    """One entry of a vacancy that an employer answered, with what its rank rested on, frozen.

    `was_wanted` if a meeting was asked for; else refused for a reason of fit. Silence, withdrawal
    and other refusals say nothing about fit and are not here. `propensity` is the chance of the
    lot that put the person there, None without a lot.
    """

    vacancy_id: int
    features: tuple[float, ...]
    score: float
    was_wanted: bool
    at: datetime
    propensity: float | None


def answered_entries(session: Session) -> list[Answered]:
    """Return all that employers answered, oldest first; one query."""
    to_state, reason = col(IntroductionMove.to_state), col(IntroductionMove.reason)
    says = sa.or_(
        to_state == State.MEETING_ASKED,
        sa.and_(to_state == State.REFUSED, reason.in_(REASONS_OF_FIT)),
    )
    rows = session.exec(
        select(ShortlistEntry, IntroductionMove, Introduction.vacancy_id)
        .join(
            IntroductionMove,
            col(IntroductionMove.introduction_id) == col(ShortlistEntry.introduction_id),
        )
        .join(Introduction, col(Introduction.id) == col(ShortlistEntry.introduction_id))
        .where(says)
        .order_by(col(IntroductionMove.at), col(IntroductionMove.id))
    ).all()
    first: dict[int, Answered] = {}
    for entry, move, vacancy_id in rows:
        # The first answer counts: whoever was met and then refused was worth a meeting.
        first.setdefault(
            entry.introduction_id,
            Answered(
                vacancy_id,
                tuple(entry.features),
                entry.score,
                move.to_state is State.MEETING_ASKED,
                move.at,
                entry.propensity,
            ),
        )
    return list(first.values())


def usable_answers(session: Session) -> list[Answered]:
    """Return the answers to people who were ranked by the features of today, oldest first."""
    return [one for one in answered_entries(session) if len(one.features) == len(NAMES)]


@dataclass(frozen=True, slots=True)
class LotsAnswered:
    """How often employers asked to meet whoever a lot put on a list, and the others.

    `by_lot` counts each of those between whom lots were drawn alike. None without an answer.
    """

    by_lot: Estimate | None
    by_score: Estimate | None


def lots_answered(session: Session) -> LotsAnswered:
    """Return how often answers were a wish to meet; one query."""
    answered = answered_entries(session)
    by_lot = [(one, one.propensity) for one in answered if one.propensity is not None]
    by_score = [one for one in answered if one.propensity is None]
    return LotsAnswered(
        among_all(
            np.array([chance for _, chance in by_lot], dtype=np.float64),
            np.array([one.was_wanted for one, _ in by_lot], dtype=np.float64),
        ),
        among_all(
            np.ones(len(by_score)),
            np.array([one.was_wanted for one in by_score], dtype=np.float64),
        ),
    )
