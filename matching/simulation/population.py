"""Made-up people and vacancies as matching sees them, and what it may not see beside them."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from employers.values.vacancies import Necessity, Requirement, VacancyBrief, VacancyState
from kernel.places import Governorate
from matching.simulation.chance import Chance
from skills.values.returnees import Proficiency, ProfileSkill, SkillProfile

TODAY = date(2026, 1, 4)
TRADES = 8
SKILLS_OF_TRADE = 16
SHARED = 6
"""So many skills of a trade are of the next one too."""
COMMON_SKILLS = 30
MOST_PLACES = 2
MOVING, BY_NIGHT, NIGHT_WORK, LOCAL_LANGUAGE = 0.3, 0.6, 0.15, 0.8
"""Shares: who would move, who works by night, work by night, who speaks their place's language."""
WOMEN_IN_TRADE = (0.25, 0.55)
"""Share of women in every other trade, and in those between."""
BANDS = ("under 25", "25 to 34", "35 to 49", "50 and over")
BAND_SHARES = (0.25, 0.35, 0.3, 0.1)
LANGUAGES = ("ar", "ckb", "kmr", "tr")
SORANI = (Governorate.ERBIL, Governorate.SULAYMANIYAH)


@dataclass(frozen=True, slots=True)
class Person:
    """A person: what matching knows, and the groups they belong to, which it does not."""

    profile: SkillProfile
    sex: str
    age_band: str
    language: str

    @property
    def groups(self) -> dict[str, str]:
        """Return the person's group by each fact that fairness is measured by."""
        place = self.profile.governorate
        return {
            "sex": self.sex,
            "age band": self.age_band,
            "governorate": place.value if place is not None else "unknown",
            "language": self.language,
        }


class Maker:
    """Makes people and vacancies, the same for the same seed."""

    def __init__(self, seed: int, crowded: float) -> None:
        self._random = Chance(f"population {seed}")
        self._places = list(Governorate)
        weights = 1.0 / (np.arange(len(self._places)) + 2.0)
        self._weights = weights / weights.sum()
        asked = (np.arange(TRADES) + 1.0) ** -crowded
        self._asked = asked / asked.sum()
        self._next_person, self._next_vacancy = 1, 1

    def people(self, count: int) -> list[Person]:
        """Return so many more people."""
        return [self._person() for _ in range(count)]

    def vacancies(self, count: int) -> list[VacancyBrief]:
        """Return so many more vacancies."""
        return [self._vacancy() for _ in range(count)]

    def _place(self) -> Governorate:
        return self._places[self._random.one_of(self._weights)]

    def _person(self) -> Person:
        random, number = self._random, self._next_person
        self._next_person += 1
        trade, place = random.between(0, TRADES), self._place()
        own = random.some_of(SKILLS_OF_TRADE, random.between(4, 10))
        common = random.some_of(COMMON_SKILLS, random.between(1, 4))
        terms = [_skill(trade, one) for one in own] + [f"common/{one}" for one in common]
        moves = random.happens(MOVING)
        profile = SkillProfile(
            returnee_id=number,
            office_id=1,
            caseworker_id=1,
            skills=tuple(
                ProfileSkill(term, term, Proficiency(random.between(1, 5))) for term in terms
            ),
            governorate=place,
            accepted_governorates=(place, self._place()),
            relocates=moves,
            available_on=TODAY - timedelta(days=random.between(0, 200)),
            night=random.happens(BY_NIGHT),
            occupation_uri=f"occupation/{trade}",
            isco=_code(trade),
            experience_months=random.between(0, 180),
            least_wage=50_000 * random.between(6, 16),
        )
        return Person(profile, *self._groups(trade, place))

    def _groups(self, trade: int, place: Governorate) -> tuple[str, str, str]:
        random = self._random
        sex = "f" if random.happens(WOMEN_IN_TRADE[trade % 2]) else "m"
        band = BANDS[random.one_of(BAND_SHARES)]
        at_home = "ckb" if place in SORANI else "ar"
        language = at_home if random.happens(LOCAL_LANGUAGE) else LANGUAGES[random.between(0, 4)]
        return sex, band, language

    def _vacancy(self) -> VacancyBrief:
        random, number = self._random, self._next_vacancy
        self._next_vacancy += 1
        trade = random.one_of(self._asked)
        asked = random.some_of(SKILLS_OF_TRADE, random.between(4, 9))
        terms = [_skill(trade, one) for one in asked]
        terms.append(f"common/{random.between(0, COMMON_SKILLS)}")
        return VacancyBrief(
            vacancy_id=number,
            employer_id=1 + number % 120,
            title="work",
            language="ar",
            state=VacancyState.OPEN,
            governorate=self._place(),
            requirements=tuple(
                Requirement(term, term, _necessity(place), random.between(1, 4))
                for place, term in enumerate(terms)
            ),
            occupation_uri=f"occupation/{trade}",
            isco=_code(trade),
            wage_max=50_000 * random.between(8, 20),
            night=random.happens(NIGHT_WORK),
            experience_months=random.between(0, 60),
            places_left=random.between(1, MOST_PLACES + 1),
        )


def _skill(trade: int, number: int) -> str:
    return f"skill/{(trade * (SKILLS_OF_TRADE - SHARED) + number)}"


def _necessity(place: int) -> Necessity:
    return (Necessity.ESSENTIAL, Necessity.ESSENTIAL, Necessity.OPTIONAL)[place % 3]


def _code(trade: int) -> str:
    return f"{7 + trade % 3}{1 + trade // 3 % 4}{1 + trade // 12}{1 + trade % 5}"
