"""A frozen shortlist, computed again from what it rested on."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sqlmodel import Session, col, select

from matching.errors import ModelGone, ShortlistNotFound
from matching.features import NAMES
from matching.models import Introduction, Shortlist, ShortlistEntry
from matching.queries.shortlists import reason_from
from matching.scorer import ModelWeights, log_odds, scores_of
from matching.values.shortlists import NOT_COMPUTED

TOLERANCE = 1e-9
"""Sums of fractions may differ so much in the order of their parts."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One entry: its score as it was frozen and as it is computed again, by the same model.

    `again` is None for whoever came onto the list by their own wish: nothing was computed.
    `unexplained` is what the reasons leave of the log-odds, 0 but for the rounding of sums.
    """

    rank: int
    returnee_id: int
    model: str
    frozen: float
    again: float | None
    unexplained: float

    @property
    def is_same(self) -> bool:
        """Whether the score is the same to the last bit, and the reasons are all of it."""
        if self.again is None:
            return True
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


def models_on(session: Session, *, shortlist_id: int) -> list[str]:
    """Return the versions of the models that ranked a shortlist, in order; one query."""
    versions = session.exec(
        select(ShortlistEntry.model_version)
        .where(ShortlistEntry.shortlist_id == shortlist_id)
        .where(ShortlistEntry.model_version != NOT_COMPUTED)
        .distinct()
    )
    return sorted(versions)


def replay(session: Session, *, shortlist_id: int, models: Mapping[str, ModelWeights]) -> Replay:
    """Return a shortlist computed again from its frozen features, each entry by its own model.

    `models` has, by version, those of `models_on`; two queries.

    Raises
    ------
    ShortlistNotFound
        If there is none.
    ModelGone
        If one of its models is not here any more, or knew other features.
    """
    row = session.get(Shortlist, shortlist_id)
    if row is None:
        raise ShortlistNotFound
    entries = session.exec(
        select(ShortlistEntry, Introduction.returnee_id)
        .join(Introduction, col(Introduction.id) == col(ShortlistEntry.introduction_id))
        .where(ShortlistEntry.shortlist_id == shortlist_id)
        .order_by(col(ShortlistEntry.rank))
    ).all()
    again = tuple(_again(entry, who, models) for entry, who in entries)
    return Replay(row.model_version, row.taxonomy_version, again)


def _again(
    entry: ShortlistEntry, returnee_id: int, models: Mapping[str, ModelWeights]
) -> Replayed:
    rank, version, frozen = entry.rank, entry.model_version, entry.score
    if version == NOT_COMPUTED:
        return Replayed(rank, returnee_id, version, frozen, None, 0.0)
    if version not in models:
        raise ModelGone(version)
    model = models[version]
    features = np.array(entry.features, dtype=np.float64)
    if len(features) != len(NAMES):
        raise ModelGone(model.version)
    explained = model.base
    for plain in entry.reasons:
        explained += reason_from(plain).contribution
    odds = float(log_odds(features[:, None], model)[0])
    again = float(scores_of(features[:, None], model)[0])
    return Replayed(rank, returnee_id, version, frozen, again, odds - explained)
