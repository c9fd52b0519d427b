"""Pages of one certificate of a person."""

from datetime import date, datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.web.forms import Form
from forsa.web.inputs import Reference, RowId
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.papers import year_of
from forsa.web.office.person_forms import optional
from forsa.web.office.sections import (
    WORDS_OF_ANSWERS,
    answer,
    filled,
    mark_of,
    section_page,
    typed,
)
from forsa.web.office.skills_shown import file_of
from forsa.web.pages import Page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor
from kernel.calendar import local_day
from skills.errors import ReturneeNotFound
from skills.queries.profiles import certificates_of
from skills.service import add_certificate, change_certificate, remove_certificate
from skills.values.people import PersonFile
from skills.values.profiles import CertificateBrief, CertificateDraft

CERTIFICATES = "papers/certificates"
TEMPLATE = "certificate"


class CertificatePages(Controller):
    """Certificates of one person, for their office."""

    path = "/office/people/{ref:str}/papers/certificates"
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def empty(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show the form for a certificate."""
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        return section_page(
            request, TEMPLATE, filled(file, CERTIFICATES, {}), Form.empty(), is_new=True
        )

    @post(sync_to_thread=True)
    def add(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write down a certificate, once however often the form is sent."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
        draft = _read(form, local_day(now))
        if draft is None:
            shown = typed(file, CERTIFICATES, form)
            return section_page(request, TEMPLATE, shown, form, is_new=True)
        with database.writing() as session:
            add_certificate(
                session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now
            )
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
        """Show a certificate that is on file."""
        with database.reading() as session:
            file = file_of(session, ref, actor_of(request), now)
            one = _found(session, file, number)
        shown = filled(file, f"{CERTIFICATES}/{number}", _values(one))
        return section_page(request, TEMPLATE, shown, Form.empty(), is_new=False)

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
        """Write a certificate anew."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            _found(session, file, number)
        draft = _read(form, local_day(now))
        if draft is None:
            shown = typed(file, f"{CERTIFICATES}/{number}", form)
            return section_page(request, TEMPLATE, shown, form, is_new=False)
        with database.writing() as session:
            change_certificate(
                session,
                returnee_id=file.returnee_id,
                certificate_id=number,
                draft=draft,
                actor=actor,
                now=now,
            )
        return _back(file)

    @post("/{number:int}/remove", sync_to_thread=True)
    def remove(
        self,
        request: Request,
        ref: FromPath[Reference],
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Remove a certificate; doing it twice changes nothing."""
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            remove_certificate(
                session,
                returnee_id=file.returnee_id,
                certificate_id=number,
                actor=actor,
                now=now,
            )
        return _back(file)


def _read(form: Form, today: date) -> CertificateDraft | None:
    """Return what a form says of a certificate, None if something in it is wrong."""
    draft = CertificateDraft(
        name=form.text("name", longest=120),
        issuer=optional(form, "issuer", 120),
        is_recognised=answer(form, "recognised"),
        issued_year=year_of(form, "issued_year", today),
        expires_on=form.day("expires_on", needed=False),
        mark=mark_of(form),
    )
    return draft if form.is_right else None


def _values(one: CertificateBrief) -> dict[str, object]:
    return {
        "name": one.name,
        "issuer": one.issuer,
        "recognised": WORDS_OF_ANSWERS[one.is_recognised],
        "issued_year": one.issued_year,
        "expires_on": one.expires_on,
    }


def _found(session: Session, file: PersonFile, number: int) -> CertificateBrief:
    for one in certificates_of(session, file.returnee_id):
        if one.certificate_id == number:
            return one
    raise ReturneeNotFound


def _back(file: PersonFile) -> Redirect:
    return see_other(f"{person_address(file.returnee_id)}/papers?said=saved")
