"""`forsa serve`: the pages."""

import errno
import socket

import click
import uvicorn

from forsa.cli.shell import opened_database, settings_or_stop
from forsa.database import DatabaseUnreachable

GRACE_SECONDS = 10
"""How long a server that is told to stop lets running requests end."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def serve(host: str, port: int) -> None:
    """Serve the pages, for the database that FORSA_DATABASE_URL names."""
    settings = settings_or_stop()
    check_database()
    check_port(host, port)
    uvicorn.run(
        "forsa.main:app_from_environment",
        factory=True,
        host=host,
        port=port,
        timeout_graceful_shutdown=GRACE_SECONDS,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level="warning" if settings.is_production else "info",
    )


def check_database() -> None:
    """Stop with a sentence if the database cannot be reached."""
    try:
        with opened_database() as database:
            database.check()
    except DatabaseUnreachable as fault:
        raise click.ClickException(str(fault)) from fault


def check_port(host: str, port: int) -> None:
    """Stop with a sentence if somebody else listens there."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as fault:
        busy = fault.errno == errno.EADDRINUSE
        why = "something else listens there" if busy else "this address cannot be used"
        message = f"{host}:{port} cannot be served: {why}. Choose another with --port."
        raise click.ClickException(message) from fault
