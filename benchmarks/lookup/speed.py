"""How fast, over all labels of all languages, beside a scan with WRatio in the same run."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.lookup.quality import Labels
from benchmarks.lookup.tasks import Query
from skills.lookup import Lookup
from skills.search_key import search_key

SINGLE, BATCH, SCANS = 2_000, 10_000, 40


@dataclass(frozen=True, slots=True)
class Speed:
    """Times a query in milliseconds: one at a time, in a batch, and of the peer."""

    median: float
    p99: float
    mean: float
    in_batch: float
    wratio: float

    @property
    def single_times(self) -> float:
        """How many times faster than the peer one query is."""
        return self.wratio / self.mean

    @property
    def batch_times(self) -> float:
        """How many times faster than the peer a query in a batch is."""
        return self.wratio / self.in_batch


def speed_of(lookup: Lookup, queries: Sequence[Query]) -> Speed:
    """Measure a lookup with the queries of all tasks, mixed by a seed."""
    mixed = list(queries)
    random.Random(20240607).shuffle(mixed)
    single = mixed[:SINGLE]
    for one in single[:50]:
        lookup.find(one.text, language=one.language)
    times = [_seconds(lookup, one) for one in single]
    texts = [one.text for one in mixed]
    # Enough different texts: each twice, the second time without its last letter.
    texts = list(dict.fromkeys([*texts, *(text[:-1] for text in texts), *_labels(lookup)]))
    batch = texts[:BATCH]
    start = perf_counter()
    lookup.link_many(batch)
    in_batch = (perf_counter() - start) / len(batch)
    return Speed(
        median=1000 * float(np.median(times)),
        p99=1000 * float(np.quantile(times, 0.99)),
        mean=1000 * float(np.mean(times)),
        in_batch=1000 * in_batch,
        wratio=1000 * _wratio(lookup, mixed[:SCANS]),
    )


def _seconds(lookup: Lookup, one: Query) -> float:
    start = perf_counter()
    lookup.find(one.text, language=one.language)
    return perf_counter() - start


def _labels(lookup: Lookup) -> list[str]:
    """Return every fortieth label with two letters swapped."""
    labels = Labels.of(lookup, None).keys[::40]
    return [text[:2] + text[2:4][::-1] + text[4:] for text in labels]


def _wratio(lookup: Lookup, queries: Sequence[Query]) -> float:
    keys = Labels.of(lookup, None).keys
    start = perf_counter()
    for one in queries:
        process.extract(search_key(one.text), keys, scorer=fuzz.WRatio, limit=5)
    return (perf_counter() - start) / len(queries)


def mebibytes(folder: Path) -> float:
    """Return how much the files below a folder take."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
