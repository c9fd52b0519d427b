"""Commands of the clock: the process that does what is due, and a look at its jobs."""

import os
import secrets
import signal
import socket
from collections.abc import Callable
from datetime import datetime

import click

from forsa.cli.shell import opened_database, settings_or_stop, time_now
from forsa.database import Database, DatabaseUnreachable
from forsa.delivery.channels import SmtpUrlInvalid
from forsa.delivery.letters import LetterInvalid
from forsa.delivery.wiring import delivery_of
from forsa.logs import set_up_logs
from forsa.scheduler.jobs import JobUnknown, job_named
from forsa.scheduler.leader import leadership_of
from forsa.scheduler.loop import JobOutcome, StopFlag, Works, run_once, run_slot, run_until_stopped
from forsa.scheduler.runs import last_done_at
from forsa.scheduler.schedules import next_slot
from forsa.scheduler.table import JOBS
from kernel.calendar import BAGHDAD

NOW_HELP = "The time to take for now (ISO 8601 with offset); in development only."


@click.command("scheduler")
@click.option("--once", is_flag=True, help="Do what is due now and stop.")
@click.option("--now", "given", help=f"With --once: {NOW_HELP}")
def scheduler(*, once: bool, given: str | None) -> None:
    """Run jobs and send mail when they are due. Of several that run, one acts."""
    if given is not None and not once:
        message = "--now goes with --once."
        raise click.UsageError(message)
    settings = settings_or_stop()
    set_up_logs(as_json=settings.is_production)
    with opened_database() as database:
        try:
            database.check()
        except DatabaseUnreachable as error:
            raise click.ClickException(str(error)) from error
        if once:
            _once(database, given)
        else:
            _until_stopped(database)


@click.group("jobs")
def jobs() -> None:
    """Look at what is done by the clock, or do it now."""


@jobs.command("list")
def list_jobs() -> None:
    """Print each job: when it is due, when it last went well, when it is next. Time of Iraq."""
    now = time_now()
    with opened_database() as database, database.reading() as session:
        click.echo(f"{'job':<16}{'when':<32}{'last success':<18}next")
        for job in JOBS:
            done_at = last_done_at(session, job.name)
            last = "never" if done_at is None else _local(done_at)
            due = _local(next_slot(job.schedule, now))
            click.echo(f"{job.name:<16}{job.in_words:<32}{last:<18}{due}")


@jobs.command("run")
@click.argument("name")
@click.option("--now", "given", help=NOW_HELP)
def run_job(name: str, given: str | None) -> None:
    """Run one job now, whenever it is due."""
    try:
        job = job_named(JOBS, name)
    except JobUnknown as error:
        raise click.ClickException(str(error)) from error
    now = time_now(given)
    with opened_database() as database:
        outcome = run_slot(_works(database, _clock(given), StopFlag()), job, now)
    if outcome is None:
        message = "It has been run for this very moment."
        raise click.ClickException(message)
    click.echo(_in_words(outcome))
    if outcome.fault is not None:
        raise click.exceptions.Exit(1)


def _once(database: Database, given: str | None) -> None:
    done = run_once(_works(database, _clock(given), StopFlag()), leadership_of(settings_or_stop()))
    if done is None:
        message = "Another scheduler is at work on this database; nothing was done here."
        raise click.ClickException(message)
    outcomes, mail = done
    for outcome in outcomes:
        click.echo(_in_words(outcome))
    click.echo(
        f"mail: {mail.sent} sent, {mail.retried} to be tried again, {mail.failed} failed, "
        f"{mail.cancelled} cancelled, {mail.postponed} postponed"
    )
    if any(outcome.fault is not None for outcome in outcomes) or mail.retried:
        message = "Not all of it went well. What was not done or sent is kept and tried again."
        raise click.ClickException(message)


def _until_stopped(database: Database) -> None:
    stop = StopFlag()
    signal.signal(signal.SIGTERM, stop.set)
    signal.signal(signal.SIGINT, stop.set)
    works = _works(database, time_now, stop)
    if not run_until_stopped(works, leadership_of(works.settings)):
        # A thread still hangs, and an ordinary exit would wait for it. What it has in hand is
        # taken up again from the tables.
        os._exit(1)


def _works(database: Database, clock: Callable[[], datetime], stop: StopFlag) -> Works:
    settings = settings_or_stop()
    owner = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        delivery = delivery_of(settings, stopping=stop)
    except (SmtpUrlInvalid, LetterInvalid) as error:
        raise click.ClickException(str(error)) from error
    return Works(database, settings, JOBS, delivery, owner, clock, stop)


def _clock(given: str | None) -> Callable[[], datetime]:
    return lambda: time_now(given)


def _in_words(outcome: JobOutcome) -> str:
    counts = ", ".join(f"{count} {word}" for word, count in sorted(outcome.counts.items()))
    return f"{outcome.name}: {outcome.fault or counts or 'nothing to do'}"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(BAGHDAD):%Y-%m-%d %H:%M}"
