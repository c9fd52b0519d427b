"""The root of all commands."""

import click

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
from forsa.cli.taxonomy import skills, taxonomy
from forsa.cli.vacancies import employers, vacancies


@click.group()
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
