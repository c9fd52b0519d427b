"""What is known of one request before any page sees it."""

from dataclasses import dataclass
from typing import Any

from litestar import Request as LitestarRequest
from litestar.connection import ASGIConnection
from litestar.types import Scope

from forsa.accounts.values import SignedIn
from forsa.i18n import Language
from kernel.actor import Actor

Request = LitestarRequest[Any, Any, Any]
Connection = ASGIConnection[Any, Any, Any, Any]

KEY = "visit"


@dataclass(slots=True)
class Visit:
    """One request: its id, who asks, from where, and in which language to answer.

    `form_key` is what the tokens in this visitor's forms are bound to: the session, or a
    random text in a cookie of a stranger. `must_keep_form_key` says that the cookie is still to
    be set. `lost_session` says that the visitor came with a session that is no more; `by_key` that
    they came with a key, right or wrong, and no session counts. `link_key` is what the tokens are
    bound to instead, on pages that an answer link leads to: they work without a cookie.
    `is_unnamed` says that the address is a key, told to no other site and to no search engine.
    `status` is that of the answer, 0 until it is given.
    """

    request_id: str
    address: str
    language: Language
    form_key: str
    signed_in: SignedIn | None = None
    must_keep_form_key: bool = False
    lost_session: bool = False
    by_key: bool = False
    link_key: str | None = None
    is_unnamed: bool = False
    status: int = 0

    @property
    def actor(self) -> Actor | None:
        """Who asks, None for a stranger."""
        return self.signed_in.actor if self.signed_in is not None else None


def keep_visit(scope: Scope, visit: Visit) -> None:
    """Put a visit where `visit_of` finds it."""
    scope["state"][KEY] = visit


def visit_of(connection: Connection) -> Visit:
    """Return the visit that a connection is part of."""
    visit: Visit = connection.scope["state"][KEY]
    return visit


def visit_dependency(request: Request) -> Visit:
    """Return the visit, for handlers that ask for it."""
    return visit_of(request)


def actor_dependency(request: Request) -> Actor | None:
    """Return who asks, for handlers behind a guard that has made sure of somebody."""
    return visit_of(request).actor
