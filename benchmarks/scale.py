"""How long one vacancy takes among very many people, and one person among very many vacancies.

    python -m benchmarks.scale --profiles 1000000

- *recall*: what is found against scoring everybody by our own scorer.
- *floor*: copying as many bytes as the lists that a vacancy touches have, from memory and from
  no cache; beside it the lists themselves, which all vacancies touch and caches then hold.
- *peer*: every requirement against every skill of everybody by rapidfuzz `cdist`, the best of
  each person, then scikit-learn; measured on a sample of people and scaled to all of them.

Times are of one thread. `cpu` is what the processor worked; on a machine that others use too
the clock runs on meanwhile, and so all that is compared is compared by `cpu`.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from statistics import median
from time import perf_counter, process_time

import click
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from sklearn.linear_model import LogisticRegression

from benchmarks.scale_world import (
    ASKED,
    NEIGHBOURS,
    SEED,
    SKILLS_EACH,
    TERMS,
    TODAY,
    ScaleWorld,
    made_demands,
    made_openings,
    made_words,
    newcomer,
    scale_world,
)
from matching.features import cover, measure_pairs, paired
from matching.gates import passing
from matching.index import (
    Demand,
    People,
    PeopleIndex,
    Sides,
    asks_of,
    build_people,
    build_snapshot,
    index_people,
)
from matching.index.lots import best_first
from matching.index.roster import Roster, with_changes
from matching.ranking import best_of_roster, best_people, best_vacancies
from matching.scorer import scores_of, shipped_weights

MODEL = shipped_weights()
SALT = "slot"
TOP = 20
BLOCK = 2**16
SMALLER = (10_000, 100_000)
OPENINGS = 100_000
NEWCOMERS = 40
CHANGED = 100
PEER_PEOPLE = 20_000
PEER_CUTOFF = 75.0
MIB = 2**20
BYTES_A_PLACE = 5
REPEATS = 9


@dataclass(frozen=True, slots=True)
class Taken:
    """Medians in milliseconds: on the clock, and of the processor."""

    clock: float
    cpu: float


def timed(deeds: Sequence[Callable[[], object]]) -> Taken:
    """Return the medians over some deeds, each done once."""
    clock, cpu = [], []
    for deed in deeds:
        begin, worked = perf_counter(), process_time()
        deed()
        clock.append((perf_counter() - begin) * 1000)
        cpu.append((process_time() - worked) * 1000)
    return Taken(median(clock), median(cpu))


def find(demand: Demand, index: PeopleIndex) -> tuple[list[int], list[float]]:
    """Return the ids of the first people for a vacancy, with their scores."""
    found = best_people(demand, index, MODEL, today=TODAY, top=TOP, salt=SALT)
    return index.people.returnee_ids[found.rows].tolist(), found.scores.tolist()


def touched(
    demand: Demand, index: PeopleIndex
) -> list[tuple[NDArray[np.int32], NDArray[np.uint8]]]:
    """Return the lists that a vacancy touches."""
    return [index.postings.of(term) for term in demand.terms]


def copy_lists(demand: Demand, index: PeopleIndex, room: NDArray[np.uint8]) -> None:
    """Copy the lists that a vacancy touches."""
    for rows, codes in touched(demand, index):
        held = rows.view(np.uint8)
        room[: len(held)] = held
        room[: len(codes)] = codes


def floor_of(index: PeopleIndex, places: int) -> Taken:
    """Return the time to copy as many places of lists from memory, other ones each time."""
    everything = index.postings.rows.view(np.uint8)
    size = min(places * BYTES_A_PLACE, len(everything))
    room = np.empty(size, dtype=np.uint8)
    parts = [everything[at : at + size] for at in range(0, len(everything) - size + 1, size)]
    return timed([lambda one=one: np.copyto(room, one) for one in parts * REPEATS])  # type: ignore[misc]


def rank_everybody(demand: Demand, blocks: Sequence[People]) -> list[int]:
    """Return the ids of the first people by scoring all who pass the gates."""
    asks = asks_of([demand])
    ids, scores = [], []
    for block in blocks:
        free = block.take(np.flatnonzero(passing(Sides(block.columns, asks, TODAY))))
        pairs = paired(Sides(free.columns, asks, TODAY), cover(demand, free.held))
        ids.append(free.returnee_ids)
        scores.append(scores_of(measure_pairs(pairs), MODEL))
    everybody, all_scores = np.concatenate(ids), np.concatenate(scores)
    order = best_first(all_scores, everybody, f"{SALT}:{demand.vacancy.vacancy_id}")
    best: list[int] = everybody[order[:TOP]].tolist()
    return best


def recall(demands: Sequence[Demand], index: PeopleIndex) -> float:
    """Return which share of the first people by scoring everybody is found, in [0, 1]."""
    rows = np.arange(len(index))
    blocks = [index.people.take(rows[at : at + BLOCK]) for at in range(0, len(rows), BLOCK)]
    hits = wanted = 0
    for demand in demands:
        best = rank_everybody(demand, blocks)
        hits += len(set(best) & set(find(demand, index)[0]))
        wanted += len(best)
    return hits / wanted if wanted else 1.0


def peer_ms(world: ScaleWorld, demands: Sequence[Demand], cutoff: float | None) -> float:
    """Return how long the peer takes for a vacancy, scaled from a sample to everybody."""
    sample = min(PEER_PEOPLE, len(world.people))
    held, words = world.people.held, made_words()
    names = [words[str(name)] for name in held.numbers]
    starts = held.starts[: sample + 1]
    texts = [names[number] for number in held.terms[: starts[-1]].tolist()]
    made = np.random.default_rng(SEED).random((200, 3))
    model = LogisticRegression().fit(made, made.sum(axis=1) > made.sum(axis=1).mean())

    def rank(demand: Demand) -> NDArray[np.int64]:
        asked = [words[one.requirement.own_words] for one in demand.asked]
        likeness = process.cdist(asked, texts, scorer=fuzz.ratio, score_cutoff=cutoff) / 100
        best = np.maximum.reduceat(likeness, starts[:-1], axis=1)
        features = np.stack([best.mean(axis=0), best.min(axis=0), (best > 0).mean(axis=0)], 1)
        return np.argsort(-model.predict_proba(features)[:, 1], kind="stable")

    taken = timed([lambda one=one: rank(one) for one in demands])  # type: ignore[misc]
    return taken.cpu * len(world.people) / sample


def size_mib(thing: object) -> float:
    """Return how much room the arrays of an index and the names in it take."""
    arrays = {id(array): array.nbytes for array in _arrays(thing)}
    return sum(arrays.values()) / MIB


def _arrays(thing: object) -> Iterator[NDArray[np.generic]]:
    if isinstance(thing, np.ndarray):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _arrays(getattr(thing, field.name))


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A world, indexed, with vacancies, their times, and how many places in lists one touches."""

    world: ScaleWorld
    index: PeopleIndex
    demands: list[Demand]
    taken: Taken
    places: int


