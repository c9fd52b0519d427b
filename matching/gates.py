"""Conditions that must hold between a person and a vacancy.

Consent, availability and exposure are decided before (`may_be_suggested`). A wage below what a
person needs is no gate: it is talked about first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.index import Sides
from matching.index.marks import UNKNOWN
from matching.states import START_DAYS
from matching.values.ranking import Gate

Verdicts: TypeAlias = NDArray[np.int8]
"""For each pair HOLDS, SHUT or OPEN_QUESTION; of length 1 if it is the same for all."""

HOLDS, SHUT, OPEN_QUESTION = 1, 0, UNKNOWN

ALL_HOLD: Verdicts = np.array([HOLDS], dtype=np.int8)


def place_verdicts(sides: Sides) -> Verdicts:
    """Hold the vacancy's governorate against where people live and would work.

    A list of accepted governorates is an answer, unless the person would also move: then ask.
    """
    people = sides.people
    has_list = people.accepted != 0
    moves = people.relocates == 1
    stays = (people.relocates == 0) & (people.governorate != UNKNOWN)
    refused = (has_list & ~moves) | (~has_list & stays)
    holds = lives_there(sides) | accepts_place(sides) | (moves & ~has_list)
    return _known_or_asked(holds | refused, holds)


def licence_verdicts(sides: Sides) -> Verdicts:
    """Hold the licences that the law demands against those people have.

    A person none of whose licences was recorded was not asked. A skill that the law demands
    (`Requirement.by_law`) is a question where it is missing: lists of skills are never whole.
    """
    verdicts = ALL_HOLD
    for licence in sides.asks.licences.used():
        asked = sides.asks.licences.of(licence) != UNKNOWN
        held = sides.people.licences.of(licence) != UNKNOWN
        one = _known_or_asked(sides.people.licences_known, held)
        verdicts = _both(verdicts, _where_asked(asked, one))
    return verdicts


def language_verdicts(sides: Sides) -> Verdicts:
    """Hold the language levels demanded against those people have."""
    verdicts = ALL_HOLD
    for language in sides.asks.languages.used():
        asked = sides.asks.languages.of(language)
        held = sides.people.languages.of(language)
        one = _known_or_asked(held != UNKNOWN, held >= asked)
        verdicts = _both(verdicts, _where_asked(asked != UNKNOWN, one))
    return verdicts


def start_verdicts(sides: Sides) -> Verdicts:
    """Hold the day on which work starts against the day from which people are free."""
    free = sides.people.available != UNKNOWN
    one = _known_or_asked(free, days_late(sides) <= START_DAYS)
    return _where_asked(sides.asks.start != UNKNOWN, one)


def night_verdicts(sides: Sides) -> Verdicts:
    """Hold night work against what people said of it."""
    return _where_asked(sides.asks.night, sides.people.night)


def employer_verdicts(sides: Sides) -> Verdicts:
    """Shut out those who refused this employer."""
    verdicts = ALL_HOLD
    refusals = sides.people.refusals
    for employer_id in np.unique(sides.asks.employer).tolist():
        if employer_id in refusals.numbers:
            refused = refusals.of(employer_id) != UNKNOWN
            shut = refused & (sides.asks.employer == employer_id)
            verdicts = np.where(shut, SHUT, verdicts).astype(np.int8)
    return verdicts


def occupation_verdicts(sides: Sides) -> Verdicts:
    """Shut out those who refused this work; another work of the same unit group is a question."""
    unwanted = sides.people.unwanted
    if not unwanted.numbers:
        return ALL_HOLD
    verdicts = np.full(len(sides), HOLDS, dtype=np.int8)
    names, codes = list(sides.asks.occupation_numbers), sides.asks.isco
    for number in np.unique(codes, axis=0):
        group = number.tobytes().decode("ascii").rstrip("\0")
        if group in unwanted.numbers:
            alike = (codes == number).all(axis=1)
            verdicts[(unwanted.of(group) != UNKNOWN) & alike] = OPEN_QUESTION
    for number in np.unique(sides.asks.occupation).tolist():
        if number != UNKNOWN and names[number] in unwanted.numbers:
            same = sides.asks.occupation == number
            verdicts[(unwanted.of(names[number]) != UNKNOWN) & same] = SHUT
    return verdicts


@dataclass(frozen=True, slots=True)
class GateNote:
    """What a gate reads of a person, what stands open while nobody knows, and whose rule it is.

    What a gate means is the docstring of its function.
    """

    reads: str
    when_unknown: str
    source: str


OURS = "docs/states.md, the two predicates"
NOTES: Mapping[Gate, GateNote] = MappingProxyType(
    {
        Gate.PLACE: GateNote(
            "governorate, places accepted, whether the person would move",
            "passes, and the place is asked about",
            OURS,
        ),
        Gate.LICENCE: GateNote(
            "licences, and whether somebody asked for them",
            "passes, and the licence is asked about",
            "the law that the vacancy names",
        ),
        Gate.LANGUAGE: GateNote(
            "levels A1 to C2",
            "passes, and the language is asked about",
            "Common European Framework of Reference for Languages",
        ),
        Gate.START: GateNote(
            "the day from which the person is free",
            "passes, and the day is asked about",
            "docs/states.md: available by 30 days after the start",
        ),
        Gate.NIGHT: GateNote(
            "whether the person works at night",
            "passes, and night work is asked about",
            OURS,
        ),
        Gate.EMPLOYER: GateNote(
            "employers refused", "never: who refused nobody refused none", OURS
        ),
        Gate.OCCUPATION: GateNote(
            "occupations refused",
            "passes for another occupation of the same unit group, which is asked about",
            "ISCO-08, unit groups",
        ),
    }
)

GATES: Mapping[Gate, Callable[[Sides], Verdicts]] = MappingProxyType(
    {
        Gate.PLACE: place_verdicts,
        Gate.LICENCE: licence_verdicts,
        Gate.LANGUAGE: language_verdicts,
        Gate.START: start_verdicts,
        Gate.NIGHT: night_verdicts,
        Gate.EMPLOYER: employer_verdicts,
        Gate.OCCUPATION: occupation_verdicts,
    }
)


def verdicts_of(sides: Sides) -> dict[Gate, Verdicts]:
    """Return every gate's verdict on each pair, arrays of shape (n_pairs,)."""
    return {gate: np.broadcast_to(judge(sides), (len(sides),)) for gate, judge in GATES.items()}


