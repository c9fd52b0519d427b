"""forsa taxonomy: bring a taxonomy in, look it through, put it to use, and go back."""

from collections.abc import Sequence
from pathlib import Path

import click

from forsa.cli.shell import opened_database, plain_refusals, settings_or_stop, time_now
from forsa.cli.sources import LOOKUP_FOLDER
from forsa.cli.taxonomy_report import (
    difference_lines,
    followed_lines,
    left_out_lines,
    pruned_lines,
    report_lines,
    write_differences,
)
from forsa.database import Database
from forsa.deeds.taxonomy import KEPT, prune_taxonomy, put_taxonomy_to_use
from forsa.exchange.esco import read_esco
from forsa.exchange.esco_files import esco_files
from forsa.exchange.gathering import NotATaxonomy, joined
from forsa.exchange.starter import STARTER, read_starter
from forsa.exchange.taxonomy_check import looked_through
from kernel.actor import SYSTEM
from skills.errors import TaxonomyVersionNotFound
from skills.interface.taxonomy import active_version, forget_index, made_lookup, versions
from skills.interface.taxonomy_check import differences_between
from skills.service import import_taxonomy
from skills.values.taxonomy import TaxonomyRows, VersionBrief, VersionState

NUMBER = click.IntRange(1, 2**31 - 1)
CSV_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def taxonomy() -> None:
    """Look after the taxonomy: skills, occupations and their names."""


@taxonomy.command("import")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--draft", is_flag=True, help="Write the new version, but do not put it to use.")
@click.option("--older", is_flag=True, help="Take a release that is older than the one in use.")
@click.option("--report", type=CSV_FILE, help="Write all that differs into this CSV file.")
def import_command(paths: tuple[str, ...], draft: bool, older: bool, report: Path | None) -> None:
    """Read the official ESCO CSV release: folders or zips, in any order.

    The word `starter` as PATH means the small taxonomy that comes with Forsa; it is read again
    with every import. All is written, or nothing; the version before stays in use until the index
    of the new one is made.
    """
    # Where nothing can be kept nobody waits for an index to be made.
    settings_or_stop().data_dir.mkdir(parents=True, exist_ok=True)
    rows = _read(paths)
    with opened_database() as database, plain_refusals():
        before = _in_use(database)
        click.echo("Comparing with what is there, and writing …", err=True)
        with database.writing() as session:
            written = import_taxonomy(
                session, source=rows, older_is_meant=older, actor=SYSTEM, now=time_now()
            )
        for line in report_lines(written):
            click.echo(line)
        if before is not None and before.id != written.version_id:
            _say_differences(database, before.id, written.version_id, report)
        if draft:
            _say_draft(database, written.version_id)
        else:
            _put_to_use(database, written.version_id)


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
@click.argument("version_id", metavar="NUMBER", type=NUMBER)
def activate(version_id: int) -> None:
    """Put the version of this NUMBER to use (see: forsa taxonomy list).

    An older one than that in use is a way back: what followed replaced concepts goes back too.
    """
    with opened_database() as database, plain_refusals():
        _put_to_use(database, version_id)


@taxonomy.command()
@click.argument("old", metavar="OLD", type=NUMBER)
@click.argument("new", metavar="NEW", type=NUMBER)
@click.option("--csv", "file", type=CSV_FILE, help="Write all of it into this CSV file.")
def diff(old: int, new: int, file: Path | None) -> None:
    """Print what differs between two versions: concepts, their names, and labels that moved."""
    with opened_database() as database, plain_refusals():
        _say_differences(database, old, new, file)


@taxonomy.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Look files through without writing anything, and say all that is wrong with them."""
    looked = looked_through(paths)
    for line in left_out_lines(looked.left_out):
        click.echo(line)
    for sentence in looked.wrong:
        click.echo(f"Wrong: {sentence}")
    if looked.wrong:
        raise click.exceptions.Exit(1)
    rows = looked.rows
    click.echo(
        f"Nothing is wrong with {rows.name}: {len(rows.concepts):,} concepts, "
        f"{len(rows.labels):,} labels, {len(rows.relations):,} relations, "
        f"{len(rows.replacements):,} replaced. Nothing was written."
    )


@taxonomy.command()
@click.argument("version_id", metavar="[NUMBER]", type=NUMBER, required=False)
def index(version_id: int | None) -> None:
    """Make the index for looking words up, of the version in use or of this NUMBER.

    Servers that run take it up with their next request; until then the one before serves.
    """
    with opened_database() as database, plain_refusals():
        version = _in_use(database) if version_id is None else _version(database, version_id)
        if version is None:
            message = "No version is in use. See: forsa taxonomy list"
            raise click.ClickException(message)
        _make_index(database, version)
    click.echo(f"The index of version {version.id} is made.")


@taxonomy.command()
@click.option("--keep", default=KEPT, show_default=True, type=click.IntRange(0, 1000))
def prune(keep: int) -> None:
    """Delete old versions but the newest few; what rows point to is kept."""
    with opened_database() as database, plain_refusals():
        with database.writing() as session:
            pruned = prune_taxonomy(session, keep=keep, actor=SYSTEM, now=time_now())
        for digest in pruned.digests:
            forget_index(_folder(), digest)
    for line in pruned_lines(pruned):
        click.echo(line)


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


def _put_to_use(database: Database, version_id: int) -> None:
    """Make the index of a version, then put it to use: nobody waits for it afterwards."""
    before, version = _in_use(database), _version(database, version_id)
    _make_index(database, version)
    with database.writing() as session:
        followed = put_taxonomy_to_use(
            session, version_id=version_id, actor=SYSTEM, now=time_now()
        )
    for line in followed_lines(followed):
        click.echo(line)
    is_back = before is not None and version_id < before.id
    click.echo(f"Version {version_id} is in use{' again, an older one' if is_back else ''}.")


def _make_index(database: Database, version: VersionBrief) -> None:
    click.echo("Making the index for looking words up …", err=True)
    with database.reading() as session:
        made_lookup(session, _folder(), version)


def _say_draft(database: Database, version_id: int) -> None:
    if _version(database, version_id).state is VersionState.ACTIVE:
        click.echo(f"Version {version_id} is in use.")
    else:
        click.echo(f"A draft. To use it: forsa taxonomy activate {version_id}")


def _say_differences(database: Database, old: int, new: int, file: Path | None) -> None:
    with database.reading() as session:
        found = differences_between(session, old, new)
    for line in difference_lines(found, old, new):
        click.echo(line)
    if file is not None:
        write_differences(found, file)
        click.echo(f"All of it: {file}")


def _in_use(database: Database) -> VersionBrief | None:
    with database.reading() as session:
        return active_version(session)


def _version(database: Database, version_id: int) -> VersionBrief:
    with database.reading() as session:
        found = [one for one in versions(session) if one.id == version_id]
    if not found:
        raise TaxonomyVersionNotFound
    return found[0]


def _folder() -> Path:
    return settings_or_stop().data_dir / LOOKUP_FOLDER
