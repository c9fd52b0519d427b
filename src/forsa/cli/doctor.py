"""`forsa doctor`: what is wrong with a set-up, in plain words."""

import shutil
import smtplib
from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from urllib.parse import urlsplit

import click

from forsa.cli.shell import settings_or_stop, time_now
from forsa.database import Database, DatabaseUnreachable
from forsa.exchange.signed_models import checked_model_now
from forsa.scheduler.runs import late_jobs
from forsa.scheduler.table import JOBS
from forsa.schema import schema_problem
from forsa.settings import Settings
from matching.errors import ModelRefused
from skills.interface.taxonomy import active_version

LEAST_FREE_BYTES = 200 * 1024 * 1024
SMTP_SECONDS = 5

Finding = tuple[bool, str]
"""Whether a check went well, and a sentence."""


@click.command()
def doctor() -> None:
    """Look at settings, database, taxonomy, model, jobs, mail and disk; say what to do."""
    settings = settings_or_stop()
    click.echo(f"well   Settings can be used ({settings.env}).")
    findings = [finding for check in CHECKS for finding in check(settings)]
    for is_well, sentence in findings:
        click.echo(f"{'well' if is_well else 'WRONG':<6} {sentence}")
    if not all(is_well for is_well, _ in findings):
        raise SystemExit(1)


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        database = Database(settings.database_url)
    except DatabaseUnreachable as fault:
        yield False, str(fault)
        return
    try:
        database.check()
        yield True, "The database answers and keeps its promises."
        with database.reading() as session:
            problem = schema_problem(session)
        if problem is not None:
            yield False, f"{problem[0].upper()}{problem[1:]}."
            return
        yield True, "The database is up to date."
        yield from _content(database, settings)
    except DatabaseUnreachable as fault:
        yield False, str(fault)
    finally:
        database.close()


def _model(database: Database, settings: Settings) -> Finding:
    try:
        with database.reading() as session:
            model = checked_model_now(session, settings.secret_keys)
    except ModelRefused as refusal:
        return False, f"The shipped model ranks instead of the one in use. {refusal}"
    return True, f"Model {model.version} ranks."


def _content(database: Database, settings: Settings) -> Iterator[Finding]:
    with database.reading() as session:
        version = active_version(session)
        late = late_jobs(session, JOBS, now=time_now())
    if version is None:
        yield False, "No taxonomy is active. Run: forsa taxonomy import starter"
    else:
        yield True, f"Taxonomy {version.name}: {version.concept_count:,} concepts."
    yield _model(database, settings)
    if late:
        yield False, f"Jobs are late: {', '.join(late)}. Does this run? forsa scheduler"
    else:
        yield True, "No job is late."


def _mail(settings: Settings) -> Iterator[Finding]:
    if settings.smtp_url is None:
        yield True, f"Mail is put into {settings.data_dir / 'mailbox'} instead of sent."
        return
    parts = urlsplit(settings.smtp_url)
    try:
        with smtplib.SMTP(parts.hostname or "", parts.port or 25, timeout=SMTP_SECONDS) as server:
            server.noop()
        yield True, "The mail server answers."
    except (OSError, smtplib.SMTPException) as fault:
        yield False, f"The mail server does not answer ({type(fault).__name__}): FORSA_SMTP_URL."


def _disk(settings: Settings) -> Iterator[Finding]:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=settings.data_dir):
            pass
    except OSError as fault:
        yield False, f"FORSA_DATA_DIR cannot be written ({settings.data_dir}): {fault.strerror}."
        return
    free = shutil.disk_usage(settings.data_dir).free
    is_enough = free >= LEAST_FREE_BYTES
    yield is_enough, f"{free // 2**20:,} MiB are free in FORSA_DATA_DIR; 200 are needed."


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (_database, _mail, _disk)
