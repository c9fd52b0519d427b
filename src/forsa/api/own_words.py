"""Own words that mean no concept yet: what waits, what they are, four eyes and undo."""

from datetime import datetime
from typing import Annotated

from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from sqlmodel import Session

from forsa.api.guards import Needs
from forsa.api.inputs import PageAsked
from forsa.api.once import OnceKey, done_once
from forsa.api.own_words_shown import (
    Rulings,
    RulingToWrite,
    RulingWritten,
    SecondToWrite,
    WordsQueue,
    WordsToRule,
    ruling_shown,
    waiting_shown,
)
from forsa.api.problems import REFUSED_READS, REFUSED_WRITES
from forsa.api.words_decided import waiting_of, words_to_rule
from forsa.database import Database
from forsa.deeds.words import rule_on_words, second_ruling, undo_ruling, words_of_vacancies
from forsa.web.inputs import RowId, WordsMark
from forsa.web.office.caseload import actor_of
from forsa.web.visits import Request
from forsa.web.words.forms import language_of
from forsa.web.words.shown import least_heard
from kernel.actor import Role
from skills.queries.words import rulings, waiting_words
from skills.values.words import (
    NewConcept,
    RulingDraft,
    RulingState,
    Verdict,
    WaitingWords,
)

READERS = Needs(None, Role.CASEWORKER, Role.SUPERVISOR, Role.OPERATOR, Role.AUDITOR)
PROPOSERS = Needs(None, Role.CASEWORKER, Role.SUPERVISOR, Role.OPERATOR)
ROWS_A_PAGE = 50
MOST_RULINGS = 100


class WordsPages(Controller):
    """Own words of everybody; nothing here says whose they are."""

    path = "/words"
    tags = ("Own words",)

    @get(
        guards=[READERS],
        summary="Read which words wait",
        operation_id="listWords",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def index(
        self, request: Request, database: NamedDependency[Database], page: PageAsked = 1
    ) -> WordsQueue:
        """Return 50 of the words that nobody understood yet, most frequent first."""
        actor = actor_of(request)
        with database.reading() as session:
            found = waiting_words(
                session,
                elsewhere=words_of_vacancies(session),
                first=(page - 1) * ROWS_A_PAGE,
                most=ROWS_A_PAGE,
                least=least_heard(actor),
            )
        return WordsQueue(
            items=tuple(waiting_shown(one, actor) for one in found.waiting),
            count=found.count,
            proposed=found.proposed_count,
            page=page,
        )

    @get(
        "/rulings",
        guards=[READERS],
        summary="Read rulings",
        operation_id="listRulings",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def decided(
        self,
        request: Request,
        database: NamedDependency[Database],
        stands: Annotated[
            RulingState, QueryParameter(description="Only those that stand like this.")
        ] = RulingState.PROPOSED,
        page: PageAsked = 1,
    ) -> Rulings:
        """Return 100 rulings of one state; without one, what waits for a second person."""
        actor = actor_of(request)
        with database.reading() as session:
            first = (page - 1) * MOST_RULINGS
            found = rulings(session, [stands], first=first, most=MOST_RULINGS)
        return Rulings(tuple(ruling_shown(one, actor) for one in found), page)

    @get(
        "/{mark:str}",
        guards=[READERS],
        summary="Read what words may mean",
        operation_id="readWords",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def show(
        self, request: Request, mark: FromPath[WordsMark], database: NamedDependency[Database]
    ) -> WordsToRule:
        """Return words that wait, what they may mean, and all that was ruled of them."""
        with database.reading() as session:
            return words_to_rule(request, session, mark)

    @post(
        "/{mark:str}",
        guards=[PROPOSERS],
        summary="Say what words are",
        operation_id="ruleOnWords",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def rule(
        self,
        request: Request,
        mark: FromPath[WordsMark],
        data: JSONBody[RulingToWrite],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> RulingWritten:
        """Say it once for all people and vacancies; a new concept waits for a second person."""
        actor = actor_of(request)

        def rule(session: Session) -> RulingWritten:
            draft = _draft(data, waiting_of(session, mark, actor))
            made = rule_on_words(session, draft=draft, actor=actor, now=now)
            return RulingWritten(made.ruling_id, made.state)

        return done_once(request, once, now=now, kind=RulingWritten, deed=rule)

    @post(
        "/rulings/{number:int}/second",
        guards=[PROPOSERS],
        status_code=200,
        summary="Agree to a proposal, or refuse it",
        operation_id="secondRuling",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def second(
        self,
        request: Request,
        number: FromPath[RowId],
        data: JSONBody[SecondToWrite],
        now: NamedDependency[datetime],
        once: OnceKey = None,
    ) -> RulingWritten:
        """Say as a second person whether a proposal is right; never one's own."""
        actor = actor_of(request)

        def second(session: Session) -> RulingWritten:
            made = second_ruling(
                session,
                ruling_id=number,
                refused_because=data.refused_because,
                actor=actor,
                now=now,
            )
            return RulingWritten(made.ruling_id, made.state)

        return done_once(request, once, now=now, kind=RulingWritten, deed=second)

    @delete(
        "/rulings/{number:int}",
        guards=[PROPOSERS],
        summary="Take a ruling back",
        operation_id="undoRuling",
        responses=REFUSED_WRITES,
        sync_to_thread=True,
    )
    def undo(
        self,
        request: Request,
        number: FromPath[RowId],
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
    ) -> None:
        """Take a ruling or a proposal of one's own back; records say again what they said."""
        with database.writing() as session:
            undo_ruling(session, ruling_id=number, actor=actor_of(request), now=now)


def _draft(sent: RulingToWrite, waiting: WaitingWords) -> RulingDraft:
    """Return what was sent as a draft; what does not belong to the verdict is left out."""
    new = sent.new_concept if sent.verdict is Verdict.NEW_CONCEPT else None
    return RulingDraft(
        waiting.examples[0],
        sent.verdict,
        concept_uri=sent.concept if sent.verdict is Verdict.LINK else None,
        concept=(
            NewConcept(new.kind, {"en": new.en, "ar": new.ar, "ckb": new.ckb}, new.broader)
            if new is not None
            else None
        ),
        language=language_of(waiting),
        part=waiting.part,
    )
