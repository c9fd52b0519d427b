"""Is it the same person? Pairs of files, side by side, made one, and two again."""

from datetime import datetime

from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlmodel import Session

from forsa.api.inputs import check_fields
from forsa.api.once import OnceKey, done_once
from forsa.api.people import OFFICE
from forsa.api.problems import REFUSED_READS, REFUSED_WRITES
from forsa.api.same_people_shown import (
    MergeList,
    MergeToWrite,
    MergeWritten,
    PairList,
    SideBySide,
    TwoPeople,
    Which,
    merge_shown,
    pair_shown,
    two_shown,
)
from forsa.database import Database
from forsa.deeds.merging import merge_people, undo_merge
from forsa.web.inputs import Reference, RowId
from forsa.web.office.caseload import actor_of, office_of
from forsa.web.office.skills_shown import file_of
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.references import Kind, reference, row_id_of
from skills.errors import MergeNotFound
from skills.queries.duplicates import pairs_like
from skills.queries.person_merging import merges_of, two_files
from skills.service import say_different
from skills.values.person_merging import MergeOrder, Side, TwoFiles


class SamePeoplePages(Controller):
    """Files of the office that may be of one person."""

    path = "/people/same"
    guards = (OFFICE,)
    tags = ("Same people",)

    @get(
        summary="Read which files may be of one person",
        operation_id="listSamePeople",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def index(self, request: Request, database: NamedDependency[Database]) -> PairList:
        """Return pairs of files, most alike first, and what speaks for it. No name is told."""
        with database.reading() as session:
            found = pairs_like(session, office_id=office_of(actor_of(request)))
        return PairList(tuple(map(pair_shown, found)))

    @post(
        "/different",
        status_code=204,
        summary="Say that two files are of two people",
        operation_id="sayDifferentPeople",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def different(
        self,
        request: Request,
        data: JSONBody[TwoPeople],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> None:
        """Keep that they are two, so that nobody is asked again; twice is once."""
        ids = _ids(data.first, data.second)
        with database.writing() as session:
            say_different(session, returnee_ids=ids, actor=actor_of(request), now=now)

    @get(
        "/{first:str}/{second:str}",
        summary="Read two files side by side",
        operation_id="readTwoPeople",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def show(
        self,
        request: Request,
        first: FromPath[Reference],
        second: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> SideBySide:
        """Return on what two files differ, to whoever may make them one."""
        actor, ids = actor_of(request), _ids(first, second)
        with database.reading() as session:
            files = two_files(session, returnee_ids=ids, actor=actor, now=now)
        return two_shown(files, visit_of(request).language)

    @post(
        "/{first:str}/{second:str}",
        summary="Make two files one",
        operation_id="mergePeople",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def merge(
        self,
        request: Request,
        first: FromPath[Reference],
        second: FromPath[Reference],
        data: JSONBody[MergeToWrite],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> MergeWritten:
        """Make one file of two with all that hangs on them. It can be undone by its number.

        `choose` names every field on which they differ. If one of the files was changed since it
        was read, the answer is 409.
        """
        actor, ids = actor_of(request), _ids(first, second)

        def deed(session: Session) -> MergeWritten:
            files = two_files(session, returnee_ids=ids, actor=actor, now=now)
            order = order_of(files, data)
            number = merge_people(session, order=order, actor=actor, now=now)
            return MergeWritten(reference(Kind.PERSON, order.stays_id), number)

        return done_once(request, once, now=now, kind=MergeWritten, deed=deed)


class MergedPages(Controller):
    """The files that were made one with a person's."""

    path = "/people/{ref:str}/merged"
    guards = (OFFICE,)
    tags = ("Same people",)

    @get(
        summary="Read which files were made one with this",
        operation_id="listMerges",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def index(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> MergeList:
        """Return them with what was not taken of each, also those that are two again."""
        with database.reading() as session:
            file = file_of(session, ref, actor_of(request), now)
            found = merges_of(session, file.returnee_id)
        return MergeList(tuple(map(merge_shown, found)))

    @delete(
        "/{number:int}",
        summary="Make one file two again",
        operation_id="undoMerge",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def undo(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> None:
        """Bring both files back as they were; what was written since into other fields stays.

        If it would lose something that was written since, the answer is 409 and `errors` names
        the parts.
        """
        actor = actor_of(request)
        with database.writing() as session:
            undo_merge_of(session, ref, number, actor, now)


def order_of(files: TwoFiles, sent: MergeToWrite) -> MergeOrder:
    """Return what was chosen; of every field on which the files differ somebody has to choose."""
    differing = [one.name for one in files.differences]
    check_fields(
        [
            (f"choose.{name}", "Expected first or second")
            for name in differing
            if name not in sent.choose
        ]
    )
    choices = {
        name: Side.STAYS if sent.choose[name] is sent.keep else Side.GOES for name in differing
    }
    sides = [
        (files.first.returnee_id, sent.first_version),
        (files.second.returnee_id, sent.second_version),
    ]
    stays, goes = sides if sent.keep is Which.FIRST else sides[::-1]
    return MergeOrder(stays[0], goes[0], stays[1], goes[1], choices)


def undo_merge_of(session: Session, ref: str, number: int, actor: Actor, now: datetime) -> None:
    """Undo a merge that belongs to the file of a reference.

    Raises
    ------
    MergeNotFound
        If it belongs to another, or to none.
    """
    file = file_of(session, ref, actor, now)
    if all(one.merge_id != number for one in merges_of(session, file.returnee_id)):
        raise MergeNotFound
    undo_merge(session, merge_id=number, actor=actor, now=now)


def _ids(first: str, second: str) -> tuple[int, int]:
    return row_id_of(Kind.PERSON, first), row_id_of(Kind.PERSON, second)
