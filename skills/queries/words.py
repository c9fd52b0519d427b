"""Own words that mean no concept yet, most frequent first, and what was ruled of others.

Nothing here says whose words they are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel.actor import Actor
from skills.interface.rulings import LIVE, brief_of
from skills.models.profiles import Experience, WishedOccupation
from skills.models.returnees import Returnee, SkillRecord
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
    WordsPart,
    mark_of,
)

Key = tuple[str, WordsPart]
"""A search key, and what its words were said as."""

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
    spellings = _spellings(session, shown, [*counted.work, *elsewhere])
    waiting = [_waiting(key, *counted.waiting[key], spellings[key]) for key in shown]
    return WaitingPage(tuple(waiting), len(order), counted.proposed_count)


def waiting_of(
    session: Session,
    own_words: str,
    elsewhere: Sequence[WordsElsewhere],
    part: WordsPart = WordsPart.SKILL,
) -> WaitingWords | None:
    """Return what waits of the key of some words, None if nothing does; two queries."""
    return waiting_by_mark(session, mark_of(search_key(own_words), part), elsewhere)


def waiting_by_mark(
    session: Session, mark: str, elsewhere: Sequence[WordsElsewhere]
) -> WaitingWords | None:
    """Return the words that an address names, None if they do not wait; two queries."""
    counted = _counted(session, elsewhere)
    waiting = counted.waiting
    key = next((one for one in waiting if mark_of(*one) == mark), None)
    if key is None:
        return None
    return _waiting(
        key, *waiting[key], _spellings(session, [key], [*counted.work, *elsewhere])[key]
    )


def ruling_by_mark(session: Session, mark: str) -> RulingBrief | None:
    """Return what was ruled or proposed last of the words that an address names; two queries."""
    found = session.exec(select(WordRuling.search_key, WordRuling.part).distinct())
    keys: list[Key] = [(key, WordsPart(part)) for key, part in found]
    key = next((one for one in keys if mark_of(*one) == mark), None)
    return rulings_of(session, *key)[0] if key is not None else None


def rulings_of(session: Session, key: str, part: WordsPart = WordsPart.SKILL) -> list[RulingBrief]:
    """Return all rulings on one key and part, newest first; one query."""
    query = select(WordRuling).where(WordRuling.search_key == key, WordRuling.part == part)
    return [brief_of(row) for row in session.exec(query.order_by(col(WordRuling.id).desc()))]


def rulings(
    session: Session, states: Collection[RulingState], *, first: int = 0, most: int | None = None
) -> list[RulingBrief]:
    """Return rulings in these states, newest first and those from `first` on; one query."""
    query = (
        select(WordRuling)
        .where(col(WordRuling.state).in_(states))
        .order_by(col(WordRuling.id).desc())
    )
    return [brief_of(row) for row in session.exec(query.offset(first).limit(most))]


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

    waiting: Mapping[Key, tuple[int, datetime]]
    proposed_count: int
    work: Sequence[WordsElsewhere]


def _counted(session: Session, elsewhere: Sequence[WordsElsewhere]) -> _Counted:
    """Return what waits of all keys; one query."""
    waiting: dict[Key, tuple[int, datetime]] = {}
    states: dict[Key, str] = {}
    work: list[WordsElsewhere] = []
    for words, count, at, state, part in session.execute(_all_words()):
        key = words, WordsPart(part)
        if part == WordsPart.WORK and not state:
            work.append(WordsElsewhere(words, None, count, at, WordsPart.WORK))
            continue
        if state:
            states[key] = state
        else:
            waiting[key] = count, at
    for one in [*work, *elsewhere]:
        key = search_key(one.own_words), one.part
        count, at = waiting.get(key, (0, one.since))
        waiting[key] = count + one.count, min(at, one.since)
    proposed = sum(state == RulingState.PROPOSED for state in states.values())
    return _Counted(
        {key: found for key, found in waiting.items() if key[0] and key not in states},
        proposed,
        work,
    )


def _all_words() -> sa.CompoundSelect[Any]:
    """Return what asks for the keys of skills, what is ruled, and the texts of work."""
    said = (
        sa.select(
            col(SkillRecord.search_key),
            sa.func.count(),
            sa.func.min(col(SkillRecord.recorded_at)),
            sa.literal(""),
            sa.literal(WordsPart.SKILL.value),
        )
        .where(col(SkillRecord.concept_uri).is_(None))
        .group_by(col(SkillRecord.search_key))
    )
    ruled = sa.select(
        col(WordRuling.search_key),
        sa.literal(0),
        col(WordRuling.proposed_at),
        sa.cast(col(WordRuling.state), sa.String),
        sa.cast(col(WordRuling.part), sa.String),
    ).where(col(WordRuling.state).in_(LIVE))
    return sa.union_all(said, ruled, _work_in_own_words())


def _spellings(
    session: Session, keys: Sequence[Key], elsewhere: Sequence[WordsElsewhere]
) -> dict[Key, Counter[tuple[str, str]]]:
    """Return by key how often it was written how and in which language; one query."""
    skills = [key for key, part in keys if part is WordsPart.SKILL]
    query = (
        select(
            SkillRecord.search_key,
            SkillRecord.own_words,
            SkillRecord.language,
            sa.func.count(),
        )
        .where(col(SkillRecord.concept_uri).is_(None))
        .where(col(SkillRecord.search_key).in_(skills))
        .group_by(
            col(SkillRecord.search_key), col(SkillRecord.own_words), col(SkillRecord.language)
        )
        .limit(MOST_SPELLINGS)
    )
    found: dict[Key, Counter[tuple[str, str]]] = defaultdict(Counter)
    for said, words, language, count in session.exec(query):
        found[said, WordsPart.SKILL][words, language or ""] += count
    for one in elsewhere:
        key = search_key(one.own_words), one.part
        if key in keys:
            found[key][one.own_words, one.language or ""] += one.count
    return found


def _work_in_own_words() -> sa.Select[tuple[str, int, datetime, str, str]]:
    """Return what asks for spells of work and wishes without an occupation, by text.

    A wish has waited since its file was made: nobody keeps when it was said.
    """
    done: Any = sa.select(
        col(Experience.own_words), col(Experience.recorded_at).label("since")
    ).where(col(Experience.occupation_uri).is_(None))
    wished = (
        sa.select(col(WishedOccupation.own_words), col(Returnee.recorded_at))
        .join(Returnee, col(Returnee.id) == col(WishedOccupation.returnee_id))
        .where(col(WishedOccupation.occupation_uri).is_(None))
    )
    words, since = sa.union_all(done, wished).subquery().c
    return sa.select(
        words,
        sa.func.count(),
        sa.func.min(since),
        sa.literal(""),
        sa.literal(WordsPart.WORK.value),
    ).group_by(words)


def _waiting(
    key: Key, count: int, since: datetime, spellings: Counter[tuple[str, str]]
) -> WaitingWords:
    words: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for (text, language), times in spellings.items():
        words[text] += times
        languages[language] += times
    ordered = sorted(words, key=lambda text: (-words[text], text))
    examples = tuple(ordered[:EXAMPLES_SHOWN])
    return WaitingWords(key[0], count, since, dict(languages), examples, key[1])
