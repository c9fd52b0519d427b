"""Refusals and faults as problem details, from the one table of refusals.

Source: RFC 9457, Problem Details for HTTP APIs.
"""

import logging
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi import ResponseSpec
from msgspec import Meta, Struct

from forsa.i18n import refusal_sentence
from forsa.web.errors import new_fault_id, status_of
from forsa.web.visits import Request, visit_of
from kernel.errors import DomainError, NotFound
from skills.errors import MergeInTheWay

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_HUMPS = re.compile(r"(?<!^)(?=[A-Z])")
_MISSING = re.compile(r"Missing required \w+ parameter '([\w-]+)'")
_ECHO = re.compile(r"\s*(?:'[^']*'|`?\"[^\"]*\"`?)")
"""What a message quotes of what was sent: it is not ours to repeat."""


class FieldProblem(Struct, frozen=True):
    """One thing that is wrong in what was sent."""

    where: Annotated[
        str,
        Meta(description="The field or parameter, levels parted by dots.", examples=["places"]),
    ]
    what: Annotated[
        str, Meta(description="What is wrong with it.", examples=["Expected `int` >= 1"])
    ]


class Problem(Struct, frozen=True, kw_only=True):
    """Why something was not done. Nothing was written."""

    type: Annotated[
        str,
        Meta(
            description="The kind of refusal: `urn:forsa:refusal:…`, or `about:blank` if the "
            "status says it all. Decide by this and by the status, never by the sentence.",
            examples=["urn:forsa:refusal:vacancy-not-found"],
        ),
    ]
    title: Annotated[str, Meta(description="The status in words.", examples=["Not Found"])]
    status: Annotated[int, Meta(description="The HTTP status.", examples=[404])]
    detail: Annotated[
        str,
        Meta(
            description="A sentence for people, in English, Arabic or Sorani, as Accept-Language "
            "asks.",
            examples=["This job is not here. It may be taken or closed."],
        ),
    ]
    errors: Annotated[
        tuple[FieldProblem, ...], Meta(description="What is wrong, field by field; often empty.")
    ] = ()
    fault_id: Annotated[
        str | None,
        Meta(description="For faults of ours: name it when you tell us.", examples=["7K3QMA"]),
    ] = None


Answer = Response[bytes]


def refuse(request: Request, error: DomainError) -> Answer:
    """Return a refusal as a problem."""
    name = next(cls.__name__ for cls in type(error).__mro__)
    kind = f"urn:forsa:refusal:{_HUMPS.sub('-', name).lower()}"
    said = "No Such Thing" if type(error) is NotFound else error
    wrong = tuple(FieldProblem(part, "Changed since") for part in _in_the_way(error))
    problem = _problem(request, status_of(error), said, kind=kind, errors=wrong)
    return _answer(request, problem)


def _in_the_way(error: DomainError) -> tuple[str, ...]:
    return error.parts if isinstance(error, MergeInTheWay) else ()


def turn_away(request: Request, error: HTTPException) -> Answer:
    """Return the problem for a request that never reached a deed."""
    wrong = _wrong(error)
    headers = dict(error.headers or {})
    in_address = any(one.where in request.path_params for one in wrong)
    if in_address or error.status_code == HTTPStatus.NOT_FOUND:
        # A value in an address that cannot be one of ours names what is not there.
        return refuse(request, NotFound())
    if error.status_code == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="Forsa"'
    problem = _problem(request, error.status_code, _sentence(error.status_code), errors=wrong)
    return _answer(request, problem, headers)


def apologise(request: Request, error: Exception) -> Answer:
    """Return the problem for a fault of ours, and log it under the id that it names."""
    fault_id = new_fault_id()
    route = getattr(request.scope.get("route_handler"), "handler_id", "unknown")
    log.error("api.fault id=%s route=%s", fault_id, route, exc_info=error)
    said = _problem(request, 500, _sentence(500), fault_id=fault_id)
    return _answer(request, said)


SENTENCES = {
    400: "Unreadable",
    401: "No Key",
    405: "No Such Method",
    415: "Not JSON",
    429: "Asked Too Often",
    500: "Our Fault",
}
"""Where the sentence of a page would speak of buttons: by status, names in `forsa.i18n`."""


def _sentence(status: int) -> str:
    return SENTENCES.get(status, HTTPStatus(status).phrase)


def _wrong(error: HTTPException) -> tuple[FieldProblem, ...]:
    """Return what is wrong field by field, without what was sent."""
    found = error.extra if isinstance(error, ValidationException) else None
    missing = _MISSING.match(error.detail)
    if missing is not None:
        return (FieldProblem(missing[1], "Missing"),)
    return tuple(
        FieldProblem(str(one.get("key", "")), _ECHO.sub("", str(one.get("message", ""))))
        for one in (found if isinstance(found, list) else ())
    )


def _problem(
    request: Request,
    status: int,
    refusal: DomainError | str,
    *,
    kind: str = "about:blank",
    errors: tuple[FieldProblem, ...] = (),
    fault_id: str | None = None,
) -> Problem:
    return Problem(
        type=kind,
        title=HTTPStatus(status).phrase,
        status=status,
        detail=refusal_sentence(refusal, visit_of(request).language),
        errors=errors,
        fault_id=fault_id,
    )


def _answer(
    request: Request, problem: Problem, headers: Mapping[str, str] | None = None
) -> Answer:
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers={**(headers or {}), "Content-Language": str(visit_of(request).language)},
    )


_SAID = {
    400: "What was sent cannot be read, or a parameter does not fit.",
    401: "No key, or one that is wrong or has ended.",
    403: "The key does not open this, or whoever asks may not do it.",
    404: "It is not there, or not for you to know of.",
    409: "It is not in a state that allows this, or somebody was first.",
    413: "More was sent than is taken: 256 KB at most.",
    415: "Send JSON, and say so: Content-Type: application/json.",
    422: "What was asked makes no sense.",
    429: "Asked too often. Retry-After says after how many seconds to go on.",
}
_READS = (400, 401, 403, 404, 429)
_WRITES = (*_READS, 409, 413, 415, 422)


def _documented(statuses: tuple[int, ...]) -> dict[int, ResponseSpec]:
    return {
        status: ResponseSpec(
            Problem, description=_SAID[status], generate_examples=False, media_type=MEDIA_TYPE
        )
        for status in sorted(statuses)
    }


REFUSED_READS = _documented(_READS)
REFUSED_WRITES = _documented(_WRITES)
"""What may be answered instead, for the description."""
