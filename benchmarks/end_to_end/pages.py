"""Pages: how many queries each sends, and how many a second the server gives to 16 clients."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from litestar import Litestar

from benchmarks.end_to_end.processes import (
    ROOT,
    CommandFailed,
    forsa,
    free_port,
    python,
    served,
)
from benchmarks.end_to_end.statements import SESSION_COOKIE, client_of, statements_of
from benchmarks.end_to_end.visitors import Visitors
from forsa.web.guards import Only, handlers, policies
from kernel.actor import Role

OK = 200
ROUNDS = 3
"""Ours and the bare handler's take turns, so that a busy moment of the machine meets both."""

LIST_PAGES = (
    "/en/jobs",
    "/ar/jobs",
    "/ckb/jobs",
    "/employer",
    "/office/people",
    "/office/vacancies",
    "/me/meetings",
)
"""Pages that list what was written down. `/me/jobs` and `/office` work out what they show."""


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """A page that is loaded, as who opens it; `role` None is a stranger."""

    path: str
    role: Role | None


MEASURED = (
    MeasuredPage("/ar/jobs", None),
    MeasuredPage("/office/people?all=yes", Role.CASEWORKER),
    MeasuredPage("/employer", Role.EMPLOYER_OWNER),
)


@dataclass(frozen=True, slots=True)
class Throughput:
    """Pages a second, ours and the two bare handlers'; the median of all rounds.

    `bare` has the same queries of our domains, `sql` the same SQL without them.
    """

    path: str
    ours: float
    bare: float
    sql: float
    ours_p95_ms: float

    @property
    def share(self) -> float:
        """How much of the bare handler's throughput is left, 1 being all."""
        return self.ours / self.bare


def query_counts(app: Litestar, visitors: Visitors) -> dict[str, int]:
    """Return by address the queries of every page that there is, the most of any role.

    Pages that need a reference are opened with each that is known, and the most is kept.
    """
    most: dict[str, int] = {}
    with client_of(app) as client:
        for template, path, token in _addresses(app, visitors):
            status, statements = statements_of(client, path, token)
            if status == OK:
                most[template] = max(most.get(template, 0), len(statements))
    return most


def _addresses(app: Litestar, visitors: Visitors) -> Iterator[tuple[str, str, str]]:
    for route, handler in handlers(app):
        template = route.path_format
        if "GET" not in handler.http_methods or template.startswith(("/static", "/dev")):
            continue
        parts = [part for part in template.split("/") if part.startswith("{")]
        known = visitors.known if parts else ("",)
        [policy] = policies(handler)
        roles = policy.roles if isinstance(policy, Only) else ()
        tokens = [visitors.tokens[role] for role in roles if role in visitors.tokens] or [""]
        for token in tokens:
            for each in known:
                path = template.replace(parts[0], each) if parts else template
                yield template, path, token


def throughput(env: Mapping[str, str], visitors: Visitors, *, seconds: float) -> list[Throughput]:
    """Return the throughput of the measured pages; each round takes `seconds` a page and side."""
    tokens = [visitors.tokens[one.role] if one.role else "" for one in MEASURED]
    pages = [
        {"path": one.path, "token": token} for one, token in zip(MEASURED, tokens, strict=True)
    ]
    ours, bare = free_port(), free_port()
    with ExitStack() as running:
        running.enter_context(served(forsa("serve", "--port", str(ours)), env, ours))
        bare_env = {**env, "FORSA_BENCH_PAGES": json.dumps(pages)}
        command = python("-m", "benchmarks.end_to_end.bare", str(bare))
        running.enter_context(served(command, bare_env, bare))
        return [
            _measured(
                page.path,
                (ours, page.path, token),
                [(bare, f"/queries/{place}", ""), (bare, f"/sql/{place}", "")],
                seconds,
            )
            for place, (page, token) in enumerate(zip(MEASURED, tokens, strict=True))
        ]


Target = tuple[int, str, str]
"""Port, path and session."""


def _measured(path: str, ours: Target, bare: list[Target], seconds: float) -> Throughput:
    rounds = [[_load(target, seconds) for target in (ours, *bare)] for _ in range(ROUNDS)]
    mine, peer, sql = (
        median(each["per_second"] for each in side) for side in zip(*rounds, strict=True)
    )
    return Throughput(path, mine, peer, sql, median(each[0]["p95_ms"] for each in rounds))


def _load(target: Target, seconds: float) -> dict[str, float]:
    port, path, token = target
    wish = {
        "port": port,
        "path": path,
        "cookie": f"{SESSION_COOKIE}={token}" if token else "",
        "seconds": seconds,
    }
    done = subprocess.run(
        python("-m", "benchmarks.end_to_end.load"),
        input=json.dumps(wish),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=seconds + 30,
    )
    if done.returncode:
        message = f"{path} could not be loaded: {done.stderr[-300:]}"
        raise CommandFailed(message)
    found: dict[str, float] = json.loads(done.stdout)
    return found
