"""Own words of one key: what they may mean, and what somebody says that they are."""

from datetime import datetime

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlmodel import Session

from forsa.database import Database
from forsa.deeds.words import rule_on_words, second_ruling, undo_ruling, words_of_vacancies
from forsa.i18n import N_
from forsa.shapes.employers import Meaning
from forsa.shapes.words import WordsPage
from forsa.web.forms import Form
from forsa.web.guards import Only
from forsa.web.inputs import RowId, WordsMark
from forsa.web.lookup import lookup_now
from forsa.web.office.caseload import actor_of
from forsa.web.pages import Page, page, see_other
from forsa.web.visits import Request, visit_of
from forsa.web.words.forms import read_ruling
from forsa.web.words.queue import READERS, proposals_page
from forsa.web.words.shown import (
    ADDRESS,
    groups_for,
    least_heard,
    offers_for,
    ruling_lines,
    words_line,
)
from kernel.actor import Role
from skills.errors import WordsNotWaiting
from skills.queries.words import (
    may_propose,
    rules_alone,
    ruling_by_mark,
    rulings_of,
    waiting_by_mark,
)
from skills.values.words import RefusedBecause, RulingState, WaitingWords, WordsPart

PROPOSERS = Only(Role.CASEWORKER, Role.SUPERVISOR, Role.OPERATOR)
LONGEST_SEARCH = 100
SEARCH = "search"
"""The button that looks for other concepts; nothing is written."""


class WordPages(Controller):
    """Own words of one key, under the mark that stands for it in addresses."""

    path = f"{ADDRESS}/{{mark:str}}"

    @get(guards=[READERS], sync_to_thread=True)
    def show(
        self,
        request: Request,
        mark: FromPath[WordsMark],
        database: NamedDependency[Database],
    ) -> Page:
        """Show the words, how often they were said, what they may mean and what was ruled."""
        with database.reading() as session:
            return _page(request, session, mark, Form.empty())

    @post(guards=[PROPOSERS], sync_to_thread=True)
    def rule(
        self,
        request: Request,
        mark: FromPath[WordsMark],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Say what the words are, or look for other concepts that they may be."""
        actor = actor_of(request)
        with database.writing() as session:
            waiting = _waiting(request, session, mark)
            if waiting is None:
                # Sent twice, or somebody was first: the page says how it stands.
                return see_other(f"{ADDRESS}/{mark}")
            if form.raw.first("verdict") == SEARCH:
                form.text("look_for", longest=LONGEST_SEARCH)
                return _page(request, session, mark, form)
            draft = read_ruling(session, form, waiting)
            if draft is None:
                return _page(request, session, mark, form)
            ruling = rule_on_words(session, draft=draft, actor=actor, now=now)
        done = "ruled" if ruling.state is RulingState.IN_FORCE else "proposed"
        return see_other(f"{ADDRESS}?said={done}")


class RulingPages(Controller):
    """What a second person does with a ruling, and undo."""

    path = f"{ADDRESS}/rulings/{{number:int}}"
    guards = (PROPOSERS,)

    @post("/second", sync_to_thread=True)
    def second(
        self,
        request: Request,
        number: FromPath[RowId],
        form: NamedDependency[Form],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Page | Redirect:
        """Agree to a proposal, or refuse it with a reason."""
        actor = actor_of(request)
        refuses = form.raw.first("answer") == "refuse"
        because = form.choice("because", RefusedBecause) if refuses else None
        if not form.is_right:
            form.errors = {}
            form.wrong(f"because-{number}", N_("Choose a reason."))
            with database.reading() as session:
                return proposals_page(request, session, form)
        with database.writing() as session:
            second_ruling(session, ruling_id=number, refused_because=because, actor=actor, now=now)
        return see_other(f"{ADDRESS}/proposals")

    @post("/undo", sync_to_thread=True)
    def undo(
        self,
        request: Request,
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> Redirect:
        """Take a ruling or an own proposal back."""
        with database.writing() as session:
            undo_ruling(session, ruling_id=number, actor=actor_of(request), now=now)
        return see_other(f"{ADDRESS}?said=undone")


def _waiting(request: Request, session: Session, mark: str) -> WaitingWords | None:
    found = waiting_by_mark(session, mark, words_of_vacancies(session))
    if found is not None and found.count < least_heard(actor_of(request)):
        raise WordsNotWaiting
    return found


def _page(request: Request, session: Session, mark: str, form: Form) -> Page:
    actor, language = actor_of(request), visit_of(request).language
    waiting = _waiting(request, session, mark)
    last = ruling_by_mark(session, mark) if waiting is None else None
    if waiting is None and last is None:
        raise WordsNotWaiting
    said = waiting or last
    assert said is not None, "one of both is there"
    offers, above = _offers(request, session, waiting, form) if waiting is not None else ((), ())
    history = ruling_lines(
        session, rulings_of(session, said.search_key, said.part), actor, language
    )
    shown = WordsPage(
        line=words_line(waiting, actor, language) if waiting is not None else None,
        words=history[0].words if waiting is None else None,
        offers=offers,
        above=above,
        history=history,
        rules_alone=rules_alone(actor),
        may_propose=may_propose(actor),
        typed=form.typed,
    )
    return page(
        request,
        "words/one.html",
        status_code=200 if form.is_right else 422,
        errors=form.errors,
        shown=shown,
        address=f"{ADDRESS}/{mark}",
        reasons=tuple(RefusedBecause),
    )


def _offers(
    request: Request, session: Session, waiting: WaitingWords, form: Form
) -> tuple[tuple[Meaning, ...], tuple[Meaning, ...]]:
    """Return what the words, or what was looked for, may mean, and what may stand above it."""
    searched = form.raw.first("look_for").strip()[:LONGEST_SEARCH]
    texts = [searched] if searched else waiting.examples
    language, lookup = visit_of(request).language, lookup_now(request, session)
    offers = offers_for(session, lookup, texts, language, waiting.part)
    if waiting.part is not WordsPart.WORK:
        return offers, offers
    return offers, groups_for(session, lookup, texts, language)
