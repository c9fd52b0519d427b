"""Rank on many machines, by the optional extra `cluster` (dask distributed).

The parts of everybody lie in folders that all machines see; a machine that is given a part opens
it there, and keeps it open for the next question. So nothing that is lost with a machine is
needed again: its tasks are given to another, and the answer is the same to the last bit.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from matching.index import PeopleIndex
from matching.index.saved import open_index, save_index
from matching.ranking.shards import Question, Ranked, joined, rank_shard, shards_of

if TYPE_CHECKING:
    from distributed import Client

OPEN_PARTS = 8
"""Parts that a machine keeps open; they are mapped, not read."""
EACH = 100
"""Vacancies of a task: long enough to be worth sending, short enough to be done again."""


def save_shards(index: PeopleIndex, folder: Path, count: int) -> list[Path]:
    """Write everybody in so many parts below a folder, and return where each lies."""
    shards = shards_of(index, count)
    paths = [folder / f"part-{number:04d}" for number in range(len(shards))]
    for shard, path in zip(shards, paths, strict=True):
        save_index(shard, path)
    return paths


def rank_on_cluster(
    client: "Client", paths: Sequence[Path], question: Question, *, each: int = EACH
) -> Ranked:
    """Return the first people of all parts for each vacancy, as ranking everybody here would.

    A task is one part and `each` vacancies. It is given to another machine if its own is lost, up
    to as many times as the scheduler of the cluster allows.

    Raises
    ------
    NotRankable
        If a vacancy names neither skill nor occupation.
    IndexUnusable
        If a machine does not find a part where it should lie.
    """
    demands = question.demands
    some = [
        replace(question, demands=demands[at : at + each]) for at in range(0, len(demands), each)
    ]
    tasks = [[client.submit(rank_part, str(path), one) for path in paths] for one in some]
    found: list[list[Ranked]] = client.gather(tasks)  # type: ignore[no-untyped-call]
    return tuple(chain(*map(joined, found, some)))


def rank_part(folder: str, question: Question) -> Ranked:
    """Return the first people of the part in a folder; this is what machines carry out."""
    return rank_shard(_opened(folder), question)


@lru_cache(maxsize=OPEN_PARTS)
def _opened(folder: str) -> PeopleIndex:
    return open_index(Path(folder))
