"""forsa taxonomy: bring a taxonomy in, and put it to use."""

from collections.abc import Sequence
from pathlib import Path

import click

from forsa.cli.shell import opened_database, plain_refusals, settings_or_stop, time_now
from forsa.cli.sources import LOOKUP_FOLDER
from forsa.cli.taxonomy_report import report_lines
from forsa.database import Database
from forsa.exchange.esco import read_esco
from forsa.exchange.esco_files import esco_files
from forsa.exchange.gathering import NotATaxonomy, joined
from forsa.exchange.starter import STARTER, read_starter
from kernel.actor import SYSTEM
from skills.interface.taxonomy import Lookup, open_lookup, versions
from skills.service import activate_taxonomy, import_taxonomy
from skills.values.taxonomy import ImportReport, TaxonomyRows, VersionState


@click.group()
def taxonomy() -> None:
    """Look after the taxonomy: skills, occupations and their names."""


@taxonomy.command("import")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--draft", is_flag=True, help="Write the new version, but do not put it to use.")
def import_command(paths: tuple[str, ...], draft: bool) -> None:
    """Read the official ESCO CSV release: folders or zips, in any order.

    The word `starter` as PATH means the small taxonomy that comes with Forsa; it is read again
    with every import. All is written, or nothing.
    """
    rows = _read(paths)
    with opened_database() as database, plain_refusals():
        click.echo("Comparing with what is there, and writing …", err=True)
        with database.writing() as session:
            now = time_now()
            report = import_taxonomy(session, source=rows, actor=SYSTEM, now=now)
            if not draft:
                activate_taxonomy(session, version_id=report.version_id, actor=SYSTEM, now=now)
        for line in report_lines(report):
            click.echo(line)
        _say_what_now(database, report, draft=draft)


@taxonomy.command("list")
def list_command() -> None:
    """List all versions, newest first."""
    with opened_database() as database, database.reading() as session:
        found = versions(session)
    if not found:
        click.echo("No taxonomy yet. Load one: forsa taxonomy import starter")
    for version in found:
        click.echo(
            f"{version.id:>4}  {version.state.value:<8} {version.imported_at:%Y-%m-%d %H:%M}  "
            f"{version.concept_count:>7,} concepts  {version.label_count:>8,} labels  "
            f"{version.relation_count:>8,} relations  {version.name}"
        )


@taxonomy.command()
@click.argument("version_id", metavar="NUMBER", type=click.IntRange(1, 2**31 - 1))
def activate(version_id: int) -> None:
    """Put the version of this NUMBER to use (see: forsa taxonomy list)."""
    with opened_database() as database, plain_refusals():
        with database.writing() as session:
            activate_taxonomy(session, version_id=version_id, actor=SYSTEM, now=time_now())
        _opened(database)
    click.echo(f"Version {version_id} is in use.")


def _read(paths: Sequence[str]) -> TaxonomyRows:
    """Return the starter, joined with the files that are named, or stop with a sentence."""
    outside = [Path(path) for path in paths if path != STARTER]
    rows = read_starter()
    if not outside:
        return rows
    try:
        files = esco_files(outside)
        size = sum(file.size for file in files if file.sort)
        with click.progressbar(length=size, label="Reading", show_eta=False) as bar:
            return joined(rows, read_esco(files, bar.update))
    except NotATaxonomy as error:
        raise click.ClickException(str(error)) from error


def _say_what_now(database: Database, report: ImportReport, *, draft: bool) -> None:
    with database.reading() as session:
        states = {version.id: version.state for version in versions(session)}
    if states[report.version_id] is VersionState.ACTIVE:
        click.echo("Making the index for looking words up …", err=True)
        _opened(database)
        click.echo(f"Version {report.version_id} is in use.")
    elif draft:
        click.echo(f"A draft. To use it: forsa taxonomy activate {report.version_id}")


def _opened(database: Database) -> Lookup:
    with database.reading() as session:
        return open_lookup(session, settings_or_stop().data_dir / LOOKUP_FOLDER)
