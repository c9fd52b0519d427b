"""Who may ask what, how often, and how much they may send."""

import re
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import unquote_to_bytes

from litestar import Request as LitestarRequest
from litestar.exceptions import ClientException, HTTPException, TooManyRequestsException
from litestar.handlers import BaseRouteHandler

from forsa.accounts.errors import ScopeMissing
from forsa.accounts.values import Scope
from forsa.api.rates import Rates
from forsa.web.guards import Only
from forsa.web.visits import Connection, visit_of
from kernel.actor import Role

JSON_BYTES = 256 * 1024
DEEPEST = 20
"""Levels of lists and objects in JSON; a thousand would be more than the reader's stack bears."""

SENT = "sent"
"""Where the digest of what was sent is kept."""

WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_TEXTS = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_BRACKETS = re.compile(rb"[\[\]{}]")
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class Needs(Only):
    """A policy: programs whose key opens `scope`, and people of these roles by their session.

    `scope` None lets no program in.
    """

    def __init__(self, scope: Scope | None, *roles: Role) -> None:
        super().__init__(*([Role.API_CLIENT] if scope is not None else []), *roles)
        self.scope = scope

    def named(self) -> tuple[str, ...]:
        """Return who is let in, in words."""
        names = super().named()
        return names if self.scope is None else (f"key with {self.scope}", *names[1:])

    async def __call__(self, connection: Connection, handler: BaseRouteHandler) -> None:
        """Let the connection pass, or raise.

        Raises
        ------
        NotAuthorizedException
            If nobody asks.
        NotFoundException
            If it is not theirs to know of.
        ScopeMissing
            If a key does not open it.
        """
        await super().__call__(connection, handler)
        asking = visit_of(connection).signed_in
        assert asking is not None, "the policy let somebody in"
        if asking.scopes is not None and self.scope not in asking.scopes:
            raise ScopeMissing


async def within_rate(connection: Connection, _: BaseRouteHandler) -> None:
    """Guard the API: nobody asks more often than is agreed.

    Raises
    ------
    TooManyRequestsException
        If somebody does.
    """
    rates: Rates = connection.app.state.rates
    clock: Callable[[], datetime] = connection.app.state.clock
    visit = visit_of(connection)
    asking = f"account:{visit.actor.account_id}" if visit.actor is not None else visit.address
    wait = rates.wait_seconds(asking, clock())
    if wait:
        raise TooManyRequestsException(headers={"Retry-After": str(wait)})


async def sound_body(connection: Connection, _: BaseRouteHandler) -> None:
    """Guard the API: what is sent can be read and kept.

    Raises
    ------
    ClientException
        If it is no UTF-8, nested too deep, or holds a NUL.
    HTTPException
        With 415, if it is no JSON.
    """
    assert isinstance(connection, LitestarRequest), "guards see the request itself"
    query = unquote_to_bytes(connection.scope["query_string"])
    if b"\0" in query or not _is_utf8(query):
        raise ClientException
    if connection.method not in WITH_BODY:
        keep_sent(connection, b"")
        return
    if connection.content_type[0] != "application/json":
        raise HTTPException(status_code=415)
    body = await connection.body()
    keep_sent(connection, body)
    if not _is_utf8(body) or _NUL.search(body) or depth_of(body) > DEEPEST:
        raise ClientException


def keep_sent(request: LitestarRequest[Any, Any, Any], body: bytes) -> None:
    """Note what was sent, so that the same sent again is known (`forsa.api.once`)."""
    what = f"{request.method} {request.scope['path']}\n".encode() + body
    request.scope["state"][SENT] = sha256(what).hexdigest()


def depth_of(body: bytes) -> int:
    """Return how deep lists and objects are nested in JSON, whether or not it is sound.

    Examples
    --------
    >>> depth_of(b'[{"a": [1]}]'), depth_of(b'"[[["')
    (3, 0)
    """
    deepest = depth = 0
    for bracket in _BRACKETS.findall(_TEXTS.sub(b"", body)):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
