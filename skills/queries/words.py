"""Own words that mean no concept yet, most frequent first, and what was ruled of others.

Nothing here says whose words they are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel.actor import Actor
from skills.interface.rulings import LIVE, brief_of
from skills.models.returnees import SkillRecord
from skills.models.words import WordRuling
from skills.rules import (
    may_propose_ruling,
    may_rule_alone,
    may_second_ruling,
    may_undo_ruling,
)
from skills.search_key import search_key
from skills.values.words import (
    RulingBrief,
    RulingRights,
    RulingState,
    Verdict,
    WaitingPage,
    WaitingWords,
    WordsElsewhere,
    mark_of,
)

EXAMPLES_SHOWN = 3
MOST_SPELLINGS = 500
"""How many spellings of the words of one page are read."""


def waiting_words(
    session: Session,
    *,
    elsewhere: Sequence[WordsElsewhere],
    first: int = 0,
    most: int,
    least: int = 1,
) -> WaitingPage:
    """Return a page of the queue from its place `first`; two queries.

    Most frequent first, then those that wait longest; what was said less often than `least` is
    left out. `elsewhere` are words that wait outside of this package; of a key that is ruled or
    proposed they count for nothing.
    """
    counted = _counted(session, elsewhere)
    often = [key for key, (count, _) in counted.waiting.items() if count >= least]
    order = sorted(often, key=lambda key: (-counted.waiting[key][0], counted.waiting[key][1], key))
    shown = order[first : first + most]
    spellings = _spellings(session, shown, elsewhere)
    waiting = [_waiting(key, *counted.waiting[key], spellings[key]) for key in shown]
    return WaitingPage(tuple(waiting), len(order), counted.proposed_count)


def waiting_of(
    session: Session, own_words: str, elsewhere: Sequence[WordsElsewhere]
) -> WaitingWords | None:
    """Return what waits of the key of some words, None if nothing does; two queries."""
    return waiting_by_mark(session, mark_of(search_key(own_words)), elsewhere)


def waiting_by_mark(
    session: Session, mark: str, elsewhere: Sequence[WordsElsewhere]
) -> WaitingWords | None:
    """Return the words that an address names, None if they do not wait; two queries."""
    waiting = _counted(session, elsewhere).waiting
    key = next((one for one in waiting if mark_of(one) == mark), None)
    if key is None:
        return None
    return _waiting(key, *waiting[key], _spellings(session, [key], elsewhere)[key])


def ruling_by_mark(session: Session, mark: str) -> RulingBrief | None:
    """Return what was ruled or proposed last of the words that an address names; two queries."""
    keys = session.exec(select(WordRuling.search_key).distinct())
    key = next((one for one in keys if mark_of(one) == mark), None)
    return rulings_of(session, key)[0] if key is not None else None


def rulings_of(session: Session, key: str) -> list[RulingBrief]:
    """Return all rulings on one key, newest first; one query."""
    query = select(WordRuling).where(WordRuling.search_key == key)
    return [brief_of(row) for row in session.exec(query.order_by(col(WordRuling.id).desc()))]


def rulings(
    session: Session, states: Collection[RulingState], *, most: int | None = None
) -> list[RulingBrief]:
    """Return rulings in these states, newest first; one query."""
    query = (
        select(WordRuling)
        .where(col(WordRuling.state).in_(states))
        .order_by(col(WordRuling.id).desc())
    )
    return [brief_of(row) for row in session.exec(query.limit(most))]


def rights_on(ruling: RulingBrief, actor: Actor) -> RulingRights:
    """Return what an actor may do with a ruling as it stands."""
    waits = ruling.state is RulingState.PROPOSED
    is_own = actor.account_id is not None and ruling.proposed_by == actor.account_id
    return RulingRights(
        may_second=waits and may_second_ruling(actor, ruling.proposed_by),
        may_undo=(waits and is_own)
        or (ruling.state is RulingState.IN_FORCE and may_undo_ruling(actor)),
        is_own=is_own,
    )


def rules_alone(actor: Actor) -> bool:
    """Return whether what an actor says of words counts at once, but for new concepts."""
    return may_rule_alone(actor, Verdict.LINK)


def may_propose(actor: Actor) -> bool:
    """Return whether an actor may say what own words are."""
    return may_propose_ruling(actor)


@dataclass(frozen=True, slots=True)
class _Counted:
    """By key how often words wait and since when, and how many proposals there are."""

    waiting: Mapping[str, tuple[int, datetime]]
    proposed_count: int


def _counted(session: Session, elsewhere: Sequence[WordsElsewhere]) -> _Counted:
    """Return what waits of all keys; one query."""
    said = (
        sa.select(
            col(SkillRecord.search_key),
            sa.func.count(),
            sa.func.min(col(SkillRecord.recorded_at)),
            sa.literal(""),
        )
        .where(col(SkillRecord.concept_uri).is_(None))
        .group_by(col(SkillRecord.search_key))
    )
    ruled = sa.select(
        col(WordRuling.search_key),
        sa.literal(0),
        col(WordRuling.proposed_at),
        sa.cast(col(WordRuling.state), sa.String),
    ).where(col(WordRuling.state).in_(LIVE))
    waiting: dict[str, tuple[int, datetime]] = {}
    states: dict[str, str] = {}
    for key, count, at, state in session.execute(sa.union_all(said, ruled)):
        if state:
            states[key] = state
        else:
            waiting[key] = count, at
    for one in elsewhere:
        key = search_key(one.own_words)
        count, at = waiting.get(key, (0, one.since))
        waiting[key] = count + one.count, min(at, one.since)
    proposed = sum(state == RulingState.PROPOSED for state in states.values())
    return _Counted(
        {key: found for key, found in waiting.items() if key and key not in states}, proposed
    )


def _spellings(
    session: Session, keys: Sequence[str], elsewhere: Sequence[WordsElsewhere]
) -> dict[str, Counter[tuple[str, str]]]:
    """Return by key how often it was written how and in which language; one query."""
    query = (
        select(
            SkillRecord.search_key,
            SkillRecord.own_words,
            SkillRecord.language,
            sa.func.count(),
        )
        .where(col(SkillRecord.concept_uri).is_(None))
        .where(col(SkillRecord.search_key).in_(keys))
        .group_by(
            col(SkillRecord.search_key), col(SkillRecord.own_words), col(SkillRecord.language)
        )
        .limit(MOST_SPELLINGS)
    )
    found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for key, words, language, count in session.exec(query):
        found[key][words, language or ""] += count
    for one in elsewhere:
        key = search_key(one.own_words)
        if key in keys:
            found[key][one.own_words, one.language or ""] += one.count
    return found


def _waiting(
    key: str, count: int, since: datetime, spellings: Counter[tuple[str, str]]
) -> WaitingWords:
    words: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for (text, language), times in spellings.items():
        words[text] += times
        languages[language] += times
    ordered = sorted(words, key=lambda text: (-words[text], text))
    return WaitingWords(key, count, since, dict(languages), tuple(ordered[:EXAMPLES_SHOWN]))
