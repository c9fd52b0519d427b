"""Conditions that must hold between a person and a vacancy.

Consent, availability and exposure are decided before (`may_be_suggested`). A wage below what a
person needs is no gate: it is talked about first.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from employers.values.vacancies import VacancyBrief
from matching.index.columns import (
    GOVERNORATES,
    LANGUAGE_LEVELS,
    UNKNOWN,
    Columns,
    licence_key,
)
from matching.index.snapshot import Snapshot
from matching.states import START_DAYS
from matching.values.ranking import Gate

Verdicts: TypeAlias = NDArray[np.int8]
"""For each person HOLDS, SHUT or OPEN_QUESTION."""

HOLDS, SHUT, OPEN_QUESTION = 1, 0, UNKNOWN


def place_verdicts(vacancy: VacancyBrief, snapshot: Snapshot) -> Verdicts:
    """Hold the vacancy's governorate against where people live and would work.

    A list of accepted governorates is an answer, unless the person would also move: then ask.
    """
    known, here, listed, moves = _place_parts(vacancy, snapshot.columns)
    has_list = snapshot.columns.accepted.any(axis=1)
    stays = snapshot.columns.relocates == 0
    refused = (has_list & ~moves) | (~has_list & stays & known)
    verdicts = _verdicts(snapshot, SHUT, where=refused)
    verdicts[here | listed | (moves & ~has_list)] = HOLDS
    return verdicts


def licence_verdicts(vacancy: VacancyBrief, snapshot: Snapshot) -> Verdicts:
    """Hold the licences that the law demands against those people have.

    A person none of whose licences was recorded was not asked. A skill that the law demands
    (`Requirement.by_law`) is a question where it is missing: lists of skills are never whole.
    """
    verdicts = np.full(len(snapshot), HOLDS, dtype=np.int8)
    columns = snapshot.columns
    for licence in vacancy.licences:
        held = columns.licences.get(licence_key(licence), np.zeros(len(snapshot), dtype=bool))
        verdicts = _both(verdicts, _known_or_asked(columns.licences_known, held))
    return verdicts


def language_verdicts(vacancy: VacancyBrief, snapshot: Snapshot) -> Verdicts:
    """Hold the language levels demanded against those people have."""
    verdicts = np.full(len(snapshot), HOLDS, dtype=np.int8)
    for language, level in vacancy.languages:
        held = language_levels(snapshot, language)
        asked = LANGUAGE_LEVELS.get(level.upper(), 0)
        verdicts = _both(verdicts, _known_or_asked(held != UNKNOWN, held >= asked))
    return verdicts


def start_verdicts(vacancy: VacancyBrief, snapshot: Snapshot) -> Verdicts:
    """Hold the day on which work starts against the day from which people are free."""
    if vacancy.start_on is None:
        return np.full(len(snapshot), HOLDS, dtype=np.int8)
    free = snapshot.columns.available
    late = days_late(vacancy, snapshot) > START_DAYS
    return _known_or_asked(free != UNKNOWN, ~late)


def night_verdicts(vacancy: VacancyBrief, snapshot: Snapshot) -> Verdicts:
    """Hold night work against what people said of it."""
    if not vacancy.night:
        return np.full(len(snapshot), HOLDS, dtype=np.int8)
    return snapshot.columns.night.copy()


def employer_verdicts(vacancy: VacancyBrief, snapshot: Snapshot) -> Verdicts:
    """Shut out those who refused this employer."""
    verdicts = np.full(len(snapshot), HOLDS, dtype=np.int8)
    refusing = snapshot.columns.refusals.get(vacancy.employer_id)
    if refusing is not None:
        verdicts[refusing] = SHUT
    return verdicts


GATES: Mapping[Gate, Callable[[VacancyBrief, Snapshot], Verdicts]] = MappingProxyType(
    {
        Gate.PLACE: place_verdicts,
        Gate.LICENCE: licence_verdicts,
        Gate.LANGUAGE: language_verdicts,
        Gate.START: start_verdicts,
        Gate.NIGHT: night_verdicts,
        Gate.EMPLOYER: employer_verdicts,
    }
)


def verdicts_of(vacancy: VacancyBrief, snapshot: Snapshot) -> dict[Gate, Verdicts]:
    """Return every gate's verdict on everybody, arrays of shape (n_profiles,)."""
    return {gate: judge(vacancy, snapshot) for gate, judge in GATES.items()}


def stopped_by(
    verdicts: Mapping[Gate, Verdicts], ids: NDArray[np.int64]
) -> dict[int, tuple[Gate, ...]]:
    """Return, for the id of each row that a gate stops, the gates that are shut."""
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


def language_levels(snapshot: Snapshot, language: str) -> NDArray[np.int8]:
    """Return the level from 0 (A1) to 5 (C2) that each person has, UNKNOWN if nobody asked."""
    unknown = np.full(len(snapshot), UNKNOWN, dtype=np.int8)
    return snapshot.columns.languages.get(language, unknown)


def days_late(vacancy: VacancyBrief, snapshot: Snapshot) -> NDArray[np.int64]:
    """Return how many days after work starts each person becomes free, 0 if in time or unknown.

    Work whose start has passed while the vacancy is still open starts today.
    """
    start = max(vacancy.start_on or snapshot.today, snapshot.today).toordinal()
    return np.maximum(snapshot.columns.available.astype(np.int64) - start, 0)


def _place_parts(vacancy: VacancyBrief, columns: Columns) -> tuple[NDArray[np.bool_], ...]:
    """Return whose place is known, who lives there, who accepts it, who would move."""
    place = GOVERNORATES[vacancy.governorate]
    return (
        columns.governorate != UNKNOWN,
        columns.governorate == place,
        columns.accepted[:, place],
        columns.relocates == 1,
    )


def _verdicts(snapshot: Snapshot, verdict: int, *, where: NDArray[np.bool_]) -> Verdicts:
    return np.where(where, verdict, OPEN_QUESTION).astype(np.int8).reshape(len(snapshot))


def _known_or_asked(known: NDArray[np.bool_], holds: NDArray[np.bool_]) -> Verdicts:
    return np.where(known, holds, OPEN_QUESTION).astype(np.int8)


def _both(one: Verdicts, other: Verdicts) -> Verdicts:
    """Return SHUT where either is, else a question where either is."""
    question = (one == OPEN_QUESTION) | (other == OPEN_QUESTION)
    verdicts = np.where(question, OPEN_QUESTION, HOLDS)
    return np.where((one == SHUT) | (other == SHUT), SHUT, verdicts).astype(np.int8)
