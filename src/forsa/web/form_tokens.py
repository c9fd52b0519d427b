"""Proof that a form was ours: a token in each, bound to the visitor, and the browser's word.

Source for the two lines of defence: OWASP, Cross-Site Request Forgery Prevention Cheat Sheet.
"""

import hmac
import re
import secrets
from hashlib import sha256
from urllib.parse import urlsplit

from litestar import Request as LitestarRequest
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from forsa.settings import Settings, host_name
from forsa.web.forms import read_form
from forsa.web.visits import Connection, visit_of

FIELD = "_csrf"
NO_TOKEN = "no_form_token"
"""The option of a handler that takes no token, with the reason as its value."""

FOR_PROGRAMS = "for_programs"
"""The option of a handler that programs may ask with a key, which no browser sends by itself;
whoever comes by a session brings the token of a page in `HEADER`."""
HEADER = "x-form-token"

BOUND_TO_LINK = "bound_to_link"
"""The option of a handler whose forms are bound to the answer link in its address, not to a
cookie: browsers inside other apps often keep none."""

UNNAMED = "unnamed"
"""The option of a handler whose address is a key: its answers go out with `no-referrer`."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_FORM_KEY = re.compile(r"[\w-]{43}")


def new_form_key() -> str:
    """Return a key for a stranger's forms, 256 bits."""
    return secrets.token_urlsafe(32)


def is_form_key(text: str) -> bool:
    """Return whether a cookie's value has the form of a key."""
    return _FORM_KEY.fullmatch(text) is not None


class FormTokens:
    """Makes the tokens of forms, and looks whether a connection brings one."""

    def __init__(self, settings: Settings) -> None:
        self._keys = settings.secret_keys
        self._hosts = settings.allowed_hosts

    def token(self, form_key: str) -> str:
        """Return the token for the forms of one visitor."""
        return _signed(self._keys[0], form_key)

    def is_right(self, token: str, form_key: str) -> bool:
        """Return whether a token was made for this visitor with one of our keys."""
        return any(
            hmac.compare_digest(_signed(key, form_key).encode(), token.encode())
            for key in self._keys
        )

    async def check(self, connection: Connection, handler: BaseRouteHandler) -> None:
        """Let the connection pass if it changes nothing or proves where it comes from.

        Raises
        ------
        NotAuthorizedException
            If the token fails because the visitor's session has ended.
        PermissionDeniedException
            If it comes from elsewhere.
        """
        assert isinstance(connection, LitestarRequest), "guards see the request itself"
        visit = visit_of(connection)
        visit.is_unnamed = bool(handler.opt.get(UNNAMED))
        if handler.opt.get(BOUND_TO_LINK):
            visit.link_key = f"link:{connection.path_params['token']}"
        if connection.method in SAFE_METHODS or handler.opt.get(NO_TOKEN):
            return
        if handler.opt.get(FOR_PROGRAMS) and (visit.by_key or visit.signed_in is None):
            # Of those who are nobody the policy of the handler says so.
            return
        self._check_origin(connection, unnamed=visit.is_unnamed)
        form = await read_form(connection)
        token = connection.headers.get(HEADER) or form.first(FIELD)
        if self.is_right(token, visit.link_key or visit.form_key):
            return
        # Litestar gives files up after a handler, and none will be asked.
        await form.close()
        if visit.lost_session:
            raise NotAuthorizedException
        raise PermissionDeniedException

    def _check_origin(self, connection: Connection, *, unnamed: bool) -> None:
        """Refuse what comes from elsewhere; `unnamed`: a page that tells nobody its address."""
        site = connection.headers.get("sec-fetch-site", "same-origin")
        origin = connection.headers.get("origin")
        if unnamed and origin == "null":
            # So says a page under `no-referrer` (Fetch Standard, "append a request Origin
            # header"); there the token has to do.
            origin = None
        at_home = origin is None or host_name(urlsplit(origin).netloc) in self._hosts
        if site not in {"same-origin", "none"} or not at_home:
            raise PermissionDeniedException


async def proves_its_form(connection: Connection, handler: BaseRouteHandler) -> None:
    """Guard the whole application: what changes something must come from a form of ours."""
    tokens: FormTokens = connection.app.state.form_tokens
    await tokens.check(connection, handler)


def _signed(key: str, form_key: str) -> str:
    return hmac.new(key.encode(), f"form:{form_key}".encode(), sha256).hexdigest()
