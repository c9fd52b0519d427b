"""Own words of one mark with all that is known of them, and what is in force as a list."""

from collections.abc import Sequence
from datetime import datetime

from litestar import Controller, get
from litestar.di import NamedDependency
from sqlmodel import Session

from forsa.accounts.values import Scope
from forsa.api.concepts import names_of
from forsa.api.concepts_shown import meaning_shown
from forsa.api.guards import Needs
from forsa.api.inputs import PageAsked
from forsa.api.own_words_shown import (
    Above,
    Decisions,
    WordsToRule,
    decision_shown,
    ruling_shown,
    waiting_shown,
)
from forsa.api.problems import REFUSED_READS
from forsa.database import Database
from forsa.deeds.words import words_of_vacancies
from forsa.web.lookup import lookup_now
from forsa.web.office.caseload import actor_of
from forsa.web.visits import Request, visit_of
from forsa.web.words.shown import groups_for, least_heard, sees_single_words
from kernel import audit
from kernel.actor import Actor, Role
from skills.errors import WordsNotWaiting
from skills.interface.taxonomy import Lookup, concept_labels
from skills.queries.words import ruling_by_mark, rulings, rulings_of, waiting_by_mark
from skills.values.lookup import Found
from skills.values.words import (
    KINDS_OF,
    RulingState,
    Verdict,
    WaitingWords,
    WordsPart,
)

KEEPERS = Needs(Scope.DECISIONS, Role.CASEWORKER, Role.SUPERVISOR, Role.OPERATOR, Role.AUDITOR)
ROWS_A_PAGE = 100
UNTOLD = frozenset({Verdict.REJECT})


class DecisionPages(Controller):
    """What is in force of own words."""

    path = "/words/decisions"
    guards = (KEEPERS,)
    tags = ("Own words",)

    @get(
        summary="Read what is in force of own words",
        operation_id="listDecisions",
        responses=REFUSED_READS,
        sync_to_thread=True,
    )
    def index(
        self,
        request: Request,
        database: NamedDependency[Database],
        now: NamedDependency[datetime],
        page: PageAsked = 1,
    ) -> Decisions:
        """Return 100 decisions for the keepers of a taxonomy, the newest first.

        What was found to be no skill is left out: it may be a name or an insult. What is kept as
        somebody said it is for offices alone.
        """
        actor = actor_of(request)
        with database.recording() as session:
            in_force = rulings(session, [RulingState.IN_FORCE])
            untold = UNTOLD if sees_single_words(actor) else UNTOLD | {Verdict.KEEP}
            told = [one for one in in_force if one.verdict not in untold]
            found = told[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
            uris = {one.concept_uri for one in found if one.concept_uri}
            names = concept_labels(session, uris, "en") if uris else {}
            audit.record(
                session,
                actor=actor,
                action="skills.rulings.exported",
                subject="word_ruling:all",
                now=now,
            )
        return Decisions(
            tuple(decision_shown(one, names.get(one.concept_uri or ""), actor) for one in found),
            page,
        )


def waiting_of(session: Session, mark: str, actor: Actor) -> WaitingWords:
    """Return words that wait under a mark, to whoever may read them.

    Raises
    ------
    WordsNotWaiting
        If there are none, or too few said them for whoever asks.
    """
    found = _waiting(session, mark, actor)
    if found is None:
        raise WordsNotWaiting
    return found


def _waiting(session: Session, mark: str, actor: Actor) -> WaitingWords | None:
    found = waiting_by_mark(session, mark, words_of_vacancies(session))
    if found is not None and found.count < least_heard(actor):
        raise WordsNotWaiting
    return found


def words_to_rule(request: Request, session: Session, mark: str) -> WordsToRule:
    """Return words of one mark with all that is known of them.

    Raises
    ------
    WordsNotWaiting
        If nobody has such words, and none were ruled.
    """
    actor, language = actor_of(request), visit_of(request).language
    waiting = _waiting(session, mark, actor)
    said = waiting or ruling_by_mark(session, mark)
    if said is None:
        raise WordsNotWaiting
    lookup = lookup_now(request, session) if waiting is not None else None
    texts = waiting.examples if waiting is not None else ()
    found = _found(texts, said.part, lookup)
    names = names_of(request, session, found)
    is_work = said.part is WordsPart.WORK
    above = groups_for(session, lookup, texts, language) if is_work else ()
    return WordsToRule(
        waiting=waiting_shown(waiting, actor) if waiting is not None else None,
        found=tuple(meaning_shown(one, names) for one in found),
        above=tuple(Above(concept=one.uri, name=one.label) for one in above),
        history=tuple(
            ruling_shown(one, actor) for one in rulings_of(session, said.search_key, said.part)
        ),
    )


def _found(texts: Sequence[str], part: WordsPart, lookup: Lookup | None) -> tuple[Found, ...]:
    """Return the concepts that any of some texts may mean, each once, best first."""
    if lookup is None:
        return ()
    found: dict[str, Found] = {}
    for text in texts:
        for one in lookup.find(text, kinds=KINDS_OF[part]):
            if one.uri not in found or found[one.uri].chance < one.chance:
                found[one.uri] = one
    return tuple(sorted(found.values(), key=lambda one: (-one.chance, one.uri)))
