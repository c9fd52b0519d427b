"""Files that are offered to an office: what may be seen of them, and the answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.accounts.queries import account_briefs, accounts_of_office, colleagues_of_office
from forsa.accounts.values import AccountBrief
from forsa.database import Database
from forsa.deeds.hand_overs import accept_hand_over, refuse_hand_over
from forsa.i18n import N_, Language
from forsa.shapes.sections import HandOverLine, OfferedLine
from forsa.web.forms import Form
from forsa.web.inputs import RowId
from forsa.web.office.caseload import OFFICE, actor_of, office_of, person_address
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor, Role
from kernel.calendar import local_day
from kernel.references import Kind, reference
from skills.interface.returnees import standing
from skills.interface.taxonomy import concept_labels
from skills.queries.casework import offered_by, offered_person, offered_to
from skills.queries.people import offices
from skills.values.casework import (
    REFUSING,
    HandOverAnswer,
    HandOverBrief,
    HandOverReason,
    OfferedPerson,
)
from skills.values.returnees import HandOver

OFFERS = "/office/hand-overs"


class OfferedFilePages(Controller):
    """What others offer to the office, or to the caseworker who is signed in."""

    path = OFFERS
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show the files that wait for an answer here, and what became of those offered."""
        with database.reading() as session:
            names = {one.office_id: one.name for one in offices(session)}
            waiting = offered_to(
                session,
                actor,
                supervisor_ids=colleagues_of_office(session, office_of(actor)).supervisor_ids,
                today=local_day(now),
            )
            given = offered_by(session, actor)
            named = [one.to_caseworker_id or 0 for one in (*waiting, *given)]
            whose = account_briefs(session, named)
        return page(
            request,
            "office/offers.html",
            offers=tuple(_line(one, names, _stood_in_for(one, actor, whose)) for one in waiting),
            given=tuple(_given_line(one, names, whose) for one in given),
            said=request.query_params.get("said", ""),
        )

    @get("/{number:int}", sync_to_thread=True)
    def one(
        self,
        request: Request,
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show what may be seen of one person before the file is taken over."""
        with database.reading() as session:
            return _one(request, session, number, now, Form.empty())

    @post("/{number:int}/accept", sync_to_thread=True)
    def accept(
        self,
        request: Request,
        number: FromPath[RowId],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Take the file over, and go on to it; a supervisor says whose it becomes."""
        actor = actor_of(request)
        is_supervisor = actor.role is Role.SUPERVISOR
        whose = form.whole("caseworker") if is_supervisor else None
        if not form.is_right:
            with database.reading() as session:
                return _one(request, session, number, now, form)
        answer = HandOverAnswer(number, caseworker_id=whose)
        with database.writing() as session:
            returnee_id = accept_hand_over(session, answer=answer, actor=actor, now=now)
            is_own = standing(session, returnee_id).caseworker_id == actor.account_id
        return see_other(f"{person_address(returnee_id)}?said={'taken' if is_own else 'given'}")

    @post("/{number:int}/refuse", sync_to_thread=True)
    def refuse(
        self,
        request: Request,
        number: FromPath[RowId],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Refuse the file with a reason; it stays where it is."""
        actor = actor_of(request)
        reason = form.choice("reason", HandOverReason)
        if form.is_right and reason not in REFUSING:
            form.wrong("reason", N_("Choose a reason."))
        if not form.is_right:
            with database.reading() as session:
                return _one(request, session, number, now, form)
        answer = HandOverAnswer(number, reason=reason)
        with database.writing() as session:
            refuse_hand_over(session, answer=answer, actor=actor, now=now)
        return see_other(f"{OFFERS}?said=refused")


def _one(request: Request, session: Session, number: int, now: datetime, form: Form) -> Page:
    actor = actor_of(request)
    people = accounts_of_office(session, office_of(actor))
    found = offered_person(
        session,
        hand_over_id=number,
        actor=actor,
        today=local_day(now),
        supervisor_ids=[one.account_id for one in people if one.role is Role.SUPERVISOR],
    )
    names = {one.office_id: one.name for one in offices(session)}
    whose = {one.account_id: one for one in people}
    line = _full_line(session, found, names, visit_of(request).language)
    return page(
        request,
        "office/offer.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        offered=replace(line, stands_in_for=_stood_in_for(found.hand_over, actor, whose)),
        reason=form.raw.first("reason") or None,
        reasons=REFUSING,
        colleagues=[(str(one.account_id), one.name) for one in people],
        caseworker=form.raw.first("caseworker") or str(found.hand_over.to_caseworker_id or ""),
        says_whose=actor.role is Role.SUPERVISOR,
    )


def _stood_in_for(
    one: HandOverBrief, actor: Actor, whose: Mapping[int, AccountBrief]
) -> str | None:
    """Return for whom the reader answers an offer, None if it is made to them or the office."""
    named = whose.get(one.to_caseworker_id or 0)
    return named.name if named is not None and named.account_id != actor.account_id else None


def _line(one: HandOverBrief, names: Mapping[int, str], stands_in_for: str | None) -> OfferedLine:
    return OfferedLine(
        person=reference(Kind.PERSON, one.returnee_id),
        address=f"{OFFERS}/{one.hand_over_id}",
        from_office=names.get(one.from_office_id, ""),
        on=local_day(one.proposed_at),
        note=one.note,
        stands_in_for=stands_in_for,
    )


def _given_line(
    one: HandOverBrief, names: Mapping[int, str], whose: Mapping[int, AccountBrief]
) -> HandOverLine:
    named = whose.get(one.to_caseworker_id or 0)
    return HandOverLine(
        to=named.name if named is not None else names.get(one.to_office_id, ""),
        state=one.state,
        on=local_day(one.decided_at or one.proposed_at),
        reason=one.reason,
        is_open=one.state is HandOver.PROPOSED,
        person=reference(Kind.PERSON, one.returnee_id),
        address=_address_given(one),
    )


def _address_given(one: HandOverBrief) -> str | None:
    """Return where to see an offer; once another office has the file, nowhere."""
    is_theirs = one.state is HandOver.ACCEPTED and one.to_office_id != one.from_office_id
    return None if is_theirs else f"{person_address(one.returnee_id)}/hand-over"


def _full_line(
    session: Session, found: OfferedPerson, names: Mapping[int, str], language: Language
) -> OfferedLine:
    uri = found.occupation_uri
    labels = concept_labels(session, [uri], language) if uri is not None else {}
    brief = found.hand_over
    return OfferedLine(
        person=reference(Kind.PERSON, brief.returnee_id),
        address=f"{OFFERS}/{brief.hand_over_id}",
        from_office=names.get(brief.from_office_id, ""),
        on=local_day(brief.proposed_at),
        note=brief.note,
        governorate=found.governorate,
        accepted_governorates=found.accepted_governorates,
        occupation=labels.get(uri or ""),
        experience_months=found.experience_months,
        languages=found.languages,
        skill_count=found.skill_count,
    )
