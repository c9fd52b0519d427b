"""What own words are is ruled once for everybody: people's records and vacancies go along."""

from collections import defaultdict
from datetime import datetime

from sqlmodel import Session

from employers import interface as vacancies
from employers import service as employers
from kernel.actor import Actor
from skills import service as skills
from skills.errors import ConceptInUse, WordsNotWaiting
from skills.interface.rulings import is_ruled, ruling_brief, text_keys
from skills.queries.words import waiting_of
from skills.values.words import (
    RefusedBecause,
    RulingBrief,
    RulingDraft,
    RulingState,
    Verdict,
    WordsElsewhere,
    WordsPart,
)


def words_of_vacancies(session: Session) -> list[WordsElsewhere]:
    """Return the requirements in own words, once for each text and language; one query."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    since: dict[tuple[str, str], datetime] = {}
    for one in vacancies.requirements_in_own_words(session):
        said = (one.own_words, one.language)
        counts[said] += 1
        since[said] = min(one.since, since.get(said, one.since))
    return [
        WordsElsewhere(words, language, counts[words, language], since[words, language])
        for words, language in counts
    ]


def rule_on_words(
    session: Session, *, draft: RulingDraft, actor: Actor, now: datetime
) -> RulingBrief:
    """Say what own words are, for all people and vacancies, at once or as a proposal.

    Raises
    ------
    WordsNotWaiting
        If nobody has such words without a concept.
    DomainError
        As `skills.service.rule_on_words`.
    """
    waiting = waiting_of(session, draft.own_words, words_of_vacancies(session), draft.part)
    if waiting is None and not is_ruled(session, draft.own_words, draft.part):
        raise WordsNotWaiting
    ruling = skills.rule_on_words(session, draft=draft, actor=actor, now=now)
    _let_vacancies_follow(session, ruling, actor, now)
    return ruling


def second_ruling(
    session: Session,
    *,
    ruling_id: int,
    refused_because: RefusedBecause | None = None,
    actor: Actor,
    now: datetime,
) -> RulingBrief:
    """Agree to what somebody else proposed, or refuse it.

    Raises
    ------
    DomainError
        As `skills.service.second_ruling`.
    """
    ruling = skills.second_ruling(
        session, ruling_id=ruling_id, refused_because=refused_because, actor=actor, now=now
    )
    _let_vacancies_follow(session, ruling, actor, now)
    return ruling


def undo_ruling(session: Session, *, ruling_id: int, actor: Actor, now: datetime) -> int:
    """Take a ruling back; return how many records and requirements are as they were before.

    Raises
    ------
    ConceptInUse
        If it made a concept that others have chosen since.
    DomainError
        As `skills.service.undo_ruling`.
    """
    before = ruling_brief(session, ruling_id)
    ruling, count = skills.undo_ruling(session, ruling_id=ruling_id, actor=actor, now=now)
    if before.state is RulingState.IN_FORCE:
        count += employers.undo_ruling(
            session, ruling_id=ruling_id, concept_uri=ruling.concept_uri, actor=actor, now=now
        )
    is_new = ruling.verdict is Verdict.NEW_CONCEPT and ruling.concept_uri is not None
    if is_new and vacancies.pointing_count(session, ruling.concept_uri or ""):
        raise ConceptInUse
    return count


def _let_vacancies_follow(
    session: Session, ruling: RulingBrief, actor: Actor, now: datetime
) -> None:
    if ruling.state is not RulingState.IN_FORCE or ruling.verdict is Verdict.KEEP:
        return
    if ruling.part is not WordsPart.SKILL:
        return
    asked = vacancies.requirements_in_own_words(session)
    keys = text_keys({one.own_words for one in asked})
    ids = [one.requirement_id for one in asked if keys[one.own_words] == ruling.search_key]
    if ids:
        employers.apply_ruling(
            session,
            ruling_id=ruling.ruling_id,
            requirement_ids=ids,
            concept_uri=ruling.concept_uri,
            actor=actor,
            now=now,
        )
