"""What the made-up world is built with, passed to all who build it."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from forsa.database import Database
from forsa.demo.days import Calendar
from forsa.demo.founding import Cast
from forsa.scheduler.jobs import JobContext
from forsa.settings import Settings
from skills.interface.taxonomy import Lookup

LOOKUP_FOLDER = "lookup"
"""Where in the data folder the index of the taxonomy lies."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The database and all that was made before the past begins."""

    database: Database
    settings: Settings
    lookup: Lookup
    calendar: Calendar
    cast: Cast
    dice: Random

    def context(self, now: datetime) -> JobContext:
        """Return what a job is given that runs at an instant of the past."""
        return JobContext(self.database, self.settings, now=now, slot_at=now)
