"""How the service runs, and the employers that wait to be checked."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from employers.interface import employer_brief
from employers.queries import employers_applied, vacancy_counts
from employers.values import EmployerState, VacancyState
from employers.values.employers import RejectReason
from forsa.database import Database
from forsa.deeds.employers import move_employer
from forsa.i18n import N_
from forsa.scheduler.jobs import Job
from forsa.scheduler.runs import last_done_by_name
from forsa.scheduler.schedules import last_slot, next_slot
from forsa.scheduler.table import JOBS
from forsa.shapes.operations import Cell, EmployerToVerify, OperatorPage, RunLine
from forsa.web.forms import Form
from forsa.web.guards import Only
from forsa.web.inputs import Reference
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor, Role
from kernel.calendar import local_day
from kernel.outbox import outbox_counts
from kernel.references import Kind, reference, row_id_of
from matching.queries.counts import introduction_counts
from matching.values.introductions import State
from skills.queries.counts import people_counts
from skills.values.returnees import Availability

ADDRESS = "/operator"
READERS = Only(Role.OPERATOR, Role.AUDITOR)
DECIDERS = Only(Role.OPERATOR)

LEAST_SHOWN = 10
"""A count below this is shown as "<10": few people are easily known (docs/states.md, Limits)."""


Kinds = TypeVar("Kinds", bound=StrEnum)


class Decision(StrEnum):
    """What is decided of an employer that applied."""

    VERIFY = "verify"
    REJECT = "reject"


STATE_AFTER = {
    Decision.VERIFY: EmployerState.VERIFIED,
    Decision.REJECT: EmployerState.REJECTED,
}


@get(ADDRESS, guards=[READERS], sync_to_thread=True)
def overview(
    request: Request,
    database: NamedDependency[Database],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Show who waits to be checked, what jobs did last, what mail waits, and numbers."""
    with database.reading() as session:
        return _page(request, session, actor, now)


@post(f"{ADDRESS}/employers/{{reference:str}}", guards=[DECIDERS], sync_to_thread=True)
def decide(
    request: Request,
    reference: FromPath[Reference],
    form: NamedDependency[Form],
    database: NamedDependency[Database],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page | Redirect:
    """Verify or reject an employer; the same decision twice changes nothing."""
    employer_id = row_id_of(Kind.EMPLOYER, reference)
    decision = form.choice("decision", Decision)
    rejects = decision is Decision.REJECT
    reason = form.choice("reason", RejectReason) if rejects else None
    if rejects and reason is None:
        # The page has one such list for each employer.
        form.errors = {}
        form.wrong(f"reason-{reference.upper()}", N_("Choose a reason."))
    with database.writing() as session:
        before = employer_brief(session, employer_id).state
        if decision is None or not form.is_right:
            return _page(request, session, actor, now, form)
        to = STATE_AFTER[decision]
        if before is not to:
            move_employer(
                session, employer_id=employer_id, to=to, actor=actor, now=now, reason=reason
            )
    return see_other(f"{ADDRESS}?said={to}")


OPERATOR_ROUTES = (overview, decide)


def _page(
    request: Request, session: Session, actor: Actor, now: datetime, form: Form | None = None
) -> Page:
    mail = outbox_counts(session)
    shown = OperatorPage(
        employers=_employers(session),
        jobs=_lines(JOBS, last_done_by_name(session), now),
        waiting_count=mail.waiting_count,
        failed_count=mail.failed_count,
        oldest_at=mail.oldest_at,
        vacancies=_cells(vacancy_counts(session), VacancyState),
        people=_cells(people_counts(session), Availability),
        introductions=_cells(introduction_counts(session), State),
        may_decide=actor.role is Role.OPERATOR,
    )
    errors = form.errors if form is not None else {}
    return page(
        request,
        "operator/overview.html",
        status_code=422 if errors else 200,
        errors=errors,
        shown=shown,
        reasons=tuple(RejectReason),
        said=request.query_params.get("said", ""),
    )


def _employers(session: Session) -> tuple[EmployerToVerify, ...]:
    return tuple(
        EmployerToVerify(
            reference(Kind.EMPLOYER, one.employer_id),
            one.name,
            one.governorate,
            one.phone,
            one.registration_kind,
            one.registration_number,
            local_day(one.recorded_at),
        )
        for one in employers_applied(session)
    )


def _lines(
    jobs: Iterable[Job], done: Mapping[str, datetime], now: datetime
) -> tuple[RunLine, ...]:
    """Return every job by when it is due next; late is what missed its last two times."""
    lines = []
    for one in jobs:
        last = last_slot(one.schedule, now)
        before = last_slot(one.schedule, last - timedelta(microseconds=1))
        done_at = done.get(one.name)
        is_late = done_at is None or done_at < before
        lines.append(RunLine(one.name, done_at, next_slot(one.schedule, now), is_late))
    return tuple(sorted(lines, key=lambda line: line.next_at))


def _cells(counts: Mapping[Kinds, int], kinds: Iterable[Kinds]) -> tuple[Cell, ...]:
    """Return a count for each kind that there is, in the order of the states."""
    return tuple(Cell(kind, _shown(counts[kind])) for kind in kinds if counts.get(kind))


def _shown(count: int) -> str:
    return f"{count:,}" if count >= LEAST_SHOWN else f"<{LEAST_SHOWN}"
