"""How long the night takes: everybody read, all vacancies ranked, lists decided and written.

    python -m benchmarks.nightly

Files are imported into a new database, a server is started, and `forsa jobs run rerank` runs
beside it while `/health/live` is asked again and again. `plan` is what decides the lists, measured
once more by itself in a process of its own; the rest of the job writes them, each list in a
transaction. Beside it stands the plain way: each vacancy ranked for itself against everybody, with
reasons, in the same process as the plan, measured on two and scaled.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, process_time, sleep
from urllib.request import urlopen

import click

from benchmarks.end_to_end.__main__ import found_place
from benchmarks.end_to_end.files import write_files
from benchmarks.end_to_end.processes import Run, forsa, free_port, python, run, served
from employers.interface import open_vacancies
from forsa.database import Database
from forsa.settings import read_settings
from matching.queries.fields import Field, best_few, field_now
from matching.queries.places import FreePlaces, plan_places
from matching.scorer import shipped_weights
from matching.states import SHORTLIST_PLACES
from skills.interface.taxonomy import lookup_if_any

ASK_EVERY_SECONDS = 0.05
PLAIN_VACANCIES = 2
SALT = "night"
SOON_SECONDS = 5


class Pulse:
    """Asks whether a server lives, again and again, and notes how long each answer takes."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}/health/live"
        self._stop = Event()
        self._thread = Thread(target=self._ask)
        self.times: list[float] = []

    def __enter__(self) -> "Pulse":
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._stop.set()
        self._thread.join()

    def p99_ms(self) -> float:
        """Return the 99th percentile in milliseconds."""
        return quantiles(self.times, n=100)[98] * 1000

    def _ask(self) -> None:
        while not self._stop.is_set():
            begin = perf_counter()
            with urlopen(self._address, timeout=SOON_SECONDS) as answer:
                answer.read()
            self.times.append(perf_counter() - begin)
            sleep(ASK_EVERY_SECONDS)


@dataclass(frozen=True, slots=True)
class Planned:
    """Seconds by the clock and of the processor; the plain way's are scaled to all vacancies."""

    read_seconds: float
    plan_seconds: float
    plan_cpu: float
    plain_seconds: float
    lists: int
    people: int


def measure_plan() -> Planned:
    """Return the time to decide all lists on the database that the environment names."""
    settings = read_settings(os.environ)
    database = Database(settings.database_url)
    with database.reading() as session:
        begin = perf_counter()
        lookup = lookup_if_any(session, settings.data_dir / "lookup")
        field: Field = field_now(
            session, lookup=lookup, model=shipped_weights(), now=datetime.now(UTC)
        )
        vacancies = open_vacancies(session)
        read = perf_counter()
        worked = process_time()
        free = [FreePlaces(one, SHORTLIST_PLACES) for one in vacancies]
        plan = plan_places(session, field, free, salt=SALT)
        done, cpu = perf_counter(), process_time() - worked
        for one in vacancies[:PLAIN_VACANCIES]:
            best_few(session, field, one, top=len(field.kept.roster))
        plain = (perf_counter() - done) * len(vacancies) / PLAIN_VACANCIES
    database.close()
    people = {one.returnee_id for picks in plan.values() for one in picks}
    return Planned(read - begin, done - read, cpu, plain, len(plan), len(people))


def measure_night(env: Mapping[str, str]) -> tuple[Run, Pulse]:
    """Return the night's job as it ran beside a server, and how that lived meanwhile."""
    port = free_port()
    with served(forsa("serve", "--port", str(port)), env, port), Pulse(port) as pulse:
        night = run(forsa("jobs", "run", "rerank"), env)
    return night, pulse


@click.command()
@click.option("--profiles", default=10_000, show_default=True, type=click.IntRange(min=20))
@click.option("--vacancies", default=2_000, show_default=True, type=click.IntRange(min=1))
@click.option("--plan-only", is_flag=True, hidden=True)
def main(profiles: int, vacancies: int, plan_only: bool) -> None:
    """Print what was measured, then one line of JSON."""
    if plan_only:
        sys.stdout.write(json.dumps(asdict(measure_plan())))
        return
    click.echo(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    with TemporaryDirectory(prefix="forsa-bench-") as folder:
        env = {
            "FORSA_ENV": "development",
            "FORSA_DATA_DIR": folder,
            "FORSA_DATABASE_URL": f"sqlite:///{folder}/forsa.db",
        }
        files = write_files(Path(folder), profiles=profiles, vacancies=vacancies)
        found_place(env)
        for kind in ("employers", "vacancies", "profiles"):
            done = run(forsa("import", kind, str(getattr(files, kind))), env)
            click.echo(f"{kind}: {done.seconds:.0f} s")
        alone = run(python("-m", "benchmarks.nightly", "--plan-only"), env)
        night, pulse = measure_night(env)
    report(Planned(**json.loads(alone.output.splitlines()[-1])), alone, night, pulse)


def report(planned: Planned, alone: Run, night: Run, pulse: Pulse) -> None:
    """Print a table, then one line of JSON."""
    click.echo(
        f"decided: everybody read {planned.read_seconds:.1f} s, ranked and allocated "
        f"{planned.plan_seconds:.1f} s ({planned.plan_cpu:.1f} s of the processor), "
        f"{planned.lists:,} lists with {planned.people:,} people, {alone.rss_mib:.0f} MiB"
    )
    click.echo(
        f"the plain way, everybody with reasons for each vacancy: {planned.plain_seconds:,.0f} s"
    )
    written, held = f"{night.seconds:.0f} s", f"{night.rss_mib:.0f} MiB"
    click.echo(f"the whole job with all lists written: {written}, {held}")
    click.echo(night.output.strip().splitlines()[-1])
    asked = f"{len(pulse.times):,} answers"
    click.echo(f"/health/live meanwhile: p99 {pulse.p99_ms():.0f} ms of {asked}")
    figures = {
        "seconds": planned.read_seconds + planned.plan_seconds,
        "rss_mib": max(alone.rss_mib, night.rss_mib),
        "live_p99_ms": pulse.p99_ms(),
        "written_seconds": night.seconds,
        "plain_seconds": planned.plain_seconds,
    }
    click.echo(json.dumps({name: round(figure, 2) for name, figure in figures.items()}))


if __name__ == "__main__":
    main()