def measure_size(count: int, vacancies: int) -> Measured:
    """Return what was measured among so many people, and print a line of it."""
    world = scale_world(count)
    index = index_people(world.people)
    demands = made_demands(world, vacancies)
    taken = timed([lambda one=one: find(one, index) for one in demands])  # type: ignore[misc]
    lists = int(median(sum(len(rows) for rows, _ in touched(one, index)) for one in demands))
    click.echo(
        f"{count:>9,} people {taken.clock:>7.1f} ms a vacancy ({taken.cpu:.1f} ms cpu), "
        f"{lists:,.0f} places in lists, index {size_mib(index):.0f} MiB"
    )
    return Measured(world, index, demands, taken, lists)


def measure_openings(world: ScaleWorld, index: PeopleIndex) -> Taken:
    """Return the time for one new person among very many vacancies."""
    made = made_openings(world, OPENINGS)
    people = [newcomer(index.people, row) for row in range(NEWCOMERS)]

    def look(number: int) -> object:
        person = build_snapshot([people[number]], today=TODAY)
        similar = made.similar_of(people[number])
        return best_vacancies(person, made.openings, similar, MODEL, top=TOP, salt=SALT)

    return timed([lambda n=n: look(n) for n in range(NEWCOMERS)])  # type: ignore[misc]


