"""When more machines pay: the same ranking by one thread, by threads, and by a cluster of dask.

    python -m benchmarks.cluster --profiles 200000 --vacancies 400

The cluster is of processes of this machine, so that it shows what sending costs and not what more
machines bring. From what is measured follows a model: with m machines of c cores

    seconds = start + tasks x task / (m c) + pairs x pair / (m c)

against `pairs x pair / c` of one machine, and from where on that is less.
"""

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

import click
from distributed import Client, LocalCluster

from benchmarks.scale_world import TODAY, made_demands, scale_world
from matching.index import PeopleIndex, index_people
from matching.ranking.cluster import EACH, rank_on_cluster, save_shards
from matching.ranking.shards import Question, Ranked, rank_shards, shards_of
from matching.scorer import shipped_weights

TOP = 20
CORES = 2
MACHINES = (2, 4, 16)
PINGS = 200

Told = TypeVar("Told")


def timed(deed: Callable[[], Told]) -> tuple[Told, float]:
    """Return what came of a deed, and its seconds by the clock."""
    begin = perf_counter()
    told = deed()
    return told, perf_counter() - begin


def task_seconds(client: Client) -> float:
    """Return what giving a worker a task and hearing of it takes, if the task is nothing."""

    def ping() -> object:
        pings = [client.submit(int, number, pure=False) for number in range(PINGS)]
        return client.gather(pings)  # type: ignore[no-untyped-call]

    ping()
    return timed(ping)[1] / PINGS


def pays_from(start: float, task: float, pair: float, machines: int, people: int) -> float:
    """Return the number of pairs from which on so many machines take less time than one."""
    tasks_a_pair = 1 / (people * EACH)
    saved = pair / CORES - (pair + task * tasks_a_pair) / (machines * CORES)
    return start / saved if saved > 0 else inf


def ranked_locally(index: PeopleIndex, question: Question) -> tuple[Ranked, float, float]:
    """Return people for the vacancies, the seconds of one thread and those of several."""
    alone, one = timed(lambda: rank_shards([index], question))
    shards = shards_of(index, CORES)
    with ThreadPoolExecutor(CORES) as pool:
        together, several = timed(lambda: rank_shards(shards, question, pool.map))
    assert together == alone
    return alone, one, several


def ranked_by_cluster(
    index: PeopleIndex, question: Question, folder: Path
) -> tuple[Ranked, dict[str, float]]:
    """Return people for the vacancies, and the seconds of each part of it."""
    paths, saved = timed(lambda: save_shards(index, folder, CORES))
    begin = perf_counter()
    cluster = LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=CORES, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    )
    with cluster, Client(cluster) as client:  # type: ignore[no-untyped-call]
        start = perf_counter() - begin
        told, first = timed(lambda: rank_on_cluster(client, paths, question))
        # Another question, so that no answer is known by heart.
        other = replace(question, salt=f"{question.salt} again")
        _, again = timed(lambda: rank_on_cluster(client, paths, other))
        task = task_seconds(client)
    return told, {"save": saved, "start": start, "first": first, "again": again, "task": task}


@click.command()
@click.option("--profiles", default=200_000, show_default=True, type=click.IntRange(min=100))
@click.option("--vacancies", default=400, show_default=True, type=click.IntRange(min=1))
def main(profiles: int, vacancies: int) -> None:
    """Print a table, then one line of JSON."""
    world = scale_world(profiles)
    index = index_people(world.people)
    demands = tuple(made_demands(world, vacancies))
    question = Question(demands, shipped_weights(), TODAY, TOP, "slot")
    click.echo(f"{profiles:,} people, {vacancies:,} vacancies, load {os.getloadavg()[0]:.1f}")
    alone, one, several = ranked_locally(index, question)
    with TemporaryDirectory(prefix="forsa-bench-") as folder:
        told, seconds = ranked_by_cluster(index, question, Path(folder))
    pair = one / (profiles * vacancies)
    click.echo(
        f"one thread {one:.2f} s ({pair * 1e9:.2f} ns a pair), {CORES} threads {several:.2f} s"
    )
    click.echo(
        f"cluster of {CORES} processes: {seconds['start']:.1f} s to start, "
        f"{seconds['save']:.2f} s to write the parts, {seconds['first']:.2f} s at first, "
        f"{seconds['again']:.2f} s with open parts, {seconds['task'] * 1000:.1f} ms a task"
    )
    click.echo(f"the same to the last bit: {told == alone}")
    pays = {
        machines: pays_from(seconds["start"], seconds["task"], pair, machines, profiles)
        for machines in MACHINES
    }
    for machines, pairs in pays.items():
        click.echo(f"{machines} machines of {CORES} cores pay from {pairs:.1e} pairs on")
    click.echo(
        json.dumps(
            {"identical": told == alone, "ns_a_pair": round(pair * 1e9, 3)}
            | {"one_thread_seconds": round(one, 3), "threads_seconds": round(several, 3)}
            | {f"cluster_{name}_seconds": round(value, 4) for name, value in seconds.items()}
            | {f"pays_from_{machines}": float(f"{pairs:.2e}") for machines, pairs in pays.items()}
        )
    )


if __name__ == "__main__":
    main()
