"""Features of where, when and on what terms people can work."""

import numpy as np

from matching.features.pairs import UNKNOWN_TO_ALL, Measured, Pairs
from matching.gates import (
    HOLDS,
    OPEN_QUESTION,
    accepts_place,
    days_late,
    lives_there,
    place_verdicts,
)
from matching.index.marks import UNKNOWN
from matching.states import START_DAYS

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
    verdicts = place_verdicts(pairs.sides)
    values = np.where(verdicts == HOLDS, WOULD_MOVE, 0.0)
    values = np.where(accepts_place(pairs.sides), ACCEPTS_IT, values)
    values = np.where(lives_there(pairs.sides), LIVES_THERE, values)
    return Measured(values, verdicts != OPEN_QUESTION)


def wage_fit(pairs: Pairs) -> Measured:
    """Whether the wage named reaches what the person needs."""
    named, least = pairs.sides.asks.wage, pairs.sides.people.least_wage
    short = np.maximum(least - named, 0) / np.maximum(least, 1)
    values = np.maximum(0.0, 1.0 - SHORTFALL_FELT * short)
    return Measured(values, (least != UNKNOWN) & (named != UNKNOWN))


def start_fit(pairs: Pairs) -> Measured:
    """Whether the person is free when work starts, or how soon after."""
    late = days_late(pairs.sides)
    free = pairs.sides.people.available != UNKNOWN
    # Where no start is named, only who is free today is known to be in time.
    sure = free & ((pairs.sides.asks.start != UNKNOWN) | (late == 0))
    return Measured(np.maximum(0.0, 1.0 - late / START_DAYS), sure)


def language_margin(pairs: Pairs) -> Measured:
    """How far the languages demanded are spoken, on average over those known."""
    asks, people = pairs.sides.asks.languages, pairs.sides.people.languages
    demanded = asks.used()
    if not demanded:
        return UNKNOWN_TO_ALL
    total = np.zeros(len(pairs))
    count = np.zeros(len(pairs), dtype=np.int64)
    for language in demanded:
        held, asked = people.of(language), asks.of(language)
        margin = held - asked
        here = (held != UNKNOWN) & (asked != UNKNOWN)
        fit = np.minimum(JUST_ENOUGH + A_LEVEL_MORE * margin, 1.0)
        total += np.where(here & (margin >= 0), fit, 0.0)
        count += here
    return Measured(total / np.maximum(count, 1), count > 0)


def shift_fit(pairs: Pairs) -> Measured:
    """Whether the person takes night work where the vacancy has it."""
    night = pairs.sides.people.night
    return Measured((night == 1).astype(np.float64), pairs.sides.asks.night & (night != UNKNOWN))


def confirmation(pairs: Pairs) -> Measured:
    """How lately somebody confirmed that the profile is still right."""
    confirmed = pairs.sides.people.confirmed
    days = pairs.sides.today.toordinal() - confirmed.astype(np.int64)
    values = np.clip((STALE_DAYS - days) / (STALE_DAYS - FRESH_DAYS), 0.0, 1.0)
    return Measured(values, confirmed != UNKNOWN)
