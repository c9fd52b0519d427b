"""Employers who want to meet a person: may they see name and phone? And what was agreed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from employers.interface import members_of
from employers.queries import vacancy_headings
from employers.values import MemberBrief
from forsa.database import Database
from forsa.deeds.wishes import (
    MEETING_AGREED,
    agree_to_meeting,
    ask_caseworker,
    decline_meeting,
    own_id,
    take_back,
)
from forsa.i18n import Language
from forsa.i18n.person_words import status_sentence
from forsa.shapes.jobs import MeetingQuestion
from forsa.shapes.mine import MeetingRow
from forsa.web.forms import Form
from forsa.web.inputs import Reference
from forsa.web.pages import Page, page, see_other
from forsa.web.returnee.doors import MEETINGS, PERSON, help_phone
from forsa.web.returnee.own_vacancies import OwnVacancy, own_vacancy
from forsa.web.vacancy_parts import vacancy_card
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor
from kernel.calendar import local_day
from kernel.references import Kind, reference, row_id_of
from matching.errors import IntroductionNotFound
from matching.interface import introductions_of
from matching.values.introductions import IntroductionBrief, MoveReason, State
from skills.queries.people import contacts
from skills.states import CONSENT_DAYS
from skills.values.people import Contact

TO_SEE = frozenset(MEETING_AGREED) | {State.MEETING_ASKED}


class Answer(StrEnum):
    """What a person says to an employer who wants to meet them."""

    YES = "yes"
    NO = "no"
    CASEWORKER = "caseworker"


class MeetingPages(Controller):
    """The meetings of the person who is signed in."""

    path = MEETINGS
    guards = (PERSON,)

    @get(sync_to_thread=True)
    def index(
        self,
        request: Request,
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
    ) -> Page:
        """Show who asks to meet, and what was agreed."""
        with database.reading() as session:
            found = introductions_of(session, returnee_id=own_id(actor), states=TO_SEE)
            meetings = _rows(session, found, visit_of(request).language)
            phone = help_phone(session, actor)
        return page(request, "returnee/meetings.html", meetings=meetings, help_phone=phone)

    @get("/{reference:str}", sync_to_thread=True)
    def show(
        self,
        request: Request,
        reference: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Page:
        """Ask exactly what is shown, to whom, until when; or say what was agreed."""
        row_id_of(Kind.INTRODUCTION, reference)
        with database.reading() as session:
            own = own_vacancy(session, reference, actor)
            person = contacts(session, [own_id(actor)])[own_id(actor)]
            members = members_of(session, own.employer.employer_id)
            phone = help_phone(session, actor)
        question = _question(own, person, members, now)
        if question is None:
            raise IntroductionNotFound
        if question.answer is None and request.query_params.get("said") == Answer.CASEWORKER:
            template = "returnee/caseworker_asked.html"
            return page(request, template, question=question, help_phone=phone)
        return page(request, "returnee/meeting.html", question=question, help_phone=phone)

    @post("/{reference:str}", sync_to_thread=True)
    def answer(
        self,
        reference: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Take the answer. Without one of the three nothing is done and the page asks again."""
        introduction_id = row_id_of(Kind.INTRODUCTION, reference)
        said = form.choice("answer", Answer)
        with database.writing() as session:
            if said is Answer.YES:
                agree_to_meeting(session, introduction_id=introduction_id, actor=actor, now=now)
            elif said is Answer.NO:
                decline_meeting(
                    session,
                    introduction_id=introduction_id,
                    reason=MoveReason.OTHER,
                    actor=actor,
                    now=now,
                )
            elif said is Answer.CASEWORKER:
                ask_caseworker(session, introduction_id=introduction_id, actor=actor, now=now)
        asked = "?said=caseworker" if said is Answer.CASEWORKER else ""
        return see_other(f"{MEETINGS}/{reference.upper()}{asked}")

    @post("/{reference:str}/undo", sync_to_thread=True)
    def undo(
        self,
        reference: FromPath[Reference],
        database: NamedDependency[Database],
        actor: NamedDependency[Actor],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Take a yes back: from now on the employer sees nothing of the person here."""
        introduction_id = row_id_of(Kind.INTRODUCTION, reference)
        with database.writing() as session:
            take_back(session, introduction_id=introduction_id, actor=actor, now=now)
        return see_other(f"{MEETINGS}/{reference.upper()}")


def _rows(
    session: Session, found: Sequence[IntroductionBrief], language: Language
) -> tuple[MeetingRow, ...]:
    headings = vacancy_headings(session, [one.vacancy_id for one in found])
    rows = [
        MeetingRow(
            address=f"{MEETINGS}/{reference(Kind.INTRODUCTION, one.introduction_id)}",
            title=headings[one.vacancy_id].title,
            language=headings[one.vacancy_id].language,
            employer_name=headings[one.vacancy_id].employer_name,
            status=status_sentence(one, language),
            is_answered=one.state is not State.MEETING_ASKED,
        )
        for one in found
    ]
    return tuple(sorted(rows, key=lambda row: row.is_answered))


def _question(
    own: OwnVacancy, person: Contact, members: Sequence[MemberBrief], now: datetime
) -> MeetingQuestion | None:
    """Return what a page asks or says about a meeting, None while there is none to speak of."""
    found = own.introduction
    answers = {State.MEETING_ASKED: None, State.DECLINED: "no", State.WITHDRAWN: "back"}
    answers |= dict.fromkeys(MEETING_AGREED, "yes")
    if found is None or found.state not in answers:
        return None
    answer = answers[found.state]
    contact = members[0] if members and answer == "yes" else None
    return MeetingQuestion(
        introduction=own.reference,
        card=vacancy_card(own.vacancy, employer_name=own.employer.name, now=now),
        employer_name=own.employer.name,
        full_name=person.full_name,
        phone=person.phone,
        until_on=local_day(now + timedelta(days=CONSENT_DAYS)),
        answer=answer,
        contact_name=contact.name if contact is not None else None,
        contact_phone=(contact.phone or own.employer.phone) if contact is not None else None,
        may_take_back=own.may_take_back,
    )
