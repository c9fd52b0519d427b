"""Deeds with several skill records of one person: make them one, take a change back."""

from datetime import datetime

from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from forsa.api.inputs import PageAsked
from forsa.api.people import OFFICE
from forsa.api.people_shown import SameMeaning, SkillHistory, change_shown
from forsa.api.problems import REFUSED_WRITES
from forsa.database import Database
from forsa.web.inputs import Reference, RowId
from forsa.web.office.caseload import actor_of
from forsa.web.office.skills_shown import file_of
from forsa.web.visits import Request
from skills.queries.skill_history import MOST_CHANGES, skill_changes
from skills.service import merge_skills, undo_last_change


class SkillChangePages(Controller):
    """What is done with the records of one person as a whole."""

    path = "/people/{ref:str}/skills"
    guards = (OFFICE,)
    tags = ("People",)

    @get(
        "/changes",
        summary="Read what was changed of somebody's skills",
        operation_id="listPersonSkillChanges",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def index(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        page: PageAsked = 1,
    ) -> SkillHistory:
        """Return 50 changes, the newest first, each with what the record said before."""
        with database.reading() as session:
            file = file_of(session, ref, actor_of(request), now)
            first = (page - 1) * MOST_CHANGES
            found = skill_changes(session, returnee_id=file.returnee_id, first=first)
        return SkillHistory(tuple(map(change_shown, found)), page)

    @post(
        "/merge",
        status_code=204,
        summary="Make records of one meaning one",
        operation_id="mergePersonSkills",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def merge(
        self,
        request: Request,
        ref: FromPath[Reference],
        data: JSONBody[SameMeaning],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> None:
        """Make several records that mean one concept one; where there is one, nothing changes.

        What they said before is kept, and the change can be taken back.
        """
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            if sum(one.concept_uri == data.concept for one in file.skills) > 1:
                merge_skills(
                    session,
                    returnee_id=file.returnee_id,
                    concept_uri=data.concept,
                    actor=actor,
                    now=now,
                )

    @delete(
        "/changes/{number:int}",
        summary="Take the last change back",
        operation_id="undoPersonSkillChange",
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
        """Bring the records back to what they said before the last change, which has this number.

        Once something else was changed since, or it was taken back already, the answer is 409.
        """
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            undo_last_change(
                session, returnee_id=file.returnee_id, number=number, actor=actor, now=now
            )