def measure_changes(index: PeopleIndex, demand: Demand) -> Taken:
    """Return the time from a hundred changed profiles at hand to a ranking in which they count."""
    nobody = index_people(build_people((), today=TODAY))
    roster = Roster(TODAY, index, np.zeros(len(index), dtype=bool), nobody)
    profiles = [newcomer(index.people, row) for row in range(CHANGED)]
    ids = [one.returnee_id for one in profiles]

    def follow() -> object:
        changed = with_changes(roster, ids, profiles)
        return best_of_roster(demand, changed, MODEL, top=TOP, salt=SALT)

    return timed([follow] * REPEATS)


def _load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


@click.command()
@click.option("--profiles", default=1_000_000, help="People.")
@click.option("--vacancies", default=200, help="Vacancies that are timed and held against all.")
@click.option("--peer-vacancies", default=3, help="Vacancies that the peer ranks.")
def main(profiles: int, vacancies: int, peer_vacancies: int) -> None:
    """Print a table, then one line of JSON."""
    click.echo(
        f"{SKILLS_EACH} skills a person, {TERMS:,} terms, {ASKED} requirements with {NEIGHBOURS} "
        f"neighbours each; medians of {vacancies} vacancies, gates and exact scores, one thread"
    )
    click.echo(f"load of the machine before: {_load()}")
    for size in (size for size in SMALLER if size < profiles):
        measure_size(size, vacancies)
    report(measure_size(profiles, vacancies), peer_vacancies)


def report(one: Measured, peer_vacancies: int) -> None:
    """Measure what is compared, and print it."""
    index, demands, taken = one.index, one.demands, one.taken
    room = np.empty(4 * len(index) + 1, dtype=np.uint8)
    floor = floor_of(index, one.places)
    cached = timed([lambda d=d: copy_lists(d, index, room) for d in demands])  # type: ignore[misc]
    same = all(find(demand, index) == find(demand, index) for demand in demands)
    peer = peer_ms(one.world, demands[:peer_vacancies], None)
    helped = peer_ms(one.world, demands[:peer_vacancies], PEER_CUTOFF)
    openings = measure_openings(one.world, index)
    click.echo(
        f"one new person among {OPENINGS:,} vacancies: {openings.clock:.1f} ms "
        f"({openings.cpu:.1f} ms cpu)"
    )
    click.echo(f"floor: {floor.cpu:.2f} ms from memory, {cached.cpu:.2f} ms from caches")
    click.echo(
        f"peer: {peer:,.0f} ms, {helped:,.0f} ms if told to give up below {PEER_CUTOFF:.0f}; "
        f"scaled from {min(PEER_PEOPLE, len(index)):,} people"
    )
    changes = measure_changes(index, demands[0])
    click.echo(f"{CHANGED} changed people in the next ranking: {changes.clock:.0f} ms")
    share = recall(demands, index)
    click.echo(f"recall@{TOP}: {share:.4f} of {len(demands)} vacancies; again the same: {same}")
    click.echo(f"load of the machine after: {_load()}")
    figures = {
        "profiles": len(index),
        "median_ms": taken.clock,
        "median_cpu_ms": taken.cpu,
        "recall_at_20": share,
        "index_mib": size_mib(index),
        "speedup_over_peer": peer / taken.cpu,
        "speedup_over_peer_with_cutoff": helped / taken.cpu,
        "floor_ratio": taken.cpu / floor.cpu,
        "floor_ratio_cached": taken.cpu / cached.cpu,
        "changed_ms": changes.clock,
        "vacancies_for_one_ms": openings.clock,
        "vacancies_for_one_cpu_ms": openings.cpu,
    }
    rounded = {name: round(figure, 4) for name, figure in figures.items()}
    click.echo(json.dumps(rounded | {"identical": same}))


if __name__ == "__main__":
    main()
