"""Write a vacancy: one page to fill in, one to check, and it is sent."""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from employers.interface import employer_brief, first_state
from employers.service import record_vacancy_once
from employers.values import EmployerBrief, VacancyBrief, VacancyDraft, VacancyState
from forsa.database import Database
from forsa.exchange.clean_text import clean_text
from forsa.i18n import N_
from forsa.shapes.employers import TextPart
from forsa.web.employer.members import MEMBERS_ONLY, employer_of
from forsa.web.employer.pasted_text import LONGEST, form_from_text, marked
from forsa.web.employer.understanding import (
    Understood,
    checks,
    completed,
    read_choices,
    understood,
)
from forsa.web.employer.vacancy_form import carried, read_skills, read_vacancy, vacancy_form
from forsa.web.forms import Form
from forsa.web.lookup import lookup_now
from forsa.web.pages import Page, page, see_other
from forsa.web.vacancy_parts import vacancy_detail
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.references import Kind, reference

ADDRESS = "/employer/vacancies/new"
_KEY = re.compile(r"[\w-]{22}")


@dataclass(frozen=True, slots=True)
class Written:
    """A vacancy as far as it was understood; `draft` means something if the form is right."""

    form: Form
    employer: EmployerBrief
    draft: VacancyDraft
    what: Understood
    chosen: dict[int, str | None]


class VacancyWritingPages(Controller):
    """The form, its check page and the deed, under one address."""

    path = ADDRESS
    guards = (MEMBERS_ONLY,)

    @get(sync_to_thread=True)
    def empty(
        self, request: Request, actor: NamedDependency[Actor], database: NamedDependency[Database]
    ) -> Page:
        """Show the empty form."""
        with database.reading() as session:
            employer = employer_brief(session, employer_of(actor))
        return _form_page(request, Form.empty(), employer)

    @post(sync_to_thread=True)
    def go_on(
        self,
        request: Request,
        form: NamedDependency[Form],
        actor: NamedDependency[Actor],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Check what was typed; then show it as people will see it; then save it."""
        step = form.raw.first("step")
        if step == "read":
            return _begun_page(request, form, actor, database)
        written = _read(request, form, actor, database, now, shown=step == "save")
        if step == "change":
            return _form_page(request, Form(form.raw), written.employer)
        if any(not name.startswith("need_") for name in form.errors):
            return _form_page(request, form, written.employer, status_code=422)
        if step != "save" or not form.is_right:
            with database.reading() as session:
                begins = first_state(
                    session, written.employer.employer_id, written.draft.governorate, actor
                )
            return _check_page(request, written, begins, now)
        with database.writing() as session:
            vacancy_id = record_vacancy_once(session, draft=written.draft, actor=actor, now=now)
        return see_other(f"/employer/vacancies/{reference(Kind.VACANCY, vacancy_id)}")


def _read(
    request: Request,
    form: Form,
    actor: Actor,
    database: Database,
    now: datetime,
    *,
    shown: bool,
) -> Written:
    language = visit_of(request).language
    draft = read_vacancy(
        form,
        employer_id=employer_of(actor),
        source_ref=f"page:{_key_of(form)}",
        language=language,
        now=now,
    )
    skills = read_skills(form)
    with database.reading() as session:
        employer = employer_brief(session, employer_of(actor))
        lookup = lookup_now(request, session) if draft.title or skills else None
        what = understood(session, lookup, draft=draft, skills=skills, language=language)
    chosen = read_choices(form, what, shown=shown)
    draft = completed(draft, what, chosen)
    if not draft.requirements and draft.occupation_uri is None:
        form.wrong("essential_1", N_("Please name at least one skill."))
    return Written(form, employer, draft, what, chosen)


def _begun_page(request: Request, form: Form, actor: Actor, database: Database) -> Page:
    """Return the form filled with what a pasted text names, the text with its skills marked."""
    text = clean_text(form.text("pasted", longest=LONGEST)) or ""
    with database.reading() as session:
        employer = employer_brief(session, employer_of(actor))
        if not form.is_right:
            return _form_page(request, form, employer, status_code=422)
        lookup = lookup_now(request, session)
        begun, spans = form_from_text(text, lookup, _key_of(form))
        parts = marked(session, text, spans, visit_of(request).language)
    return _form_page(request, begun, employer, parts=parts)


def _form_page(
    request: Request,
    form: Form,
    employer: EmployerBrief,
    *,
    status_code: int = 200,
    parts: tuple[TextPart, ...] = (),
) -> Page:
    return page(
        request,
        "employer/vacancy_form.html",
        status_code=status_code,
        errors=form.errors,
        form=vacancy_form(form, employer_name=employer.name, once=_key_of(form)),
        action=ADDRESS,
        pasted=form.raw.first("pasted"),
        marked_text=parts,
    )


def _check_page(request: Request, written: Written, begins: VacancyState, now: datetime) -> Page:
    draft, form = written.draft, written.form
    detail = vacancy_detail(
        _as_read(draft), employer=written.employer, labels=written.what.names, now=now
    )
    return page(
        request,
        "employer/vacancy_check.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        # It has no number yet.
        job=replace(detail, card=replace(detail.card, reference="")),
        needs=checks(written.what, written.chosen),
        carried=carried(form),
        begins=begins,
        action=ADDRESS,
    )


def _as_read(draft: VacancyDraft) -> VacancyBrief:
    """Return a draft as people will read it, before it has a number."""
    return VacancyBrief(
        vacancy_id=1,
        state=VacancyState.DRAFT,
        places_left=draft.places,
        **{
            name: getattr(draft, name)
            for name in VacancyDraft.__slots__
            if name not in {"source_ref", "places"}
        },
    )


def _key_of(form: Form) -> str:
    """Return the key of one form, so that sent twice it is one vacancy; a new one for a new."""
    key = form.raw.first("once")
    return key if _KEY.fullmatch(key) else secrets.token_urlsafe(16)
