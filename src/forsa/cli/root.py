"""The root of all commands."""

import errno
import sys
from importlib import import_module

import click

COMMANDS = {
    "accounts": ("accounts:accounts", "Who may sign in."),
    "api-keys": ("api_keys:api_keys", "Keys for programs that use the API."),
    "db": ("db:db", "Look after the database that FORSA_DATABASE_URL names."),
    "demo": ("demo:demo", "Build a made-up world and serve it; nobody in it is anybody."),
    "docs": ("docs:docs", "Draw the generated pages of documentation into FOLDER."),
    "doctor": (
        "doctor:doctor",
        "Look at settings, database, taxonomy, model, jobs, mail and disk; say what to do.",
    ),
    "employers": ("vacancies:employers", "Look at employers and move their states."),
    "export": ("exports:export_group", "Write what an office has into a CSV file."),
    "import": (
        "imports:import_group",
        "Bring in employers, vacancies or people from a CSV file (docs/import.md).",
    ),
    "introductions": ("introductions:introductions", "Look at introductions and move them."),
    "jobs": ("scheduler:jobs", "Look at what is done by the clock, or do it now."),
    "model": (
        "model:model",
        "Look at the model that ranks, measure it, learn a new one and put it to use.",
    ),
    "offices": ("offices:offices", "Where caseworkers meet people."),
    "one-away": (
        "one_away:one_away",
        "Say which one skill or licence would open vacancies: for a person, a vacancy, an office.",
    ),
    "people": (
        "people:people",
        "Look at files that may be of one person, hand files over, log tries to reach people.",
    ),
    "rank": (
        "rank:rank",
        "Rank everybody who may be suggested for VACANCY, best first, with the reasons.",
    ),
    "scheduler": ("scheduler:scheduler", "Run jobs and send mail when they are due."),
    "serve": ("serve:serve", "Serve the pages, for the database that FORSA_DATABASE_URL names."),
    "settings": (
        "settings:settings",
        "Print the settings that a server started now would have, with secrets hidden.",
    ),
    "simulate": (
        "simulate:simulate",
        "Try ways to draw up shortlists on made-up people, vacancies and employers.",
    ),
    "shortlist": ("shortlists:shortlist", "Compute shortlists again, and compare."),
    "skills": (
        "skills:skills",
        "Look up words for skills and occupations, and say what unknown words mean.",
    ),
    "taxonomy": (
        "taxonomy:taxonomy",
        "Look after the taxonomy: skills, occupations and their names.",
    ),
    "vacancies": ("vacancies:vacancies", "Look at vacancies and move them."),
    "why": (
        "shortlists:why",
        "Say why PERSON (K-…) is not on the list of VACANCY (V-…), or where on it.",
    ),
}
"""Where each command is, below `forsa.cli`, and what it does, as its own first sentence says. Only
the one that is asked for is imported: the server's takes a second, all of them two."""

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
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(f"forsa.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, without importing it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

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
        except Exception as fault:
            said = _said_by_database(fault)
            if said is None:
                raise
            message = f"The database stopped: {said}."
            raise click.ClickException(message) from fault


def _said_by_database(fault: Exception) -> str | None:
    """Return what a database says that stopped; None if this is no such fault.

    Where no database was opened its library is not loaded, and need not be.
    """
    library = sys.modules.get("sqlalchemy.exc")
    if library is None or not isinstance(fault, library.OperationalError):
        return None
    said: str = import_module("forsa.cli.shell").first_line(fault)
    return said


@click.group(cls=Commands)
@click.version_option(package_name="forsa", message="%(version)s")
def cli() -> None:
    """Forsa brings people who look for work and employers together."""
