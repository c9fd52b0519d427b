"""A file is offered to another office or caseworker, taken back, taken over, or refused."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.accounts.queries import account_briefs, accounts_of_office
from forsa.database import Database
from forsa.deeds.hand_overs import (
    assign_caseworker,
    propose_hand_over,
    withdraw_hand_over,
)
from forsa.i18n import N_
from forsa.shapes.sections import HandOverLine
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.office.caseload import NOBODY, OFFICE, account_of, actor_of, person_address
from forsa.web.office.person_forms import optional
from forsa.web.office.sections import filled, section_page, typed
from forsa.web.office.skills_shown import file_of
from forsa.web.pages import Page, see_other
from forsa.web.visits import Request
from kernel.actor import Actor, Role
from kernel.calendar import local_day
from skills.queries.casework import hand_over_of
from skills.queries.people import offices
from skills.states import PUT_AWAY
from skills.values.casework import HandOverBrief, HandOverDraft
from skills.values.people import PersonFile
from skills.values.returnees import HandOver

HAND_OVER = "hand-over"
LONGEST_NOTE = 500
TO_OFFICE, TO_CASEWORKER = "o", "c"
"""What a choice of receiver begins with; the number of the office or account follows."""


class HandOverPages(Controller):
    """The hand-over of one file, for the office that has it."""

    path = "/office/people/{ref:str}/hand-over"
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
        """Show to whom the file can go, or how the open hand-over stands."""
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            return _page(request, session, file, Form.empty())

    @post(sync_to_thread=True)
    def propose(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Offer the file; sent twice it is one offer."""
        actor = actor_of(request)
        with database.reading() as session:
            file = file_of(session, ref, actor, now)
            draft = _read(form, session, file)
            if draft is None:
                return _page(request, session, file, form)
        with database.writing() as session:
            propose_hand_over(
                session, returnee_id=file.returnee_id, draft=draft, actor=actor, now=now
            )
        return see_other(f"{person_address(file.returnee_id)}/hand-over")

    @post("/withdraw", sync_to_thread=True)
    def withdraw(
        self,
        request: Request,
        ref: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Take the offer back; doing it twice changes nothing."""
        actor = actor_of(request)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            found = hand_over_of(session, file.returnee_id)
            if found is not None and found.state is HandOver.PROPOSED:
                withdraw_hand_over(session, hand_over_id=found.hand_over_id, actor=actor, now=now)
        return see_other(f"{person_address(file.returnee_id)}/hand-over")

    @post("/caseworker", sync_to_thread=True)
    def assign(
        self,
        request: Request,
        ref: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Say at once whose the person is: a supervisor, or a caseworker for whom nobody has."""
        actor = actor_of(request)
        whose = _whose(form) if actor.role is Role.SUPERVISOR else account_of(actor)
        with database.writing() as session:
            file = file_of(session, ref, actor, now)
            if not form.is_right:
                return _page(request, session, file, form)
            assign_caseworker(
                session,
                returnee_id=file.returnee_id,
                caseworker_id=whose,
                actor=actor,
                now=now,
            )
        return see_other(f"{person_address(file.returnee_id)}/hand-over")


def _whose(form: Form) -> int | None:
    """Return whom a supervisor chose; nobody has to be chosen, too."""
    return None if form.raw.first("caseworker") == NOBODY else form.whole("caseworker")


def _read(form: Form, session: Session, file: PersonFile) -> HandOverDraft | None:
    chosen = form.raw.first("to")
    note = optional(form, "note", LONGEST_NOTE)
    if chosen not in dict(_receivers(session, file)):
        form.wrong("to", N_("Please choose from the list."))
    if not form.is_right:
        return None
    number = int(chosen[1:])
    if chosen.startswith(TO_OFFICE):
        return HandOverDraft(number, None, note)
    return HandOverDraft(file.office_id, number, note)


def _receivers(session: Session, file: PersonFile) -> list[tuple[str, str]]:
    """Return the other offices, and the other caseworkers of the file's own; two queries."""
    others = [
        (f"{TO_OFFICE}{one.office_id}", one.name)
        for one in offices(session)
        if one.office_id != file.office_id
    ]
    colleagues = [
        (f"{TO_CASEWORKER}{one.account_id}", one.name)
        for one in accounts_of_office(session, file.office_id)
        if one.account_id != file.caseworker_id
    ]
    return colleagues + others


def _page(request: Request, session: Session, file: PersonFile, form: Form) -> Page:
    actor = actor_of(request)
    found = hand_over_of(session, file.returnee_id)
    receivers = _receivers(session, file)
    own = account_briefs(session, [file.caseworker_id] if file.caseworker_id else [])
    return section_page(
        request,
        "hand_over",
        filled(file, HAND_OVER, {}) if form.is_right else typed(file, HAND_OVER, form),
        form,
        name=file.full_name,
        caseworker=next((one.name for one in own.values()), None),
        receivers=receivers,
        colleagues=[
            (to.removeprefix(TO_CASEWORKER), name)
            for to, name in receivers
            if to.startswith(TO_CASEWORKER)
        ],
        is_put_away=file.record in PUT_AWAY,
        may_assign=actor.role is Role.SUPERVISOR,
        hand_over=_line(found, receivers) if found is not None else None,
    )


def _line(found: HandOverBrief, receivers: list[tuple[str, str]]) -> HandOverLine:
    to = found.to_caseworker_id
    key = f"{TO_CASEWORKER}{to}" if to is not None else f"{TO_OFFICE}{found.to_office_id}"
    return HandOverLine(
        to=dict(receivers).get(key, ""),
        state=found.state,
        on=local_day(found.decided_at or found.proposed_at),
        reason=found.reason,
        note=found.note,
        is_open=found.state is HandOver.PROPOSED,
        is_within=found.to_office_id == found.from_office_id,
    )
