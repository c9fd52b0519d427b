"""Answering a shortlist without signing in, by the link of its mail.

Opening a link changes nothing, whoever opens it: mail scanners open every link. Only a form does.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.deeds.answer_links import answer_by_link, take_back_by_link
from forsa.i18n import N_
from forsa.web.employer.answer_form import read_order
from forsa.web.employer.introductions import is_known
from forsa.web.employer.link_pages import link_address, list_page, over_page, person_page
from forsa.web.employer.link_reading import LinkEnd, OpenLink, link_now
from forsa.web.form_tokens import BOUND_TO_LINK, UNNAMED
from forsa.web.forms import Form
from forsa.web.guards import Anybody
from forsa.web.inputs import LinkToken, Reference
from forsa.web.pages import Page, see_other
from forsa.web.visits import Request, visit_of
from kernel.errors import DomainError
from kernel.references import Kind, row_id_of
from matching.states import EMPLOYER_ANSWERS
from matching.values.introductions import MoveOrder, Via

OPTIONS = {BOUND_TO_LINK: True, UNNAMED: True}


class AnswerLinkPages(Controller):
    """One shortlist for whoever holds its link: read, answer, take back."""

    path = "/answer/{token:str}"
    guards = (Anybody("who holds an answer link acts by it, and by nothing else"),)
    opt = OPTIONS

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        token: FromPath[LinkToken],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show the people of the list: first those who wait for an answer."""
        with database.reading() as session:
            link = link_now(session, request, token, now=now)
            if isinstance(link, LinkEnd):
                return over_page(request, link)
            return list_page(session, request, link, now=now)

    @get("/{reference:str}", sync_to_thread=True)
    def show_one(
        self,
        request: Request,
        token: FromPath[LinkToken],
        reference: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page:
        """Show one person of the list."""
        with database.reading() as session:
            link = link_now(session, request, token, now=now)
            if isinstance(link, LinkEnd):
                return over_page(request, link)
            entry = link.entry(row_id_of(Kind.INTRODUCTION, reference))
            return person_page(session, request, link, entry, Form.empty(), now=now)

    @post("/{reference:str}", sync_to_thread=True)
    def answer(
        self,
        request: Request,
        token: FromPath[LinkToken],
        reference: FromPath[Reference],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Keep an answer for 15 minutes; until then it is free to change."""
        introduction_id = row_id_of(Kind.INTRODUCTION, reference)
        order = _order(request, form, introduction_id, now)
        if not form.is_right:
            with database.reading() as session:
                link = link_now(session, request, token, now=now)
                if isinstance(link, LinkEnd):
                    return over_page(request, link)
                entry = link.entry(introduction_id)
                return person_page(session, request, link, entry, form, now=now)

        def keep(session: Session, link: OpenLink) -> None:
            if not is_known(link.entry(introduction_id), order):
                answer_by_link(session, order=order, link=link.whose, actor=link.actor, now=now)

        return _acted(request, database, token, keep, now)

    @post("/{reference:str}/take-back", sync_to_thread=True)
    def take_back(
        self,
        request: Request,
        token: FromPath[LinkToken],
        reference: FromPath[Reference],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Forget an answer that has not been carried out yet."""
        introduction_id = row_id_of(Kind.INTRODUCTION, reference)

        def forget(session: Session, link: OpenLink) -> None:
            if not link.entry(introduction_id).waits:
                take_back_by_link(
                    session,
                    introduction_id=introduction_id,
                    link=link.whose,
                    actor=link.actor,
                    now=now,
                )

        return _acted(request, database, token, forget, now)


def _order(request: Request, form: Form, introduction_id: int, now: datetime) -> MoveOrder:
    language = visit_of(request).language
    order = read_order(form, introduction_id, language=language, now=now)
    if order.to not in EMPLOYER_ANSWERS:
        form.wrong("answer", N_("Please choose one."))
    return replace(order, via=Via.LINK)


Deed = Callable[[Session, OpenLink], None]


def _acted(
    request: Request, database: Database, token: str, deed: Deed, now: datetime
) -> Page | Redirect:
    """Do what a form asks for and lead back to the list, or show what has changed meanwhile."""
    try:
        with database.writing() as session:
            link = link_now(session, request, token, now=now)
            if isinstance(link, OpenLink):
                deed(session, link)
    except DomainError as refusal:
        with database.reading() as session:
            link = link_now(session, request, token, now=now)
            if isinstance(link, OpenLink):
                return list_page(session, request, link, now=now, refusal=refusal)
    if isinstance(link, LinkEnd):
        return over_page(request, link)
    return see_other(link_address(request))
