"""Lots in made-up worlds, where it is known what the other way would have brought."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.allocation.rounding import NEAR_EQUAL
from matching.evaluation.calibration import fitted_line
from matching.evaluation.counterfactual import Drawn
from matching.scorer import ModelWeights
from matching.simulation.assumptions import Assumptions
from matching.simulation.chance import Chance
from matching.simulation.months import Fates
from matching.simulation.policies import PLACES
from matching.simulation.world import Extent, Opening, World, make_world

Floats = NDArray[np.float64]

FOLDS = 2
_ODDS = ("odds", "best_odds")
CLOSEST = 1e-9
"""Scores of 0 or 1 are taken for so little away from them: log-odds stay finite."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnLots:
    """Lots for last places, and how often whoever has the best score would have been met.

    `of_lots` is the share of those whom the lots fell on.
    """

    drawn: Drawn
    truth: float
    of_lots: float


@dataclass(frozen=True, slots=True)
class _Lot:
    chance: float
    is_best: bool
    met: bool
    best_met: bool
    odds: float
    best_odds: float


def draw_lots(
    seeds: Iterable[int],
    extent: Extent,
    assumptions: Assumptions,
    model: ModelWeights | None = None,
) -> DrawnLots | None:
    """Draw the last place of each list among near-equals; None if no list has any.

    The chance that an employer asks to meet somebody is learned from the lots of the other half.
    """
    found = [
        lot
        for seed in seeds
        for lot in _lots_of(make_world(seed, extent, assumptions, model), assumptions)
    ]
    if not found:
        return None
    met = np.array([lot.met for lot in found], dtype=np.float64)
    odds, best_odds = (np.array([getattr(lot, name) for lot in found]) for name in _ODDS)
    expected, of_best = _expected(odds, best_odds, met)
    chance = np.array([lot.chance for lot in found])
    is_best = np.array([lot.is_best for lot in found], dtype=np.float64)
    truth = float(np.mean([lot.best_met for lot in found]))
    return DrawnLots(Drawn(chance, is_best, met, expected, of_best), truth, float(met.mean()))


def _expected(odds: Floats, best_odds: Floats, met: Floats) -> tuple[Floats, Floats]:
    """Return the chances of the drawn and of the best, each half by a line of the other half."""
    expected, of_best = np.zeros(len(met)), np.zeros(len(met))
    fold = np.arange(len(met)) % FOLDS
    for one in range(FOLDS):
        line = fitted_line(odds[fold != one], met[fold != one])
        expected[fold == one] = line.chances(odds[fold == one])
        of_best[fold == one] = line.chances(best_odds[fold == one])
    return expected, of_best


def _lots_of(world: World, assumptions: Assumptions) -> list[_Lot]:
    fates, chance = Fates(world, assumptions), Chance(f"lots {world.seed}")

    def is_met(place: int, one: int) -> bool:
        opening = world.openings[place]
        liking = fates.liking(place, int(opening.rows[one]), float(opening.scores[one]))
        return liking > assumptions.demanding

    found = []
    for place, opening in enumerate(world.openings):
        equals = _near_equals(opening)
        if len(equals) > 1:
            best, chosen = int(equals[0]), int(equals[chance.between(0, len(equals))])
            met, odds = is_met(place, chosen), _odds(opening, chosen)
            chance_of_lot = 1.0 / len(equals)
            of_best = (is_met(place, best), odds, _odds(opening, best))
            found.append(_Lot(chance_of_lot, chosen == best, met, *of_best))
    return found


def _near_equals(opening: Opening) -> NDArray[np.int64]:
    """Return the candidates, best first, among whom the last place is drawn."""
    last = PLACES - 1
    if len(opening.scores) <= last:
        return np.zeros(0, dtype=np.int64)
    near = np.abs(opening.scores - opening.scores[last]) <= NEAR_EQUAL
    near[:last] = False
    return np.flatnonzero(near)


def _odds(opening: Opening, one: int) -> float:
    score = float(np.clip(opening.scores[one], CLOSEST, 1.0 - CLOSEST))
    return float(np.log(score / (1.0 - score)))
