"""The first page of an office: what waits today, and tasks that are done."""

from datetime import datetime

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from forsa.database import Database
from forsa.web.inputs import RowId
from forsa.web.office.caseload import OFFICE, caseload_of
from forsa.web.office.caseloads import stand_in_lines
from forsa.web.office.work import work_today
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor
from kernel.calendar import local_day
from matching.service import finish_task


@get("/office", guards=[OFFICE], sync_to_thread=True)
def show_today(
    request: Request,
    database: NamedDependency[Database],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Show what waits, most harmful first."""
    with database.reading() as session:
        mine = caseload_of(session, actor, now)
        groups = work_today(session, mine, actor, now)
        stand_ins = stand_in_lines(session, mine.stand_ins, actor)
    done = request.query_params.get("done") == "yes"
    return page(
        request,
        "office/today.html",
        day=local_day(now),
        groups=groups,
        stand_ins=stand_ins,
        done=done,
    )


@post("/office/tasks/{task_id:int}/done", guards=[OFFICE], sync_to_thread=True)
def finish(
    task_id: FromPath[RowId],
    database: NamedDependency[Database],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Take a task off the list; doing it twice changes nothing."""
    with database.writing() as session:
        finish_task(session, task_id=task_id, actor=actor, now=now)
    return see_other("/office?done=yes")
