"""What becomes of lists, month by month: who is asked, met, hired.

Every chance is drawn once for each world, vacancy and person, so that policies meet the same
people and employers and differ by their lists alone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from matching.allocation import Offer
from matching.simulation.assumptions import Assumptions
from matching.simulation.policies import PLACES, Lists, Policy, Situation, lists_of
from matching.simulation.world import Opening, World

MIDDLE, SPREAD = 0.5, 0.25
"""Mean and standard deviation by which a score becomes a liking. Set by hand."""


@dataclass(slots=True)
class Course:
    """What has happened so far: hires by vacancy, who is with whom, how often each was shown."""

    hired: dict[int, int] = field(default_factory=dict)
    left: dict[int, int] = field(default_factory=dict)
    known: set[tuple[int, int]] = field(default_factory=set)
    shown: Counter[int] = field(default_factory=Counter)
    waited: dict[int, int] = field(default_factory=dict)
    unanswered: int = 0


def run(world: World, policy: Policy, assumptions: Assumptions) -> Course:
    """Return the course of all months under one policy."""
    course, fate = Course(), Fates(world, assumptions)
    course.left = {one.vacancy.vacancy_id: one.vacancy.places_left for one in world.openings}
    for month in range(world.extent.months):
        _month(world, policy, course, fate, month)
    return course


class Fates:
    """What chance has in store for each pair of a world."""

    def __init__(self, world: World, assumptions: Assumptions) -> None:
        random = np.random.default_rng((world.seed, 1))
        shape = (len(world.openings), len(world.people))
        self.assumptions = assumptions
        self.says_yes = random.random(shape) < assumptions.willing
        self.impression = random.normal(size=shape)
        self.comes = random.random(shape) < assumptions.coming
        self.suits = random.random(shape) < assumptions.suiting
        self.wish = random.random(shape)
        employers = max(one.vacancy.employer_id for one in world.openings)
        self.answers = random.random(employers + 1) < assumptions.answering

    def liking(self, place: int, row: int, score: float) -> float:
        """Return how well an employer likes somebody, in standard deviations."""
        judged = self.assumptions.judged
        by_score = judged * (score - MIDDLE) / SPREAD
        return by_score + (1.0 - judged**2) ** 0.5 * float(self.impression[place, row])


def _month(world: World, policy: Policy, course: Course, fate: Fates, month: int) -> None:
    here = {
        one.profile.returnee_id: row
        for row, one in enumerate(world.people)
        if world.came[row] <= month and one.profile.returnee_id not in course.hired
    }
    for who in here:
        course.waited.setdefault(who, 0)
    offers = {
        place: _offer(world, course, here, one)
        for place, one in enumerate(world.openings)
        if _is_open(one, course, fate.assumptions, month)
    }
    waited = {who: course.waited[who] for who in here}
    lists = lists_of(policy, Situation(list(offers.values()), waited, f"{world.seed}:{month}"))
    sent = _sent(world, policy, course, fate, offers, lists, here)
    for row, place in _hires(world, course, fate, sent).items():
        course.hired[world.people[row].profile.returnee_id] = place
    listed = {who for some in lists.values() for who in some}
    for who in here:
        course.waited[who] = 0 if who in listed else course.waited[who] + 1


def _is_open(one: Opening, course: Course, assumptions: Assumptions, month: int) -> bool:
    is_there = one.month <= month < one.month + assumptions.months_open
    return is_there and course.left[one.vacancy.vacancy_id] > 0


def _offer(world: World, course: Course, here: Mapping[int, int], one: Opening) -> Offer:
    vacancy_id = one.vacancy.vacancy_id
    ids = [world.people[row].profile.returnee_id for row in one.rows.tolist()]
    free = [
        (who, score)
        for who, score in zip(ids, one.scores.tolist(), strict=True)
        if who in here and (vacancy_id, who) not in course.known
    ]
    return Offer(vacancy_id, PLACES, [who for who, _ in free], [score for _, score in free])


Sent = dict[int, list[tuple[float, int]]]
"""By vacancy's place: whom the employer likes enough to meet, with how much, and their rows."""


def _sent(  # noqa: PLR0913  each is a thing of its own
    world: World,
    policy: Policy,
    course: Course,
    fate: Fates,
    offers: Mapping[int, Offer],
    lists: Lists,
    here: Mapping[int, int],
) -> Sent:
    """Send out whoever says yes, as far as the limit lets them; return whom employers ask for."""
    with_employers: Counter[int] = Counter()
    asked: Sent = {}
    for place, offer in offers.items():
        scores = dict(zip(offer.returnee_ids, offer.scores, strict=True))
        for who in lists[offer.vacancy_id]:
            course.known.add((offer.vacancy_id, who))
            row = here[who]
            is_full = policy.most_open is not None and with_employers[who] >= policy.most_open
            if is_full or not fate.says_yes[place, row]:
                continue
            with_employers[who] += 1
            course.shown[who] += 1
            if not fate.answers[world.openings[place].vacancy.employer_id]:
                course.unanswered += 1
                continue
            liking = fate.liking(place, row, scores[who])
            if liking > fate.assumptions.demanding:
                asked.setdefault(place, []).append((-liking, row))
    return asked


def _hires(world: World, course: Course, fate: Fates, asked: Sent) -> dict[int, int]:
    """Return the vacancy's place by the row of whoever is hired, and count the places down.

    People come to the meetings they like best. Employers offer to whom they like best first; a
    person holds the offer they like best (Source: Gale, Shapley 1962, College admissions).
    """
    meets: dict[int, list[int]] = {}
    for place, some in asked.items():
        for _, row in some:
            meets.setdefault(row, []).append(place)
    most = int(fate.assumptions.meetings)
    comes = {
        (place, row)
        for row, places in meets.items()
        for place in sorted(places, key=lambda one, r=row: -fate.wish[one, r])[:most]  # type: ignore[misc]
        if fate.comes[place, row] and fate.suits[place, row]
    }
    liked = {
        place: [row for _, row in sorted(some) if (place, row) in comes]
        for place, some in asked.items()
    }
    return _settled(world, course, fate, liked)


def _settled(
    world: World, course: Course, fate: Fates, liked: Mapping[int, Sequence[int]]
) -> dict[int, int]:
    ids = [one.vacancy.vacancy_id for one in world.openings]
    turns = [place for place in liked for _ in range(course.left[ids[place]])]
    following = dict.fromkeys(liked, 0)
    held: dict[int, int] = {}
    while turns:
        place = turns.pop()
        while following[place] < len(liked[place]):
            row = liked[place][following[place]]
            following[place] += 1
            if row not in held or fate.wish[place, row] > fate.wish[held[row], row]:
                if row in held:
                    turns.append(held[row])
                held[row] = place
                break
    for place in held.values():
        course.left[ids[place]] -= 1
    return held
