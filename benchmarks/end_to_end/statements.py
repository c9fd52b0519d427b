"""What a page sends to the database: recorded while the page is opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import Engine, Executable, event

PUBLIC_URL = "http://127.0.0.1:8000"
SESSION_COOKIE = "forsa_session"


@dataclass(frozen=True, slots=True)
class Statement:
    """One query as SQLAlchemy was given it, with its parameters."""

    clause: Executable
    parameters: Any


@contextmanager
def recording() -> Iterator[list[Statement]]:
    """Give a list that fills with every query sent to any database in this process.

    What begins and ends transactions, and SQLite's pragmas, go another way and are not counted.
    """
    seen: list[Statement] = []

    def note(
        _: object, clause: Executable, many: list[Any], one: dict[str, Any], __: object
    ) -> None:
        seen.append(Statement(clause, many or one))

    event.listen(Engine, "before_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_execute", note)


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
