"""Logs: one JSON line an event in UTC on stderr; plain lines in development.

No line holds a body, a cookie, a query string or anything that names a person. Values are
written as JSON strings, or quoted, so that a line break in one cannot forge another line.
"""

import logging
import sys
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import TextIO

import structlog

request_id_now: ContextVar[str | None] = ContextVar("request_id_now", default=None)
"""The id of the request that is being answered, None outside of requests."""

EventDict = MutableMapping[str, object]


def set_up_logs(*, as_json: bool, stream: TextIO | None = None) -> None:
    """Send all logs of this process, ours and the libraries', to `stream` (stderr if None)."""
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=True)
        if as_json
        else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
    )
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        add_request_id,
        structlog.processors.format_exc_info,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        # The server has set up handlers of its own, which know nothing of all this.
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    # Its line for each request holds the query string and the address; forsa.web.edge writes ours.
    logging.getLogger("uvicorn.access").disabled = True


def add_request_id(_: object, __: str, event: EventDict) -> EventDict:
    """Add the id of the running request, if there is one."""
    request_id = request_id_now.get()
    if request_id is not None:
        event["request_id"] = request_id
    return event
