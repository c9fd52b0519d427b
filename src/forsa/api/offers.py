"""Files that others offer: what may be known of them, and the answer."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlmodel import Session

from forsa.accounts.queries import colleagues_of_office
from forsa.api.hand_overs import codes_of_offices
from forsa.api.hand_overs_shown import (
    HandOvers,
    Offered,
    Refusal,
    Refused,
    Taken,
    Taking,
    hand_over_shown,
    offered_shown,
)
from forsa.api.inputs import check_fields
from forsa.api.once import OnceKey, done_once
from forsa.api.people import OFFICE
from forsa.api.problems import REFUSED_READS, REFUSED_WRITES
from forsa.database import Database
from forsa.deeds.hand_overs import (
    accept_hand_over,
    refuse_hand_over,
)
from forsa.web.inputs import RowId
from forsa.web.office.caseload import actor_of, office_of
from forsa.web.visits import Request
from kernel.actor import Actor, Role
from kernel.calendar import local_day
from kernel.references import Kind, reference
from skills.queries.casework import offered_by, offered_person, offered_to
from skills.values.casework import HandOverAnswer, HandOverReason
from skills.values.returnees import HandOver


class OfferedPages(Controller):
    """Files that are offered to the office, or to the caseworker who asks."""

    path = "/hand-overs"
    guards = (OFFICE,)
    tags = ("Case work",)

    @get(
        summary="Read which files are offered",
        operation_id="listHandOvers",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def index(
        self,
        request: Request,
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> HandOvers:
        """Return what waits for your answer, and what became of what you offered."""
        actor = actor_of(request)
        with database.reading() as session:
            codes = codes_of_offices(session)
            waiting = offered_to(
                session,
                actor,
                supervisor_ids=_supervisors(session, actor),
                today=local_day(now),
            )
            given = offered_by(session, actor)
        return HandOvers(
            waiting=tuple(hand_over_shown(one, codes) for one in waiting),
            given=tuple(hand_over_shown(one, codes) for one in given),
        )

    @get(
        "/{number:int}",
        summary="Read who is offered",
        operation_id="readHandOver",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def show(
        self,
        request: Request,
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Offered:
        """Return what may be known of one person before their file is taken."""
        actor = actor_of(request)
        with database.reading() as session:
            found = offered_person(
                session,
                hand_over_id=number,
                actor=actor,
                supervisor_ids=_supervisors(session, actor),
                today=local_day(now),
            )
            codes = codes_of_offices(session)
        return offered_shown(found, codes)

    @post(
        "/{number:int}/accept",
        status_code=200,
        summary="Take a file over",
        operation_id="acceptHandOver",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def accept(
        self,
        request: Request,
        number: FromPath[RowId],
        data: JSONBody[Taking],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> Taken:
        """Take the file with the open tasks about its person; a supervisor says whose it is."""
        actor = actor_of(request)
        if actor.role is Role.SUPERVISOR and data.caseworker is None:
            check_fields([("caseworker", "A supervisor says whose the person becomes")])
        answer = HandOverAnswer(number, caseworker_id=data.caseworker)

        def deed(session: Session) -> Taken:
            returnee_id = accept_hand_over(session, answer=answer, actor=actor, now=now)
            return Taken(reference(Kind.PERSON, returnee_id))

        return done_once(request, once, now=now, kind=Taken, deed=deed)

    @post(
        "/{number:int}/refuse",
        status_code=200,
        summary="Refuse a file",
        operation_id="refuseHandOver",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def refuse(
        self,
        request: Request,
        number: FromPath[RowId],
        data: JSONBody[Refusal],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> Refused:
        """Say why it is not taken; it stays where it is, and who offered it gets a task."""
        actor = actor_of(request)
        answer = HandOverAnswer(number, reason=HandOverReason(data.reason))

        def deed(session: Session) -> Refused:
            refuse_hand_over(session, answer=answer, actor=actor, now=now)
            return Refused(HandOver.REFUSED)

        return done_once(request, once, now=now, kind=Refused, deed=deed)


def _supervisors(session: Session, actor: Actor) -> tuple[int, ...]:
    return colleagues_of_office(session, office_of(actor)).supervisor_ids
