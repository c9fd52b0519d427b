"""The outermost layer: what happens to every request and every answer, faults included."""

import logging
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from time import monotonic

from litestar.concurrency import sync_to_thread
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from forsa.accounts.service.api_keys import note_key_used, program_for_key
from forsa.accounts.service.sessions import actor_for_token, move_seen_at
from forsa.accounts.values import SignedIn
from forsa.database import Database
from forsa.i18n import Language, language_of, negotiate
from forsa.logs import request_id_now
from forsa.settings import LOOPBACK_NAMES, Network, Settings, host_name
from forsa.web.cookies import Cookies, read_cookies
from forsa.web.form_tokens import is_form_key, new_form_key
from forsa.web.headers import security_headers
from forsa.web.visits import Visit, keep_visit

log = logging.getLogger(__name__)

OWN_PATHS = re.compile(r"/health/(live|ready)|/version")
"""Asked by the machine itself, by whatever name it knows itself."""

LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Edge:
    """Gives each request an id, a host that is ours, and a visitor; each answer its headers."""

    settings: Settings
    database: Database
    clock: Callable[[], datetime]

    async def __call__(
        self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp
    ) -> None:
        """Answer one request through `next_app`."""
        if scope["type"] == ScopeType.HTTP:
            await self._answer(scope, receive, send, next_app)
        else:
            await next_app(scope, receive, send)

    async def _answer(
        self, scope: HTTPScope, receive: Receive, send: Send, next_app: ASGIApp
    ) -> None:
        scope.setdefault("state", {})
        given = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        visit = self._stranger(scope, given)
        keep_visit(scope, visit)
        dressed = self._dressed(send, visit)
        began, name = monotonic(), request_id_now.set(visit.request_id)
        try:
            if not self._is_for_us(scope):
                await _answer_plainly(dressed, 400, b"This is not the address of this service.\n")
                return
            await self._recognise(scope, given, visit)
            await next_app(scope, receive, dressed)
        except Exception:
            # Faults of pages have a page (forsa.web.errors); this is one of the layers around it.
            log.exception("edge.fault request=%s", visit.request_id)
            await _answer_plainly(dressed, 500, b"The fault is ours. Please try again soon.\n")
        finally:
            _log(scope, visit, began)
            request_id_now.reset(name)

    def _is_for_us(self, scope: HTTPScope) -> bool:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1:
            return False
        name = host_name(hosts[0])
        at_home = name in LOOPBACK_NAMES and OWN_PATHS.fullmatch(scope["path"]) is not None
        return "@" not in hosts[0] and (name in self.settings.allowed_hosts or at_home)

    def _stranger(self, scope: HTTPScope, given: dict[bytes, str]) -> Visit:
        cookies = read_cookies(given.get(b"cookie", ""))
        known_key = cookies.get(Cookies(self.settings.is_https).form_key, "")
        return Visit(
            request_id=secrets.token_hex(8),
            address=client_address(scope, given, self.settings.trusted_proxies),
            language=_language(scope["path"], given.get(b"accept-language", "")),
            form_key=known_key if is_form_key(known_key) else new_form_key(),
        )

    async def _recognise(self, scope: HTTPScope, given: dict[bytes, str], visit: Visit) -> None:
        """Find out who asks, if they say that they are signed in and it matters."""
        if scope["path"].startswith("/static/") or OWN_PATHS.match(scope["path"]):
            return
        key = bearer_key(given)
        if key is not None:
            visit.by_key = True
            visit.signed_in = await sync_to_thread(self._which_program, key)
            return
        token = read_cookies(given.get(b"cookie", "")).get(Cookies(self.settings.is_https).session)
        if not token:
            return
        visit.signed_in = await sync_to_thread(self._who, token)
        if visit.signed_in is None:
            visit.lost_session = True
            return
        visit.form_key = visit.signed_in.token_hash
        if _language_of_path(scope["path"]) is None:
            visit.language = language_of(visit.signed_in.language) or visit.language

    def _who(self, token: str) -> SignedIn | None:
        now = self.clock()
        with self.database.reading() as session:
            found = actor_for_token(session, token=token, now=now)
        if found is not None and found.is_due:
            with self.database.recording() as session:
                move_seen_at(session, token_hash=found.token_hash, now=now)
        return found

    def _which_program(self, key: str) -> SignedIn | None:
        now = self.clock()
        with self.database.reading() as session:
            found = program_for_key(session, key=key, now=now)
        if found is not None and found.is_due:
            with self.database.recording() as session:
                note_key_used(session, key_digest=found.token_hash, now=now)
        return found

    def _dressed(self, send: Send, visit: Visit) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                visit.status = message["status"]
                sent = {name.lower() for name, _ in message["headers"]}
                added = [(n, v) for n, v in self._headers(visit) if n not in sent]
                message["headers"] = [*message["headers"], *added, *self._cookies(visit)]
            await send(message)

        return send_with_headers

    def _headers(self, visit: Visit) -> Iterator[tuple[bytes, bytes]]:
        named = security_headers(is_https=self.settings.is_https, is_unnamed=visit.is_unnamed)
        for name, value in named.items():
            yield name.encode(), value.encode()
        # What may be kept says so itself; a page depends on who asks, and in which language.
        yield b"cache-control", b"no-store"
        yield b"x-request-id", visit.request_id.encode()

    def _cookies(self, visit: Visit) -> Iterator[tuple[bytes, bytes]]:
        if visit.must_keep_form_key:
            cookies = Cookies(self.settings.is_https)
            yield _header(cookies.made(cookies.form_key, visit.form_key))


def client_address(scope: HTTPScope, given: dict[bytes, str], trusted: tuple[Network, ...]) -> str:
    """Return where a request comes from: of those it passed, the last that we do not trust.

    X-Forwarded-For is read from the right and only as far as our own proxies wrote it;
    whatever a client put there itself is not believed.
    """
    client = scope.get("client")
    passed = [part.strip() for part in given.get(b"x-forwarded-for", "").split(",")][-20:]
    address = client[0] if client else ""
    while passed and _is_in(address, trusted):
        address = passed.pop() or address
    return address[:60]


def bearer_key(given: dict[bytes, str]) -> str | None:
    """Return the key that a request brings, None if it brings none (RFC 6750, 2.1).

    Examples
    --------
    >>> bearer_key({b"authorization": "Bearer forsa_abc"}), bearer_key({})
    ('forsa_abc', None)
    """
    scheme, _, key = given.get(b"authorization", "").partition(" ")
    return key.strip()[:LONGEST_KEY] if scheme.lower() == "bearer" else None


def _is_in(address: str, networks: tuple[Network, ...]) -> bool:
    try:
        place = ip_address(address)
    except ValueError:
        return False
    return any(place in network for network in networks)


def _language(path: str, accepted: str) -> Language:
    return _language_of_path(path) or negotiate(accepted)


def _language_of_path(path: str) -> Language | None:
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return Language(first) if first in set(Language) else None


def _header(cookie: Cookie) -> tuple[bytes, bytes]:
    return b"set-cookie", cookie.to_header(header="").strip().encode("latin-1")


def _log(scope: HTTPScope, visit: Visit, began: float) -> None:
    # The route, not the path: an address can hold a link's secret.
    route = scope.get("path_template") or "none"
    took = round((monotonic() - began) * 1000)
    log.info(
        "request method=%s route=%s status=%d ms=%d", scope["method"], route, visit.status, took
    )


async def _answer_plainly(send: Send, status: int, sentence: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence, "more_body": False})
