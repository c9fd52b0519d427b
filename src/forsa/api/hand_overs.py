"""A file is offered, taken back, taken over or refused."""

from datetime import datetime

from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlmodel import Session

from forsa.accounts.queries import accounts_of_office, colleagues_of_office
from forsa.api.file_parts import Asked, FilePart, PartPages
from forsa.api.hand_overs_shown import (
    Assigned,
    HandOverOfFile,
    HandOvers,
    HandOverToWrite,
    HandOverWritten,
    Offered,
    Receiver,
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
    assign_caseworker,
    propose_hand_over,
    refuse_hand_over,
    withdraw_hand_over,
)
from forsa.exchange.clean_text import clean_text
from forsa.web.inputs import Reference, RowId
from forsa.web.office.caseload import actor_of, office_of
from forsa.web.office.skills_shown import file_of
from forsa.web.visits import Request
from kernel.actor import Actor, Role
from kernel.calendar import local_day
from kernel.references import Kind, reference
from skills.errors import OfficeNotFound
from skills.queries.casework import hand_over_of, offered_by, offered_person, offered_to
from skills.queries.people import offices
from skills.values.casework import HandOverAnswer, HandOverDraft
from skills.values.people import PersonFile
from skills.values.returnees import HandOver


class HandOverPages(Controller):
    """The hand-over of one file, for the office that has it."""

    path = "/people/{ref:str}/hand-over"
    guards = (OFFICE,)
    tags = ("Case work",)

    @get(
        summary="Read the hand-over of a file",
        operation_id="readPersonHandOver",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> HandOverOfFile:
        """Return how the newest hand-over stands, and to whom the file could go."""
        with database.reading() as session:
            file = file_of(session, ref, actor_of(request), now)
            newest = hand_over_of(session, file.returnee_id)
            codes = codes_of_offices(session)
            colleagues = accounts_of_office(session, file.office_id)
        return HandOverOfFile(
            newest=hand_over_shown(newest, codes) if newest is not None else None,
            offices=tuple(code for number, code in codes.items() if number != file.office_id),
            caseworkers=tuple(
                Receiver(one.account_id, one.name)
                for one in colleagues
                if one.account_id != file.caseworker_id
            ),
        )

    @post(
        summary="Offer a file",
        operation_id="offerPerson",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def propose(
        self,
        request: Request,
        ref: FromPath[Reference],
        data: JSONBody[HandOverToWrite],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> HandOverWritten:
        """Offer the file to another office or a colleague, who gets a task.

        Until they take it, it stays where it is. Offered to somebody else already, it is 409.
        """
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            draft = draft_of_hand_over(session, file, data)
        return done_once(
            request,
            once,
            now=now,
            kind=HandOverWritten,
            deed=lambda session: HandOverWritten(
                propose_hand_over(
                    session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now
                )
            ),
        )

    @delete(
        summary="Take the offer of a file back",
        operation_id="withdrawPerson",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def withdraw(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> None:
        """Take the offer back, and the receiver's task with it; twice changes nothing."""
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            found = hand_over_of(session, file.returnee_id)
            if found is not None and found.state is HandOver.PROPOSED:
                withdraw_hand_over(session, hand_over_id=found.hand_over_id, actor=actor, now=now)


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
        answer = HandOverAnswer(number, reason=data.reason)

        def deed(session: Session) -> Refused:
            refuse_hand_over(session, answer=answer, actor=actor, now=now)
            return Refused(HandOver.REFUSED)

        return done_once(request, once, now=now, kind=Refused, deed=deed)


def codes_of_offices(session: Session) -> dict[int, str]:
    """Return the codes of all offices by number; one query."""
    return {one.office_id: one.code for one in offices(session)}


def draft_of_hand_over(session: Session, file: PersonFile, sent: HandOverToWrite) -> HandOverDraft:
    """Return what was sent as a draft.

    Raises
    ------
    OfficeNotFound
        If there is no office of this code.
    """
    if (sent.office is None) is (sent.caseworker is None):
        check_fields([("office", "Expected either an office or a caseworker")])
    note = clean_text(sent.note) or None if sent.note else None
    if sent.office is None:
        return HandOverDraft(file.office_id, sent.caseworker, note)
    numbers = {code: number for number, code in codes_of_offices(session).items()}
    if sent.office not in numbers:
        raise OfficeNotFound
    return HandOverDraft(numbers[sent.office], None, note)


def _supervisors(session: Session, actor: Actor) -> tuple[int, ...]:
    return colleagues_of_office(session, office_of(actor)).supervisor_ids


def _assigned(asked: Asked) -> Assigned:
    return Assigned(caseworker=asked.file.caseworker_id)


def _read_assigned(_asked: Asked, sent: Assigned) -> int | None:
    return sent.caseworker


def _assign(
    session: Session, *, returnee_id: int, change: int | None, actor: Actor, now: datetime
) -> None:
    assign_caseworker(session, returnee_id=returnee_id, caseworker_id=change, actor=actor, now=now)


class CaseworkerPages(PartPages[Assigned]):
    """Whose the person is: a supervisor says, or a caseworker takes whom nobody has."""

    path = "/people/{ref:str}/caseworker"
    part = FilePart(
        "PersonCaseworker", "somebody's caseworker", Assigned, _assigned, _read_assigned, _assign
    )
