"""How much of a file is known, and what is missing."""

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """A part of a file with a page of its own."""

    ABOUT = "about"
    CONSENT = "consent"
    SKILLS = "skills"
    EXPERIENCE = "experience"
    PLACE = "place"
    LANGUAGES = "languages"
    PAPERS = "papers"
    WISHES = "wishes"


class Part(StrEnum):
    """One thing to know of a person."""

    MATCHING = "matching"
    SKILLS = "skills"
    OCCUPATION = "occupation"
    GOVERNORATE = "governorate"
    CARD = "card"
    PHONE = "phone"
    MONTHS = "months"
    MOVES = "moves"
    LANGUAGES = "languages"
    FREE_FROM = "free_from"
    WAGE = "wage"
    LICENCES = "licences"
    NIGHT = "night"
    EDUCATION = "education"
    WISHES = "wishes"
    WAY = "way"
    PRIORITIES = "priorities"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that nobody asked yet, and the part of the file where it is filled in."""

    part: Part
    section: Section


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much is known, in points of a hundred, and what is missing: first what matters most.

    `begun` are the parts of the file of which anything is known.
    """

    points: int
    missing: tuple[Gap, ...]
    begun: frozenset[Section]

    def missing_in(self, section: Section) -> tuple[Part, ...]:
        """Return what is missing in one part of a file, first what matters most."""
        return tuple(gap.part for gap in self.missing if gap.section is section)
