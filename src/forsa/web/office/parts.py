"""What the pages of a person's file have in common: one part of it, or one of several papers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.shapes.sections import SectionForm
from forsa.web.forms import Form
from forsa.web.inputs import Reference, RowId
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.sections import filled, section_page, typed
from forsa.web.office.skills_shown import file_of
from forsa.web.pages import Page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor
from kernel.calendar import local_day
from skills.errors import ReturneeNotFound
from skills.values.people import PersonFile

Change = TypeVar("Change")
Draft = TypeVar("Draft")
OnFile = TypeVar("OnFile")
Said_contra = TypeVar("Said_contra", contravariant=True)


class Write(Protocol[Said_contra]):
    """The deed that writes one part of a file."""

    def __call__(
        self,
        session: Session,
        *,
        returnee_id: int,
        change: Said_contra,
        actor: Actor,
        now: datetime,
    ) -> None:
        """Write it, or refuse."""


def _nothing_more(_request: Request, _file: PersonFile) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, slots=True)
class Part(Generic[Change]):
    """One part of a file: its form, and what is done with it.

    `name` is the end of its address and the name of its template. `read` marks what is wrong in
    the form. `said` is what the file says afterwards; `more` is what the template needs besides.
    """

    name: str
    shown: Callable[[Session, PersonFile, Actor], SectionForm]
    read: Callable[[Form, PersonFile, date], Change]
    write: Write[Change]
    said: str = "saved"
    more: Callable[[Request, PersonFile], Mapping[str, object]] = _nothing_more


class PartPages(Controller):
    """One part of one file, for the office of its person."""

    guards = (OFFICE,)
    part: Part[Any]

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show the form with what is on file."""
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            shown = self.part.shown(session, file, actor)
        return self._page(request, file, shown, Form.empty())

    @post(sync_to_thread=True)
    def write(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write what the form says, unless something in it is wrong."""
        actor, part = actor_of(request), self.part
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        change = part.read(form, file, local_day(now))
        if not form.is_right:
            return self._page(request, file, typed(file, part.name, form), form)
        with database.writing() as session:
            part.write(session, returnee_id=file.returnee_id, change=change, actor=actor, now=now)
        return see_other(f"{person_address(file.returnee_id)}?said={part.said}")

    def _page(self, request: Request, file: PersonFile, shown: SectionForm, form: Form) -> Page:
        part = self.part
        return section_page(request, part.name, shown, form, **part.more(request, file))


class RemovePages(Controller):
    """Rows of one kind of one file, each removed by one press.

    `back` is the end of the address to go on to.
    """

    guards = (OFFICE,)
    back: str

    def remove_one(
        self, session: Session, file: PersonFile, number: int, actor: Actor, now: datetime
    ) -> None:
        """Remove the row of this number, or do nothing if the file has none."""
        raise NotImplementedError

    @post("/{number:int}/remove", sync_to_thread=True)
    def remove(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Remove one; doing it twice changes nothing."""
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            self.remove_one(session, file, number, actor, now)
        return see_other(f"{person_address(file.returnee_id)}/{self.back}")


class Add(Protocol[Said_contra]):
    """The deed that puts a new paper on file."""

    def __call__(
        self,
        session: Session,
        *,
        returnee_id: int,
        draft: Said_contra,
        actor: Actor,
        now: datetime,
    ) -> object:
        """Write it once."""


@dataclass(frozen=True, slots=True)
class Paper(Generic[Draft, OnFile]):
    """One kind of paper, of which a person may have several.

    `tail` is the end of the address of all of them. `read` gives None if something in the form is
    wrong. `number` names the argument by which the deeds are told which one it is.
    """

    tail: str
    template: str
    number: str
    read: Callable[[Form, date], Draft | None]
    values: Callable[[OnFile], Mapping[str, object]]
    on_file: Callable[[Session, int], Iterable[OnFile]]
    add: Add[Draft]
    change: Callable[..., None]
    remove: Callable[..., None]


class OnePaperPages(RemovePages):
    """Papers of one kind of one person, for their office."""

    back = "papers?said=saved"
    paper: Paper[Any, Any]

    @get(sync_to_thread=True)
    def empty(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show the form for one more."""
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        shown = filled(file, self.paper.tail, {})
        return self._page(request, shown, Form.empty(), is_new=True)

    @post(sync_to_thread=True)
    def add(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Put one on file, once however often the form is sent."""
        actor, paper = actor_of(request), self.paper
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        draft = paper.read(form, local_day(now))
        if draft is None:
            return self._page(request, typed(file, paper.tail, form), form, is_new=True)
        with database.writing() as session:
            paper.add(session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now)
        return _back(file)

    @get("/{number:int}", sync_to_thread=True)
    def one(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show one that is on file."""
        with database.reading() as session:
            file = file_of(session, ref, actor_of(request), now)
            values = self.paper.values(self._found(session, file, number))
        shown = filled(file, f"{self.paper.tail}/{number}", values)
        return self._page(request, shown, Form.empty(), is_new=False)

    @post("/{number:int}", sync_to_thread=True)
    def change(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write one anew."""
        actor, paper = actor_of(request), self.paper
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            self._found(session, file, number)
        draft = paper.read(form, local_day(now))
        if draft is None:
            shown = typed(file, f"{paper.tail}/{number}", form)
            return self._page(request, shown, form, is_new=False)
        which = {"returnee_id": file.returnee_id, paper.number: number}
        with database.writing() as session:
            paper.change(session, **which, draft=draft, actor=actor, now=now)
        return _back(file)

    def remove_one(
        self, session: Session, file: PersonFile, number: int, actor: Actor, now: datetime
    ) -> None:
        """Remove the paper of this number."""
        which = {"returnee_id": file.returnee_id, self.paper.number: number}
        self.paper.remove(session, **which, actor=actor, now=now)

    def _found(self, session: Session, file: PersonFile, number: int) -> object:
        for one in self.paper.on_file(session, file.returnee_id):
            if getattr(one, self.paper.number) == number:
                return one
        raise ReturneeNotFound

    def _page(self, request: Request, shown: SectionForm, form: Form, *, is_new: bool) -> Page:
        return section_page(request, self.paper.template, shown, form, is_new=is_new)


def _back(file: PersonFile) -> Redirect:
    return see_other(f"{person_address(file.returnee_id)}/papers?said=saved")
