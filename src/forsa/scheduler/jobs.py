"""What a job is, and how its units are done: each in a transaction of its own."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from logging import Logger, getLogger
from typing import TypeVar

from sqlmodel import Session

from forsa.database import Database
from forsa.scheduler.people import PeopleAtHand
from forsa.scheduler.schedules import Schedule
from forsa.settings import Settings
from kernel.errors import DomainError

Unit = TypeVar("Unit")

JOB_LOG = getLogger("forsa.jobs")


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a job is given. `now` is when it began, `slot_at` when it was due.

    `stopping` becomes true when the process is asked to stop; what a job leaves undone then is
    for its next run. `people` lasts from one job to the next.
    """

    database: Database
    settings: Settings
    now: datetime
    slot_at: datetime
    log: Logger = JOB_LOG
    stopping: Callable[[], bool] = _never
    people: PeopleAtHand = field(default_factory=PeopleAtHand)


@dataclass(frozen=True, slots=True)
class JobReport:
    """How often a job did what, such as `issued` 3, `failed` 1."""

    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """One thing that is done by the clock. `in_words` is what people read of its schedule."""

    name: str
    schedule: Schedule
    function: Callable[[JobContext], JobReport]
    in_words: str


class JobUnknown(Exception):
    """There is no job of this name. Names those there are."""


def job_named(jobs: Iterable[Job], name: str) -> Job:
    """Return the job of this name.

    Raises
    ------
    JobUnknown
        If there is none.
    """
    by_name = {job.name: job for job in jobs}
    if name not in by_name:
        message = f"There is no job of this name. There are: {', '.join(by_name)}."
        raise JobUnknown(message)
    return by_name[name]


def each_unit(
    context: JobContext, units: Iterable[Unit], deed: Callable[[Session, Unit], str]
) -> JobReport:
    """Do one deed for each unit and count the words it returns, such as `issued` or `skipped`.

    Each unit is a transaction. A unit that is refused or fails is counted as `refused` or
    `failed`, logged by its number in the row, and stops no other.
    """
    counts: Counter[str] = Counter()
    for number, unit in enumerate(units, start=1):
        if context.stopping():
            break
        try:
            with context.database.writing() as session:
                word = deed(session, unit)
        except DomainError as refusal:
            context.log.info("unit %d was refused: %s", number, type(refusal).__name__)
            word = "refused"
        except Exception:
            context.log.exception("unit %d failed", number)
            word = "failed"
        counts[word] += 1
    return JobReport(dict(counts))
