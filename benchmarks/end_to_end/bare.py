"""The peer of our pages: bare handlers that send the same queries and return the rows as text.

`python -m benchmarks.end_to_end.bare PORT`, with `[{"path": …, "token": …}]` in the variable
`FORSA_BENCH_PAGES`. The queries are those that our page sent when it was opened once, the one
that finds out who asks included. Each page lies at `/` and its place in the list.

It knows no models, sign-in, languages, headers, logs, forms, templates or domain, and asks for
everything in one transaction. It runs on the same server with the same threads and the same
settings of the database.
"""

import asyncio
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import uvicorn
from litestar import Litestar, MediaType, get
from litestar.handlers import HTTPRouteHandler

from benchmarks.end_to_end.statements import Statement, client_of, statements_of
from forsa.database import Database
from forsa.main import THREADS_COUNT, create_app
from forsa.settings import read_settings

OK = 200


def handler_of(place: int, statements: list[Statement], database: Database) -> HTTPRouteHandler:
    """Return a handler that sends these queries and returns the rows."""

    @get(f"/{place}", media_type=MediaType.TEXT, sync_to_thread=True)
    def rows() -> str:
        with database.reading() as session:
            connection = session.connection()
            found = [
                row for one in statements for row in connection.execute(one.clause, one.parameters)
            ]
        return "\n".join(map(str, found))

    return rows


def bare_app() -> Litestar:
    """Return the application for the settings and the pages in the environment."""
    settings = read_settings(os.environ)
    ours = create_app(settings)
    recorded = []
    with client_of(ours) as client:
        for page in json.loads(os.environ["FORSA_BENCH_PAGES"]):
            # The first visit may note that the session was used; those after it only read.
            statements_of(client, page["path"], page["token"])
            status, statements = statements_of(client, page["path"], page["token"])
            assert status == OK, f"{page['path']} answers {status}"
            recorded.append(statements)
    database = Database(settings.database_url)
    handlers = [handler_of(place, each, database) for place, each in enumerate(recorded)]
    return Litestar(handlers, openapi_config=None, logging_config=None, on_startup=[_size_threads])


async def _size_threads() -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS_COUNT))


if __name__ == "__main__":
    uvicorn.run(
        bare_app(),
        port=int(sys.argv[1]),
        access_log=False,
        server_header=False,
        log_level="warning",
    )
