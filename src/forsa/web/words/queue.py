"""Lists of own words: those that wait, those that wait for a second person, those ruled."""

from datetime import datetime

from litestar import Controller, MediaType, Response, get
from litestar.di import NamedDependency
from sqlmodel import Session

from forsa.database import Database
from forsa.deeds.words import words_of_vacancies
from forsa.exchange.csv_out import csv_text
from forsa.exchange.rulings_csv import ruling_rows
from forsa.web.forms import Form
from forsa.web.guards import Only
from forsa.web.inputs import PageNumber
from forsa.web.lookup import lookup_now
from forsa.web.office.caseload import actor_of
from forsa.web.pages import Page, page
from forsa.web.vacancy_parts import page_links
from forsa.web.visits import Request, visit_of
from forsa.web.words.shown import (
    ADDRESS,
    guesses_for,
    least_heard,
    ruling_lines,
    words_line,
)
from kernel import audit
from kernel.actor import Role
from skills.queries.words import rulings, waiting_words
from skills.values.words import RefusedBecause, RulingState, mark_of

READERS = Only(Role.CASEWORKER, Role.SUPERVISOR, Role.OPERATOR, Role.AUDITOR)

ROWS_A_PAGE = 20
RULINGS_SHOWN = 100


class WordLists(Controller):
    """Own words of everybody; nothing on these pages says whose they are."""

    path = ADDRESS
    guards = (READERS,)

    @get(sync_to_thread=True)
    def show(
        self,
        request: Request,
        database: NamedDependency[Database],
        number: PageNumber = 1,
    ) -> Page:
        """Show the words that wait, most frequent first, 20 a page."""
        actor, language = actor_of(request), visit_of(request).language
        with database.reading() as session:
            found = waiting_words(
                session,
                elsewhere=words_of_vacancies(session),
                first=(number - 1) * ROWS_A_PAGE,
                most=ROWS_A_PAGE,
                least=least_heard(actor),
            )
            guesses = guesses_for(lookup_now(request, session), found.waiting, language)
        lines = [
            words_line(one, actor, language, guesses.get(mark_of(one.search_key, one.part)))
            for one in found.waiting
        ]
        return page(
            request,
            "words/queue.html",
            lines=tuple(lines),
            count=found.count,
            proposed=found.proposed_count,
            said=request.query_params.get("said", ""),
            pages=page_links(
                f"{ADDRESS}?", number=number, rows_count=found.count, rows_a_page=ROWS_A_PAGE
            ),
        )

    @get("/proposals", sync_to_thread=True)
    def proposals(self, request: Request, database: NamedDependency[Database]) -> Page:
        """Show what was proposed and waits for a second person, the oldest last."""
        with database.reading() as session:
            return proposals_page(request, session, Form.empty())

    @get("/rulings", sync_to_thread=True)
    def decided(self, request: Request, database: NamedDependency[Database]) -> Page:
        """Show the newest rulings that are in force, refused or taken back."""
        actor, language = actor_of(request), visit_of(request).language
        states = [RulingState.IN_FORCE, RulingState.REFUSED, RulingState.UNDONE]
        with database.reading() as session:
            found = rulings(session, states, most=RULINGS_SHOWN)
            lines = ruling_lines(session, found, actor, language)
        return page(request, "words/rulings.html", lines=lines)

    @get("/rulings.csv", sync_to_thread=True)
    def download(
        self,
        request: Request,
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Response[bytes]:
        """Give what is in force as a list for the keepers of the taxonomy."""
        with database.recording() as session:
            text = csv_text(ruling_rows(session))
            audit.record(
                session,
                actor=actor_of(request),
                action="skills.rulings.exported",
                subject="word_ruling:all",
                now=now,
            )
        return Response(
            text.encode("utf-8-sig"),
            media_type=MediaType.TEXT,
            headers={
                "Content-Type": "text/csv; charset=utf-8",
                "Content-Disposition": 'attachment; filename="forsa-words.csv"',
            },
        )


def proposals_page(request: Request, session: Session, form: Form) -> Page:
    """Return the page of what waits for a second person; three queries."""
    found = rulings(session, [RulingState.PROPOSED], most=RULINGS_SHOWN)
    return page(
        request,
        "words/proposals.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        lines=ruling_lines(session, found, actor_of(request), visit_of(request).language),
        reasons=tuple(RefusedBecause),
    )
