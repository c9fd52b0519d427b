"""How well people cover the requirements of vacancies, pair by pair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.index import Asks, Demand, Similar
from matching.index.gathering import gather, owners, starts_of
from matching.index.held import Held, holders
from matching.index.holdings import EVIDENCE_STRENGTH, FRESHNESS, PROFICIENCIES, VALUES
from matching.index.marks import Name

LEAST_LEVELS = (1, 2, 3, 4)
QUALITIES: NDArray[np.float64] = np.stack(
    [
        *(np.minimum(PROFICIENCIES / least, 1.0) for least in LEAST_LEVELS),
        VALUES,
        EVIDENCE_STRENGTH,
        FRESHNESS,
    ]
)
"""What a skill counts by, for each of its codes: shape (n_qualities, n_codes).

First the share of each proficiency that may be asked, then these three.
"""

VALUE, EVIDENCE, FRESH = range(len(LEAST_LEVELS), len(QUALITIES))


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Arrays of shape (n_requirements, n_pairs) in [0, 1]; 0 where nothing covers.

    Each is the best over the person's skills of similarity × one quality: `values` of the whole
    value, `levels` of the share of the asked proficiency, `evidence` of its strength,
    `freshness` of what time has left. The best single skill counts, so that ten weak ones never
    add up to one strong. `used`, of shape (n_pairs,), counts the skills that the vacancy uses,
    each by its similarity to the nearest requirement.
    """

    values: NDArray[np.float64]
    levels: NDArray[np.float64]
    evidence: NDArray[np.float64]
    freshness: NDArray[np.float64]
    used: NDArray[np.float64]


def no_coverage(count: int, length: int) -> Coverage:
    """Return the coverage of `count` requirements in `length` pairs by people who hold nothing."""
    values, levels, evidence, freshness = np.zeros((4, count, length))
    return Coverage(values, levels, evidence, freshness, np.zeros(length))


def cover(demand: Demand, held: Held) -> Coverage:
    """Return how each row covers one demand."""
    covered = no_coverage(len(demand.asked), len(held))
    # In the order of the terms: sums of fractions differ in the last bit with their order.
    terms = sorted(demand.terms.keys() & held.numbers.keys())
    place_of = np.full(len(held.numbers), -1, dtype=np.int32)
    place_of[[held.numbers[term] for term in terms]] = np.arange(len(terms))
    places = place_of[held.terms]
    hits = np.flatnonzero(places >= 0)
    hits = hits[np.argsort(places[hits], kind="stable")]
    if len(hits):
        rows, places = holders(held)[hits], places[hits]
        best = np.array([demand.terms[term] for term in terms])
        np.add.at(covered.used, rows, best[places])
        _cover_each(covered, demand, terms, (rows, places, held.codes[hits]))
    return covered


def _cover_each(
    covered: Coverage,
    demand: Demand,
    terms: Sequence[str],
    hits: tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint8]],
) -> None:
    """Note what each hit does for every requirement: its row, its term's place, and its code."""
    rows, places, codes = hits
    uses = [
        [(number, one.terms[term]) for number, one in enumerate(demand.asked) if term in one.terms]
        for term in terms
    ]
    starts = starts_of(np.array([len(one) for one in uses], dtype=np.int64))
    fresh, found = gather(starts, places)
    again = owners(fresh)
    asked = np.array([number for one in uses for number, _ in one], dtype=np.int64)[found]
    weights = np.array([weight for one in uses for _, weight in one])[found]
    least = np.array([one.requirement.least for one in demand.asked], dtype=np.int64)[asked]
    cells = asked * len(covered.used) + rows[again]
    for table, quality in _qualities(covered, codes[again], least):
        np.maximum.at(table.reshape(-1), cells, weights * quality)


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """How far one person's skills reach: arrays with a column for each number of a term.

    There is one column more at the end, of zeros, which stands for no term at all. `weights` has
    a row for each term that the person holds, in the order of the terms; `best` a row for each
    of `QUALITIES`, with the best that any skill of theirs does.
    """

    weights: NDArray[np.float64]
    best: NDArray[np.float64]


def reach_of(person: Held, numbers: Mapping[Name, int], similar: Similar) -> Reach:
    """Return what one person's skills do for the terms that have numbers.

    `similar` is read under the names of the numbers; a term covers itself with 1.
    """
    names = list(person.numbers)
    held = sorted(
        (str(names[number]), code)
        for number, code in zip(person.terms.tolist(), person.codes.tolist(), strict=True)
    )
    rows = {term: row for row, (term, _) in enumerate(held)}
    weights = np.zeros((len(held), len(numbers) + 1))
    fewer, more = sorted((similar.keys(), numbers.keys()), key=len)
    for asked in (str(name) for name in fewer if name in more):
        for term in similar[asked].keys() & rows.keys():
            weights[rows[term], numbers[asked]] = similar[asked][term]
    for term, row in rows.items():
        if term in numbers:
            weights[row, numbers[term]] = 1.0
    codes = np.array([code for _, code in held], dtype=np.int64)
    best = np.zeros((len(QUALITIES), len(numbers) + 1))
    terms = np.flatnonzero(weights.any(axis=0))
    best[:, terms] = (weights[:, terms] * QUALITIES[:, codes, None]).max(axis=1, initial=0.0)
    return Reach(weights, best)


def cover_by(reach: Reach, asks: Asks) -> Coverage:
    """Return how one person covers each of many vacancies."""
    wanted = asks.wanted
    asked, least = wanted.padded(wanted.terms, -1), wanted.padded(wanted.least, 1)
    used = np.zeros(len(asks))
    for weights in reach.weights:
        used += weights[asked].max(axis=0, initial=0.0)
    return Coverage(
        values=reach.best[VALUE, asked],
        levels=reach.best[least - 1, asked],
        evidence=reach.best[EVIDENCE, asked],
        freshness=reach.best[FRESH, asked],
        used=used,
    )


def weighted_sum(shares: NDArray[np.float64], parts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Σ share × part over requirements, of shape (n_pairs,).

    Added one after the other: a matrix product may add in another order for another number of
    people, and then a person's score would depend on who else is ranked.
    """
    total = np.zeros(parts.shape[1])
    for share, part in zip(shares, parts, strict=True):
        total += share * part
    return total


def _qualities(
    covered: Coverage, codes: NDArray[np.integer], least: NDArray[np.integer]
) -> tuple[tuple[NDArray[np.float64], NDArray[np.float64]], ...]:
    """Return each table of the coverage with the quality that it is of."""
    return (
        (covered.values, VALUES[codes]),
        (covered.levels, np.minimum(PROFICIENCIES[codes] / least, 1.0)),
        (covered.evidence, EVIDENCE_STRENGTH[codes]),
        (covered.freshness, FRESHNESS[codes]),
    )
