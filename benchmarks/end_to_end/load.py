"""Sixteen clients that ask for one page again and again: `python -m benchmarks.end_to_end.load`.

A process of its own, so that it shares no interpreter with the server. Reads one JSON object
from standard input (`port path cookie seconds`), prints one, and ends by itself.
"""

import asyncio
import json
import re
import sys
from statistics import quantiles
from time import perf_counter

CLIENTS = 16
HOST = "127.0.0.1"
WARM_UP_SHARE = 0.2
"""Of the time, before anything is counted."""


async def ask_again_and_again(
    request: bytes, port: int, until: float
) -> list[tuple[float, float]]:
    """Return when each answer was there and how long it took, in seconds."""
    reader, writer = await asyncio.open_connection(HOST, port)
    answers = []
    while (begin := perf_counter()) < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if not head.startswith(b"HTTP/1.1 200") or length is None:
            message = f"No page: {head[:60]!r}"
            raise SystemExit(message)
        await reader.readexactly(int(length[1]))
        answers.append((perf_counter(), perf_counter() - begin))
    writer.close()
    return answers


async def load(port: int, path: str, cookie: str, seconds: float) -> dict[str, float]:
    """Return pages a second, and the median and the 95th percentile of the time of one, in ms."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}:{port}", "Accept: */*"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    request = "\r\n".join([*lines, "", ""]).encode()
    begin = perf_counter()
    asked = [ask_again_and_again(request, port, begin + seconds) for _ in range(CLIENTS)]
    answers = [answer for each in await asyncio.gather(*asked) for answer in each]
    counted_from = begin + seconds * WARM_UP_SHARE
    times = [took for at, took in answers if at >= counted_from]
    span = max(at for at, _ in answers) - counted_from
    cuts = quantiles(times, n=20)
    return {
        "per_second": len(times) / span,
        "median_ms": cuts[9] * 1000,
        "p95_ms": cuts[18] * 1000,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(load(**json.load(sys.stdin)))))
