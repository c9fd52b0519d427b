"""A frozen shortlist, computed again from what it rested on."""

from dataclasses import dataclass

import numpy as np
from sqlmodel import Session, col, select

from matching.errors import ModelGone, ShortlistNotFound
from matching.features import NAMES
from matching.models import Introduction, Shortlist, ShortlistEntry
from matching.queries.shortlists import reason_from
from matching.scorer import ModelWeights, log_odds, scores_of, shipped_weights

TOLERANCE = 1e-9
"""Sums of fractions may differ so much in the order of their parts."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One entry: its score as it was frozen and as it is computed again.

    `unexplained` is what the reasons leave of the log-odds, 0 but for the rounding of sums.
    """

    rank: int
    returnee_id: int
    frozen: float
    again: float
    unexplained: float

    @property
    def is_same(self) -> bool:
        """Whether the score is the same to the last bit, and the reasons are all of it."""
        return self.frozen == self.again and abs(self.unexplained) <= TOLERANCE


@dataclass(frozen=True, slots=True)
class Replay:
    """A shortlist computed again, by the model and the taxonomy that it was drawn up with."""

    model: str
    taxonomy: str
    entries: tuple[Replayed, ...]

    @property
    def is_same(self) -> bool:
        """Whether every entry is what it was."""
        return all(entry.is_same for entry in self.entries)


def replay(session: Session, *, shortlist_id: int) -> Replay:
    """Return a shortlist computed again from its frozen features; two queries.

    Raises
    ------
    ShortlistNotFound
        If there is none.
    ModelGone
        If its model is not the one that is here, or knew other features.
    """
    row = session.get(Shortlist, shortlist_id)
    if row is None:
        raise ShortlistNotFound
    model = shipped_weights()
    if row.model_version != model.version:
        raise ModelGone(row.model_version)
    entries = session.exec(
        select(ShortlistEntry, Introduction.returnee_id)
        .join(Introduction, col(Introduction.id) == col(ShortlistEntry.introduction_id))
        .where(ShortlistEntry.shortlist_id == shortlist_id)
        .order_by(col(ShortlistEntry.rank))
    ).all()
    again = tuple(_again(entry, who, model) for entry, who in entries)
    return Replay(row.model_version, row.taxonomy_version, again)


def _again(entry: ShortlistEntry, returnee_id: int, model: ModelWeights) -> Replayed:
    features = np.array(entry.features, dtype=np.float64)
    if len(features) != len(NAMES):
        raise ModelGone(model.version)
    explained = model.base
    for plain in entry.reasons:
        explained += reason_from(plain).contribution
    odds = float(log_odds(features[:, None], model)[0])
    return Replayed(
        rank=entry.rank,
        returnee_id=returnee_id,
        frozen=entry.score,
        again=float(scores_of(features[:, None], model)[0]),
        unexplained=odds - explained,
    )
