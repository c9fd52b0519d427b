"""How early the right concept comes, ours and of the peers."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from rapidfuzz import fuzz, process

from benchmarks.lookup.tasks import Query, Task
from skills.lookup import Lookup
from skills.search_key import search_key

PLACES = 10
DEPTH = 50
"""How many concepts are asked for; a right one further down counts as not found."""

SCANNED = 300
"""How many labels a peer returns; they name at least some tens of concepts."""

Order = Sequence[str]
"""URIs of concepts, best first."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over `n` queries: 1 / rank, share of firsts, share of the targets among the ten."""

    n: int
    mrr: float
    acc_at_1: float
    recall_at_10: float

    @property
    def figures(self) -> dict[str, float | int]:
        """Its figures by name."""
        return {
            "n": self.n,
            "mrr": round(self.mrr, 4),
            "acc_at_1": round(self.acc_at_1, 4),
            "recall_at_10": round(self.recall_at_10, 4),
        }


@dataclass(frozen=True, slots=True)
class Ours:
    """What the lookup made of a task: orders, the concepts linked by themselves, times in ms."""

    orders: Sequence[Order]
    linked: Sequence[str | None]
    known: Sequence[bool]
    milliseconds: Sequence[float]


def our_answers(lookup: Lookup, task: Task, queries: Sequence[Query]) -> Ours:
    """Return what becomes of each query, looked up one by one."""
    orders, linked, known, times = [], [], [], []
    for one in queries:
        start = perf_counter()
        [link] = lookup.link_many([one.text], language=one.language, kinds=task.kinds, top=DEPTH)
        times.append(1000 * (perf_counter() - start))
        orders.append([found.uri for found in link.offered])
        linked.append(link.uri)
        known.append(link.score == 1)
    return Ours(orders, linked, known, times)


def quality_of(orders: Sequence[Order], queries: Sequence[Query]) -> Quality:
    """Return how early the right concepts come."""
    reciprocal = first = recall = 0.0
    for order, one in zip(orders, queries, strict=True):
        places = [place for place, uri in enumerate(order, start=1) if uri in one.targets]
        reciprocal += 1 / places[0] if places else 0
        first += bool(places) and places[0] == 1
        recall += sum(place <= PLACES for place in places) / len(one.targets)
    n = max(len(queries), 1)
    return Quality(len(queries), reciprocal / n, first / n, recall / n)


def interval(orders: Sequence[Order], queries: Sequence[Query]) -> tuple[float, float]:
    """Return the 95 % interval of the MRR, by the normal approximation."""
    single = [quality_of([o], [q]).mrr for o, q in zip(orders, queries, strict=True)]
    mean = sum(single) / len(single)
    variance = sum((one - mean) ** 2 for one in single) / max(len(single) - 1, 1)
    half = 1.96 * math.sqrt(variance / len(single))
    return max(mean - half, 0), min(mean + half, 1)


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that a peer scans: search keys, and the concept of each."""

    keys: Sequence[str]
    uris: Sequence[str]

    @classmethod
    def of(cls, lookup: Lookup, task: Task | None) -> "Labels":
        """Return all labels of an index, or those in which a task is looked up."""
        index = lookup.index
        rows = [
            (index.keys.of_row(row), number)
            for number in range(len(index.concepts.uris))
            if task is None or index.kind_of(number) in task.kinds
            for row in range(index.concepts.starts[number], index.concepts.starts[number + 1])
        ]
        return cls([key for key, _ in rows], [index.concepts.uris[number] for _, number in rows])


Peer = Callable[[str, Labels], Order]


def _scan(scorer: Callable[..., float]) -> Peer:
    def order(text: str, labels: Labels) -> Order:
        found = process.extract(search_key(text), labels.keys, scorer=scorer, limit=SCANNED)
        return list(dict.fromkeys(labels.uris[place] for _, _, place in found))[:DEPTH]

    return order


def _exact(text: str, labels: Labels) -> Order:
    key = search_key(text)
    return sorted({uri for uri, own in zip(labels.uris, labels.keys, strict=True) if own == key})


PEERS: Mapping[str, Peer] = {
    "wratio": _scan(fuzz.WRatio),
    "token_sort": _scan(fuzz.token_sort_ratio),
    "exact": _exact,
}
