"""Commands for offices."""

import click

from forsa.cli.shell import opened_database, plain_refusals, time_now
from kernel.actor import SYSTEM
from kernel.places import Governorate, governorate_named
from skills import service as skills
from skills.queries.people import offices as all_offices
from skills.values.people import OfficeDraft


@click.group()
def offices() -> None:
    """Where caseworkers meet people."""


@offices.command()
@click.argument("code")
@click.option("--name", required=True)
@click.option("--country", default="IQ", show_default=True, help="Two letters, ISO 3166.")
@click.option("--governorates", default="", help="Names or codes, separated by commas.")
@click.option("--phone", help="Shown to people, like 0770 123 4567.")
def add(code: str, name: str, country: str, governorates: str, phone: str | None) -> None:
    """Add the office CODE, or bring it up to date."""
    places = tuple(_governorate(text) for text in governorates.split(",") if text.strip())
    with plain_refusals(), opened_database() as database, database.writing() as session:
        draft = OfficeDraft(code, name, country.upper(), places, phone)
        skills.record_office(session, draft=draft, actor=SYSTEM, now=time_now())
    click.echo(f"{code}  {name}")


@offices.command("list")
def list_offices() -> None:
    """Print all offices, one a line."""
    with opened_database() as database, database.reading() as session:
        for one in all_offices(session):
            click.echo(f"{one.code}  {one.name}")


def _governorate(text: str) -> Governorate:
    place = governorate_named(text)
    if place is None:
        message = f"'{text.strip()[:40]}' is no governorate of Iraq. Write it like Nineveh."
        raise click.ClickException(message)
    return place
