"""What a person can do: written in their own words, then each taken for a concept or kept."""

from dataclasses import replace
from datetime import datetime

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.web.forms import Form
from forsa.web.inputs import Reference, RowId
from forsa.web.lookup import lookup_now
from forsa.web.office.caseload import actor_of, person_address
from forsa.web.office.parts import RemovePages
from forsa.web.office.skill_forms import (
    KEEP,
    check_not_rejected,
    drafts_of,
    is_concept,
    read_level,
    read_months,
    read_skill,
    read_skills,
)
from forsa.web.office.skills_shown import file_of, skill_of, skill_page, skills_page
from forsa.web.office.usual_skills import read_usual
from forsa.web.pages import Page, see_other
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.calendar import local_day
from skills.service import add_skill, choose_concept, remove_skill
from skills.values.people import PersonFile


class SkillPages(RemovePages):
    """The skills of one person, for their office."""

    path = "/office/people/{ref:str}/skills"
    back = "skills"

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show what is written down, and what words that are no concept yet may mean."""
        with database.reading() as session:
            return skills_page(request, session, file_of(session, ref, actor, now), Form.empty())

    @post(sync_to_thread=True)
    def add(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write down each skill that was typed; the lookup links those it is sure of."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            typed = read_skills(form, lookup_now(request, session))
            check_not_rejected(session, form, typed)
            level, months = read_level(form), read_months(form)
            if not form.is_right:
                return skills_page(request, session, file, form)
            drafts = drafts_of(session, typed, file)
        with database.writing() as session:
            for draft in drafts:
                said = replace(draft, proficiency=level, months=months)
                add_skill(session, returnee_id=file.returnee_id, draft=said, actor=actor, now=now)
        return see_other(f"{person_address(file.returnee_id)}/skills?added=yes")

    @post("/meanings", sync_to_thread=True)
    def choose(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Take own words for the concepts that were chosen; what was not answered stays."""
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            for one in file.skills:
                uri = form.raw.first(f"concept_{one.skill_id}")
                if uri not in {"", KEEP, one.concept_uri} and is_concept(session, uri):
                    choose_concept(
                        session, skill_id=one.skill_id, concept_uri=uri, actor=actor, now=now
                    )
        return see_other(f"{person_address(file.returnee_id)}/skills")

    @post("/usual", sync_to_thread=True)
    def take_usual(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Write down what was ticked of the usual skills of an occupation."""
        actor, language = actor_of(request), visit_of(request).language
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            for draft in read_usual(session, form, language):
                add_skill(session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now)
        return see_other(f"{person_address(file.returnee_id)}/skills?added=yes")

    @get("/{number:int}", sync_to_thread=True)
    def one(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show one skill with all that can be said of it."""
        with database.reading() as session:
            file = file_of(session, ref, actor_of(request), now)
            return skill_page(request, session, file, skill_of(file, number), Form.empty())

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
        """Write what is said anew of one skill."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            one = skill_of(file, number)
            draft = read_skill(session, one, form, today=local_day(now))
            if draft is None:
                return skill_page(request, session, file, one, form)
        with database.writing() as session:
            add_skill(session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now)
        return see_other(f"{person_address(file.returnee_id)}/skills")

    def remove_one(
        self, session: Session, file: PersonFile, number: int, actor: Actor, now: datetime
    ) -> None:
        """Remove the skill of this number."""
        if any(one.skill_id == number for one in file.skills):
            remove_skill(session, skill_id=number, actor=actor, now=now)
