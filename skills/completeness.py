"""How much of a file is known, and what to ask next. Pure.

Unknown is not no: "does not move for work" is an answer and counts like a yes; only what nobody
asked is missing. Each part has a weight, in order of what it means for finding work: first what
shuts a person out altogether (no yes to matching), then what most of a score rests on (skills,
occupation, place), then what decides over single vacancies, at last what helps afterwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from skills.values.completeness import Completeness, Gap, Part, Section

ENOUGH_SKILLS = 5
"""Each of the first five skills counts a fifth; beyond that more are good, and no gap."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person, as far as completeness asks."""

    skill_count: int
    agrees_to_matching: bool
    agrees_to_card: bool
    has_occupation: bool
    has_months: bool
    governorate: str | None
    relocates: bool | None
    accepts_places: bool
    phone: str | None
    languages: bool
    available_on: date | None
    least_wage: int | None
    licences_asked: bool
    night: bool | None
    has_education: bool
    has_wishes: bool
    way_known: bool
    has_weights: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one part counts in points, on which page it is filled in, and how much is known."""

    points: int
    section: Section
    share: Callable[[Known], float]


def _yes(known: Callable[[Known], bool]) -> Callable[[Known], float]:
    return lambda one: 1.0 if known(one) else 0.0


PARTS: Mapping[Part, Weighed] = {
    Part.MATCHING: Weighed(15, Section.CONSENT, _yes(lambda k: k.agrees_to_matching)),
    Part.SKILLS: Weighed(
        20, Section.SKILLS, lambda k: min(k.skill_count, ENOUGH_SKILLS) / ENOUGH_SKILLS
    ),
    Part.GOVERNORATE: Weighed(10, Section.PLACE, _yes(lambda k: k.governorate is not None)),
    Part.OCCUPATION: Weighed(8, Section.EXPERIENCE, _yes(lambda k: k.has_occupation)),
    Part.CARD: Weighed(8, Section.CONSENT, _yes(lambda k: k.agrees_to_card)),
    Part.PHONE: Weighed(6, Section.ABOUT, _yes(lambda k: k.phone is not None)),
    Part.MONTHS: Weighed(5, Section.EXPERIENCE, _yes(lambda k: k.has_months)),
    Part.MOVES: Weighed(
        5, Section.PLACE, _yes(lambda k: k.relocates is not None or k.accepts_places)
    ),
    Part.LANGUAGES: Weighed(5, Section.LANGUAGES, _yes(lambda k: k.languages)),
    Part.FREE_FROM: Weighed(3, Section.PLACE, _yes(lambda k: k.available_on is not None)),
    Part.WAGE: Weighed(3, Section.WISHES, _yes(lambda k: k.least_wage is not None)),
    Part.LICENCES: Weighed(3, Section.PAPERS, _yes(lambda k: k.licences_asked)),
    Part.NIGHT: Weighed(3, Section.PLACE, _yes(lambda k: k.night is not None)),
    Part.WISHES: Weighed(2, Section.WISHES, _yes(lambda k: k.has_wishes)),
    Part.EDUCATION: Weighed(2, Section.PAPERS, _yes(lambda k: k.has_education)),
    Part.WAY: Weighed(1, Section.PLACE, _yes(lambda k: k.way_known)),
    Part.PRIORITIES: Weighed(1, Section.WISHES, _yes(lambda k: k.has_weights)),
}
"""Points sum to 100. Set by hand after the features of docs/matching.md: what gates and what
weighs most there counts most here."""


def completeness(known: Known) -> Completeness:
    """Return how complete a file is.

    Examples
    --------
    >>> sum(part.points for part in PARTS.values())
    100
    """
    shares = {part: weighed.share(known) for part, weighed in PARTS.items()}
    points = sum(PARTS[part].points * share for part, share in shares.items())
    missing = [part for part, share in shares.items() if share < 1.0]
    missing.sort(key=lambda part: -PARTS[part].points * (1.0 - shares[part]))
    begun = {PARTS[part].section for part, share in shares.items() if share > 0.0}
    return Completeness(
        points=int(points),
        missing=tuple(Gap(part, PARTS[part].section) for part in missing),
        begun=frozenset({Section.ABOUT, *begun}),  # whoever is on file has a name
    )
