"""Who looks after whose people: caseloads, stand-ins, everybody of one given to another."""

from datetime import datetime

from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from forsa.accounts.queries import account_briefs, accounts_of_office
from forsa.api.caseloads_shown import (
    Caseload,
    Caseloads,
    PeopleGiven,
    PeopleToGive,
    StandInToWrite,
    StandInWritten,
    stand_in_shown,
)
from forsa.api.inputs import check_fields
from forsa.api.once import OnceKey, done_once
from forsa.api.people import OFFICE
from forsa.api.problems import REFUSED_READS, REFUSED_WRITES
from forsa.database import Database
from forsa.deeds.caseloads import give_people, name_stand_in
from forsa.web.inputs import RowId
from forsa.web.office.caseload import actor_of, office_of
from forsa.web.visits import Request
from kernel.calendar import local_day
from skills.queries.casework import people_counts, stand_ins_of
from skills.service import end_stand_in
from skills.values.casework import StandInDraft


class CaseloadPages(Controller):
    """The caseloads of an office."""

    path = "/caseloads"
    guards = (OFFICE,)
    tags = ("Case work",)

    @get(
        summary="Read who has how many people",
        operation_id="listCaseloads",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def index(
        self,
        request: Request,
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Caseloads:
        """Return how many people each has, and who stands in for whom."""
        office_id = office_of(actor_of(request))
        with database.reading() as session:
            here = {one.account_id: one for one in accounts_of_office(session, office_id)}
            counts = people_counts(session, office_id)
            found = stand_ins_of(session, office_id=office_id, today=local_day(now))
            gone = sorted(one for one in counts if one is not None and one not in here)
            names = here | account_briefs(session, gone)
        everybody = [*names, *({None} & counts.keys())]
        return Caseloads(
            tuple(
                Caseload(
                    caseworker=one,
                    name=names[one].name if one is not None else None,
                    people=counts.get(one, 0),
                    may_sign_in=one in here,
                )
                for one in everybody
            ),
            tuple(map(stand_in_shown, found)),
        )

    @post(
        "/stand-ins",
        summary="Say who stands in",
        operation_id="nameStandIn",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def name(
        self,
        request: Request,
        data: JSONBody[StandInToWrite],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> StandInWritten:
        """Write down who stands in; caseworkers do for themselves, supervisors for everybody."""
        actor = actor_of(request)
        draft = StandInDraft(office_of(actor), data.absent, data.by, data.from_on, data.until_on)
        return done_once(
            request,
            once,
            now=now,
            kind=StandInWritten,
            deed=lambda session: StandInWritten(
                name_stand_in(session, draft=draft, actor=actor, now=now)
            ),
        )

    @delete(
        "/stand-ins/{number:int}",
        summary="End a stand-in",
        operation_id="endStandIn",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def end(
        self,
        request: Request,
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> None:
        """End it before its last day; one that has not begun is taken away."""
        with database.writing() as session:
            end_stand_in(session, stand_in_id=number, actor=actor_of(request), now=now)

    @post(
        "/given",
        status_code=200,
        summary="Give everybody of one caseworker to another",
        operation_id="givePeople",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def give(
        self,
        request: Request,
        data: JSONBody[PeopleToGive],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> PeopleGiven:
        """Give all people of one to another at once, with the open tasks; supervisors do."""
        actor = actor_of(request)
        if data.from_caseworker == data.to_caseworker:
            check_fields([("to_caseworker", "It is the same as `from_caseworker`")])
        return done_once(
            request,
            once,
            now=now,
            kind=PeopleGiven,
            deed=lambda session: PeopleGiven(
                give_people(
                    session,
                    office_id=office_of(actor),
                    from_id=data.from_caseworker,
                    to_id=data.to_caseworker,
                    actor=actor,
                    now=now,
                )
            ),
        )
