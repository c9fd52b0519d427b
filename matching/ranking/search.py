"""Find the best few rows among very many: bounds for all, the exact score for few.

Every row has an upper bound of its log-odds that is cheap to make. Rows are looked at from the
highest bound down, until no row that is left can be among the first. So what is found is what
ranking everybody would put first, to the last bit and with the same ties.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, log
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matching.index.lots import best_first

PORTION = 128
"""Rows that are scored at first: the fewer, the sooner it shows that enough are scored."""
GROWTH = 2
"""So many times more are scored each time."""
FIRST_LOOK = 768
"""Rows with the highest bounds that are looked at first; a few of them pass the gates."""
WIDER = 8
"""So many times more rows are looked at where too few have passed."""
BLOCK = 2**15
"""Rows whose circumstances are looked at at once: what fits the nearest memory of a processor."""
SAMPLE = 2**14
"""Bounds by which it is guessed where the first look begins. What is found hangs on no guess."""

HALF_A_DIGIT = 1e-9
"""Scores are rounded; a row may lie so far below a score and yet be equal to it."""
SLACK = 1e-6
"""Log-odds by which bounds may be wrong, since sums of fractions are."""

Rows = NDArray[np.int64]


class Searched(Protocol):
    """Rows to search. Bounds are counted in steps; all else is in log-odds."""

    @property
    def bounds(self) -> NDArray[np.uint16]:
        """The most that skills and occupation add to each row, in steps."""

    @property
    def step(self) -> float:
        """What a step is."""

    @property
    def base(self) -> float:
        """The log-odds of a row of which nothing is known."""

    @property
    def most(self) -> float:
        """The most that all else adds to any row."""

    def passing(self, rows: Rows) -> tuple[Rows, NDArray[np.float64]]:
        """Return those rows that no gate stops, and at most what all else adds to each."""

    def scores(self, rows: Rows) -> NDArray[np.float64]:
        """Return the exact scores of rows."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Rows with their scores, best first; `scored` counts the rows that were scored for it."""

    rows: Rows
    scores: NDArray[np.float64]
    scored: int


class BestSoFar:
    """The first `top` rows by score among those seen so far, and their equals."""

    def __init__(self, top: int) -> None:
        self.top = top
        self.rows: Rows = np.zeros(0, dtype=np.int64)
        self.scores = np.zeros(0)
        self.seen = 0

    def add(self, rows: Rows, scores: NDArray[np.float64]) -> None:
        """See more rows."""
        self.seen += len(rows)
        self.rows = np.concatenate((self.rows, rows))
        self.scores = np.concatenate((self.scores, scores))
        keep = self.scores >= self._least()
        self.rows, self.scores = self.rows[keep], self.scores[keep]

    def least_odds(self) -> float:
        """Return the log-odds below which nobody comes among the first any more."""
        least = self._least() - HALF_A_DIGIT
        return log(least / (1.0 - least)) - SLACK if least > 0.0 else -inf

    def _least(self) -> float:
        enough = len(self.scores) >= self.top
        return float(np.partition(self.scores, -self.top)[-self.top]) if enough else 0.0


def best_rows(
    searched: Searched,
    ids: NDArray[np.int64],
    *,
    top: int,
    salt: str,
    first_look: int = FIRST_LOOK,
) -> Found:
    """Return the first `top` rows that pass the gates, best first, ties by lot; fewer if fewer do.

    `ids` are those of the rows. What is found does not hang on `first_look`.
    """
    best = BestSoFar(top)
    if top > 0 and len(ids):
        for rows in _waves(searched, best, first_look):
            for some in _hopeful(searched, best, rows):
                best.add(some, searched.scores(some))
    order = best_first(best.scores, ids[best.rows], salt)[:top]
    return Found(best.rows[order], best.scores[order], best.seen)


def _waves(searched: Searched, best: BestSoFar, first_look: int) -> Iterator[Rows]:
    """Yield rows, those with the highest bounds first, until none that is left can matter."""
    bounds, looked = searched.bounds, first_look
    upper = 2**16
    while upper > 0:
        needed = _needed_steps(searched, best.least_odds())
        if needed >= upper:
            return
        lower = needed if needed > 0 else _cut(bounds, looked, below=upper)
        above = bounds >= lower
        yield np.flatnonzero(above & (bounds < upper) if upper < 2**16 else above)
        upper, looked = lower, looked * WIDER


def _needed_steps(searched: Searched, least_odds: float) -> int:
    """Return the lowest bound with which a row can still reach these log-odds, 0 or more."""
    steps = (least_odds - searched.base - searched.most - SLACK) / searched.step
    return max(int(steps), 0) if steps > -inf else 0


def _cut(bounds: NDArray[np.uint16], count: int, *, below: int) -> int:
    """Return a bound that about so many rows reach, lower than `below`."""
    sample = bounds[:: max(1, len(bounds) // SAMPLE)]
    wanted = 1 + count * len(sample) // len(bounds)
    if wanted >= len(sample) or below <= 1:
        return 0
    guess = int(np.partition(sample, -wanted)[-wanted])
    # Rows of which nothing fits are many: they are a wave of their own.
    return min(max(guess, 1), below - 1)


def _hopeful(searched: Searched, best: BestSoFar, rows: Rows) -> Iterator[Rows]:
    """Yield those rows that may be among the first, in portions, the likeliest first."""
    for at in range(0, len(rows), BLOCK):
        some, added = searched.passing(rows[at : at + BLOCK])
        most = searched.base + searched.bounds[some] * searched.step + added + SLACK
        order = np.argsort(-most, kind="stable")
        some, most = some[order], most[order]
        start, size = 0, PORTION
        while start < len(some):
            portion = slice(start, start + size)
            keep = most[portion] >= best.least_odds()
            if not keep.any():
                break
            yield some[portion][keep]
            start, size = start + size, size * GROWTH
