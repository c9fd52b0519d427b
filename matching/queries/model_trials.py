"""The trial that a model must pass before it ranks: each check with its figure. numpy alone.

Source: docs/matching.md, putting a model to use.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlmodel import Session

from matching.evaluation.made_trials import made_trial
from matching.evaluation.measures import ece, ndcg
from matching.evaluation.trials import Floats, scores_by
from matching.features import FEATURES
from matching.queries.outcomes import Answered, usable_answers
from matching.queries.rosters import neighbours_of
from matching.scorer import ModelWeights, scores_of
from matching.simulation import Assumptions, Extent, Policy, compare
from matching.values.model_versions import Check, Checked, Verdict
from skills.interface.needs import occupation_needs

LEAST_LATER = 30
"""So many later answers at least, and both sorts among them: fewer say nothing of a model."""
MOST_LOST = 0.02
"""So much nDCG or calibration error may be lost against the model that ranks."""
LEAST_IMPACT = 0.8
"""Source: Uniform Guidelines on Employee Selection Procedures (1978), the four-fifths rule."""
WORLDS, EXTENT = 8, Extent()
"""Made-up worlds in which both rank, half a second each."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """A model that stands for a trial: its version as it is kept, and the last answer it saw."""

    version: str
    model: ModelWeights
    learned_until: datetime | None = None


def tried(session: Session, entrant: Entrant, in_use: Entrant) -> Verdict:
    """Return how a model does against the one that ranks; some seconds.

    Answers later than those that either of both learned from are fair to both.
    """
    seen = [one.learned_until for one in (entrant, in_use) if one.learned_until is not None]
    later = [one for one in usable_answers(session) if not seen or one.at > max(seen)]
    pair = (entrant.model, in_use.model)
    return Verdict(
        entrant.version,
        in_use.version,
        (
            _enough(later),
            _made_people(session, *pair),
            _later_order(later, *pair),
            _calibration(later, *pair),
            _fairness(*pair),
            _direction(entrant.model),
        ),
    )


def _enough(later: Sequence[Answered]) -> Checked:
    has_both = len({one.was_wanted for one in later}) > 1
    holds = has_both and len(later) >= LEAST_LATER
    return Checked(Check.LATER_ANSWERS, float(len(later)), None, LEAST_LATER, holds)


def _made_people(session: Session, ours: ModelWeights, other: ModelWeights) -> Checked:
    """Hold both against people made from the taxonomy in use; nothing to hold without one."""
    needs = occupation_needs(session)
    trial = made_trial(needs, neighbours_of(session, None))
    if not trial.people:
        return _unmeasured(Check.MADE_PEOPLE)
    features = trial.features()
    figures = [trial.quality(scores_by(features, one)).ndcg_at_10 for one in (ours, other)]
    return _not_lower(Check.MADE_PEOPLE, *figures)


def _later_order(later: Sequence[Answered], ours: ModelWeights, other: ModelWeights) -> Checked:
    """Hold both against vacancies of which some were wanted and others refused."""
    by_vacancy: dict[int, list[Answered]] = defaultdict(list)
    for one in later:
        by_vacancy[one.vacancy_id].append(one)
    mixed = [some for some in by_vacancy.values() if len({one.was_wanted for one in some}) > 1]
    if not mixed:
        return _unmeasured(Check.LATER_ORDER)
    figures = [
        float(np.mean([ndcg(_gains(some, model)) for some in mixed])) for model in (ours, other)
    ]
    return _not_lower(Check.LATER_ORDER, *figures)


def _gains(answers: Sequence[Answered], model: ModelWeights) -> Floats:
    # Of equal scores the earlier answer first: the same order on every run.
    order = np.argsort(-_scores(answers, model), kind="stable")
    return _wanted(answers)[order]


def _calibration(later: Sequence[Answered], ours: ModelWeights, other: ModelWeights) -> Checked:
    if not later:
        return _unmeasured(Check.CALIBRATION)
    ours_at, other_at = (ece(_scores(later, one), _wanted(later)) for one in (ours, other))
    limit = other_at + MOST_LOST
    return Checked(Check.CALIBRATION, ours_at, other_at, limit, ours_at <= limit)


def _fairness(ours: ModelWeights, other: ModelWeights) -> Checked:
    def lowest(model: ModelWeights) -> float:
        found = compare(range(1, WORLDS + 1), EXTENT, Assumptions(), [Policy.ALLOCATED], model)
        return min(found.impact[Policy.ALLOCATED].values(), default=1.0)

    figure = lowest(ours)
    return Checked(Check.FAIRNESS, figure, lowest(other), LEAST_IMPACT, figure >= LEAST_IMPACT)


def _direction(model: ModelWeights) -> Checked:
    pairs = zip(FEATURES, model.weights, strict=True)
    falling = sum(weight * feature.direction < 0.0 for feature, weight in pairs)
    return Checked(Check.DIRECTION, float(falling), None, 0.0, falling == 0)


def _not_lower(check: Check, figure: float, in_use: float) -> Checked:
    limit = in_use - MOST_LOST
    return Checked(check, figure, in_use, limit, figure >= limit)


def _unmeasured(check: Check) -> Checked:
    """Return a check of which nothing can be said; having enough to go by is another check."""
    return Checked(check, None, None, MOST_LOST, holds=True)


def _scores(answers: Sequence[Answered], model: ModelWeights) -> Floats:
    features = np.array([one.features for one in answers], dtype=np.float64)
    return scores_of(features.T, model)


def _wanted(answers: Sequence[Answered]) -> Floats:
    return np.array([one.was_wanted for one in answers], dtype=np.float64)
