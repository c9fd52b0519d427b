"""One person put before an employer: answer, take the answer back, say what came of it."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from employers.queries import own_vacancy
from forsa.database import Database
from forsa.deeds.introductions import ask_or_move
from forsa.i18n import Language
from forsa.shapes.employers import DecisionTaken, PersonPage
from forsa.web.employer.answer_form import hold_days, read_order, refusal_reasons
from forsa.web.employer.masked_cards import masked_card, people_of
from forsa.web.employer.members import MEMBERS_ONLY
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request, visit_of
from kernel import references
from kernel.actor import Actor
from kernel.references import Kind, row_id_of
from matching.errors import IntroductionNotFound
from matching.queries.cards import ShownEntry, introduction_card, shortlist_cards
from matching.service import take_answer_back
from matching.states import Shows, reasons_for
from matching.values.introductions import MoveOrder, State


class IntroductionPages(Controller):
    """One introduction, as far as its employer may know of it."""

    path = "/employer/introductions/{reference:str}"
    guards = (MEMBERS_ONLY,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        reference: FromPath[Reference],
        actor: NamedDependency[Actor],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show how it stands, what happens next and when, and what the employer can say."""
        language = visit_of(request).language
        with database.reading() as session:
            entry = _entry(session, reference, actor, now)
            if entry.pending is None:
                shown: PersonPage | DecisionTaken = _person(session, entry, actor, language)
            else:
                shown = _decision(session, entry, actor, now)
        if isinstance(shown, DecisionTaken):
            return page(request, "employer/decision_done.html", done=shown)
        return _person_page(request, shown, Form.empty(), now)

    @post(sync_to_thread=True)
    def answer(
        self,
        request: Request,
        reference: FromPath[Reference],
        form: NamedDependency[Form],
        actor: NamedDependency[Actor],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Keep an answer for 15 minutes, or carry out what came of a meeting."""
        order = read_order(
            form,
            row_id_of(Kind.INTRODUCTION, reference),
            language=visit_of(request).language,
            now=now,
        )
        if not form.is_right:
            with database.reading() as session:
                entry = _entry(session, reference, actor, now)
                person = _person(session, entry, actor, visit_of(request).language)
            return _person_page(request, person, form, now)
        with database.writing() as session:
            entry = _entry(session, reference, actor, now)
            if not is_known(entry, order):
                check_shown(entry)
                ask_or_move(session, order=order, actor=actor, now=now)
        return see_other(_address(entry))

    @post("/take-back", sync_to_thread=True)
    def take_back(
        self,
        reference: FromPath[Reference],
        actor: NamedDependency[Actor],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Forget an answer that has not been carried out yet."""
        with database.writing() as session:
            entry = _entry(session, reference, actor, now)
            if entry.pending is not None:
                take_answer_back(
                    session, introduction_id=entry.introduction_id, actor=actor, now=now
                )
        return see_other(_address(entry))


def _entry(session: Session, reference: str, actor: Actor, now: datetime) -> ShownEntry:
    introduction_id = row_id_of(Kind.INTRODUCTION, reference)
    return introduction_card(session, introduction_id=introduction_id, actor=actor, now=now)


def check_shown(entry: ShownEntry) -> None:
    """Refuse to go on with somebody whom the employer may not see now."""
    if entry.shows is Shows.NOTHING:
        raise IntroductionNotFound


def is_known(entry: ShownEntry, order: MoveOrder) -> bool:
    """Return whether the form came a second time: what it asks for has been done."""
    if entry.state is order.to:
        return True
    pending = (entry.pending, entry.pending_reason, entry.may_be_told)
    same_day = order.to is not State.HELD or entry.until_on == order.until_on
    return pending == (order.to, order.reason, order.may_be_told) and same_day


def _address(entry: ShownEntry) -> str:
    return (
        f"/employer/introductions/{references.reference(Kind.INTRODUCTION, entry.introduction_id)}"
    )


def _decision(session: Session, entry: ShownEntry, actor: Actor, now: datetime) -> DecisionTaken:
    assert entry.pending is not None, "there is an answer"
    assert entry.pending_until_at is not None, "a pending answer has an end"
    found = shortlist_cards(session, shortlist_id=entry.shortlist_id, actor=actor, now=now)
    return DecisionTaken(
        person=references.reference(Kind.PERSON, entry.returnee_id),
        decision=entry.pending,
        undo_until_at=entry.pending_until_at,
        undo_address=f"{_address(entry)}/take-back",
        shortlist_address=(
            f"/employer/shortlists/{references.reference(Kind.SHORTLIST, entry.shortlist_id)}"
        ),
        left_count=sum(one.waits for one in found.entries),
        until_on=entry.until_on,
        reason=entry.pending_reason,
    )


def _person(session: Session, entry: ShownEntry, actor: Actor, language: Language) -> PersonPage:
    vacancy = own_vacancy(session, vacancy_id=entry.vacancy_id, actor=actor)
    return PersonPage(
        card=masked_card(entry, people_of(session, [entry], language)),
        vacancy=references.reference(Kind.VACANCY, vacancy.vacancy_id),
        title=vacancy.title,
        language=vacancy.language,
        next_on=entry.next_on,
        hired_on=entry.hired_on,
    )


def _person_page(request: Request, person: PersonPage, form: Form, now: datetime) -> Page:
    return page(
        request,
        "employer/introduction.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        person=person,
        reasons=refusal_reasons(),
        outcome_reasons={str(to): reasons_for(State(to)) for to in person.card.outcomes},
        hold_days=hold_days(now),
        typed=form.typed,
    )
