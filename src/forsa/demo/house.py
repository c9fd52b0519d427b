"""The made-up world is built in a folder, served and kept going."""

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Thread

import uvicorn
from sqlmodel import Session

from forsa.database import Database
from forsa.delivery.wiring import delivery_of
from forsa.demo.post_office import LOOPBACK
from forsa.demo.world import build_world
from forsa.main import Outside, create_app, utc_now
from forsa.scheduler.loop import Works
from forsa.scheduler.runs import late_jobs
from forsa.scheduler.table import JOBS
from forsa.schema import upgrade_schema
from forsa.settings import Settings, read_settings

Clock = Callable[[], datetime]

BUILT = "demo-world"
"""The file that says that a folder holds the made-up world, whole."""

START_SECONDS = 20
GRACE_SECONDS = 5


class FolderTaken(Exception):
    """The folder holds something that is not the made-up world."""


class ServerFailed(Exception):
    """The server did not start."""


def settings_in(folder: Path, port: int) -> Settings:
    """Return the settings of a demo in a folder; the environment is not asked."""
    folder = folder.absolute()
    return read_settings(
        {"FORSA_DATA_DIR": str(folder), "FORSA_PUBLIC_URL": f"http://{LOOPBACK}:{port}"}
    )


def is_built(folder: Path) -> bool:
    """Return whether a folder holds the made-up world.

    Raises
    ------
    FolderTaken
        If it holds something else.
    """
    if (folder / BUILT).is_file():
        return True
    if folder.exists() and any(folder.iterdir()):
        message = f"{folder} holds something that is not a finished demo; name an empty folder."
        raise FolderTaken(message)
    return False


def build_in(folder: Path, settings: Settings, *, now: datetime) -> None:
    """Build the world in an empty folder; its last file says that it is whole."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    upgrade_schema(settings.database_url)
    database = Database(settings.database_url)
    try:
        build_world(database, settings, now=now)
    finally:
        database.close()
    (folder / BUILT).write_text(f"{now.isoformat()}\n")


def works_of(
    database: Database,
    settings: Settings,
    stopping: Callable[[], bool],
    clock: Clock = utc_now,
) -> Works:
    """Return what the scheduler's loop works with."""
    owner = f"demo-{os.getpid()}-{secrets.token_hex(4)}"
    delivery = delivery_of(settings, stopping=stopping)
    return Works(database, settings, JOBS, delivery, owner, clock, stopping)


@contextmanager
def served(settings: Settings, port: int, clock: Clock = utc_now) -> Iterator[None]:
    """Serve the pages from a thread until the block ends.

    Not from the main thread: there the server would take the signals for itself.

    Raises
    ------
    ServerFailed
        If it does not start.
    """
    app = create_app(settings, outside=Outside(clock, _late_jobs))
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=LOOPBACK,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
    thread = Thread(target=server.run, name="pages", daemon=True)
    thread.start()
    try:
        _wait(server, thread)
        yield
    finally:
        server.should_exit = True
        thread.join(GRACE_SECONDS * 2)


def _wait(server: uvicorn.Server, thread: Thread) -> None:
    until = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > until:
            message = "The server did not start."
            raise ServerFailed(message)
        time.sleep(0.05)


def _late_jobs(session: Session, now: datetime) -> list[str]:
    return list(late_jobs(session, JOBS, now=now))
