"""Measure the whole way: import, ranking, pages. `python -m benchmarks.end_to_end --help`."""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.end_to_end.files import (
    CASEWORKERS,
    OFFICE,
    SKILLS_EACH,
    Files,
    caseworker_email,
    write_files,
)
from benchmarks.end_to_end.pages import LIST_PAGES, query_counts, throughput
from benchmarks.end_to_end.processes import Run, forsa, run
from benchmarks.end_to_end.ranks import measure_ranks
from benchmarks.end_to_end.report import Measures, print_table
from benchmarks.end_to_end.visitors import let_in
from forsa.database import Database
from forsa.main import create_app
from forsa.settings import read_settings


@click.command()
@click.option("--profiles", default=10_000, show_default=True, type=click.IntRange(min=20))
@click.option("--vacancies", default=500, show_default=True, type=click.IntRange(min=1))
@click.option("--database", "database_url", help="An empty database; else SQLite in a new folder.")
@click.option("--seconds", default=4.0, show_default=True, help="Of each round of load.")
def main(profiles: int, vacancies: int, database_url: str | None, seconds: float) -> None:
    """Print a table of what was measured, ours and the peers', then one line of JSON."""
    with TemporaryDirectory(prefix="forsa-bench-") as folder:
        env = {
            "FORSA_ENV": "development",
            "FORSA_DATA_DIR": folder,
            "FORSA_DATABASE_URL": database_url or f"sqlite:///{folder}/forsa.db",
        }
        click.echo(
            f"{profiles:,} people with {SKILLS_EACH} skills, {vacancies:,} vacancies; "
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start"
        )
        files = write_files(Path(folder), profiles=profiles, vacancies=vacancies)
        found_place(env)
        measures = measure(env, files, seconds=seconds)
    print_table(measures)
    click.echo(json.dumps(measures.as_json()))


def found_place(env: dict[str, str]) -> None:
    """Make the tables, the taxonomy, the office and its caseworkers by the commands for it."""
    run(forsa("db", "upgrade"), env)
    run(forsa("taxonomy", "import", "starter"), env)
    run(forsa("offices", "add", OFFICE, "--name", "Office", "--governorates", "Erbil"), env)
    for number in range(CASEWORKERS):
        whose = ["--email", caseworker_email(number), "--name", f"Caseworker {number:02}"]
        place = ["--role", "caseworker", "--office", OFFICE, "--language", "en"]
        run(forsa("accounts", "create", *place, *whose), env)


def measure(env: dict[str, str], files: Files, *, seconds: float) -> Measures:
    """Return all measures, in the order in which a server would meet the work."""
    imported = [_import("employers", files.employers, env)]
    imported += [_import("vacancies", files.vacancies, env)]
    imported += [_import("profiles", files.profiles, env)]
    settings = read_settings(env)
    database = Database(settings.database_url)
    ranks = measure_ranks(database, settings.data_dir)
    drawn = run(forsa("jobs", "run", "draw-up"), env)
    visitors = let_in(database)
    counts = query_counts(create_app(settings), visitors)
    database.close()
    return Measures(
        imports=tuple(imported),
        ranks=ranks,
        draw_up=drawn,
        query_counts=counts,
        list_pages=LIST_PAGES,
        pages=tuple(throughput(env, visitors, seconds=seconds)),
    )


def _import(kind: str, file: Path, env: dict[str, str]) -> Run:
    done = run(forsa("import", kind, str(file)), env)
    click.echo(f"{kind}: {done.output.strip().splitlines()[-1]}")
    return done


if __name__ == "__main__":
    main()
