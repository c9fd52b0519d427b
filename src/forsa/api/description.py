"""The description of the API in OpenAPI 3.1, drawn from the handlers themselves."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Response, get
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme, Tag
from litestar.types import ControllerRouterHandler

from forsa.web.guards import Anybody
from forsa.web.visits import Request

INTRODUCTION = """\
What Forsa's pages do, for programs: the same rules, the same refusals, never more.

Send your key as `Authorization: Bearer forsa_…`. Who runs Forsa makes it, says what it opens
and until when; it is shown once. People who are signed in may ask by their session, and send
the token of a page as `X-Form-Token` with whatever writes.

Every refusal is a problem (RFC 9457); nothing was written then. What is not yours to know of
looks exactly like what is not there. 300 requests a minute; then 429 with `Retry-After`.
Send at most 256 KB of JSON, nested 20 levels deep. Times are UTC, days are days in Baghdad.
"""

TAGS = (
    Tag(name="Vacancies", description="Vacancies that are published. Scope `vacancies`."),
    Tag(name="Skills", description="What words mean. Scope `skills`."),
    Tag(name="Taxonomy", description="The concepts that words mean. Scope `skills`."),
    Tag(
        name="Own vacancies",
        description="Those of the employer whose program asks. Scopes `own_vacancies`, "
        "`own_vacancies_write`.",
    ),
    Tag(
        name="Own shortlists",
        description="People put before your employer, without name or contact; answers are for "
        "people, on the pages. Scope `own_shortlists`.",
    ),
    Tag(
        name="People",
        description="Files of an office, for its people by their session; no key opens them. A "
        "name or a phone number stands in `about` alone, and where two files are compared.",
    ),
    Tag(
        name="Same people",
        description="Files of an office that may be of one person, made one and two again; for "
        "its people by their session.",
    ),
    Tag(
        name="Case work",
        description="Tries to reach people, files that are handed over, and whose people are "
        "whose; for the people of an office by their session.",
    ),
    Tag(
        name="Own words",
        description="Words that mean no concept yet and what is said of them, for staff by their "
        "session; what is in force also by scope `decisions`.",
    ),
)


def described(routes: Sequence[ControllerRouterHandler], names: Sequence[str]) -> dict[str, Any]:
    """Return the description of these routes; `names` are what their handlers are handed."""
    # An application of its own that serves nobody: in the real one the plug-in that describes
    # would add pages that load scripts from elsewhere.
    app = Litestar(
        route_handlers=routes,
        dependencies={name: Provide(lambda: None, sync_to_thread=False) for name in names},
        logging_config=None,
        openapi_config=OpenAPIConfig(
            title="Forsa",
            version=version("forsa"),
            description=INTRODUCTION,
            tags=list(TAGS),
            use_handler_docstrings=True,
            components=Components(
                security_schemes={
                    "key": SecurityScheme(
                        type="http", scheme="bearer", description="The key of a program."
                    )
                }
            ),
            security=[{"key": []}],
        ),
    )
    found = app.openapi_schema.to_schema()
    _close_bodies(found)
    _know_items(found)
    return found


def _close_bodies(description: dict[str, Any]) -> None:
    """Say of what is sent that unknown fields are refused; the description leaves it out."""
    schemas = description["components"]["schemas"]
    waiting = [
        schema
        for operations in description["paths"].values()
        for operation in operations.values()
        for content in operation.get("requestBody", {}).get("content", {}).values()
        for schema in [content["schema"]]
    ]
    closed: set[str] = set()
    while waiting:
        for name in re.findall(r"#/components/schemas/(\w+)", str(waiting.pop())):
            if name not in closed and schemas[name].get("type") == "object":
                closed.add(name)
                schemas[name]["additionalProperties"] = False
                waiting.append(schemas[name])


def _know_items(schema: Any) -> None:  # noqa: ANN401  any part of the description
    """Say of lists what their items are: of `tuple[X, ...]` it says "X, or anything"."""
    if isinstance(schema, dict):
        items = schema.get("items")
        if isinstance(items, dict) and {} in items.get("oneOf", ()):
            [schema["items"]] = (one for one in items["oneOf"] if one)
        schema = list(schema.values())
    if isinstance(schema, list):
        for one in schema:
            _know_items(one)


@get(
    "/openapi.json",
    guards=[Anybody("what the documentation says anyway")],
    include_in_schema=False,
    sync_to_thread=True,
)
def openapi(request: Request) -> Response[bytes]:
    """Return the description."""
    described_once = request.app.state.api_description
    return Response(described_once(), media_type=MediaType.JSON)


def description_once(routes: Sequence[ControllerRouterHandler], names: Sequence[str]) -> Any:  # noqa: ANN401  `cache` has no better name for it
    """Return a function that draws the description when it is first asked for."""

    @cache
    def once() -> bytes:
        return msgspec.json.encode(described(routes, names))

    return once
