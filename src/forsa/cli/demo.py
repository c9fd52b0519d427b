"""`forsa demo`: a made-up world to look at, or to prove that the whole chain works."""

import json
import logging
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import click

from forsa.cli.serve import check_port
from forsa.cli.shell import time_now
from forsa.database import Database
from forsa.demo.house import (
    FolderTaken,
    ServerFailed,
    build_in,
    is_built,
    served,
    settings_in,
    works_of,
)
from forsa.demo.post_office import LOOPBACK, PostOfficeMissing, free_port, post_office
from forsa.demo.tour import tour_lines
from forsa.demo.visitor import WalkFailed
from forsa.demo.walk import walk_through
from forsa.logs import set_up_logs
from forsa.scheduler.leader import leadership_of
from forsa.scheduler.loop import StopFlag, run_until_stopped
from forsa.schema import upgrade_schema
from forsa.settings import Settings


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep the world there and start at once the next time; else it is removed.",
)
@click.option("--once", is_flag=True, help="Drive the whole chain, print what was seen, stop.")
def demo(port: int, folder: Path | None, *, once: bool) -> None:
    """Build a made-up world and serve it; nobody in it is anybody.

    With --once: lead it through HTTP and SMTP from suggestion to answer. The last line printed
    is JSON.
    """
    set_up_logs(as_json=False)
    logging.getLogger().setLevel(logging.ERROR)
    signal.signal(signal.SIGTERM, _leave)
    try:
        if once:
            with _place(folder) as place:
                _once(place)
        else:
            check_port(LOOPBACK, port)
            with _place(folder) as place:
                _serve(place, port)
    except (FolderTaken, ServerFailed, PostOfficeMissing, WalkFailed) as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def _place(folder: Path | None) -> Iterator[Path]:
    """Give the folder that was named, or one that is removed in the end."""
    if folder is not None:
        yield folder
        return
    with TemporaryDirectory(prefix="forsa-demo-") as made:
        yield Path(made)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    # While the world is built; blocks that clean up do so on the way out.
    raise SystemExit(0)


def _built(folder: Path, settings: Settings, say: Callable[[str], None]) -> None:
    if is_built(folder):
        upgrade_schema(settings.database_url)
        return
    say("Building a made-up world …")
    began = time.perf_counter()
    build_in(folder, settings, now=time_now())
    say(f"Built in {time.perf_counter() - began:.1f} s.")


def _serve(folder: Path, port: int) -> None:
    settings = settings_in(folder, port)
    _built(folder, settings, click.echo)
    stop = StopFlag()
    signal.signal(signal.SIGTERM, stop.set)
    signal.signal(signal.SIGINT, stop.set)
    database = Database(settings.database_url)
    try:
        with served(settings, port):
            for line in tour_lines(settings.public_url):
                click.echo(line)
            click.echo("Ctrl-C ends it.")
            run_until_stopped(works_of(database, settings, stop), leadership_of(settings))
    finally:
        database.close()


def _once(folder: Path) -> None:
    began = time.perf_counter()
    port = free_port()
    settings = settings_in(folder, port)
    _built(folder, settings, click.echo)
    database = Database(settings.database_url)
    try:
        with post_office() as post, served(settings, port):
            summary = walk_through(database, settings, post, click.echo)
    finally:
        database.close()
    seconds = round(time.perf_counter() - began, 1)
    for sentence in summary.unmet():
        click.echo(sentence, err=True)
    click.echo(json.dumps(asdict(summary) | {"seconds": seconds}))
    if any(summary.unmet()):
        raise SystemExit(1)
