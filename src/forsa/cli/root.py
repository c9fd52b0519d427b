"""The root of all commands."""

import errno

import click
from sqlalchemy.exc import OperationalError

from forsa.cli.accounts import accounts
from forsa.cli.db import db
from forsa.cli.demo import demo
from forsa.cli.docs import docs
from forsa.cli.doctor import doctor
from forsa.cli.imports import import_group
from forsa.cli.introductions import introductions
from forsa.cli.offices import offices
from forsa.cli.rank import rank
from forsa.cli.scheduler import jobs, scheduler
from forsa.cli.serve import serve
from forsa.cli.settings import settings
from forsa.cli.shell import first_line
from forsa.cli.taxonomy import skills, taxonomy
from forsa.cli.vacancies import employers, vacancies

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


for _command in (
    accounts,
    db,
    demo,
    docs,
    doctor,
    employers,
    import_group,
    introductions,
    jobs,
    offices,
    rank,
    scheduler,
    serve,
    settings,
    skills,
    taxonomy,
    vacancies,
):
    cli.add_command(_command)
