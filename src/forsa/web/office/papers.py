"""A person's schools, certificates and licences."""

from datetime import date, datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.i18n.words import LICENCE
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.papers_shown import certificate_lines, school_lines
from forsa.web.office.sections import filled, section_page, version_of
from forsa.web.office.skills_shown import file_of
from forsa.web.pages import Page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor
from skills.queries.profiles import certificates_of, education_of
from skills.service import change_licences
from skills.values.people import PersonFile
from skills.values.profiles import LicencesChange

PAPERS = "papers"


class PaperPages(Controller):
    """What shows what a person has learned, for their office."""

    path = "/office/people/{ref:str}/papers"
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
        """Show schools and certificates, and the form for licences."""
        with database.reading() as session:
            return _list(request, session, file_of(session, ref, actor, now), Form.empty())

    @post("/licences", sync_to_thread=True)
    def write_licences(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write which licences the person holds."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            licences = form.choices("licences", LICENCE)
            change = LicencesChange(version_of(form), licences, form.is_ticked("asked"))
            if not form.is_right:
                return _list(request, session, file, form)
        with database.writing() as session:
            change_licences(
                session, returnee_id=file.returnee_id, change=change, actor=actor, now=now
            )
        return see_other(f"{person_address(file.returnee_id)}/papers?said=saved")


def year_of(form: Form, name: str, now: date, *, further: int = 0) -> int | None:
    """Return a year, None if none was typed; `further` years ahead are believed."""
    return form.whole(name, least=FIRST_YEAR, most=now.year + further, needed=False)


FIRST_YEAR = 1950


def _list(request: Request, session: Session, file: PersonFile, form: Form) -> Page:
    address = f"{person_address(file.returnee_id)}/{PAPERS}"
    shown = filled(file, PAPERS, {"asked": file.licences_asked}, {"licences": list(file.licences)})
    return section_page(
        request,
        PAPERS,
        shown,
        form,
        schools=school_lines(education_of(session, file.returnee_id), address),
        certificates=certificate_lines(certificates_of(session, file.returnee_id), address),
        said=request.query_params.get("said", ""),
    )
