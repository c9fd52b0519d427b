"""forsa import: employers, vacancies and people from CSV files, all of a file or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from employers.interface import employers_by_source
from employers.service import record_employers
from forsa.cli.shell import actor_named, opened_database, plain_refusals, time_now
from forsa.cli.sources import linking, staff_of
from forsa.database import Database
from forsa.deeds.vacancies import record_vacancies
from forsa.exchange import employers_csv, profile_columns, profiles_csv, vacancies_csv
from forsa.exchange import vacancy_columns as vacancy
from forsa.exchange.columns import AnyColumn, names_of, needed_of, template_text
from forsa.exchange.csv_files import Table, read_table
from forsa.exchange.csv_out import write_csv
from forsa.exchange.problems import FileRefused
from forsa.exchange.reading import Reading
from kernel.storage import Tally
from skills.service.returnees import record_returnees

MOST_SHOWN = 20
"""How many problems, and how many notes, are printed."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of file: its columns, how it is read, and the deed that records it."""

    columns: tuple[AnyColumn, ...]
    read: Callable[[Table, Database, datetime], Reading[Any]]
    record: Callable[..., Tally]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person at the terminal asked for."""

    file: Path | None
    template: bool
    keep_good: bool
    as_email: str | None
    dry_run: bool


def _employers(table: Table, _database: Database, _now: datetime) -> Reading[Any]:
    return employers_csv.read_employers(table)


def _vacancies(table: Table, database: Database, _now: datetime) -> Reading[Any]:
    with database.reading() as session:
        known = employers_by_source(session)
    return vacancies_csv.read_vacancies(table, employers=known, linking=linking(database))


def _profiles(table: Table, database: Database, now: datetime) -> Reading[Any]:
    staff = staff_of(database)
    return profiles_csv.read_profiles(table, staff=staff, linking=linking(database), now=now)


EMPLOYERS = Kind(employers_csv.COLUMNS, _employers, record_employers)
VACANCIES = Kind(vacancy.COLUMNS, _vacancies, record_vacancies)
PROFILES = Kind(profile_columns.COLUMNS, _profiles, record_returnees)


@click.group("import")
def import_group() -> None:
    """Bring in employers, vacancies or people from a CSV file (docs/import.md)."""


def _command(name: str, kind: Kind, help_text: str) -> None:
    @import_group.command(name, help=help_text)
    @click.argument("file", required=False, type=click.Path(path_type=Path))
    @click.option("--template", is_flag=True, help="Print an empty file with one example row.")
    @click.option("--keep-good", is_flag=True, help="Import the good rows; write out the bad.")
    @click.option("--as", "as_email", metavar="EMAIL", help="Act as this account.")
    @click.option("--dry-run", is_flag=True, help="Read and check; write nothing.")
    def run(
        file: Path | None, template: bool, keep_good: bool, as_email: str | None, dry_run: bool
    ) -> None:
        carry_out(kind, Wish(file, template, keep_good, as_email, dry_run))


_command("employers", EMPLOYERS, "Import employers and whom to write to.")
_command("vacancies", VACANCIES, "Import vacancies of employers imported before.")
_command("profiles", PROFILES, "Import people, their skills and what they agreed to.")


def carry_out(kind: Kind, wish: Wish) -> None:
    """Import one file, or print the template for it."""
    if wish.template:
        click.echo(template_text(kind.columns), nl=False)
        return
    if wish.file is None:
        message = "Name a file, or ask for --template."
        raise click.UsageError(message)
    now = time_now()
    with plain_refusals(), opened_database() as database:
        with database.reading() as session:
            actor = actor_named(session, wish.as_email)
        reading = _read(kind, wish.file, database, now)
        _settle_bad_rows(reading, wish)
        if wish.dry_run:
            click.echo(f"Dry run: {len(reading.drafts):,} rows are good, nothing was written.")
            return
        start = perf_counter()
        click.echo(f"Writing {len(reading.drafts):,} rows …")
        with database.writing() as session:
            tally = kind.record(session, drafts=reading.drafts, actor=actor, now=now)
    click.echo(f"Written in {perf_counter() - start:.1f} s.")
    click.echo(f"added {tally.added}, changed {tally.changed}, unchanged {tally.unchanged}")


def _read(kind: Kind, file: Path, database: Database, now: datetime) -> Reading[Any]:
    start = perf_counter()
    try:
        table = read_table(file, known=names_of(kind.columns), needed=needed_of(kind.columns))
    except FileRefused as refusal:
        message = f"{refusal} Nothing was imported."
        raise click.ClickException(message) from refusal
    reading = kind.read(table, database, now)
    good, bad = len(reading.drafts), len(reading.bad)
    seconds = perf_counter() - start
    click.echo(f"Read {good + bad:,} rows in {seconds:.1f} s: {good:,} good, {bad:,} bad.")
    _echo_first(reading.notes)
    return reading


def _settle_bad_rows(reading: Reading[Any], wish: Wish) -> None:
    """Name what is wrong; stop, or write the bad rows to a file beside the one that was read."""
    if not reading.bad:
        return
    _echo_first(problem.sentence for problem in reading.problems)
    if not wish.keep_good:
        message = (
            f"{len(reading.bad):,} rows cannot be read, so nothing was imported. Mend them, or "
            "import the good rows with --keep-good."
        )
        raise click.ClickException(message)
    if wish.dry_run or wish.file is None:
        return
    bad_file = wish.file.with_name(f"{wish.file.name}.bad.csv")
    try:
        write_csv(bad_file, reading.bad_file, separator=reading.table.separator)
    except OSError as error:
        message = f"The bad rows cannot be written to {bad_file}, so nothing was imported."
        raise click.ClickException(message) from error
    click.echo(f"{len(reading.bad):,} bad rows were written to {bad_file}, each with its reason.")


def _echo_first(sentences: Iterable[str]) -> None:
    told = list(sentences)
    for sentence in told[:MOST_SHOWN]:
        click.echo(sentence, err=True)
    if len(told) > MOST_SHOWN:
        click.echo(f"… and {len(told) - MOST_SHOWN:,} more.", err=True)
