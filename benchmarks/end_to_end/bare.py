"""The peers of our pages: bare Litestar handlers with the same queries, rows returned as text.

`python -m benchmarks.end_to_end.bare PORT`, with `[{"path": …, "token": …}]` in the variable
`FORSA_BENCH_PAGES`. For each page, by its place in the list, there are two:

- `/queries/0` calls the functions of the domains that our handler calls, the one that finds out
  who asks included, and returns the ids. It has no languages, headers, logs, forms, templates
  or shapes: what it does less is what our web costs.
- `/sql/0` sends the same SQL through SQLAlchemy Core and knows no models or domains either. No
  site that reads the same rows could do less.

Both ask in one transaction, on the same server with the same threads and the same settings of
the database.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from types import MappingProxyType

import uvicorn
from litestar import Litestar, MediaType, get
from litestar.handlers import HTTPRouteHandler
from sqlmodel import Session

from benchmarks.end_to_end.statements import Statement, client_of, recording, statements_of
from employers.interface import employer_briefs
from employers.queries import governorates_hiring, public_vacancies, vacancies_of
from forsa.accounts.service.sessions import actor_for_token
from forsa.database import Database
from forsa.main import THREADS_COUNT, create_app
from forsa.settings import read_settings
from kernel.calendar import local_day
from matching.queries.cards import waiting_by_vacancy
from skills.queries.casework import stand_ins_on
from skills.queries.completeness import completeness_of
from skills.queries.people import people_of_office

OK = 200

Ids = list[int]
Reading = Callable[[Session, str, datetime], Ids]
"""Reads what a page needs for whoever has a session, and returns ids."""


def _jobs(session: Session, _: str, __: datetime) -> Ids:
    governorates_hiring(session)
    found = public_vacancies(session)
    employer_briefs(session, [one.employer_id for one in found])
    return [one.vacancy_id for one in found]


def _people(session: Session, token: str, now: datetime) -> Ids:
    who = actor_for_token(session, token=token, now=now)
    assert who is not None, "the session lives"
    assert who.actor.office_id is not None, "a caseworker has an office"
    assert who.actor.account_id is not None, "a caseworker has an account"
    stand_ins_on(session, account_id=who.actor.account_id, today=local_day(now))
    found = people_of_office(session, office_id=who.actor.office_id, caseworker_ids=None)
    completeness_of(session, [one.returnee_id for one in found], at=now)
    return [one.returnee_id for one in found]


def _own_vacancies(session: Session, token: str, now: datetime) -> Ids:
    who = actor_for_token(session, token=token, now=now)
    assert who is not None, "the session lives"
    assert who.actor.employer_id is not None, "an owner has an employer"
    found = vacancies_of(session, who.actor.employer_id)
    waiting_by_vacancy(session, actor=who.actor, now=now)
    return [one.vacancy_id for one in found]


READINGS: Mapping[str, Reading] = MappingProxyType(
    {"/ar/jobs": _jobs, "/office/people?all=yes": _people, "/employer": _own_vacancies}
)
"""By the address of our page."""


def with_queries(place: int, read: Reading, token: str, database: Database) -> HTTPRouteHandler:
    """Return a handler that reads as our page does and returns ids."""

    @get(f"/queries/{place}", media_type=MediaType.TEXT, sync_to_thread=True)
    def ids() -> str:
        with database.reading() as session:
            return "\n".join(map(str, read(session, token, datetime.now(UTC))))

    return ids


def with_sql(place: int, statements: list[Statement], database: Database) -> HTTPRouteHandler:
    """Return a handler that sends these statements and returns the first column of each row."""

    @get(f"/sql/{place}", media_type=MediaType.TEXT, sync_to_thread=True)
    def rows() -> str:
        with database.reading() as session:
            connection = session.connection()
            found = [
                row[0]
                for one in statements
                for row in connection.execute(one.clause, one.parameters)
            ]
        return "\n".join(map(str, found))

    return rows


def bare_app() -> Litestar:
    """Return the application for the settings and the pages in the environment."""
    settings = read_settings(os.environ)
    database = Database(settings.database_url)
    handlers = []
    with client_of(create_app(settings)) as client:
        for place, page in enumerate(json.loads(os.environ["FORSA_BENCH_PAGES"])):
            path, token, read = page["path"], page["token"], READINGS[page["path"]]
            # The first visit may note that the session was used; those after it only read.
            statements_of(client, path, token)
            status, statements = statements_of(client, path, token)
            assert status == OK, f"{path} answers {status}"
            check_same(statements, read, token, database)
            handlers += [
                with_queries(place, read, token, database),
                with_sql(place, statements, database),
            ]
    return Litestar(handlers, openapi_config=None, logging_config=None, on_startup=[_size_threads])


def check_same(statements: list[Statement], read: Reading, token: str, database: Database) -> None:
    """Make sure that the bare handler sends what our page sends, no more and no less."""
    with recording() as seen, database.reading() as session:
        read(session, token, datetime.now(UTC))
    assert sorted(str(one.clause) for one in seen) == sorted(str(one.clause) for one in statements)


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
