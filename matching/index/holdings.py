"""How well a skill is held, as one byte: proficiency, evidence and freshness together."""

from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from skills.values.returnees import Evidence, ProfileSkill

EVIDENCE = {
    Evidence.OWN_STATEMENT: (0.85, 0.0),
    Evidence.OBSERVED: (0.90, 0.4),
    Evidence.TEST: (0.95, 0.7),
    Evidence.EMPLOYER_LETTER: (0.95, 0.8),
    Evidence.CERTIFICATE: (1.00, 1.0),
}
"""Factor on the value, and strength as a feature, weakest first.

Own words count for nearly as much as papers: most people came back without theirs. Set by hand
until outcomes can choose.
"""

DAYS_A_YEAR = 365.25
LASTING_YEARS = 1
"""For so long a skill counts as used today."""
LOSS_A_YEAR = 0.05
OLDEST_YEARS = 10
"""After so many years nothing more is lost: the factor stays at .55. Set by hand."""

Parts = TypeVar("Parts", int, NDArray[np.int64])

_LEVELS = 4
_STEPS = OLDEST_YEARS + 1
_STRENGTHS = {evidence: number for number, evidence in enumerate(EVIDENCE)}
CODE_COUNT = _LEVELS * len(EVIDENCE) * _STEPS
"""Codes run from 0 to this less one, and fit a byte."""


def freshness_factor(years: int) -> float:
    """Return what a skill last used so many full years ago still counts for, in [.55, 1].

    Examples
    --------
    >>> freshness_factor(1), freshness_factor(3), freshness_factor(40)
    (1.0, 0.9, 0.55)
    """
    lost = max(0, min(years, OLDEST_YEARS) - LASTING_YEARS)
    return round(1.0 - LOSS_A_YEAR * lost, 2)


def code_of(skill: ProfileSkill, today: date) -> int:
    """Return the byte for a skill; a higher proficiency, evidence or freshness never lowers it.

    When it was last used counts as today if nobody knows: unknown lowers nothing.
    """
    years = 0
    if skill.last_used_on is not None:
        years = min(OLDEST_YEARS, max(0, int((today - skill.last_used_on).days / DAYS_A_YEAR)))
    return join_parts(skill.proficiency - 1, _STRENGTHS[skill.evidence], OLDEST_YEARS - years)


def join_parts(levels: Parts, strengths: Parts, freshness: Parts) -> Parts:
    """Return codes from their three parts: numbers, or arrays of one shape."""
    return (levels * len(EVIDENCE) + strengths) * _STEPS + freshness


def split_parts(
    codes: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return level (from 0), evidence and freshness of each code."""
    return codes // (_STEPS * len(EVIDENCE)), codes // _STEPS % len(EVIDENCE), codes % _STEPS


_codes = np.arange(CODE_COUNT)
_level, _strength, _fresh = split_parts(_codes)
_pairs = np.array(list(EVIDENCE.values()))

PROFICIENCIES: NDArray[np.float64] = _level.astype(np.float64) + 1.0
"""Proficiency, 1 to 4, by code."""
FRESHNESS: NDArray[np.float64] = np.array(
    [freshness_factor(OLDEST_YEARS - step) for step in range(_STEPS)]
)[_fresh]
"""What time has left of it, in [.55, 1], by code."""
EVIDENCE_STRENGTH: NDArray[np.float64] = _pairs[_strength, 1]
"""How well it is shown, in [0, 1], by code."""
VALUES: NDArray[np.float64] = PROFICIENCIES / _LEVELS * FRESHNESS * _pairs[_strength, 0]
"""Proficiency as a share of the highest, times freshness, times evidence: in (0, 1], by code."""
