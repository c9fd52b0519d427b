"""Prints a table of all tasks with peers, the speed, and a last line of JSON."""

import json
import os
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import click
import numpy as np
from sqlmodel import Session

from benchmarks.lookup.quality import PEERS, Labels, Ours, interval, our_answers, quality_of
from benchmarks.lookup.speed import BATCH, SCANS, SINGLE, Speed, mebibytes, speed_of
from benchmarks.lookup.tasks import TASKS, Query, Task, pairs_of, read_task
from benchmarks.lookup.world import filled
from skills.interface.labels import restricted_lookup
from skills.interface.taxonomy import active_version, open_lookup
from skills.lookup import Lookup
from skills.values.lookup import Restriction

SAMPLES = {"wratio": 25, "token_sort": 100}
"""How many queries of a task a peer that scans all labels is tried on; others on all of them."""

FEW = 100
"""Below so many queries an interval is printed."""

OWN = "esco_"
"""How tasks begin in which the right concept is the one that the name was taken from. The others
go by crosswalks and annotators, who send many a title to a wider concept than the one so named."""

STRANGE = {"ar_en", "da_en"}
"""Tasks without a label in the language of the queries."""


@click.command()
@click.option("--data", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--peers/--no-peers", default=True, help="Leave the peers out, to be quick.")
def main(data: Path, peers: bool) -> None:
    """Measure the lookup on the tasks in DATA/lookup, over the ESCO release in DATA/esco."""
    tasks = {task: read_task(data, task.name) for task in TASKS}
    result: dict[str, Any] = {"tasks": {}}
    with filled(data) as (session, folder):
        version = active_version(session)
        assert version is not None
        click.echo(
            f"{version.name}: {version.label_count:,} labels, load {os.getloadavg()[0]:.1f}"
        )
        result["peers"] = {name: {} for name in PEERS} if peers else {}
        answers = {}
        for task, queries in tasks.items():
            lookup = _lookup_of(task, queries, session, folder)
            answers[task.name] = our_answers(lookup, task, queries)
            result["tasks"][task.name] = _say(task, queries, answers[task.name])
            if peers:
                _say_peers(lookup, task, queries, result["peers"])
        mixed = [one for queries in tasks.values() for one in queries]
        speed, size = _say_speed(session, folder / "all", mixed)
    precision, coverage = _say_links({t.name: q for t, q in tasks.items()}, answers)
    result |= {
        "median_ms": round(speed.median, 3),
        "p99_ms": round(speed.p99, 3),
        "index_mib": round(size, 1),
        "speedup_over_wratio": round(speed.batch_times, 1),
        "speedup_single": round(speed.single_times, 1),
        "linked_precision": round(precision, 4),
        "linked_coverage": round(coverage, 4),
    }
    click.echo(json.dumps(result))


def _lookup_of(task: Task, queries: list[Query], session: Session, folder: Path) -> Lookup:
    version = active_version(session)
    assert version is not None
    pairs = pairs_of(queries) if task.held_out else frozenset()
    restriction = Restriction(frozenset({task.labels}), pairs)
    return restricted_lookup(session, version.id, version.digest, restriction, folder)


def _say(task: Task, queries: Sequence[Query], ours: Ours) -> dict[str, float | int]:
    whole = quality_of(ours.orders, queries)
    times = np.quantile(ours.milliseconds, [0.5, 0.99])
    aims = "".join(
        f"  {word} {figure:.3f}"
        for word, figure in (("floor", task.floor), ("aim", task.aim))
        if figure is not None
    )
    click.echo(
        f"\n{task.name}: n {whole.n}  MRR {whole.mrr:.3f}  acc@1 {whole.acc_at_1:.3f}  "
        f"R@10 {whole.recall_at_10:.3f}  median {times[0]:.1f} ms  p99 {times[1]:.1f} ms{aims}"
    )
    notes = [f"same words {np.mean(ours.known):.0%}"]
    if task.held_out:
        notes.append(f"{len(pairs_of(list(queries)))} pairs left out")
    if whole.n < FEW:
        low, high = interval(ours.orders, queries)
        notes.append(f"95 % interval of the MRR {low:.3f} to {high:.3f}")
    for kind in sorted({one.kind for one in queries}):
        some = [place for place, one in enumerate(queries) if one.kind == kind]
        part = quality_of([ours.orders[p] for p in some], [queries[p] for p in some])
        notes.append(f"{kind} {part.mrr:.3f} ({part.n})")
    click.echo("   " + ", ".join(notes))
    return whole.figures


def _say_peers(
    lookup: Lookup, task: Task, queries: Sequence[Query], into: dict[str, dict[str, Any]]
) -> None:
    labels = Labels.of(lookup, task)
    for name, peer in PEERS.items():
        some = list(queries)
        random.Random(20240607).shuffle(some)
        some = some[: SAMPLES.get(name, len(some))]
        start = perf_counter()
        found = quality_of([peer(one.text, labels) for one in some], some)
        spent = 1000 * (perf_counter() - start) / len(some)
        into[name][task.name] = {"mrr": round(found.mrr, 4)}
        click.echo(f"   {name}: MRR {found.mrr:.3f} on {found.n}, {spent:.1f} ms a query")


def _say_speed(session: Session, folder: Path, queries: Sequence[Query]) -> tuple[Speed, float]:
    start = perf_counter()
    open_lookup(session, folder)
    built = perf_counter() - start
    start = perf_counter()
    lookup = open_lookup(session, folder)
    opened = perf_counter() - start
    speed, size = speed_of(lookup, queries), mebibytes(folder)
    click.echo(
        f"\nall labels: built in {built:.1f} s, opened in {opened:.2f} s, {size:.0f} MiB; "
        f"{SINGLE:,} single queries median {speed.median:.2f} ms, p99 {speed.p99:.1f} ms; "
        f"{BATCH:,} in a batch {speed.in_batch:.2f} ms each; "
        f"WRatio {speed.wratio:.0f} ms ({SCANS} queries): {speed.single_times:.0f} times single, "
        f"{speed.batch_times:.0f} times in batches; load {os.getloadavg()[0]:.1f}"
    )
    return speed, size


def _say_links(
    tasks: Mapping[str, Sequence[Query]], answers: Mapping[str, Ours]
) -> tuple[float, float]:
    """Say what is linked by itself; return how much of it rightly, and how much, of all tasks.

    Left out are those that ask in a language that the index has no label of.
    """
    click.echo("\nlinked by themselves:")
    figures: dict[str, list[int]] = {OWN: [0, 0, 0], "": [0, 0, 0]}
    for name, ours in answers.items():
        queries = tasks[name]
        pairs = list(zip(ours.linked, queries, strict=True))
        own = sum(uri is not None for uri, _ in pairs)
        good = sum(uri in one.targets for uri, one in pairs if uri is not None)
        share = good / own if own else 1.0
        click.echo(f"   {name}: {own / len(queries):.0%} linked, {share:.1%} of them rightly")
        for beginning, sums in figures.items():
            if name.startswith(beginning) and name not in STRANGE:
                sums[:] = [sums[0] + good, sums[1] + own, sums[2] + len(queries)]
    for beginning, (right, linked, count) in figures.items():
        click.echo(
            f"   {beginning or 'all'}* but {', '.join(sorted(STRANGE))}: {linked / count:.1%} "
            f"linked, {right / max(linked, 1):.1%} of them rightly"
        )
    right, linked, count = figures[""]
    return right / max(linked, 1), linked / count


if __name__ == "__main__":
    main()
