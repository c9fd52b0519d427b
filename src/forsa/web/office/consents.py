"""What a person agrees to: given and taken back at the office."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.deeds.consents import withdraw_consent
from forsa.i18n import N_
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.files_shown import consent_lines
from forsa.web.office.person_forms import ASKED, METHODS, read_method
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor
from kernel.references import Kind, reference, row_id_of
from skills.queries.files import person_file
from skills.service import record_consent
from skills.values.consents import ConsentDraft, ConsentMethod, Purpose
from skills.values.people import PersonFile


class ConsentPages(Controller):
    """The questions of consent, each with its answer, for the office of the person."""

    path = "/office/people/{ref:str}/consents"
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
        """Show what was agreed to and until when."""
        with database.reading() as session:
            file = _file(session, ref, actor, now)
        return _page(request, file, Form.empty())

    @post(sync_to_thread=True)
    def answer(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write down yes or take it back, where the answer is another than before."""
        actor = actor_of(request)
        with database.writing() as session:
            file = _file(session, ref, actor, now)
            method, changes = read_method(form), _changes(form, file)
            if form.is_right and method is not None:
                for purpose, agrees in changes.items():
                    _record(session, file, purpose, method, agrees=agrees, actor=actor, now=now)
        if not form.is_right:
            return _page(request, file, form)
        return see_other(f"{person_address(file.returnee_id)}?said=consents")


def _file(session: Session, ref: str, actor: Actor, now: datetime) -> PersonFile:
    returnee_id = row_id_of(Kind.PERSON, ref)
    return person_file(session, returnee_id=returnee_id, actor=actor, now=now)


def _changes(form: Form, file: PersonFile) -> dict[Purpose, bool]:
    """Return what was answered otherwise than it stands; unanswered questions stay as they are."""
    live = {one.purpose for one in file.consents}
    changes: dict[Purpose, bool] = {}
    for purpose in {*ASKED, *live}:
        answer = form.raw.first(f"consent_{purpose}")
        if answer not in {"", "yes", "no"}:
            form.wrong(f"consent_{purpose}", N_("Please choose yes or no."))
        elif answer == "no" and purpose in live:
            changes[purpose] = False
        elif answer == "yes" and purpose not in live and purpose in ASKED:
            changes[purpose] = True
    return changes


def _record(  # noqa: PLR0913  one consent is all of these
    session: Session,
    file: PersonFile,
    purpose: Purpose,
    method: ConsentMethod,
    *,
    agrees: bool,
    actor: Actor,
    now: datetime,
) -> None:
    if agrees:
        draft = ConsentDraft(purpose, now, method, file.language)
        record_consent(session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now)
        return
    withdraw_consent(
        session,
        returnee_id=file.returnee_id,
        purpose=purpose,
        method=method,
        actor=actor,
        now=now,
    )


def _page(request: Request, file: PersonFile, form: Form) -> Page:
    return page(
        request,
        "office/consents.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        person=reference(Kind.PERSON, file.returnee_id),
        name=file.full_name,
        consents=consent_lines(file.consents),
        typed=form.typed,
        methods=tuple(one.value for one in METHODS),
    )
