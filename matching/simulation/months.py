"""What becomes of lists, month by month: who is asked, met, hired.

Every chance is drawn once for each world, vacancy and person, so that policies meet the same
people and employers and differ by their lists alone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matching.allocation import OpenList
from matching.simulation.assumptions import Assumptions
from matching.simulation.chance import Chance
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
    months = _Months(world, policy, assumptions)
    for month in range(world.extent.months):
        months.go_on(month)
    return months.course


class Fates:
    """What chance has in store for each pair of a world."""

    def __init__(self, world: World, assumptions: Assumptions) -> None:
        random = Chance(f"months {world.seed}")
        shape = (len(world.openings), len(world.people))
        self.judged = assumptions.judged
        self.says_yes = random.shares(*shape) < assumptions.willing
        self.impression = random.normal(*shape)
        self.comes = random.shares(*shape) < assumptions.coming
        self.suits = random.shares(*shape) < assumptions.suiting
        self.wish = random.shares(*shape)
        employers = max(one.vacancy.employer_id for one in world.openings)
        self.answers = random.shares(employers + 1) < assumptions.answering

    def liking(self, place: int, row: int, score: float) -> float:
        """Return how well an employer likes somebody, in standard deviations."""
        by_score = self.judged * (score - MIDDLE) / SPREAD
        by_chance = (1.0 - self.judged**2) ** 0.5 * float(self.impression[place, row])
        return float(by_score + by_chance)


Sent = dict[int, list[tuple[float, int]]]
"""By vacancy's place: the rows of those whom the employer asks to meet, the best liked least."""


class _Months:
    """A world under one policy, as it goes on."""

    def __init__(self, world: World, policy: Policy, assumptions: Assumptions) -> None:
        self.world, self.policy, self.assumptions = world, policy, assumptions
        self.fate, self.course = Fates(world, assumptions), Course()
        self.ids = [one.profile.returnee_id for one in world.people]
        self.vacancy_ids = [one.vacancy.vacancy_id for one in world.openings]
        for one in world.openings:
            self.course.left[one.vacancy.vacancy_id] = one.vacancy.places_left

    def go_on(self, month: int) -> None:
        """Live through one month."""
        course = self.course
        here = {
            who: row
            for row, who in enumerate(self.ids)
            if self.world.came[row] <= month and who not in course.hired
        }
        waited = {who: course.waited.get(who, 0) for who in here}
        open_lists = {
            place: self._open_list(one, here)
            for place, one in enumerate(self.world.openings)
            if self._is_open(one, month)
        }
        salt = f"{self.world.seed}:{month}"
        lists = lists_of(self.policy, Situation(list(open_lists.values()), waited, salt))
        for row, place in self._settled(self._liked(self._sent(open_lists, lists, here))).items():
            course.hired[self.ids[row]] = place
            course.left[self.vacancy_ids[place]] -= 1
        listed = {who for some in lists.values() for who in some}
        course.waited.update({who: 0 if who in listed else n + 1 for who, n in waited.items()})

    def _is_open(self, one: Opening, month: int) -> bool:
        is_there = one.month <= month < one.month + self.assumptions.months_open
        return is_there and self.course.left[one.vacancy.vacancy_id] > 0

    def _open_list(self, one: Opening, here: Mapping[int, int]) -> OpenList:
        vacancy_id, known = one.vacancy.vacancy_id, self.course.known
        ids = [self.ids[row] for row in one.rows.tolist()]
        free = [
            (who, score)
            for who, score in zip(ids, one.scores.tolist(), strict=True)
            if who in here and (vacancy_id, who) not in known
        ]
        return OpenList(vacancy_id, PLACES, [who for who, _ in free], [score for _, score in free])

    def _sent(
        self, open_lists: Mapping[int, OpenList], lists: Lists, here: Mapping[int, int]
    ) -> Sent:
        """Send out whoever says yes, as far as the limit lets them; return who is asked for."""
        with_employers: Counter[int] = Counter()
        asked: Sent = {}
        for place, open_list in open_lists.items():
            scores = dict(zip(open_list.returnee_ids, open_list.scores, strict=True))
            for who in lists[open_list.vacancy_id]:
                self.course.known.add((open_list.vacancy_id, who))
                if self._is_full(with_employers[who]) or not self.fate.says_yes[place, here[who]]:
                    continue
                with_employers[who] += 1
                liking = self._shown(place, here[who], scores[who])
                if liking is not None and liking > self.assumptions.demanding:
                    asked.setdefault(place, []).append((-liking, here[who]))
        return asked

    def _is_full(self, with_employers: int) -> bool:
        most = self.policy.most_open
        return most is not None and with_employers >= most

    def _shown(self, place: int, row: int, score: float) -> float | None:
        """Count a card; return how well the employer likes it, None from one who stays silent."""
        self.course.shown[self.ids[row]] += 1
        if self.fate.answers[self.world.openings[place].vacancy.employer_id]:
            return self.fate.liking(place, row, score)
        self.course.unanswered += 1
        return None

    def _liked(self, asked: Sent) -> dict[int, list[int]]:
        """Return by vacancy's place who comes and suits, best liked first.

        People come to the meetings they like best.
        """
        fate, meets = self.fate, dict[int, list[tuple[float, int]]]()
        for place, some in asked.items():
            for _, row in some:
                meets.setdefault(row, []).append((-float(fate.wish[place, row]), place))
        most = int(self.assumptions.meetings)
        comes = {
            (place, row)
            for row, places in meets.items()
            for _, place in sorted(places)[:most]
            if fate.comes[place, row] and fate.suits[place, row]
        }
        return {
            place: [row for _, row in sorted(some) if (place, row) in comes]
            for place, some in asked.items()
        }

    def _settled(self, liked: Mapping[int, Sequence[int]]) -> dict[int, int]:
        """Return for each row that is hired the vacancy's place.

        Employers ask whom they like best first; a person holds the post they like best.

        Source: Gale, Shapley (1962), College admissions and the stability of marriage.
        """
        left = self.course.left
        turns = [place for place in liked for _ in range(left[self.vacancy_ids[place]])]
        following = {place: iter(rows) for place, rows in liked.items()}
        held: dict[int, int] = {}
        while turns:
            place = turns.pop()
            for row in following[place]:
                if row not in held or self._prefers(row, place, held[row]):
                    if row in held:
                        turns.append(held[row])
                    held[row] = place
                    break
        return held

    def _prefers(self, row: int, place: int, other: int) -> bool:
        return bool(self.fate.wish[place, row] > self.fate.wish[other, row])
