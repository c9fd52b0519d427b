"""Why a match scored as it did: codes with parameters, without a word of any language.

What the features add to the log-odds is handed out to the reasons without a rest: the base and
all reasons sum to the log-odds of the score.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from employers.values.vacancies import Necessity, VacancyBrief
from kernel.calendar import local_day
from matching.features import NAMES, NEUTRAL, Coverage
from matching.features.circumstances import JUST_FRESH, WOULD_MOVE
from matching.index import Asked, Demand
from matching.index.asks import wage_a_month
from matching.index.columns import LANGUAGE_LEVELS, licence_key
from matching.index.holdings import VALUES, code_of
from matching.index.work import other_work
from matching.scorer import ModelWeights
from matching.values.ranking import Reason, ReasonCode, ReasonKind
from skills.values.returnees import ProfileSkill, SkillProfile

NEAR_ENOUGH = 0.3
"""From this nearness on (two digits of ISCO-08 shared) an occupation speaks for a person."""

_KINDS = {kind: number for number, kind in enumerate(ReasonKind)}


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """One person beside one vacancy, weighed: each feature's value and what it adds.

    `pair` is their place in the coverage; `today` is the day in Iraq for which is asked.
    """

    demand: Demand
    profile: SkillProfile
    today: date
    coverage: Coverage
    pair: int
    features: dict[str, float]
    parts: dict[str, float]

    @property
    def vacancy(self) -> VacancyBrief:
        """The vacancy."""
        return self.demand.vacancy


def reasons_of(weighed: Weighed, model: ModelWeights) -> tuple[Reason, ...]:
    """Return all reasons: what fits, what to ask about, what is missing; the weightiest first."""
    found = [
        *_requirement_reasons(weighed, model),
        *_breadth_reasons(weighed),
        *_likely_reasons(weighed),
        *_occupation_reasons(weighed),
        *_experience_reasons(weighed),
        *_place_reasons(weighed),
        *_wage_reasons(weighed),
        *_start_reasons(weighed),
        *_language_reasons(weighed),
        *_licence_reasons(weighed),
        *_night_reasons(weighed),
        *_confirmation_reasons(weighed),
    ]
    return tuple(sorted(found, key=lambda r: (_KINDS[r.kind], -abs(r.contribution))))


def _requirement_reasons(weighed: Weighed, model: ModelWeights) -> Iterator[Reason]:
    weights = dict(zip(NAMES, model.weights, strict=True))
    covered, row = weighed.coverage, weighed.pair
    weakest = _weakest(weighed)
    for number, asked in enumerate(weighed.demand.asked):
        by_kind = (
            weights["essential_coverage"] * asked.essential
            + weights["optional_coverage"] * asked.optional
        )
        by_quality = (
            weights["level_met"] * covered.levels[number, row]
            + weights["evidence"] * covered.evidence[number, row]
            + weights["recency"] * covered.freshness[number, row]
        )
        part = by_kind * covered.values[number, row] + asked.overall * by_quality
        if number == weakest:
            part += weighed.parts["weakest_essential"]
        yield _requirement_reason(weighed, asked, float(part))


def _weakest(weighed: Weighed) -> int | None:
    values = weighed.coverage.values[:, weighed.pair]
    asked = weighed.demand.asked
    essential = [number for number, one in enumerate(asked) if one.essential]
    return min(essential, key=lambda number: float(values[number]), default=None)


def _requirement_reason(weighed: Weighed, asked: Asked, part: float) -> Reason:
    skill = _best_skill(weighed, asked)
    requirement = asked.requirement
    return Reason(
        _requirement_code(asked, skill),
        part,
        concept_uri=requirement.concept_uri,
        asked_words=requirement.own_words,
        held_words=skill.own_words if skill else None,
        held=int(skill.proficiency) if skill else None,
        asked=requirement.least,
    )


def _best_skill(weighed: Weighed, asked: Asked) -> ProfileSkill | None:
    """Return the person's skill that covers a requirement best; the first of equals."""
    today = weighed.today
    held = [skill for skill in weighed.profile.skills if skill.term in asked.terms]
    return max(
        held,
        key=lambda skill: asked.terms[skill.term] * float(VALUES[code_of(skill, today)]),
        default=None,
    )


def _requirement_code(asked: Asked, skill: ProfileSkill | None) -> ReasonCode:
    essential = asked.requirement.necessity is Necessity.ESSENTIAL
    same = skill is not None and asked.terms[skill.term] >= 1.0
    if asked.requirement.by_law and not same:
        return ReasonCode.ASK_BY_LAW
    if skill is None:
        return ReasonCode.MISSING_ESSENTIAL if essential else ReasonCode.MISSING_OPTIONAL
    if skill.proficiency < asked.requirement.least:
        return ReasonCode.BELOW_LEVEL
    if not same:
        return ReasonCode.RELATED_SKILL
    return ReasonCode.ESSENTIAL_COVERED if essential else ReasonCode.OPTIONAL_COVERED


def _breadth_reasons(weighed: Weighed) -> Iterator[Reason]:
    terms = {skill.term for skill in weighed.profile.skills} & weighed.demand.terms.keys()
    if terms:
        yield Reason(ReasonCode.SKILLS_USED, weighed.parts["breadth"], held=len(terms))


