"""What the parts of a person's file have in common: each is read whole and written whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from litestar import Controller, Router, get, put
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct
from sqlmodel import Session

from forsa.api.once import OnceKey, done_once
from forsa.api.people import OFFICE
from forsa.api.problems import REFUSED_WRITES
from forsa.database import Database
from forsa.web.inputs import Reference
from forsa.web.lookup import lookup_now
from forsa.web.office.caseload import actor_of
from forsa.web.office.parts import Write
from forsa.web.office.skills_shown import file_of
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.calendar import local_day
from skills.interface.taxonomy import Lookup, concept_labels
from skills.values.people import PersonFile

PartT = TypeVar("PartT", bound=Struct)


class FileWritten(Struct, frozen=True):
    """The file after the write."""

    version: Annotated[
        int, Meta(description="Of the file now: send it with the next write.", examples=[4])
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """A file as it is read for one request, and what the words in it may mean."""

    request: Request
    session: Session
    file: PersonFile
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The day in Baghdad."""
        return local_day(self.now)

    def lookup(self) -> Lookup | None:
        """Return the lookup, None if there is no taxonomy; one query."""
        return lookup_now(self.request, self.session)

    def labels(self, uris: set[str]) -> dict[str, str]:
        """Return names of concepts in the language of the answer; one query at most."""
        language = visit_of(self.request).language
        return concept_labels(self.session, uris, language) if uris else {}


def asked_of(request: Request, session: Session, ref: str, now: datetime) -> Asked:
    """Return the file that an address names, to whoever works with its person."""
    actor = actor_of(request)
    return Asked(request, session, file_of(session, ref, actor, now), actor, now)


class Described(Controller):
    """Operations of one shape, each described by what it is about."""

    guards = (OFFICE,)
    tags = ("People",)

    def about(self) -> tuple[str, Mapping[str, str]]:
        """Return what ends the names of the operations, and the words that stand in for others."""
        raise NotImplementedError

    def types(self) -> Mapping[TypeVar, type]:
        """Return what stands for each type variable of the handlers."""
        raise NotImplementedError

    def __init__(self, owner: Router) -> None:
        super().__init__(owner)
        self.signature_namespace = {**self.signature_namespace, **self.types()}  # type: ignore[dict-item]  # Litestar looks variables up by themselves

    def get_route_handlers(self) -> list[BaseRouteHandler]:
        """Return the handlers, named and described."""
        handlers = super().get_route_handlers()
        name, words = self.about()
        for one in handlers:
            assert isinstance(one, HTTPRouteHandler), "the API is spoken over HTTP"
            one.operation_id = f"{one.operation_id}{name}"
            one.summary = (one.summary or "").format_map(words)
        return handlers


@dataclass(frozen=True, slots=True)
class FilePart(Generic[PartT]):
    """One part of a file: `kind` is what is read and what is sent, so that it can be sent back.

    `operation` ends the names of its operations, `what` its summaries. `read` makes what was sent
    into the change that the deed of the pages writes.
    """

    operation: str
    what: str
    kind: type[PartT]
    shown: Callable[[Asked], PartT]
    read: Callable[[Asked, PartT], Any]
    write: Write[Any]


class PartPages(Described, Generic[PartT]):
    """One part of one file."""

    part: FilePart[PartT]

    def about(self) -> tuple[str, Mapping[str, str]]:
        """Return the words for this part."""
        return self.part.operation, {"what": self.part.what}

    def types(self) -> Mapping[TypeVar, type]:
        """Return what this part is."""
        return {PartT: self.part.kind}  # type: ignore[misc]  # the variable itself is meant

    @get(
        summary="Read {what}",
        operation_id="read",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> PartT:
        """Return this part of the file, as it can be sent back. Null means: nobody asked."""
        with database.reading() as session:
            return self.part.shown(asked_of(request, session, ref, now))

    @put(
        summary="Write {what}",
        operation_id="write",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def write(
        self,
        request: Request,
        ref: FromPath[Reference],
        data: JSONBody[PartT],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> FileWritten:
        """Write all of this part anew; what is left out is refused, never taken for null.

        Where it has a `version` and the file was changed since that one, the answer is 409.
        """
        with database.reading() as session:
            asked = asked_of(request, session, ref, now)
            change = self.part.read(asked, data)
        actor, returnee_id = asked.actor, asked.file.returnee_id

        def deed(session: Session) -> FileWritten:
            self.part.write(session, returnee_id=returnee_id, change=change, actor=actor, now=now)
            return FileWritten(file_of(session, ref, actor, now).version)

        return done_once(request, once, now=now, kind=FileWritten, deed=deed)
