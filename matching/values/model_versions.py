"""Models that were made here: where each stands, what it learned from, how a trial of it went."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SHIPPED = "shipped"
"""Stands for the model that comes with the package where a version is named."""


class ModelState(StrEnum):
    """Where a model stands. While none is active the one that is shipped ranks."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class ModelReason(StrEnum):
    """Why somebody put a model to use, or went back."""

    MORE_OUTCOMES = "more_outcomes"
    FAIRER = "fairer"
    COMPLAINTS = "complaints"
    FAULT = "fault"
    TRIAL = "trial"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ModelBrief:
    """One model as it is kept: its text signed, and which one ranked before it.

    `before` is None for what has never ranked. `made_by` and `used_by` are accounts, None for the
    system.
    """

    version: str
    state: ModelState
    made_at: datetime
    made_by: int | None
    sealed: str
    before: str | None
    used_at: datetime | None
    used_by: int | None
    used_because: ModelReason | None


@dataclass(frozen=True, slots=True)
class LearnedFrom:
    """Of how many answers a model was made, and when the last of them came.

    `asked` are wishes to meet, `refused` refusals for a reason of fit.
    """

    asked: int
    refused: int
    until: datetime | None

    @property
    def total(self) -> int:
        """How many answers these are."""
        return self.asked + self.refused


class Check(StrEnum):
    """What a model must hold before it may rank."""

    LATER_ANSWERS = "later_answers"
    MADE_PEOPLE = "made_people"
    LATER_ORDER = "later_order"
    CALIBRATION = "calibration"
    FAIRNESS = "fairness"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True)
class Checked:
    """One check with its figures: of the model, and of the one that ranks, if it was measured.

    `limit` is what the figure must reach, or must not exceed.
    """

    check: Check
    figure: float | None
    in_use: float | None
    limit: float
    holds: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the trial of a model against the one that ranks went."""

    version: str
    in_use: str
    checks: tuple[Checked, ...]

    @property
    def holds(self) -> bool:
        """Whether the model may rank."""
        return all(one.holds for one in self.checks)
