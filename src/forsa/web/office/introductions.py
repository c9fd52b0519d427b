"""One introduction: how it stands, all that happened, and the moves that are allowed now."""

from datetime import date, datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.deeds.introductions import move_introduction, say_no, say_yes
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.office.caseload import OFFICE, actor_of, introduction_address
from forsa.web.office.introductions_shown import (
    Known,
    introduction_page,
    known_of,
)
from forsa.web.office.moves import Answers, move_form, read_answers
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.errors import Changed, MoveNotAllowed
from kernel.references import Kind, row_id_of
from matching.errors import IntroductionNotFound
from matching.queries.introductions import moves_allowed
from matching.values.introductions import IntroductionBrief, State, Via
from skills.service import record_consent
from skills.values.consents import ConsentDraft, ConsentMethod, Purpose

YES_TO = frozenset({State.APPROVED, State.ASKED, State.MEETING_ASKED})
"""The states in which a person's yes goes through `say_yes`."""


class IntroductionPages(Controller):
    """One person and one vacancy, for the person's own office."""

    path = "/office/introductions/{ref:str}"
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
        """Show how it stands and what may be done."""
        row_id = row_id_of(Kind.INTRODUCTION, ref)
        with database.reading() as session:
            shown = introduction_page(session, row_id, actor, now, visit_of(request).language)
        return page(request, "office/introduction.html", shown=shown)

    @get("/{to:str}", sync_to_thread=True)
    def ask(
        self,
        request: Request,
        ref: FromPath[Reference],
        to: FromPath[str],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show what has to be said before this move."""
        with database.reading() as session:
            known = known_of(session, row_id_of(Kind.INTRODUCTION, ref), actor, now)
        return _question(
            request, known, _allowed(known.found, to, actor, local_day(now)), Form.empty()
        )

    @post("/{to:str}", sync_to_thread=True)
    def move(
        self,
        request: Request,
        ref: FromPath[Reference],
        to: FromPath[str],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Move it; whoever presses twice is led to the same page."""
        actor = actor_of(request)
        row_id = row_id_of(Kind.INTRODUCTION, ref)
        with database.writing() as session:
            known = known_of(session, row_id, actor, now)
            if known.found.state == to:
                return see_other(introduction_address(row_id))
            target = _allowed(known.found, to, actor, local_day(now))
            if form.raw.first("seen") not in {"", known.found.state}:
                raise Changed
            answers = _answers(known, target, form, now)
            if answers is not None:
                _carry_out(session, known, answers, actor, now)
        if answers is None:
            return _question(request, known, target, form)
        return see_other(f"{introduction_address(row_id)}?done=yes")


def _allowed(found: IntroductionBrief, to: str, actor: Actor, today: date) -> State:
    allowed = moves_allowed(found, actor, today=today)
    if to not in set(State):
        raise IntroductionNotFound
    if to not in allowed:
        raise MoveNotAllowed(found.state, to, allowed)
    return State(to)


def _answers(known: Known, to: State, form: Form, now: datetime) -> Answers | None:
    action = f"{introduction_address(known.found.introduction_id)}/{to}"
    asked = move_form(
        known.found, to, action, form, has_card_consent=known.person.has_card_consent
    )
    return read_answers(known.found, asked, form, today=local_day(now))


def _carry_out(
    session: Session, known: Known, answers: Answers, actor: Actor, now: datetime
) -> None:
    found, order = known.found, answers.order
    if answers.agrees_card:
        draft = ConsentDraft(
            Purpose.MASKED_CARD,
            now,
            ConsentMethod.WITNESSED,
            language=known.person.contact.language,
            read_aloud=order.via is Via.PHONE,
        )
        record_consent(session, returnee_id=found.returnee_id, draft=draft, actor=actor, now=now)
    if order.to in {State.INTERESTED, State.INTERVIEW} and found.state in YES_TO:
        say_yes(
            session, introduction_id=found.introduction_id, via=order.via, actor=actor, now=now
        )
        return
    deed = say_no if order.to is State.DECLINED else move_introduction
    deed(session, order=order, actor=actor, now=now)


def _question(request: Request, known: Known, to: State, form: Form) -> Page:
    address = introduction_address(known.found.introduction_id)
    asked = move_form(
        known.found, to, f"{address}/{to}", form, has_card_consent=known.person.has_card_consent
    )
    return page(
        request,
        "office/move.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        asked=asked,
        entry=known.entry,
        back_address=address,
    )
