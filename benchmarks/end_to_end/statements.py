"""What a page sends to the database: recorded while the page is opened once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import Engine, event

PUBLIC_URL = "http://127.0.0.1:8000"
SESSION_COOKIE = "forsa_session"
NOT_QUERIES = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its parameters, as the driver was given them."""

    text: str
    parameters: Any


@contextmanager
def recording() -> Iterator[list[Statement]]:
    """Give a list that fills with every query sent to any database in this process."""
    seen: list[Statement] = []

    def note(_: object, __: object, text: str, parameters: object, *___: object) -> None:
        if not text.startswith(NOT_QUERIES):
            seen.append(Statement(text, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def statements_of(
    client: TestClient[Litestar], path: str, token: str
) -> tuple[int, list[Statement]]:
    """Open a page as whoever has this session; return its status and its queries."""
    client.cookies.clear()
    if token:
        client.cookies.set(SESSION_COOKIE, token, domain="127.0.0.1")
    with recording() as seen:
        status = client.get(path, follow_redirects=False).status_code
    return status, seen


def client_of(app: Litestar) -> TestClient[Litestar]:
    """Return a client of an application in this process."""
    return TestClient(app, base_url=PUBLIC_URL, raise_server_exceptions=False)
