"""What rows of a person's file have in common: read all at once, written one by one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct
from sqlmodel import Session

from forsa.api.file_parts import Asked, Described, asked_of
from forsa.api.once import OnceKey, done_once
from forsa.api.problems import REFUSED_WRITES
from forsa.database import Database
from forsa.web.inputs import Reference, RowId
from forsa.web.office.parts import Add
from forsa.web.visits import Request

RowT = TypeVar("RowT", bound=Struct)
ListT = TypeVar("ListT", bound=Struct)


class RowWritten(Struct, frozen=True):
    """The row that was written."""

    number: Annotated[int, Meta(examples=[7])]


@dataclass(frozen=True, slots=True)
class FileRows(Generic[RowT, ListT]):
    """Rows of one kind, of which a file may have several.

    `read` makes what was sent into a draft; it is told the number of the row that is written
    anew, None of a new one. `number` names the argument by which the deeds are told which.
    """

    operation: str
    one: str
    many: str
    kind: type[RowT]
    listed: type[ListT]
    number: str
    shown: Callable[[Asked], ListT]
    read: Callable[[Asked, RowT, int | None], Any]
    add: Add[Any]
    change: Callable[..., None]
    remove: Callable[..., None]


class RowPages(Described, Generic[RowT, ListT]):
    """Rows of one kind of one file."""

    rows: FileRows[RowT, ListT]

    def about(self) -> tuple[str, Mapping[str, str]]:
        """Return the words for these rows."""
        return self.rows.operation, {"one": self.rows.one, "many": self.rows.many}

    def types(self) -> Mapping[TypeVar, type]:
        """Return what these rows are."""
        return {RowT: self.rows.kind, ListT: self.rows.listed}  # type: ignore[misc]  # as above

    @get(summary="Read {many}", operation_id="list", responses=REFUSED_WRITES, sync_to_thread=True)
    def index(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> ListT:
        """Return all of them, in the order in which they were written down."""
        with database.reading() as session:
            return self.rows.shown(asked_of(request, session, ref, now))

    @post(summary="Write {one}", operation_id="add", responses=REFUSED_WRITES, sync_to_thread=True)
    def add(
        self,
        request: Request,
        ref: FromPath[Reference],
        data: JSONBody[RowT],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> RowWritten:
        """Put one more on file. Sent twice without `Idempotency-Key` it stands there twice."""
        with database.reading() as session:
            asked = asked_of(request, session, ref, now)
            draft = self.rows.read(asked, data, None)
        actor, returnee_id = asked.actor, asked.file.returnee_id

        def deed(session: Session) -> RowWritten:
            number = self.rows.add(
                session, returnee_id=returnee_id, draft=draft, actor=actor, now=now
            )
            assert isinstance(number, int), "what is added has a number"
            return RowWritten(number)

        return done_once(request, once, now=now, kind=RowWritten, deed=deed)

    @put(
        "/{number:int}",
        summary="Say {one} anew",
        operation_id="change",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def change(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        data: JSONBody[RowT],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> RowWritten:
        """Write all that is said of one; what is left out is as if nobody had asked."""
        with database.writing() as session:
            asked = asked_of(request, session, ref, now)
            draft = self.rows.read(asked, data, number)
            self.rows.change(session, **self._which(asked, number), draft=draft)
        return RowWritten(number)

    @delete(
        "/{number:int}",
        summary="Remove {one}",
        operation_id="remove",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def remove(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> None:
        """Remove one; doing it twice changes nothing."""
        with database.writing() as session:
            asked = asked_of(request, session, ref, now)
            self.rows.remove(session, **self._which(asked, number))

    def _which(self, asked: Asked, number: int) -> dict[str, Any]:
        return {
            "returnee_id": asked.file.returnee_id,
            self.rows.number: number,
            "actor": asked.actor,
            "now": asked.now,
        }
