"""Tries to reach a person: what was tried, what came of it, and when to try again."""

from datetime import date, datetime, timedelta

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.accounts.queries import account_briefs
from forsa.database import Database
from forsa.deeds.outreach import record_outreach
from forsa.i18n import N_
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.office.files_shown import try_line
from forsa.web.office.sections import filled, mark_of, section_page, typed
from forsa.web.office.skills_shown import file_of
from forsa.web.pages import Page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor
from kernel.calendar import local_day
from skills.queries.casework import tries_of
from skills.values.casework import OutreachDraft, OutreachResult, OutreachWay
from skills.values.people import PersonFile

OUTREACH = "outreach"
LONGEST_WAIT = timedelta(days=90)


class OutreachPages(Controller):
    """The log of tries to reach one person, for their office."""

    path = "/office/people/{ref:str}/outreach"
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
        """Show what was tried, and the form for one more try."""
        with database.reading() as session:
            return _page(request, session, file_of(session, ref, actor, now), Form.empty())

    @post(sync_to_thread=True)
    def write(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Write one try down, once however often the form is sent."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            draft = _read(form, local_day(now))
            if draft is None:
                return _page(request, session, file, form)
        with database.writing() as session:
            record_outreach(
                session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now
            )
        return see_other(f"{person_address(file.returnee_id)}/outreach?said=saved")


def _read(form: Form, today: date) -> OutreachDraft | None:
    way = form.choice("way", OutreachWay)
    result = form.choice("result", OutreachResult)
    if way is OutreachWay.THEMSELVES and result not in {None, OutreachResult.ANSWERED}:
        form.wrong("result", N_("Who gets in touch has been reached. Please choose again."))
    next_on = form.day("next_on", needed=False)
    if next_on is not None and not today <= next_on <= today + LONGEST_WAIT:
        form.wrong("next_on", N_("Please choose a day within the next three months."))
    if way is None or result is None or not form.is_right:
        return None
    return OutreachDraft(way, result, next_on, mark_of(form))


def _page(request: Request, session: Session, file: PersonFile, form: Form) -> Page:
    tries = tries_of(session, file.returnee_id)
    names = account_briefs(session, sorted({one.by for one in tries if one.by is not None}))
    return section_page(
        request,
        OUTREACH,
        filled(file, OUTREACH, {}) if form.is_right else typed(file, OUTREACH, form),
        form,
        name=file.full_name,
        phone=None if file.phone_safe is False else file.phone,
        phone_shared=file.phone_shared,
        call_on=file.call_on,
        availability=file.availability.value,
        tries=tuple(
            try_line(one, names[one.by].name if one.by in names else None) for one in tries
        ),
        said=request.query_params.get("said", ""),
    )
