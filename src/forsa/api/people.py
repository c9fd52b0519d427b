"""People's files and skills, for the people of their office by their session; no key opens it."""

from datetime import date, datetime

from litestar import Controller, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlmodel import Session

from forsa.accounts.values import Scope
from forsa.api.guards import Needs
from forsa.api.inputs import check_fields
from forsa.api.once import OnceKey, done_once
from forsa.api.people_shown import (
    PeopleLike,
    PersonAsked,
    SkillChange,
    SkillList,
    SkillToWrite,
    SkillWritten,
    like_shown,
    skill_shown,
)
from forsa.api.problems import REFUSED_WRITES
from forsa.api.profiles_shown import Profile, profile_shown
from forsa.database import Database
from forsa.exchange.clean_text import clean_line
from forsa.web.inputs import Reference, RowId
from forsa.web.lookup import lookup_now
from forsa.web.office.caseload import actor_of, office_of
from forsa.web.office.skills_shown import file_of, skill_of
from forsa.web.visits import Request, visit_of
from kernel.actor import Role
from kernel.calendar import local_day
from skills.errors import ConceptUnknown
from skills.interface.concepts import concept_kinds
from skills.interface.taxonomy import concept_labels
from skills.queries.completeness import completeness_of
from skills.queries.duplicates import people_like
from skills.queries.people import offices
from skills.queries.profiles import details_of
from skills.queries.skill_history import skill_changes
from skills.service import add_skill, remove_skill
from skills.values.duplicates import Identity
from skills.values.people import PersonFile
from skills.values.profiles import FileDetails
from skills.values.returnees import Proficiency, SkillDraft
from skills.values.taxonomy import SKILL_KINDS

NO_KEY: Scope | None = None
OFFICE = Needs(NO_KEY, Role.CASEWORKER, Role.SUPERVISOR)


class ProfilePages(Controller):
    """Files of the people of an office."""

    path = "/people"
    guards = (OFFICE,)
    tags = ("People",)

    @get(
        "/{ref:str}",
        summary="Read a file",
        operation_id="readPerson",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Profile:
        """Return what a file says of somebody's work, how complete it is and what is missing.

        A file that was made one with another is answered with 409.
        """
        with database.reading() as session:
            file = file_of(session, ref, actor_of(request), now)
            known = completeness_of(session, [file.returnee_id], at=now)[file.returnee_id]
            details = details_of(session, file.returnee_id)
            labels = _labels(request, session, file, details)
        return profile_shown(file, known, details, labels)

    @post(
        "/like",
        status_code=200,
        summary="Ask who may be the same person",
        operation_id="findPeopleLike",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def like(
        self, request: Request, data: JSONBody[PersonAsked], database: NamedDependency[Database]
    ) -> PeopleLike:
        """Return who on file may be a person about to be written down, however the name is spelt.

        Nothing is written or kept. Names are not told: look at the page of the number.
        """
        identity = Identity(
            clean_line(data.full_name),
            clean_line(data.latin_name) if data.latin_name else None,
            data.birth_year,
            data.phone,
            data.phone_shared,
            data.governorate,
        )
        with database.reading() as session:
            found = people_like(session, identity, office_id=office_of(actor_of(request)))
            names = {one.office_id: one.name for one in offices(session)}
        return PeopleLike(
            own=tuple(map(like_shown, found.own)),
            offices=tuple(names[one] for one in found.office_ids if one in names),
        )


class SkillPages(Controller):
    """Skill records of one person."""

    path = "/people/{ref:str}/skills"
    guards = (OFFICE,)
    tags = ("People",)

    @get(
        summary="Read somebody's skills",
        operation_id="listPersonSkills",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def index(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> SkillList:
        """Return the skills of one person, as they said them and what they mean."""
        with database.reading() as session:
            file = file_of(session, ref, actor_of(request), now)
            labels = _labels(request, session, file)
            newest = skill_changes(session, returnee_id=file.returnee_id, most=1)
        return SkillList(
            tuple(skill_shown(one, labels) for one in file.skills),
            newest[0].number if newest else None,
        )

    @post(
        summary="Write a skill",
        operation_id="writePersonSkill",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def add(
        self,
        request: Request,
        ref: FromPath[Reference],
        data: JSONBody[SkillToWrite],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> SkillWritten:
        """Write one skill down in the person's words, or bring the record of the same words up."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            _check_day(data.last_used_on, now)
            draft = _draft(request, session, data)
        return done_once(
            request,
            once,
            now=now,
            kind=SkillWritten,
            deed=lambda session: SkillWritten(
                add_skill(session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now)
            ),
        )

    @put(
        "/{number:int}",
        summary="Say anew what is known of a skill",
        operation_id="changePersonSkill",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def change(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        data: JSONBody[SkillChange],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> SkillWritten:
        """Write all that is said of one skill; its words stay as they were said."""
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            one = skill_of(file, number)
            _check_day(data.last_used_on, now)
            if data.concept is not None and data.concept != one.concept_uri:
                _check_is_skill(session, data.concept)
            draft = SkillDraft(
                one.own_words,
                language=one.language,
                concept_uri=data.concept,
                proficiency=Proficiency(data.proficiency),
                months=data.months,
                last_used_on=data.last_used_on,
                evidence=data.evidence,
                is_confirmed=data.confirmed,
            )
            return SkillWritten(
                add_skill(session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now)
            )

    @delete(
        "/{number:int}",
        summary="Remove a skill",
        operation_id="removePersonSkill",
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
        """Remove one skill; what it said is kept in its history and can be brought back."""
        actor = actor_of(request)
        with database.writing() as session:
            one = skill_of(file_of(session, ref, actor, now), number)
            remove_skill(session, skill_id=one.skill_id, actor=actor, now=now)


def _draft(request: Request, session: Session, sent: SkillToWrite) -> SkillDraft:
    """Return what was sent as a draft: the concept that was chosen, or that the words surely mean.

    Raises
    ------
    ConceptUnknown
        If the taxonomy in use has no such skill.
    """
    words, uri, score = clean_line(sent.words), sent.concept, None
    if uri is not None:
        _check_is_skill(session, uri)
    elif not sent.keep_words and (lookup := lookup_now(request, session)) is not None:
        [link] = lookup.link_many([words], kinds=SKILL_KINDS)
        uri, score = link.uri, link.score if link.uri is not None else None
    return SkillDraft(
        words,
        concept_uri=uri,
        link_score=score,
        proficiency=Proficiency(sent.proficiency),
        months=sent.months,
        last_used_on=sent.last_used_on,
        evidence=sent.evidence,
        is_confirmed=sent.confirmed,
    )


def _check_day(last_used_on: date | None, now: datetime) -> None:
    if last_used_on is not None and last_used_on > local_day(now):
        check_fields([("last_used_on", "Not yet")])


def _check_is_skill(session: Session, uri: str) -> None:
    if concept_kinds(session, [uri]).get(uri) not in SKILL_KINDS:
        raise ConceptUnknown


def _labels(
    request: Request, session: Session, file: PersonFile, details: FileDetails | None = None
) -> dict[str, str]:
    """Return the names of the concepts of a file; one query."""
    uris = {one.concept_uri for one in file.skills if one.concept_uri}
    spells = details.experiences if details is not None else ()
    uris |= {one.occupation_uri for one in spells if one.occupation_uri}
    return concept_labels(session, uris, visit_of(request).language) if uris else {}
