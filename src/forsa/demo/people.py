"""The people of the made-up world: what they can do and what they agree to, as they said it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from forsa.demo.days import Calendar
from forsa.demo.founding import Cast, Office
from forsa.demo.vocabulary import UNKNOWN_SHARE, Trade, Vocabulary, unknown_word
from forsa.demo.words import LICENCES, PHONE_PREFIX, WHERE_EMPLOYERS_ARE
from forsa.exchange.reading import Linking, isco_of, linked
from kernel.places import Governorate
from skills.states import CONSENT_DAYS
from skills.values.consents import Channel, ConsentDraft, ConsentMethod, Purpose
from skills.values.lookup import Link
from skills.values.returnees import (
    Availability,
    Evidence,
    Proficiency,
    ReturneeDraft,
    SkillDraft,
)

PEOPLE_COUNT = 216
HOME_LANGUAGES = {"ERB": ("ckb", "ar"), "SUL": ("ckb", "ckb"), "BGD": ("ar", "ar")}
ABROAD_LANGUAGES = ("da", "sv", "nb", "en")
PEOPLE_OF = {"ERB": 78, "SUL": 54, "BGD": 60, "CPH": 24}
"""How many people each office accompanies."""

WAGES = (500_000, 600_000, 700_000, 800_000, 900_000, 1_000_000)

Agreed = tuple[Purpose, ...]
ALL: Agreed = (Purpose.MATCHING, Purpose.MASKED_CARD, Purpose.FOLLOW_UP, Purpose.STATISTICS)
AGREEMENTS: tuple[tuple[Agreed, int], ...] = (
    (ALL, 60),
    (ALL[:2], 16),
    (ALL[:1], 10),
    ((), 8),
    ((Purpose.STATISTICS,), 6),
)
"""What people said yes to, and how often in a hundred."""

EXPIRED_SHARE = 0.06
LATER_CHANGES = (
    Purpose.MATCHING,
    Purpose.MASKED_CARD,
    Availability.PAUSED,
    Availability.UNREACHABLE,
    Availability.WITHDRAWN,
)
CHANGED_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Change:
    """What a person says later, on the day of this place: a yes taken back, or being away."""

    place: int
    what: Purpose | Availability


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """A person as they are recorded on the day of this place."""

    draft: ReturneeDraft
    place: int
    change: Change | None


@dataclass(frozen=True, slots=True)
class _Said:
    """What one person said of their work."""

    number: int
    office: Office
    trade: Trade
    language: str
    occupation: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was looked up for all people at once."""

    skills: Mapping[str, Link]
    occupations: Mapping[str, Link]


def plan_people(
    cast: Cast, words: Vocabulary, linking: Linking, calendar: Calendar, dice: Random
) -> list[PersonPlan]:
    """Return everybody, by the day on which they are recorded, the earliest first."""
    said = list(_everybody(cast, words, dice))
    known = _Known(
        linked(linking.skills, (text for one in said for text in one.skills)),
        linked(linking.occupations, (one.occupation for one in said)),
    )
    plans = [_plan(one, known, calendar, dice) for one in said]
    return sorted(plans, key=lambda plan: -plan.place)


def _everybody(cast: Cast, words: Vocabulary, dice: Random) -> Iterator[_Said]:
    numbers = list(range(1, PEOPLE_COUNT + 1))
    dice.shuffle(numbers)
    for office in cast.offices:
        for _ in range(PEOPLE_OF[office.plan.code]):
            yield _said(numbers.pop(), office, words, dice)


def _said(number: int, office: Office, words: Vocabulary, dice: Random) -> _Said:
    trade = dice.choice(words.trades)
    at_home = HOME_LANGUAGES.get(office.plan.code)
    speaks_home = at_home is not None and dice.random() < 0.7  # noqa: PLR2004  seven of ten
    language = dice.choice(at_home if at_home and speaks_home else ABROAD_LANGUAGES)
    essential = dice.sample(trade.essential, min(len(trade.essential), dice.randint(2, 5)))
    optional = dice.sample(trade.optional, min(len(trade.optional), dice.randint(0, 3)))
    other = dice.choice(words.trades)
    uris = dict.fromkeys((*essential, *optional, dice.choice(other.essential)))
    skills = [words.typed(uri, language, dice) for uri in uris]
    if dice.random() < UNKNOWN_SHARE:
        skills.append(unknown_word(language, dice))
    occupation = words.typed(trade.uri, language, dice)
    return _Said(number, office, trade, language, occupation, tuple(skills))


