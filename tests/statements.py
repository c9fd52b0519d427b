"""Statements that SQLAlchemy has put into words once, for all databases of a run.

Each engine keeps them for itself otherwise, and each test has an engine or two of its own:
wording the same statements anew took about a sixth of the whole suite.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_worded: LRUCache[Any, Any] = LRUCache(5000)
"""Every statement with the words for it; its dialect is a part of its key."""


class _Alike:
    """All engines of a kind speak alike here: what one has put into words serves them all."""

    def __hash__(self) -> int:
        return hash(type(self))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=_worded)


class SQLite(_Alike, SQLiteDialect_pysqlite):
    """Forsa's SQLite, as in use."""

    supports_statement_cache = True


class PostgreSQL(_Alike, PGDialect_psycopg):
    """Forsa's PostgreSQL, as in use."""

    supports_statement_cache = True


def word_once() -> None:
    """Let every engine that is made from here on keep its worded statements with all others."""
    registry.register("sqlite", __name__, "SQLite")
    registry.register("postgresql.psycopg", __name__, "PostgreSQL")
