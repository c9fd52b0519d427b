"""Matches, their reasons, and where everybody stands in a ranking."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Gate(StrEnum):
    """A condition that must hold. What nobody knows yet holds and becomes a question."""

    PLACE = "place"
    LICENCE = "licence"
    LANGUAGE = "language"
    START = "start"
    NIGHT = "night"
    EMPLOYER = "employer"
    OCCUPATION = "occupation"


class ReasonKind(StrEnum):
    """Under which heading a reason stands."""

    FITS = "fits"
    ASK = "ask"
    MISSING = "missing"


class ReasonCode(StrEnum):
    """What a reason says. The shell has one sentence for each code in each language.

    SKILLS_USED: the work has use for `held` of the person's skills; it says nothing of when.
    DONE_BEFORE: they did this work, beside or before their main one.
    LIKELY_WORK: taken together, their skills are those of people who do such work.
    """

    ESSENTIAL_COVERED = "essential_covered"
    OPTIONAL_COVERED = "optional_covered"
    RELATED_SKILL = "related_skill"
    SKILLS_USED = "skills_used"
    LIKELY_WORK = "likely_work"
    DONE_BEFORE = "done_before"
    SAME_OCCUPATION = "same_occupation"
    NEAR_OCCUPATION = "near_occupation"
    EXPERIENCE = "experience"
    SAME_GOVERNORATE = "same_governorate"
    PLACE_ACCEPTED = "place_accepted"
    WILLING_TO_MOVE = "willing_to_move"
    WAGE_FITS = "wage_fits"
    START_IN_TIME = "start_in_time"
    LANGUAGE_MET = "language_met"
    LICENCE_HELD = "licence_held"
    NIGHT_ACCEPTED = "night_accepted"
    LATELY_CONFIRMED = "lately_confirmed"

    BELOW_LEVEL = "below_level"
    ASK_BY_LAW = "ask_by_law"
    ASK_LICENCE = "ask_licence"
    ASK_OCCUPATION = "ask_occupation"
    ASK_REFUSED = "ask_refused"
    ASK_EXPERIENCE = "ask_experience"
    ASK_PLACE = "ask_place"
    ASK_WAGE = "ask_wage"
    TALK_WAGE = "talk_wage"
    ASK_START = "ask_start"
    STARTS_LATE = "starts_late"
    ASK_LANGUAGE = "ask_language"
    ASK_NIGHT = "ask_night"
    ASK_CONFIRMATION = "ask_confirmation"
    LONG_UNCONFIRMED = "long_unconfirmed"

    MISSING_ESSENTIAL = "missing_essential"
    MISSING_OPTIONAL = "missing_optional"
    OTHER_OCCUPATION = "other_occupation"
    LITTLE_EXPERIENCE = "little_experience"

    @property
    def kind(self) -> ReasonKind:
        """Under which heading the code stands."""
        if self in _MISSING:
            return ReasonKind.MISSING
        return ReasonKind.ASK if self in _ASK else ReasonKind.FITS


OF_THE_WORK = frozenset(
    {
        ReasonCode.ESSENTIAL_COVERED,
        ReasonCode.BELOW_LEVEL,
        ReasonCode.OPTIONAL_COVERED,
        ReasonCode.RELATED_SKILL,
        ReasonCode.LIKELY_WORK,
        ReasonCode.DONE_BEFORE,
        ReasonCode.SAME_OCCUPATION,
        ReasonCode.NEAR_OCCUPATION,
    }
)
"""Without one of these a job only lies in the right place, or pays enough: nobody is asked about
it by itself, and nobody is put on a list for it but by a person."""

_MISSING = frozenset(
    {
        ReasonCode.MISSING_ESSENTIAL,
        ReasonCode.MISSING_OPTIONAL,
        ReasonCode.OTHER_OCCUPATION,
        ReasonCode.LITTLE_EXPERIENCE,
    }
)
_ASK = frozenset(
    {
        ReasonCode.BELOW_LEVEL,
        ReasonCode.ASK_BY_LAW,
        ReasonCode.ASK_LICENCE,
        ReasonCode.ASK_OCCUPATION,
        ReasonCode.ASK_REFUSED,
        ReasonCode.ASK_EXPERIENCE,
        ReasonCode.ASK_PLACE,
        ReasonCode.ASK_WAGE,
        ReasonCode.TALK_WAGE,
        ReasonCode.ASK_START,
        ReasonCode.STARTS_LATE,
        ReasonCode.ASK_LANGUAGE,
        ReasonCode.ASK_NIGHT,
        ReasonCode.ASK_CONFIRMATION,
        ReasonCode.LONG_UNCONFIRMED,
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, without words of its own.

    `contribution` is in log-odds. `concept_uri` and `asked_words` name the requirement,
    `held_words` the person's skill as they said it. `subject` is a language's or governorate's
    code or a licence. `held` and `asked` are, by code: proficiencies from 1 to 4, language
    levels, months, dinars a month, days, or counts. None means that the code has no such part.
    """

    code: ReasonCode
    contribution: float = 0.0
    concept_uri: str | None = None
    asked_words: str | None = None
    held_words: str | None = None
    subject: str | None = None
    held: int | str | None = None
    asked: int | str | None = None

    @property
    def kind(self) -> ReasonKind:
        """Under which heading the reason stands."""
        return self.code.kind


@dataclass(frozen=True, slots=True)
class Match:
    """One returnee held against one vacancy.

    `rank` counts from 1; `score` is in [0, 1], rounded to nine digits. `base` plus the
    contributions of all reasons is the log-odds of the score. `features` are in [0, 1], in the
    order of `matching.features.FEATURES`. `propensity` is the chance with which a lot put the
    person on a list, None if none was drawn.
    """

    returnee_id: int
    vacancy_id: int
    rank: int
    score: float
    base: float
    reasons: tuple[Reason, ...]
    features: tuple[float, ...]
    model_version: str
    propensity: float | None = None

    @property
    def is_of_the_work(self) -> bool:
        """Whether the person has something of what the work asks for."""
        return any(reason.code in OF_THE_WORK for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one stands in a ranking: a rank from 1, or None and the gates that were shut."""

    rank: int | None
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everybody held against one vacancy, or every vacancy held against one person.

    `matches` are the first of `order`, with reasons. `order` has the ids of all that passed the
    gates, best first; `stopped` has, for every other id, the gates that were shut. The ids are
    those of what was ranked: returnees or vacancies.
    """

    matches: tuple[Match, ...]
    order: tuple[int, ...]
    stopped: Mapping[int, tuple[Gate, ...]]

    @property
    def excluded(self) -> Mapping[Gate, int]:
        """How many each gate stopped; who met two shut gates counts at both."""
        return Counter(gate for gates in self.stopped.values() for gate in gates)

    def standing(self, ranked_id: int) -> Standing | None:
        """Return the rank or the shut gates of one id; None if it was not ranked at all.

        Who was not ranked may not be suggested, or is unknown here.
        """
        if ranked_id in self.stopped:
            return Standing(None, self.stopped[ranked_id])
        if ranked_id in self.order:
            return Standing(self.order.index(ranked_id) + 1)
        return None
