"""Whether this process lives, can work, and which version it is. For machines: JSON."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from forsa.accounts.models import SignInFailure
from forsa.database import Database
from forsa.schema import schema_problem
from forsa.web.guards import Anybody
from forsa.web.visits import Request

LEAST_FREE_BYTES = 200_000_000
FOR_MACHINES = Anybody("asked by load balancers and containers; says nothing of anybody")

LateJobs = Callable[[Session, datetime], list[str]]
"""Returns the names of scheduled jobs whose last success is too long ago."""


def none_late(_: Session, __: datetime) -> list[str]:
    """Return no late job: for an application that knows no scheduler."""
    return []


class _Undone(Exception):
    """Takes a probe back."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What this process needs to do its work. Every check returns None or a plain cause."""

    database: Database
    data_dir: Path
    late_jobs: LateJobs = none_late

    def causes(self) -> list[str]:
        """Return why this process cannot work; empty if it can."""
        checks = (self._cannot_write, self._schema_is_old, self._disk_is_full)
        return [cause for check in checks if (cause := check()) is not None]

    def late(self, now: datetime) -> list[str]:
        """Return the late jobs; that the database does not answer is told by `causes`."""
        try:
            with self.database.reading() as session:
                return self.late_jobs(session, now)
        except SQLAlchemyError:
            return []

    def _cannot_write(self) -> str | None:
        try:
            with self.database.writing() as session:
                session.add(SignInFailure(subject="probe", at=datetime.fromtimestamp(0, UTC)))
                session.flush()
                raise _Undone
        except _Undone:
            return None
        except SQLAlchemyError:
            return "the database cannot be written"

    def _schema_is_old(self) -> str | None:
        try:
            with self.database.reading() as session:
                return schema_problem(session)
        except SQLAlchemyError:
            return "the database cannot be read"

    def _disk_is_full(self) -> str | None:
        folder = self.data_dir
        while not folder.exists():
            folder = folder.parent
        is_low = shutil.disk_usage(folder).free < LEAST_FREE_BYTES
        return "less than 200 MB are free on the disk" if is_low else None


@get("/health/live", guards=[FOR_MACHINES], sync_to_thread=False)
def live() -> Response[str]:
    """Say that the process answers; asks nobody else."""
    return _said({"status": "ok"})


@get("/health/ready", guards=[FOR_MACHINES], sync_to_thread=True)
def ready(request: Request, now: NamedDependency[datetime]) -> Response[str]:
    """Say whether the process can work, and if not, why. Late jobs only degrade it."""
    readiness: Readiness = request.app.state.readiness
    causes = readiness.causes()
    if causes:
        return _said({"status": "failing", "causes": causes}, status_code=503)
    late = readiness.late(now)
    return _said({"status": "degraded", "late_jobs": late} if late else {"status": "ok"})


@get("/version", guards=[FOR_MACHINES], sync_to_thread=False)
def which_version() -> Response[str]:
    """Say which version this is."""
    return _said({"version": version("forsa")})


def _said(content: Mapping[str, object], *, status_code: int = 200) -> Response[str]:
    return Response(json.dumps(content), media_type=MediaType.JSON, status_code=status_code)
