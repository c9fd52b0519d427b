"""A trial of the ranking on made persons, by the taxonomy in use."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlmodel import Session

from matching.evaluation.calibration import crossed_chances
from matching.evaluation.measures import ece, reliability
from matching.evaluation.trials import (
    Floats,
    MadePerson,
    Quality,
    Trial,
    known_people,
    peers_of,
    scores_by,
)
from matching.index.likely import likely_of
from matching.queries.rosters import neighbours_of
from matching.scorer import ModelWeights, weighing_nothing
from skills.interface.needs import occupation_needs
from skills.interface.taxonomy import Lookup
from skills.values.lookup import Link
from skills.values.taxonomy import SKILL_KINDS

WRITTEN_IN = "en"
OF_LIKELIHOOD = ("likely_occupation", "likely_group")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a trial. `left_out` counts people whose occupation the taxonomy lacks.

    `sure` is the share of texts that were linked by themselves; of the others the first choice
    counts. `bound` is with links as right as five choices allow, `skills_alone` without what
    skills point to; `halves` are the people by whom weights are chosen and the others.
    `reliability` has for each tenth its weight, the mean chance and the share that came true.
    """

    people: int
    occupations: int
    left_out: int
    sure: float
    ours: Quality
    bound: Quality
    skills_alone: Quality
    halves: tuple[Quality, Quality]
    peers: Mapping[str, Quality]
    ece: float
    reliability: Sequence[tuple[float, float, float]]


def trial_outcome(
    session: Session, lookup: Lookup, people: Sequence[MadePerson], model: ModelWeights
) -> Outcome:
    """Return how well made persons find their occupation again, ours beside public methods."""
    needs = occupation_needs(session)
    known = known_people(people, needs)
    links = _linked(lookup, known)
    similar, likely = neighbours_of(session, None), likely_of(needs)

    def trial(held: Iterator[frozenset[str]]) -> Trial:
        return Trial(tuple(known), tuple(held), needs, similar, likely)

    one = trial(_held(links, person) for person in known)
    best = trial(
        _best_held(links, person, set(needs.skills(person.occupation_uri))) for person in known
    )
    features = one.features()
    scores = scores_by(features, model)
    expected, came_true = _calibrated(one, scores)
    return Outcome(
        people=len(known),
        occupations=len(one.occupations),
        left_out=len(people) - len(known),
        sure=sum(link.uri is not None for link in links.values()) / max(len(links), 1),
        ours=one.quality(scores),
        bound=best.quality(scores_by(best.features(), model)),
        skills_alone=one.quality(scores_by(features, weighing_nothing(model, OF_LIKELIHOOD))),
        halves=(
            one.quality(scores, lambda person: person.is_first_half),
            one.quality(scores, lambda person: not person.is_first_half),
        ),
        peers={
            name: one.quality(one.peer_scores(likeness))
            for name, likeness in peers_of(needs).items()
        },
        ece=float(ece(expected, came_true)),
        reliability=reliability(expected, came_true),
    )


def _linked(lookup: Lookup, people: Sequence[MadePerson]) -> dict[str, Link]:
    texts = sorted({text for person in people for text in person.texts})
    links = lookup.link_many(texts, language=WRITTEN_IN, kinds=SKILL_KINDS, top=5)
    return {link.text: link for link in links}


def _held(links: Mapping[str, Link], person: MadePerson) -> frozenset[str]:
    found = (links[text] for text in person.texts)
    return frozenset(link.uri or link.offered[0].uri for link in found if link.offered)


def _best_held(links: Mapping[str, Link], person: MadePerson, true: set[str]) -> frozenset[str]:
    """Return what is held if of five choices the one is taken that the true occupation needs."""
    held = set()
    for link in (links[text] for text in person.texts):
        offered = [one.uri for one in link.offered]
        held.update([uri for uri in offered if uri in true][:1] or offered[:1])
    return frozenset(held)


def _calibrated(trial: Trial, scores: Floats) -> tuple[Floats, Floats]:
    """Return chances that one of a person's first ten is of their unit group, and if it is."""
    odds, came_true, folds = [], [], []
    for number, (person, gains) in enumerate(zip(trial.people, trial.gains(scores), strict=True)):
        first = sorted(scores[:, number].tolist(), reverse=True)[:10]
        odds += first
        came_true += [float(gain > 0) for gain in gains[:10]]
        folds += [int(person.is_first_half)] * len(first)
    return crossed_chances(odds, came_true, folds), np.array(came_true)