def _plan(said: _Said, known: _Known, calendar: Calendar, dice: Random) -> PersonPlan:
    oldest = len(calendar.days) - 1
    place = oldest if dice.random() < 0.55 else dice.randint(3, oldest)  # noqa: PLR2004  a half
    change = None
    if place > 0 and dice.random() < CHANGED_SHARE:
        change = Change(dice.randint(0, min(place - 1, 60)), dice.choice(LATER_CHANGES))
    link = known.occupations[said.occupation]
    caseworker_id = dice.choice(said.office.caseworkers).account_id
    assert caseworker_id is not None, "caseworkers have accounts"
    home = _home(said.office, dice)
    draft = ReturneeDraft(
        full_name=f"Person {said.number:04}",
        office_id=said.office.office_id,
        caseworker_id=caseworker_id,
        skills=_skills(said, known.skills, dice),
        consents=_consents(said, calendar, place, dice),
        source_ref=f"P-{said.number:04}",
        language=_page_language(said),
        birth_year=dice.randint(1968, 2005),
        phone=f"{PHONE_PREFIX}{said.number:04}",
        phone_shared=dice.random() < 0.2,  # noqa: PLR2004  every fifth
        governorate=home,
        district=f"District {dice.randint(1, 12):02}",
        relocates=dice.choice((True, True, False, None)),
        available_on=_free_from(calendar.days[place], dice),
        night=dice.choice((True, False, None)),
        licences=_licences(said.trade, dice),
        languages=_languages(said, dice),
        occupation_words=said.occupation,
        occupation_uri=link.uri,
        isco=isco_of(link),
        experience_months=dice.choice((None, 6, 12, 24, 36, 60, 96, 140)),
        least_wage=dice.choice((None, *WAGES[:4])),
    )
    return PersonPlan(draft, place, change)


def _home(office: Office, dice: Random) -> Governorate | None:
    if dice.random() < 0.04:  # noqa: PLR2004  not asked yet
        return None
    return dice.choice(office.plan.governorates or WHERE_EMPLOYERS_ARE)


def _page_language(said: _Said) -> str:
    at_home = HOME_LANGUAGES.get(said.office.plan.code, ("ar", "ckb"))
    return said.language if said.language in ("ar", "ckb", "en") else at_home[said.number % 2]


def _free_from(recorded_on: date, dice: Random) -> date | None:
    """Return from when somebody can work: most of them at once, some after their return."""
    days = dice.choice((None, 0, 0, 0, 10, 45))
    return recorded_on + timedelta(days=days) if days is not None else None


def _licences(trade: Trade, dice: Random) -> tuple[str, ...]:
    held = {LICENCES[trade.name]} if trade.name in LICENCES else set()
    if dice.random() < 0.3:  # noqa: PLR2004  three of ten drive
        held.add("driving_b")
    return tuple(sorted(held))


def _languages(said: _Said, dice: Random) -> dict[str, str]:
    levels = {_page_language(said): "C2"}
    if said.language not in levels:
        levels[said.language] = dice.choice(("A2", "B1", "B2"))
    return levels


def _skills(said: _Said, links: Mapping[str, Link], dice: Random) -> tuple[SkillDraft, ...]:
    return tuple(
        SkillDraft(
            own_words=text,
            language=said.language,
            concept_uri=links[text].uri,
            link_score=links[text].score if links[text].uri else None,
            proficiency=dice.choice(tuple(Proficiency)[1:]),
            months=dice.choice((None, 6, 12, 36)),
            evidence=dice.choice((Evidence.OWN_STATEMENT, Evidence.OWN_STATEMENT, *Evidence)),
        )
        for text in said.skills
    )


def _consents(
    said: _Said, calendar: Calendar, place: int, dice: Random
) -> tuple[ConsentDraft, ...]:
    [agreed] = dice.choices(
        [agreed for agreed, _ in AGREEMENTS], [weight for _, weight in AGREEMENTS]
    )
    given_at = calendar.moment(place, 7)
    if dice.random() < EXPIRED_SHARE:
        # It had ended before the office took the file over, so that nobody was ever looked for.
        given_at -= timedelta(days=CONSENT_DAYS + dice.randint(5, 60))
    method = dice.choice(tuple(ConsentMethod))
    language = _page_language(said)
    drafts = [
        ConsentDraft(purpose, given_at, method, language, read_aloud=method is not method.SELF)
        for purpose in agreed
    ]
    if agreed == ALL:
        channel = dice.choice((Channel.SMS, Channel.WHATSAPP))
        drafts.append(ConsentDraft(Purpose.MESSAGES, given_at, method, language, channel=channel))
    return tuple(drafts)
