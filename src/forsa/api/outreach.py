"""The log of tries to reach a person."""

from datetime import date, datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlmodel import Session

from forsa.api.inputs import PageAsked, check_fields
from forsa.api.once import OnceKey, done_once
from forsa.api.outreach_shown import TryList, TryToWrite, TryWritten, outcome_shown, try_shown
from forsa.api.people import OFFICE
from forsa.api.problems import REFUSED_WRITES
from forsa.database import Database
from forsa.deeds.outreach import record_outreach
from forsa.web.inputs import Reference
from forsa.web.office.caseload import actor_of
from forsa.web.office.outreach import LONGEST_WAIT
from forsa.web.office.skills_shown import file_of
from forsa.web.visits import Request
from kernel.calendar import local_day
from skills.queries.casework import MOST_TRIES, tries_of
from skills.values.casework import OutreachDraft, OutreachResult, OutreachWay


class OutreachPages(Controller):
    """Tries to reach one person."""

    path = "/people/{ref:str}/outreach"
    guards = (OFFICE,)
    tags = ("Case work",)

    @get(
        summary="Read the tries to reach somebody",
        operation_id="listTries",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def index(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        page: PageAsked = 1,
    ) -> TryList:
        """Return 20 tries, the newest first, and when to try again."""
        with database.reading() as session:
            file = file_of(session, ref, actor_of(request), now)
            found = tries_of(session, file.returnee_id, first=(page - 1) * MOST_TRIES)
        return TryList(
            items=tuple(map(try_shown, found)),
            page=page,
            availability=file.availability,
            call_on=file.call_on,
        )

    @post(
        summary="Write down a try to reach somebody",
        operation_id="writeTry",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def write(
        self,
        request: Request,
        ref: FromPath[Reference],
        data: JSONBody[TryToWrite],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> TryWritten:
        """Write one try down, with what follows: the next date, unreachable, or reached again."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        _check(data, local_day(now))

        def deed(session: Session) -> TryWritten:
            draft = OutreachDraft(data.way, data.result, data.next_on)
            outcome = record_outreach(
                session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now
            )
            return outcome_shown(outcome)

        return done_once(request, once, now=now, kind=TryWritten, deed=deed)


def _check(sent: TryToWrite, today: date) -> None:
    wrong = []
    if sent.way is OutreachWay.THEMSELVES and sent.result is not OutreachResult.ANSWERED:
        wrong.append(("result", "Who gets in touch has been reached"))
    if sent.next_on is not None and not today <= sent.next_on <= today + LONGEST_WAIT:
        wrong.append(("next_on", "Expected a day within the next three months"))
    check_fields(wrong)
