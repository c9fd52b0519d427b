"""What every command needs: settings that stop with a sentence, a database, an actor, the time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from forsa.accounts.queries import account_id_of_email, actor_of_account
from forsa.database import Database, DatabaseUnreachable
from forsa.schema import schema_problem
from forsa.settings import Settings, SettingsProblem, read_settings
from kernel.actor import SYSTEM, Actor
from kernel.errors import DomainError


def settings_or_stop() -> Settings:
    """Return the settings of the environment, or stop with a sentence."""
    try:
        return read_settings(os.environ)
    except SettingsProblem as problem:
        raise click.ClickException(str(problem)) from problem


@contextmanager
def opened_database() -> Iterator[Database]:
    """Yield the database that the settings name, or stop with a sentence; close it in the end.

    One whose tables are not those of this version is not opened.
    """
    try:
        database = Database(settings_or_stop().database_url)
        database.check()
    except DatabaseUnreachable as error:
        raise click.ClickException(str(error)) from error
    try:
        with database.reading() as session:
            problem = schema_problem(session)
        if problem is not None:
            message = f"{problem[0].upper()}{problem[1:]}"
            raise click.ClickException(message)
        yield database
    finally:
        database.close()


def time_now(given: str | None = None) -> datetime:
    """Return the time now, or the one given (ISO 8601 with offset), in development only."""
    if given is None:
        return datetime.now(UTC)
    if settings_or_stop().is_production:
        message = "--now is for development only; nothing was done."
        raise click.ClickException(message)
    try:
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        message = f"'{given[:40]}' is no time. Write it like 2026-11-22T09:00+03:00."
        raise click.ClickException(message) from error
    if moment.tzinfo is None:
        message = "--now needs an offset, like 2026-11-22T09:00+03:00."
        raise click.ClickException(message)
    return moment.astimezone(UTC)


def actor_named(session: Session, email: str | None) -> Actor:
    """Return the actor of an account by its e-mail address; the system if none is named."""
    if email is None:
        return SYSTEM
    account_id = account_id_of_email(session, email)
    if account_id is None:
        message = f"There is no account '{email[:60]}'. See: forsa accounts list."
        raise click.ClickException(message)
    return actor_of_account(session, account_id)


@contextmanager
def plain_refusals() -> Iterator[None]:
    """Say a refusal as one sentence and end with 1, instead of a trace."""
    try:
        yield
    except DomainError as refusal:
        raise click.ClickException(sentence_of(refusal)) from refusal


def sentence_of(refusal: DomainError) -> str:
    """Return what a refusal says, or what its kind means."""
    return str(refusal) or (type(refusal).__doc__ or "This cannot be done.").splitlines()[0]


def first_line(fault: DBAPIError) -> str:
    """Return what the driver says, without the statement and what stood in it."""
    return str(fault.orig).strip().partition("\n")[0][:200].rstrip(".")
