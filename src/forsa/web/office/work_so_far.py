"""A person's work so far: spells in their own words, each taken for an occupation or kept."""

from datetime import datetime

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.i18n import N_, Language
from forsa.shapes.sections import SpellLine
from forsa.web.forms import Form
from forsa.web.inputs import Reference, RowId
from forsa.web.lookup import lookup_now
from forsa.web.office.caseload import actor_of, person_address
from forsa.web.office.parts import RemovePages
from forsa.web.office.sections import (
    WORDS_OF_ANSWERS,
    answer,
    check_is_work,
    filled,
    mark_of,
    named_offers,
    occupation_meant,
    occupations_offered,
    section_page,
    typed,
)
from forsa.web.office.skill_forms import KEEP, MOST_MONTHS
from forsa.web.office.skills_shown import file_of
from forsa.web.pages import Page, see_other
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from skills.errors import ReturneeNotFound
from skills.interface.taxonomy import Lookup, concept_labels
from skills.queries.profiles import experiences_of
from skills.service import add_experience, change_experience, remove_experience, show_abroad
from skills.values.people import PersonFile
from skills.values.profiles import ExperienceBrief, ExperienceDraft, ExperienceKind

WORK = "work"


class WorkPages(RemovePages):
    """The work of one person so far, for their office."""

    path = "/office/people/{ref:str}/work"
    back = WORK

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show what is on file, and the form for more."""
        with database.reading() as session:
            return _list(request, session, file_of(session, ref, actor, now), Form.empty())

    @post(sync_to_thread=True)
    def add(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write down one spell of work, once however often the form is sent."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            draft = read_spell(session, form, lookup_now(request, session))
            if not form.is_right:
                return _list(request, session, file, form)
        with database.writing() as session:
            add_experience(
                session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now
            )
        return see_other(f"{person_address(file.returnee_id)}/work?said=saved")

    @post("/abroad", sync_to_thread=True)
    def show_abroad(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Write whether employers may see that the person worked abroad."""
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            show_abroad(
                session,
                returnee_id=file.returnee_id,
                is_shown=form.is_ticked("shown"),
                actor=actor,
                now=now,
            )
        return see_other(f"{person_address(file.returnee_id)}/work?said=saved")

    @get("/{number:int}", sync_to_thread=True)
    def one(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show one spell of work with all that can be said of it."""
        with database.reading() as session:
            file = file_of(session, ref, actor_of(request), now)
            return _one(request, session, file, _spell(session, file, number), Form.empty())

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
        """Write what is said anew of one spell of work."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            before = _spell(session, file, number)
            draft = read_spell(session, form, lookup_now(request, session), before)
            if not form.is_right:
                return _one(request, session, file, before, form)
        with database.writing() as session:
            change_experience(
                session,
                returnee_id=file.returnee_id,
                experience_id=number,
                draft=draft,
                actor=actor,
                now=now,
            )
        return see_other(f"{person_address(file.returnee_id)}/work?said=saved")

    def remove_one(
        self, session: Session, file: PersonFile, number: int, actor: Actor, now: datetime
    ) -> None:
        """Remove the spell of this number."""
        which = {"returnee_id": file.returnee_id, "experience_id": number}
        remove_experience(session, **which, actor=actor, now=now)


def read_spell(
    session: Session, form: Form, lookup: Lookup | None, before: ExperienceBrief | None = None
) -> ExperienceDraft:
    """Return what a form says of one spell; it means nothing if something in it is wrong.

    New words are taken for the occupation that they surely mean; for words that stood there
    before, what was chosen counts.
    """
    words = " ".join(form.text("own_words").split())
    uri, isco = _meaning(session, form, lookup, words, before)
    return ExperienceDraft(
        own_words=words,
        occupation_uri=uri,
        isco=isco,
        months=form.whole("months", most=MOST_MONTHS, needed=False),
        kind=form.choice("kind", ExperienceKind, needed=False),
        is_abroad=answer(form, "abroad"),
        mark=mark_of(form),
    )


def _meaning(
    session: Session,
    form: Form,
    lookup: Lookup | None,
    words: str,
    before: ExperienceBrief | None,
) -> tuple[str | None, str | None]:
    if before is None or words != before.own_words:
        check_is_work(session, form, "own_words", [words])
        return occupation_meant(session, lookup, [words])[words]
    uri = form.raw.first("concept")
    if uri == KEEP:
        return None, None
    if uri in {"", before.occupation_uri}:
        return before.occupation_uri, before.isco
    offered = {one.uri: one.isco for one in occupations_offered(lookup, words)}
    if uri not in offered:
        form.wrong("concept", N_("Please choose one."))
    return uri, offered.get(uri)


def spell_lines(
    session: Session, spells: tuple[ExperienceBrief, ...], address: str | None, language: Language
) -> tuple[SpellLine, ...]:
    """Return spells of work with the names of their occupations; one query, none without one."""
    uris = {one.occupation_uri for one in spells if one.occupation_uri}
    labels = concept_labels(session, uris, language) if uris else {}
    return tuple(
        SpellLine(
            one.own_words,
            labels.get(one.occupation_uri or ""),
            one.months,
            one.kind,
            one.is_abroad,
            f"{address}/{one.experience_id}" if address else None,
        )
        for one in spells
    )


def _spell(session: Session, file: PersonFile, number: int) -> ExperienceBrief:
    for one in experiences_of(session, file.returnee_id):
        if one.experience_id == number:
            return one
    raise ReturneeNotFound


def _list(request: Request, session: Session, file: PersonFile, form: Form) -> Page:
    address = f"{person_address(file.returnee_id)}/work"
    spells = experiences_of(session, file.returnee_id)
    return section_page(
        request,
        WORK,
        filled(file, WORK, {}) if form.is_right else typed(file, WORK, form),
        form,
        spells=spell_lines(session, spells, address, visit_of(request).language),
        abroad_shown=file.abroad_shown,
        said=request.query_params.get("said", ""),
    )


def _one(
    request: Request, session: Session, file: PersonFile, one: ExperienceBrief, form: Form
) -> Page:
    tail = f"{WORK}/{one.experience_id}"
    values = {
        "own_words": one.own_words,
        "months": one.months,
        "kind": one.kind,
        "abroad": WORDS_OF_ANSWERS[one.is_abroad],
    }
    found = occupations_offered(lookup_now(request, session), one.own_words)
    return section_page(
        request,
        "spell",
        filled(file, tail, values) if form.is_right else typed(file, tail, form),
        form,
        offers=named_offers(session, found, one.occupation_uri, visit_of(request).language),
        chosen=form.raw.first("concept") or one.occupation_uri or KEEP,
    )
