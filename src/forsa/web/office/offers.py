"""Files that are offered to an office: what may be seen of them, and the answer."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.deeds.hand_overs import accept_hand_over, refuse_hand_over
from forsa.i18n import Language
from forsa.shapes.sections import OfferLine
from forsa.web.forms import Form
from forsa.web.inputs import RowId
from forsa.web.office.caseload import OFFICE, actor_of, person_address
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.references import Kind, reference
from skills.interface.taxonomy import concept_labels
from skills.queries.casework import offered_person, offered_to
from skills.queries.people import offices
from skills.values.casework import HandOverBrief, HandOverReason, OfferedPerson

OFFERS = "/office/hand-overs"


class OfferPages(Controller):
    """What others offer to the office, or to the caseworker who is signed in."""

    path = OFFERS
    guards = (OFFICE,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
    ) -> Page:
        """Show the files that wait for an answer."""
        with database.reading() as session:
            names = {one.office_id: one.name for one in offices(session)}
            offers = tuple(_line(one, names) for one in offered_to(session, actor))
        said = request.query_params.get("said", "")
        return page(request, "office/offers.html", offers=offers, said=said)

    @get("/{number:int}", sync_to_thread=True)
    def one(
        self,
        request: Request,
        number: FromPath[RowId],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
    ) -> Page:
        """Show what may be seen of one person before the file is taken over."""
        with database.reading() as session:
            return _one(request, session, number, actor, Form.empty())

    @post("/{number:int}/accept", sync_to_thread=True)
    def accept(
        self,
        number: FromPath[RowId],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Take the file over, and go on to it."""
        with database.writing() as session:
            returnee_id = accept_hand_over(session, hand_over_id=number, actor=actor, now=now)
        return see_other(person_address(returnee_id))

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
        if reason is None:
            with database.reading() as session:
                return _one(request, session, number, actor, form)
        with database.writing() as session:
            refuse_hand_over(session, hand_over_id=number, reason=reason, actor=actor, now=now)
        return see_other(f"{OFFERS}?said=refused")


def _one(request: Request, session: Session, number: int, actor: Actor, form: Form) -> Page:
    found = offered_person(session, hand_over_id=number, actor=actor)
    names = {one.office_id: one.name for one in offices(session)}
    return page(
        request,
        "office/offer.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        offer=_full_line(session, found, names, visit_of(request).language),
        reason=form.raw.first("reason") or None,
    )


def _line(one: HandOverBrief, names: dict[int, str]) -> OfferLine:
    return OfferLine(
        person=reference(Kind.PERSON, one.returnee_id),
        address=f"{OFFERS}/{one.hand_over_id}",
        from_office=names.get(one.from_office_id, ""),
        on=local_day(one.proposed_at),
        note=one.note,
    )


def _full_line(
    session: Session, found: OfferedPerson, names: dict[int, str], language: Language
) -> OfferLine:
    uri = found.occupation_uri
    labels = concept_labels(session, [uri], language) if uri is not None else {}
    brief = found.hand_over
    return OfferLine(
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
