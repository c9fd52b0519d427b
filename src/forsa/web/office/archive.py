"""A file is put away, and taken back."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from forsa.database import Database
from forsa.deeds.archiving import archive_file, take_back_file
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.skills_shown import file_of
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor
from kernel.references import Kind, reference


class ArchivePages(Controller):
    """Whether one file is in use or put away, for its office."""

    path = "/office/people/{ref:str}/archive"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Say what it means to put the file away, and ask."""
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        return page(
            request,
            "office/archive.html",
            person=reference(Kind.PERSON, file.returnee_id),
            name=file.full_name,
            record=file.record.value,
        )

    @post(sync_to_thread=True)
    def archive(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Put the file away, with all that ends by it; twice is once."""
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            archive_file(session, returnee_id=file.returnee_id, actor=actor, now=now)
        return see_other(f"{person_address(file.returnee_id)}?said=archived")

    @post("/back", sync_to_thread=True)
    def take_back(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Take the file back; twice is once."""
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            take_back_file(session, returnee_id=file.returnee_id, actor=actor, now=now)
        return see_other(f"{person_address(file.returnee_id)}?said=back")
