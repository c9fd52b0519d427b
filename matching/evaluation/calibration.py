"""Chances from scores: a line through the log-odds. numpy alone; scikit-learn gives the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.scorer import chances

BOTH_SORTS = 2
STEPS = 50
STEEPEST = 50.0
"""No line is steeper, even where outcomes can be told apart without a fault."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    """Chances are those of `slope` × log-odds + `shift`."""

    slope: float = 1.0
    shift: float = 0.0

    def chances(self, odds: Floats) -> Floats:
        """Return the chances, in [0, 1]."""
        return chances(self.slope * odds + self.shift)


@dataclass(frozen=True, slots=True, eq=False)
class Stairs:
    """Chances at some log-odds, never falling; between two of them they rise evenly."""

    odds: Floats
    heights: Floats

    def chances(self, odds: Floats) -> Floats:
        """Return the chances, in [0, 1]."""
        return np.interp(odds, self.odds, self.heights)


Calibration: TypeAlias = Line | Stairs


def fitted_line(odds: Floats, came_true: Floats) -> Line:
    """Return the line of the greatest likelihood; the plain one if only one sort came.

    By Newton's method on centred log-odds. A line that falls is no calibration: it is flat then.

    Source: Platt (1999), Probabilistic outputs for support vector machines.
    """
    if len(np.unique(came_true)) < BOTH_SORTS:
        return Line()
    centre, spread = float(odds.mean()), float(odds.std()) or 1.0
    known = np.stack([(odds - centre) / spread, np.ones(len(odds))])
    found = np.zeros(2)
    for _ in range(STEPS):
        chance = chances(found @ known)
        hessian = (known * (chance * (1.0 - chance))) @ known.T + 1e-9 * np.eye(2)
        step = np.linalg.solve(hessian, known @ (came_true - chance))
        found = np.clip(found + np.clip(step, -2.0, 2.0), -STEEPEST, STEEPEST)
        if float(np.abs(step).max()) < 1e-12:  # noqa: PLR2004  no step is left
            break
    slope = max(float(found[0]) / spread, 0.0)
    return Line(slope, float(found[1]) - slope * centre)


def crossed_chances(
    odds: Sequence[float], came_true: Sequence[float], folds: Sequence[int]
) -> Floats:
    """Return chances of log-odds, each fold calibrated by the others."""
    score, truth, fold = np.array(odds), np.array(came_true), np.array(folds)
    expected = np.zeros(len(score))
    for one in np.unique(fold).tolist():
        others, here = fold != one, fold == one
        expected[here] = fitted_line(score[others], truth[others]).chances(score[here])
    return expected
