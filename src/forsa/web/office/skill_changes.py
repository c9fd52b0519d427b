"""What a caseworker does with records as a whole: make several one, and take a change back."""

from contextlib import suppress
from datetime import datetime

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from forsa.database import Database
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.skills_shown import file_of
from forsa.web.pages import see_other
from forsa.web.visits import Request
from skills.errors import NothingToUndo
from skills.service import merge_skills, undo_last_change


class SkillChangePages(Controller):
    """Deeds with several skill records of one person."""

    path = "/office/people/{ref:str}/skills"
    guards = (OFFICE,)

    @post("/merge", sync_to_thread=True)
    def merge(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Make the records that mean one concept into one; doing it twice changes nothing."""
        actor, uri = actor_of(request), form.raw.first("concept")
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            if sum(one.concept_uri == uri for one in file.skills) > 1:
                merge_skills(
                    session,
                    returnee_id=file.returnee_id,
                    concept_uri=uri,
                    actor=actor,
                    now=now,
                )
        return see_other(f"{person_address(file.returnee_id)}/skills")

    @post("/undo", sync_to_thread=True)
    def undo(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Take the last change back; sent twice it is taken back once."""
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            number = form.whole("number") or 0
            # Whoever presses twice, or too late, sees how things are now.
            with suppress(NothingToUndo):
                undo_last_change(
                    session, returnee_id=file.returnee_id, number=number, actor=actor, now=now
                )
        return see_other(f"{person_address(file.returnee_id)}/skills")
