"""All the skills of one sentence, written down at once as on the page."""

from dataclasses import replace
from datetime import datetime

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlmodel import Session

from forsa.api.inputs import check_fields
from forsa.api.once import OnceKey, done_once
from forsa.api.people import OFFICE
from forsa.api.people_shown import SkillKept, SkillsKept, SkillsSaid
from forsa.api.problems import REFUSED_WRITES
from forsa.database import Database
from forsa.exchange.clean_text import clean_line, clean_text
from forsa.web.inputs import Reference
from forsa.web.lookup import lookup_now
from forsa.web.office.caseload import actor_of
from forsa.web.office.skill_forms import LONGEST_WORDS, MOST_AT_ONCE, Typed, drafts_of
from forsa.web.office.skills_shown import file_of
from forsa.web.visits import Request
from skills.errors import SkillEmpty, SkillIsPhone
from skills.interface.taxonomy import Lookup
from skills.interface.words import holds_phone, said_skills
from skills.service import add_skill
from skills.values.returnees import Proficiency


class SaidSkillPages(Controller):
    """What a person says they can do, as they say it."""

    path = "/people/{ref:str}/skills/said"
    guards = (OFFICE,)
    tags = ("People",)

    @post(
        summary="Write down what somebody says they can do",
        operation_id="writePersonSkillsSaid",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def write(
        self,
        request: Request,
        ref: FromPath[Reference],
        data: JSONBody[SkillsSaid],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> SkillsKept:
        """Take a text apart and write each skill in it, all of them or none.

        Words that surely mean a skill are linked; what somebody chose before stays chosen.
        """
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            typed = _typed(data.text, lookup_now(request, session))
            drafts = drafts_of(session, typed, file)

        def deed(session: Session) -> SkillsKept:
            kept = []
            for draft in drafts:
                said = replace(
                    draft, proficiency=Proficiency(data.proficiency), months=data.months
                )
                number = add_skill(
                    session, returnee_id=file.returnee_id, draft=said, actor=actor, now=now
                )
                kept.append(SkillKept(number=number, words=draft.own_words))
            return SkillsKept(tuple(kept))

        return done_once(request, once, now=now, kind=SkillsKept, deed=deed)


def _typed(sent: str, lookup: Lookup | None) -> Typed:
    """Return the skills of a text, each once, in their order."""
    text = clean_text(sent)
    if holds_phone(text):
        raise SkillIsPhone
    said = {clean_line(one.words): one for one in said_skills(text, lookup)}
    if not said:
        raise SkillEmpty
    if len(said) > MOST_AT_ONCE:
        check_fields([("text", f"Expected at most {MOST_AT_ONCE} skills")])
    if any(len(words) > LONGEST_WORDS for words in said):
        check_fields([("text", "One of the skills is too long: put a comma after each")])
    return Typed((), tuple(said.values()))
