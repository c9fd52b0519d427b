"""The root of all commands."""

import errno
from importlib import import_module

import click
from sqlalchemy.exc import OperationalError

from forsa.cli.shell import first_line

COMMANDS = {
    "accounts": "accounts:accounts",
    "db": "db:db",
    "demo": "demo:demo",
    "docs": "docs:docs",
    "doctor": "doctor:doctor",
    "employers": "vacancies:employers",
    "import": "imports:import_group",
    "introductions": "introductions:introductions",
    "jobs": "scheduler:jobs",
    "offices": "offices:offices",
    "rank": "rank:rank",
    "scheduler": "scheduler:scheduler",
    "serve": "serve:serve",
    "settings": "settings:settings",
    "skills": "skills:skills",
    "taxonomy": "taxonomy:taxonomy",
    "vacancies": "vacancies:vacancies",
}
"""Where each command is, below `forsa.cli`. Only the one that is asked for is imported: the
server's takes a second."""

OF_THE_MACHINE = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOSPC,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.EEXIST,
}
"""What a set-up can do to any command that reads or writes files; all else is a fault of ours."""


class Commands(click.Group):
    """A group whose commands say what is wrong with the machine in one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(f"forsa.cli.{module}"), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except OSError as fault:
            if fault.errno not in OF_THE_MACHINE:
                raise
            where = f"{fault.filename} cannot be used" if fault.filename else "A file failed"
            message = f"{where}: {fault.strerror}."
            raise click.ClickException(message) from fault
        except OperationalError as fault:
            message = f"The database stopped: {first_line(fault)}."
            raise click.ClickException(message) from fault


@click.group(cls=Commands)
@click.version_option(package_name="forsa", message="%(version)s")
def cli() -> None:
    """Forsa brings people who look for work and employers together."""
