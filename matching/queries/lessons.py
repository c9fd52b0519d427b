"""A model learned from what employers answered. Loads scikit-learn: for commands alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from sqlmodel import Session

from matching.queries.outcomes import Answered, usable_answers
from matching.scorer import ModelWeights, shipped_weights
from matching.training import Outcomes, learned, rounded
from matching.values.model_versions import LearnedFrom

EARLIER = 0.7
"""The share of all answers, the earliest, that is learned from; by the later ones it is tried."""


class Lacking(StrEnum):
    """Why there was nothing to learn, so that the model is the shipped one under a new version."""

    ANSWERS = "no answers"
    BOTH_SORTS = "answers of one sort alone"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A new model, what it learned from, and how many later answers it can be tried by."""

    model: ModelWeights
    learned_from: LearnedFrom
    later: int
    lacking: Lacking | None


def learn(session: Session, *, version: str) -> Lesson:
    """Return what the earlier answers make of the hand weights; one query.

    Without any, or with answers of one sort alone, it is the shipped model under a new version.
    """
    answered = usable_answers(session)
    earlier = answered[: round(EARLIER * len(answered))]
    lacking = _lacking(earlier)
    if lacking is not None:
        shipped = replace(shipped_weights(), version=version)
        return Lesson(shipped, LearnedFrom(0, 0, None), len(answered), lacking)
    outcomes = Outcomes(
        np.array([one.features for one in earlier], dtype=np.float64),
        np.array([one.was_wanted for one in earlier], dtype=np.int64),
    )
    asked = int(outcomes.wanted.sum())
    return Lesson(
        rounded(learned(outcomes, version)),
        LearnedFrom(asked, len(earlier) - asked, earlier[-1].at),
        len(answered) - len(earlier),
        None,
    )


def _lacking(answers: Sequence[Answered]) -> Lacking | None:
    if not answers:
        return Lacking.ANSWERS
    if len({one.was_wanted for one in answers}) == 1:
        return Lacking.BOTH_SORTS
    return None
