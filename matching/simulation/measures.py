"""Policies held against each other over many worlds: hires, spread, fairness by group."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.scorer import ModelWeights
from matching.simulation.assumptions import Assumptions
from matching.simulation.months import Course, run
from matching.simulation.policies import Policy
from matching.simulation.world import Extent, World, make_world

SMALLEST_GROUP = 100
"""Groups of fewer people over all worlds are not compared: chance would speak, not the policy."""

NINETY_FIVE = 1.96
"""Standard errors on either side of a mean (normal approximation)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one policy came to in one world.

    `gini` is that of how often people were shown to employers, 0 for all alike. `unanswered`
    counts those shown to an employer who stayed silent.
    """

    hires: int
    gini: float
    shown: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Outcomes by policy, one for each world, and impact ratios by policy and fact.

    `groups` has for each group of a fact its share shown, as a share of the highest.
    """

    outcomes: Mapping[Policy, Sequence[Outcome]]
    impact: Mapping[Policy, Mapping[str, float]]
    groups: Mapping[Policy, Mapping[str, Mapping[str, float]]]

    def mean(self, policy: Policy, name: str) -> float:
        """Return the mean of one figure over worlds."""
        return float(np.mean([getattr(one, name) for one in self.outcomes[policy]]))

    def gain(self, policy: Policy, over: Policy = Policy.ALONE) -> tuple[float, float, float]:
        """Return how many more hires than another policy: mean, and its interval of 95 %.

        As shares of the other policy's hires, world by world.
        """
        pairs = zip(self.outcomes[policy], self.outcomes[over], strict=True)
        gains = np.array([ours.hires / max(theirs.hires, 1) - 1.0 for ours, theirs in pairs])
        error = gains.std(ddof=1) / len(gains) ** 0.5 if len(gains) > 1 else 0.0
        mean = float(gains.mean())
        return mean, mean - NINETY_FIVE * error, mean + NINETY_FIVE * error


def compare(
    seeds: Iterable[int],
    extent: Extent,
    assumptions: Assumptions,
    policies: Sequence[Policy],
    model: ModelWeights | None = None,
) -> Comparison:
    """Run every policy in the world of every seed, ranked by a model or the shipped one."""
    outcomes: dict[Policy, list[Outcome]] = {policy: [] for policy in policies}
    tallies = {policy: Tally() for policy in policies}
    for seed in seeds:
        world = make_world(seed, extent, assumptions, model)
        for policy in policies:
            course = run(world, policy, assumptions)
            outcomes[policy].append(_outcome(world, course))
            tallies[policy].add(world, course)
    return Comparison(
        outcomes,
        {policy: tally.ratios() for policy, tally in tallies.items()},
        {policy: tally.of_groups() for policy, tally in tallies.items()},
    )


class Tally:
    """How many people of each group there were, and how many of them were shown at all."""

    def __init__(self) -> None:
        self._people: dict[str, Counter[str]] = defaultdict(Counter)
        self._shown: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, world: World, course: Course) -> None:
        """Count the people of one world."""
        for person in world.people:
            was_shown = course.shown[person.profile.returnee_id] > 0
            for fact, group in person.groups.items():
                self._people[fact][group] += 1
                self._shown[fact][group] += was_shown

    def ratios(self) -> dict[str, float]:
        """Return by fact the lowest share shown of any group, as a share of the highest.

        Source: Uniform Guidelines on Employee Selection Procedures (1978), the four-fifths rule.
        """
        return {fact: min(some.values(), default=1.0) for fact, some in self.of_groups().items()}

    def of_groups(self) -> dict[str, dict[str, float]]:
        """Return by fact and group the share shown, as a share of the highest; large groups."""
        return {fact: self._of_groups(fact) for fact in self._people}

    def _of_groups(self, fact: str) -> dict[str, float]:
        rates = {
            group: self._shown[fact][group] / count
            for group, count in sorted(self._people[fact].items())
            if count >= SMALLEST_GROUP
        }
        most = max(rates.values(), default=0.0)
        return {group: rate / most if most > 0 else 1.0 for group, rate in rates.items()}


def _outcome(world: World, course: Course) -> Outcome:
    shown = np.array([course.shown[one.profile.returnee_id] for one in world.people])
    return Outcome(len(course.hired), gini(shown), int(shown.sum()), course.unanswered)


def gini(counts: NDArray[np.int64]) -> float:
    """Return how unevenly something is spread, from 0 (all alike) to nearly 1.

    Examples
    --------
    >>> gini(np.array([2, 2, 2])), gini(np.array([0, 0, 0, 4]))
    (0.0, 0.75)
    """
    total = counts.sum()
    if not total:
        return 0.0
    places = 2 * np.arange(1, len(counts) + 1) - len(counts) - 1
    return float(places @ np.sort(counts) / (len(counts) * total))
