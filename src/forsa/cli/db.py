"""Commands for the database."""

import click
from sqlalchemy.exc import DBAPIError

from forsa.cli.shell import first_line, settings_or_stop
from forsa.database import DatabaseUnreachable
from forsa.schema import upgrade_schema


@click.group()
def db() -> None:
    """Look after the database that FORSA_DATABASE_URL names."""


@db.command()
def upgrade() -> None:
    """Run every migration that the database has not seen yet."""
    settings = settings_or_stop()
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        upgrade_schema(settings.database_url)
    except DatabaseUnreachable as fault:
        raise click.ClickException(str(fault)) from fault
    except DBAPIError as fault:
        message = (
            f"The database cannot be brought up to date, nothing changed: {first_line(fault)}. "
            "Look at FORSA_DATABASE_URL; a folder that it names has to be there."
        )
        raise click.ClickException(message) from fault
    click.echo("The database is up to date.")