def _likely_reasons(weighed: Weighed) -> Iterator[Reason]:
    part = weighed.parts["likely_occupation"] + weighed.parts["likely_group"]
    if part:
        done = other_work(weighed.profile)
        asked = (weighed.vacancy.occupation_uri, weighed.vacancy.isco)
        by_work = any(
            name in done and done[name] == weighed.profile.likely_work.get(name)
            for name in asked
            if name is not None
        )
        yield Reason(ReasonCode.DONE_BEFORE if by_work else ReasonCode.LIKELY_WORK, part)


def _occupation_reasons(weighed: Weighed) -> Iterator[Reason]:
    groups = {isco for _, isco in weighed.profile.refused_occupations if isco}
    if weighed.vacancy.isco in groups:
        yield Reason(ReasonCode.ASK_REFUSED)
    part, nearness = weighed.parts["occupation_nearness"], weighed.features["occupation_nearness"]
    if not (weighed.vacancy.occupation_uri or weighed.vacancy.isco):
        return
    if nearness == NEUTRAL[NAMES.index("occupation_nearness")]:
        yield Reason(ReasonCode.ASK_OCCUPATION)
    elif nearness >= 1.0:
        yield Reason(ReasonCode.SAME_OCCUPATION, part)
    elif nearness >= NEAR_ENOUGH:
        yield Reason(ReasonCode.NEAR_OCCUPATION, part)
    else:
        yield Reason(ReasonCode.OTHER_OCCUPATION, part)


def _experience_reasons(weighed: Weighed) -> Iterator[Reason]:
    months, asked = weighed.profile.experience_months, weighed.vacancy.experience_months
    part = weighed.parts["experience"]
    if months is None:
        yield Reason(ReasonCode.ASK_EXPERIENCE, asked=asked)
    elif part:
        code = ReasonCode.EXPERIENCE if part > 0 else ReasonCode.LITTLE_EXPERIENCE
        yield Reason(code, part, held=months, asked=asked)


def _place_reasons(weighed: Weighed) -> Iterator[Reason]:
    place, profile = weighed.vacancy.governorate, weighed.profile
    part = weighed.parts["place_nearness"]
    if profile.governorate is place:
        code = ReasonCode.SAME_GOVERNORATE
    elif place in profile.accepted_governorates:
        code = ReasonCode.PLACE_ACCEPTED
    else:
        moves = weighed.features["place_nearness"] == WOULD_MOVE
        code = ReasonCode.WILLING_TO_MOVE if moves else ReasonCode.ASK_PLACE
    yield Reason(code, part, subject=place.value)


def _wage_reasons(weighed: Weighed) -> Iterator[Reason]:
    least, named = weighed.profile.least_wage, wage_a_month(weighed.vacancy)
    part = weighed.parts["wage_fit"]
    if least is not None and named is not None:
        code = ReasonCode.WAGE_FITS if named >= least else ReasonCode.TALK_WAGE
        yield Reason(code, part, held=least, asked=named)
    elif least is not None or named is not None:
        yield Reason(ReasonCode.ASK_WAGE, held=least, asked=named)


def _start_reasons(weighed: Weighed) -> Iterator[Reason]:
    part = weighed.parts["start_fit"]
    late = _days_late(weighed)
    if weighed.profile.available_on is None:
        yield Reason(ReasonCode.ASK_START)
    elif late:
        yield Reason(ReasonCode.STARTS_LATE, part, held=late)
    else:
        yield Reason(ReasonCode.START_IN_TIME, part)


def _days_late(weighed: Weighed) -> int:
    start = max(weighed.vacancy.start_on or weighed.today, weighed.today)
    free = weighed.profile.available_on or start
    return max((free - start).days, 0)


def _language_reasons(weighed: Weighed) -> Iterator[Reason]:
    held = {
        language: level
        for language, level in weighed.profile.languages.items()
        if level.upper() in LANGUAGE_LEVELS
    }
    met = sum(language in held for language, _ in weighed.vacancy.languages)
    for language, level in weighed.vacancy.languages:
        if language in held:
            part = weighed.parts["language_margin"] / met
            code = ReasonCode.LANGUAGE_MET
            yield Reason(code, part, subject=language, held=held[language], asked=level)
        else:
            yield Reason(ReasonCode.ASK_LANGUAGE, subject=language, asked=level)


def _licence_reasons(weighed: Weighed) -> Iterator[Reason]:
    held = {licence_key(licence) for licence in weighed.profile.licences}
    for licence in weighed.vacancy.licences:
        known = licence_key(licence) in held
        code = ReasonCode.LICENCE_HELD if known else ReasonCode.ASK_LICENCE
        yield Reason(code, subject=licence)


def _night_reasons(weighed: Weighed) -> Iterator[Reason]:
    if weighed.vacancy.night:
        accepted = weighed.profile.night is True
        code = ReasonCode.NIGHT_ACCEPTED if accepted else ReasonCode.ASK_NIGHT
        yield Reason(code, weighed.parts["shift_fit"])


def _confirmation_reasons(weighed: Weighed) -> Iterator[Reason]:
    if weighed.profile.confirmed_at is None:
        yield Reason(ReasonCode.ASK_CONFIRMATION)
        return
    days = (weighed.today - local_day(weighed.profile.confirmed_at)).days
    fresh = weighed.features["confirmation"] >= JUST_FRESH
    code = ReasonCode.LATELY_CONFIRMED if fresh else ReasonCode.LONG_UNCONFIRMED
    yield Reason(code, weighed.parts["confirmation"], held=days)
