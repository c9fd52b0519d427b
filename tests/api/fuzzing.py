"""Sends every operation of the API what its description allows, and what it does not."""

import json
from collections import Counter
from random import Random

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, given, reject, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from kernel.references import Kind, reference

SEED = 2026
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


FOR_PROGRAMS = tuple(
    f"/api/v1/{name}"
    for name in ("vacancies", "skills", "taxonomy", "employer", "words/decisions")
)
"""Where a key opens anything; all else answers a program that it is not there."""
FOR_STAFF = tuple(
    f"/api/v1/{name}" for name in ("people", "caseloads", "hand-overs", "words", "skills")
)


def fuzz(client, *, examples, below, known=()):
    """Send each operation so many requests of both kinds; return how many got which status.

    `below` are the beginnings of the paths that are tried. `known` are references and numbers
    that are there, put into half of the addresses, so that not all ends at the door.
    """
    description = client.get("/api/v1/openapi.json").json()
    paths = description["paths"].items()
    description["paths"] = {path: one for path, one in paths if path.startswith(below)}
    # The client signs in by itself: what is tried is what it sends.
    del description["security"], description["components"]["securitySchemes"]
    counts = Counter()
    for found in schemathesis.openapi.from_dict(description).get_all_operations():
        for mode in schemathesis.GenerationMode:
            _fuzz_one(client, found.ok(), mode, examples, known, counts)
    return counts


def _fuzz_one(client, operation, mode, examples, known, counts):
    dice = Random(f"{operation.label} {mode}")

    @seed(SEED)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case):
        if mode is schemathesis.GenerationMode.POSITIVE and known and dice.random() < 0.7:
            _aim(client, case, known, dice)
        answer = answer_to(client, case)
        counts[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    try:
        send()
    except Unsatisfiable:
        # Nothing can be wrong with an operation that is sent nothing.
        assert mode is schemathesis.GenerationMode.NEGATIVE, operation.label


def _aim(client, case, known, dice):
    """Let a request be about what is there: by its address, and by the version of the file."""
    for name in case.path_parameters or {}:
        fitting = known.get(f"{case.path} {name}") or known.get(name)
        if fitting:
            case.path_parameters[name] = dice.choice(fitting)
    if case.method == "PUT" and isinstance(case.body, dict) and "version" in case.body:
        shown = client.get(case.formatted_path)
        if shown.status_code == 200:
            case.body["version"] = shown.json()["version"]


def answer_to(client, case):
    """Send one request and return the answer; what no client can put on the line is left out."""
    sent = case.as_transport_kwargs(base_url=str(client.base_url))
    body = sent.get("data")
    if "json" in sent:
        body = json.dumps(sent["json"]).encode()
    try:
        return client.request(
            sent["method"],
            sent["url"],
            params=sent.get("params"),
            content=body,
            headers={
                name: value
                for name, value in sent["headers"].items()
                if name.lower() not in {"user-agent", "authorization"}
            }
            | {"Content-Type": "application/json"},
        )
    except (UnicodeEncodeError, httpx.InvalidURL, TypeError, ValueError):
        reject()


def references(kind, *ids):
    return [reference(kind, number) for number in ids]


__all__ = ["FOR_PROGRAMS", "FOR_STAFF", "Kind", "fuzz", "references"]
