"""forsa export: what an office has, as a CSV file."""

from pathlib import Path

import click

from forsa.accounts.queries import accounts_of_office
from forsa.cli.shell import actor_named, opened_database, plain_refusals, time_now
from forsa.exchange.csv_out import write_csv
from forsa.exchange.profiles_out import profile_rows
from kernel import audit
from skills.interface.returnees import office_ids
from skills.queries.lists import people_listed


@click.group("export")
def export_group() -> None:
    """Write what an office has into a CSV file."""


@export_group.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--office", "code", required=True, help="The code of the office.")
@click.option("--as", "as_email", metavar="EMAIL", help="Act as this account.")
def profiles(file: Path, code: str, as_email: str | None) -> None:
    """Write the people of an office into FILE, as `forsa import profiles` reads them."""
    now = time_now()
    with plain_refusals(), opened_database() as database, database.writing() as session:
        actor = actor_named(session, as_email)
        office_id = office_ids(session).get(code)
        if office_id is None:
            message = f"There is no office '{code[:30]}'. Look at: forsa offices list"
            raise click.ClickException(message)
        people = people_listed(session, office_id=office_id, actor=actor, now=now)
        addresses = {
            one.account_id: one.email
            for one in accounts_of_office(session, office_id)
            if one.email is not None
        }
        audit.record(
            session,
            actor=actor,
            action="skills.returnee.exported",
            subject=f"office:{office_id}",
            now=now,
        )
        rows = list(profile_rows(people, office=code, caseworkers=addresses))
    # Once the audit event is kept, and only then, does the file come to be.
    write_csv(file, rows)
    click.echo(f"{len(people):,} people were written to {file}, which you alone can read.")
