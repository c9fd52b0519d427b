"""Features of where, when and on what terms people can work."""

import numpy as np

from employers.values.vacancies import Currency, VacancyBrief, monthly_wage
from matching.features.pairs import Measured, Pairs, unknown
from matching.gates import (
    HOLDS,
    OPEN_QUESTION,
    days_late,
    language_levels,
)
from matching.index.columns import GOVERNORATES, LANGUAGE_LEVELS, UNKNOWN
from matching.states import START_DAYS
from matching.values.ranking import Gate

LIVES_THERE, ACCEPTS_IT, WOULD_MOVE = 1.0, 0.75, 0.6
"""Nearness of a place. Set by hand."""

SHORTFALL_FELT = 2.0
"""A wage half of what a person needs fits as badly as none. Set by hand."""

JUST_ENOUGH, A_LEVEL_MORE = 0.75, 0.125
"""A language at the level asked, and what each level above adds up to 1."""

FRESH_DAYS, STALE_DAYS = 60, 365
"""A profile counts as confirmed for so long, and not at all any more after so long."""
JUST_FRESH = 0.5
"""What a confirmation half-way between adds nothing at, and so what unknown counts as."""


def place_nearness(pairs: Pairs) -> Measured:
    """How near the work is to where the person lives or would work."""
    columns = pairs.snapshot.columns
    place = GOVERNORATES[pairs.vacancy.governorate]
    verdicts = pairs.verdicts[Gate.PLACE]
    values = np.where(verdicts == HOLDS, WOULD_MOVE, 0.0)
    values[columns.accepted[:, place]] = ACCEPTS_IT
    values[columns.governorate == place] = LIVES_THERE
    return Measured(values, verdicts != OPEN_QUESTION)


def wage_fit(pairs: Pairs) -> Measured:
    """Whether the wage named reaches what the person needs."""
    named = wage_a_month(pairs.vacancy)
    least = pairs.snapshot.columns.least_wage
    if named is None:
        return unknown(pairs)
    short = np.maximum(least - named, 0) / np.maximum(least, 1)
    return Measured(np.maximum(0.0, 1.0 - SHORTFALL_FELT * short), least != UNKNOWN)


def start_fit(pairs: Pairs) -> Measured:
    """Whether the person is free when work starts, or how soon after."""
    late = days_late(pairs.vacancy, pairs.snapshot)
    free = pairs.snapshot.columns.available != UNKNOWN
    # Where no start is named, only who is free today is known to be in time.
    sure = free if pairs.vacancy.start_on else free & (late == 0)
    return Measured(np.maximum(0.0, 1.0 - late / START_DAYS), sure)


def language_margin(pairs: Pairs) -> Measured:
    """How far the languages demanded are spoken, on average over those known."""
    if not pairs.vacancy.languages:
        return unknown(pairs)
    total = np.zeros(len(pairs.snapshot))
    count = np.zeros(len(pairs.snapshot), dtype=np.int64)
    for language, level in pairs.vacancy.languages:
        held = language_levels(pairs.snapshot, language)
        margin = held - LANGUAGE_LEVELS.get(level.upper(), 0)
        here = held != UNKNOWN
        fit = np.minimum(JUST_ENOUGH + A_LEVEL_MORE * margin, 1.0)
        total += np.where(here & (margin >= 0), fit, 0.0)
        count += here
    return Measured(total / np.maximum(count, 1), count > 0)


def shift_fit(pairs: Pairs) -> Measured:
    """Whether the person takes night work where the vacancy has it."""
    if not pairs.vacancy.night:
        return unknown(pairs)
    night = pairs.snapshot.columns.night
    return Measured((night == 1).astype(np.float64), night != UNKNOWN)


def confirmation(pairs: Pairs) -> Measured:
    """How lately somebody confirmed that the profile is still right."""
    confirmed = pairs.snapshot.columns.confirmed
    days = pairs.snapshot.today.toordinal() - confirmed.astype(np.int64)
    values = np.clip((STALE_DAYS - days) / (STALE_DAYS - FRESH_DAYS), 0.0, 1.0)
    return Measured(values, confirmed != UNKNOWN)


def wage_a_month(vacancy: VacancyBrief) -> int | None:
    """Return the highest wage named, in dinars a month; None if none is or not in dinars."""
    named = vacancy.wage_max or vacancy.wage_min
    if named is None or vacancy.currency is not Currency.IQD:
        return None
    return monthly_wage(named, vacancy.wage_per)
