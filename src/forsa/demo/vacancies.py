"""The vacancies of the made-up world: what employers look for, in their own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from employers.values import ContractKind, Currency, Necessity, Requirement, VacancyDraft, WagePer
from forsa.demo.days import Calendar
from forsa.demo.fates import DRAWN_DAY, STORIES, Story
from forsa.demo.founding import LANGUAGES, Cast
from forsa.demo.standing import VACANCY_TURNS, VacancyTurn
from forsa.demo.vocabulary import Trade, Vocabulary
from forsa.demo.words import LICENCES, SENTENCES, WHERE_EMPLOYERS_ARE
from forsa.exchange.reading import Linking, isco_of, linked
from skills.values.lookup import Link

OPEN_NOW_COUNT = 58
"""Vacancies of the last weeks for which nobody has been looked for yet."""
LATEST_DAYS = 22
"""They were opened within so many working days, so that none of them expires soon."""
HIRING = tuple(range(1, 19))
"""The employers, by number, that look for people now."""
DAY_WAGES = (25_000, 30_000, 35_000, 40_000)


@dataclass(frozen=True, slots=True)
class VacancyPlan:
    """A vacancy as it is written down on the day of this place, and what becomes of it.

    Without a story and a turn it is open, and nobody has been looked for yet.
    """

    draft: VacancyDraft
    place: int
    story: Story | None
    turn: VacancyTurn | None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What one employer said that they look for."""

    employer: int
    trade: Trade
    language: str
    title: str
    essential: tuple[str, ...]
    optional: tuple[str, ...]
    place: int
    story: Story | None = None
    turn: VacancyTurn | None = None


def plan_vacancies(
    cast: Cast, words: Vocabulary, linking: Linking, calendar: Calendar, dice: Random
) -> list[VacancyPlan]:
    """Return all vacancies, by the day on which they are written down, the earliest first."""
    told = [_of_story(story, words, calendar, dice) for story in STORIES]
    fresh = [
        _wanted(HIRING[number % len(HIRING)], dice.randint(0, LATEST_DAYS), words, dice)
        for number in range(OPEN_NOW_COUNT)
    ]
    turned = [
        replace(_wanted(turn.employer, turn.place, words, dice), turn=turn)
        for turn in VACANCY_TURNS
    ]
    wanted = sorted((*told, *fresh, *turned), key=lambda one: -one.place)
    skills = linked(linking.skills, (text for one in wanted for text in _skills_of(one)))
    titles = linked(linking.occupations, (one.title for one in wanted))
    return [
        VacancyPlan(
            _draft(number, one, (skills, titles), cast, calendar, dice),
            one.place,
            one.story,
            one.turn,
        )
        for number, one in enumerate(wanted, start=1)
    ]


def issue_place(story: Story, calendar: Calendar) -> int:
    """Return the place of the day on which a story's shortlist is issued; -1 is still to come."""
    return calendar.issues[story.issue] if story.issue is not None else -1


def drawn_place(story: Story, calendar: Calendar) -> int:
    """Return the place of the day on which people are put on a story's shortlist."""
    return issue_place(story, calendar) - DRAWN_DAY


def _of_story(story: Story, words: Vocabulary, calendar: Calendar, dice: Random) -> _Wanted:
    place = drawn_place(story, calendar) + dice.randint(0, 2)
    return replace(_wanted(story.employer, place, words, dice), story=story)


def _wanted(employer: int, place: int, words: Vocabulary, dice: Random) -> _Wanted:
    trade = dice.choice(words.trades)
    language = LANGUAGES[employer % len(LANGUAGES)]
    essential = dice.sample(trade.essential, min(len(trade.essential), dice.randint(2, 4)))
    optional = dice.sample(trade.optional, min(len(trade.optional), dice.randint(0, 2)))
    return _Wanted(
        employer,
        trade,
        language,
        words.name(trade.uri, language),
        tuple(words.typed(uri, language, dice) for uri in essential),
        tuple(words.typed(uri, language, dice) for uri in optional),
        place,
    )


def _skills_of(wanted: _Wanted) -> Iterable[str]:
    return (*wanted.essential, *wanted.optional)


def _draft(
    number: int,
    wanted: _Wanted,
    links: tuple[Mapping[str, Link], Mapping[str, Link]],
    cast: Cast,
    calendar: Calendar,
    dice: Random,
) -> VacancyDraft:
    skills, titles = links
    title = titles[wanted.title]
    home = WHERE_EMPLOYERS_ARE[(wanted.employer - 1) % len(WHERE_EMPLOYERS_ARE)]
    licence = LICENCES.get(wanted.trade.name)
    draft = VacancyDraft(
        employer_id=cast.employer_ids[wanted.employer],
        title=wanted.title,
        governorate=home if dice.random() < 0.7 else dice.choice(WHERE_EMPLOYERS_ARE),  # noqa: PLR2004
        requirements=(
            *_requirements(wanted.essential, skills, Necessity.ESSENTIAL, dice),
            *_requirements(wanted.optional, skills, Necessity.OPTIONAL, dice),
        ),
        language=wanted.language,
        source_ref=f"VAC-{number:03}",
        occupation_uri=title.uri,
        isco=isco_of(title),
        description=" ".join(dice.sample(SENTENCES[wanted.language], 2)),
        place=f"Place {dice.randint(1, 30):02}",
        contract=dice.choice((None, *ContractKind)),
        experience_months=dice.choice((None, 0, 6, 12, 24)),
        licences=(licence,) if licence else (),
        night=dice.choice((None, False, False, True)),
        transport=dice.choice((None, True, False)),
        housing=dice.choice((None, None, True, False)),
        start_on=calendar.days[wanted.place] + timedelta(days=dice.randint(10, 30)),
        places=wanted.story.places if wanted.story else dice.randint(1, 3),
    )
    return _paid(draft, dice)


def _requirements(
    texts: tuple[str, ...], links: Mapping[str, Link], necessity: Necessity, dice: Random
) -> list[Requirement]:
    return [
        Requirement(text, links[text].uri, necessity, dice.randint(1, 3))
        for text in dict.fromkeys(texts)
    ]


def _paid(draft: VacancyDraft, dice: Random) -> VacancyDraft:
    """Say what is paid: mostly dinars a month; now and then by the day, in dollars, or nothing."""
    kind = dice.random()
    if kind < 0.12:  # noqa: PLR2004  one in eight is negotiable
        return draft
    if kind < 0.24:  # noqa: PLR2004  one in eight by the day
        wage = dice.choice(DAY_WAGES)
        return replace(draft, wage_min=wage, wage_max=wage + 5_000, wage_per=WagePer.DAY)
    if kind < 0.32:  # noqa: PLR2004  a few in dollars
        cents = dice.randrange(450, 800, 50) * 100
        return replace(draft, wage_min=cents, wage_max=cents + 10_000, currency=Currency.USD)
    wage = dice.randrange(600_000, 1_250_000, 50_000)
    return replace(draft, wage_min=wage, wage_max=wage + dice.choice((0, 100_000, 200_000)))