def passing(sides: Sides, *, but: Gate | None = None) -> NDArray[np.bool_]:
    """Return which pairs no gate stops, one of them left out, shape (n_pairs,)."""
    passes = np.ones(len(sides), dtype=bool)
    for gate, judge in GATES.items():
        if gate is not but:
            passes &= judge(sides) != SHUT
    return passes


def stopped_by(
    verdicts: Mapping[Gate, Verdicts], ids: NDArray[np.int64]
) -> dict[int, tuple[Gate, ...]]:
    """Return, for the id of each pair that a gate stops, the gates that are shut."""
    gates = tuple(verdicts)
    shut = sum((v == SHUT) * (1 << bit) for bit, v in enumerate(verdicts.values()))
    masks = np.asarray(shut, dtype=np.int64)
    named = {
        mask: tuple(gate for bit, gate in enumerate(gates) if mask >> bit & 1)
        for mask in np.unique(masks).tolist()
    }
    rows = np.flatnonzero(masks)
    pairs = zip(ids[rows].tolist(), masks[rows].tolist(), strict=True)
    return {ranked_id: named[mask] for ranked_id, mask in pairs}


def days_late(sides: Sides) -> NDArray[np.int64]:
    """Return how many days after work starts each person becomes free, 0 if in time or unknown.

    Work whose start has passed while the vacancy is still open starts today.
    """
    start = np.maximum(sides.asks.start.astype(np.int64), sides.today.toordinal())
    return np.maximum(sides.people.available - start, 0)


def lives_there(sides: Sides) -> NDArray[np.bool_]:
    """Return who lives in the vacancy's governorate."""
    lives: NDArray[np.bool_] = sides.people.governorate == sides.asks.governorate
    return lives


def accepts_place(sides: Sides) -> NDArray[np.bool_]:
    """Return who named the vacancy's governorate among those they would work in."""
    bit = np.left_shift(np.uint32(1), sides.asks.governorate.astype(np.uint32))
    accepts: NDArray[np.bool_] = (sides.people.accepted & bit) != 0
    return accepts


def _known_or_asked(known: NDArray[np.bool_], holds: NDArray[np.bool_]) -> Verdicts:
    return np.where(known, holds, OPEN_QUESTION).astype(np.int8)


def _where_asked(asked: NDArray[np.bool_], verdicts: Verdicts) -> Verdicts:
    if not asked.any():
        return ALL_HOLD
    return np.where(asked, verdicts, HOLDS).astype(np.int8)


def _both(one: Verdicts, other: Verdicts) -> Verdicts:
    """Return SHUT where either is, else a question where either is."""
    question = (one == OPEN_QUESTION) | (other == OPEN_QUESTION)
    verdicts = np.where(question, OPEN_QUESTION, HOLDS)
    return np.where((one == SHUT) | (other == SHUT), SHUT, verdicts).astype(np.int8)
