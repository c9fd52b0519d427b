"""The command that shows the settings."""

import click

from forsa.cli.shell import settings_or_stop


@click.command("settings")
def settings() -> None:
    """Print the settings that a server started now would have, with secrets hidden."""
    for name, value in settings_or_stop().shown():
        click.echo(f"{name:<16} {value}")
