"""Own words that mean no concept yet, most frequent first, and what was ruled of others.

Nothing here says whose words they are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
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
    WaitingWords,
    WordsElsewhere,
    mark_of,
)

EXAMPLES_SHOWN = 3
MOST_SPELLINGS = 500
"""How many spellings of the words of one page are read."""

_UNRULED = sa.and_(
    col(SkillRecord.concept_uri).is_(None),
    col(SkillRecord.search_key).not_in(
        sa.select(col(WordRuling.search_key)).where(col(WordRuling.state).in_(LIVE))
    ),
)


def waiting_words(
    session: Session,
    *,
    elsewhere: Sequence[WordsElsewhere],
    first: int = 0,
    most: int,
    least: int = 1,
) -> tuple[list[WaitingWords], int]:
    """Return a page of the queue from its place `first`, and how many keys wait; three queries.

    Most frequent first, then those that wait longest; what was said less often than `least` is
    left out. `elsewhere` are words that wait outside of this package; of a key that is ruled or
    proposed they count for nothing.
    """
    counts, since = _counted(session, elsewhere)
    often = [key for key in counts if counts[key] >= least]
    order = sorted(often, key=lambda key: (-counts[key], since[key], key))
    shown = order[first : first + most]
    spellings = _spellings(session, shown, elsewhere)
    waiting = [_waiting(key, counts[key], since[key], spellings[key]) for key in shown]
    return waiting, len(order)


def waiting_of(
    session: Session, own_words: str, elsewhere: Sequence[WordsElsewhere]
) -> WaitingWords | None:
    """Return what waits of the key of some words, None if nothing does; three queries."""
    return _one(session, search_key(own_words), elsewhere)


def waiting_by_mark(
    session: Session, mark: str, elsewhere: Sequence[WordsElsewhere]
) -> WaitingWords | None:
    """Return the words that an address names, None if they do not wait; four queries."""
    counts, _ = _counted(session, elsewhere)
    key = next((one for one in counts if mark_of(one) == mark), None)
    return _one(session, key, elsewhere) if key is not None else None


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


def proposals_count(session: Session) -> int:
    """Return how many proposals wait for a second person; one query."""
    proposed = WordRuling.state == RulingState.PROPOSED
    return session.exec(select(sa.func.count()).select_from(WordRuling).where(proposed)).one()


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


def _one(session: Session, key: str, elsewhere: Sequence[WordsElsewhere]) -> WaitingWords | None:
    counts, since = _counted(session, elsewhere, key)
    if key not in counts:
        return None
    return _waiting(key, counts[key], since[key], _spellings(session, [key], elsewhere)[key])


def _counted(
    session: Session, elsewhere: Sequence[WordsElsewhere], key: str | None = None
) -> tuple[dict[str, int], dict[str, datetime]]:
    """Return by key how often words wait and since when; `key` None means all; two queries."""
    query = (
        select(SkillRecord.search_key, sa.func.count(), sa.func.min(col(SkillRecord.recorded_at)))
        .where(_UNRULED)
        .group_by(col(SkillRecord.search_key))
    )
    if key is not None:
        query = query.where(SkillRecord.search_key == key)
    counts: dict[str, int] = {}
    since: dict[str, datetime] = {}
    for one, count, at in session.exec(query):
        counts[one], since[one] = count, at
    keys = {words.own_words: search_key(words.own_words) for words in elsewhere}
    ruled = set(session.exec(select(WordRuling.search_key).where(col(WordRuling.state).in_(LIVE))))
    for words in elsewhere:
        one = keys[words.own_words]
        if one and one not in ruled and key in (None, one):
            counts[one] = counts.get(one, 0) + words.count
            since[one] = min(words.since, since.get(one, words.since))
    return counts, since


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
