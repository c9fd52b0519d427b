"""The page docs/api-operations.md: every operation with one call, drawn from the description."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

Schema = Mapping[str, Any]

HEAD = """\
# Operations of the API, each with one call

<!-- Drawn from the code by `forsa docs`; change the operations there. -->

What holds for all of them stands in [api.md](api.md), who may send what in
[permissions.md](permissions.md), every field in `GET /api/v1/openapi.json`. References and
numbers below are made up.
"""

KNOWN = {
    "vacancies": "V-7K3QMA",
    "shortlists": "S-7K3QMA",
    "people": "K-4F9TBC",
    "same": "K-4F9TBC",
    "number": "7",
    "second": "K-7K3QMA",
    "mark": "788ebe5e877b696d",
    "q": "weld tanks",
    "occupation": "http://data.europa.eu/esco/occupation/7aedaa07",
    "uri": "http://data.europa.eu/esco/skill/0a2d1e9b",
}
"""What stands in an address, by its own name or by what stands before it in the path."""

LIKE_TYPE: Mapping[str, object] = {"boolean": True, "array": [], "object": {}, "integer": 1}
LIKE_FORMAT = {"date": "2026-12-01"}


def operations_page(description: Mapping[str, Any]) -> str:
    """Return docs/api-operations.md for a description of the API."""
    parts = [HEAD]
    for tag in description["tags"]:
        calls = "\n\n".join(
            f"# {operation['summary']}\n{call}"
            for operation, call in calls_of(description)
            if tag["name"] in operation["tags"]
        )
        parts.append(f"\n## {tag['name']}\n\n{tag['description']}\n\n```\n{calls}\n```\n")
    return "".join(parts)


def calls_of(description: Mapping[str, Any]) -> Iterator[tuple[Schema, str]]:
    """Yield every operation with one call: method and address, and what is sent below it."""
    schemas = description["components"]["schemas"]
    for path, operations in sorted(description["paths"].items()):
        for method, operation in operations.items():
            line = f"{method.upper()} {_address(path, operation)}"
            sent = operation.get("requestBody")
            if sent is not None:
                body = _like(sent["content"]["application/json"]["schema"], schemas)
                line += f"\n{json.dumps(body, ensure_ascii=False)}"
            yield operation, line


def _address(path: str, operation: Schema) -> str:
    parts = path.split("/")
    for at, part in enumerate(parts):
        if part.startswith("{"):
            parts[at] = KNOWN.get(part.strip("{}")) or KNOWN[parts[at - 1]]
    asked = {
        one["name"]: KNOWN[one["name"]]
        for one in operation.get("parameters", ())
        if one["in"] == "query" and one["required"]
    }
    return "/".join(parts) + (f"?{urlencode(asked)}" if asked else "")


def _like(schema: Schema, schemas: Schema) -> object:
    """Return a value that fits: an example where there is one."""
    if "examples" in schema:
        example: object = schema["examples"][0]
        return example
    if "$ref" in schema:
        return _like(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "enum" in schema:
        return schema["enum"][0]
    if "oneOf" in schema or "allOf" in schema:
        return _like_one_of(schema.get("oneOf") or schema["allOf"], schemas)
    if "properties" in schema:
        needed = schema.get("required", ())
        return {
            name: _like(one, schemas)
            for name, one in schema["properties"].items()
            if name in needed or "examples" in one
        }
    return LIKE_FORMAT.get(schema.get("format", "")) or LIKE_TYPE.get(schema["type"], "")


def _like_one_of(choices: list[Schema], schemas: Schema) -> object:
    """Return null where nobody needs to say anything."""
    if {"type": "null"} in choices:
        return None
    return _like(choices[0], schemas)
