"""A file is offered, taken back, taken over or refused."""

from datetime import datetime

from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlmodel import Session

from forsa.accounts.queries import accounts_of_office
from forsa.api.file_parts import Asked, FilePart, PartPages
from forsa.api.hand_overs_shown import (
    Assigned,
    HandOverOfFile,
    HandOverToWrite,
    HandOverWritten,
    Receiver,
    hand_over_shown,
)
from forsa.api.inputs import check_fields
from forsa.api.once import OnceKey, done_once
from forsa.api.people import OFFICE
from forsa.api.problems import REFUSED_WRITES
from forsa.database import Database
from forsa.deeds.hand_overs import (
    assign_caseworker,
    propose_hand_over,
    withdraw_hand_over,
)
from forsa.exchange.clean_text import clean_text
from forsa.web.inputs import Reference
from forsa.web.office.caseload import actor_of
from forsa.web.office.skills_shown import file_of
from forsa.web.visits import Request
from kernel.actor import Actor
from skills.errors import OfficeNotFound
from skills.queries.casework import hand_over_of
from skills.queries.people import offices
from skills.values.casework import HandOverDraft
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
