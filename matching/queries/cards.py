"""People put before an employer: what the employer may see, answer and do about each, now."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from employers.interface import suspended_employers
from kernel.actor import Actor, Role
from matching.errors import IntroductionNotFound, ShortlistNotFound
from matching.models import Introduction, Shortlist, ShortlistEntry
from matching.queries.shortlists import entry_brief
from matching.rules import allowed_moves, may_be_shown, may_see_shortlist, mover
from matching.states import BEFORE_SENT, OPEN, WITH_CARD, Shows
from matching.values.introductions import MoveReason, State
from matching.values.ranking import Reason
from matching.values.shortlists import EntryBrief
from skills.interface.consents import agreed_to_be_told, live_purposes
from skills.interface.returnees import standings_by_id

CARDS_COUNT = 50
"""Most people of one vacancy on a page."""

_WITH_NAME = frozenset(state for state, held in OPEN.items() if held.shows is Shows.IDENTITY)


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One person who was put before an employer, and what the employer may know and do now.

    With `shows` NOTHING only the reference and how it stands may be told. No word of the person
    is in `reasons`. `may_be_told` is whether the person may hear the pending reason.
    `last_reason` is the employer's own, None if the end was not their answer. `until_on` is the
    day to which a pending or carried out `held`, or a trial, runs; `next_on` the day by which
    the next step is due, None once all is over. `is_agreed` says to who holds an answer link that
    the person agreed to meet; name and phone stand on the page for which one signs in.
    """

    introduction_id: int
    returnee_id: int
    vacancy_id: int
    shortlist_id: int
    state: State
    state_at: datetime
    shows: Shows
    reasons: tuple[Reason, ...] = ()
    moves: tuple[State, ...] = ()
    may_hold: bool = False
    pending: State | None = None
    pending_reason: MoveReason | None = None
    pending_until_at: datetime | None = None
    may_be_told: bool = False
    last_reason: MoveReason | None = None
    until_on: date | None = None
    hired_on: date | None = None
    next_on: date | None = None
    is_agreed: bool = False

    @property
    def waits(self) -> bool:
        """Whether the employer has still to answer this card."""
        return self.state in WITH_CARD and self.shows is Shows.CARD and self.pending is None


@dataclass(frozen=True, slots=True)
class IssuedShortlist:
    """One shortlist as it went to its employer, best first."""

    shortlist_id: int
    vacancy_id: int
    number: int
    issued_at: datetime
    entries: tuple[ShownEntry, ...]
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many people of a vacancy wait for the employer's answer, and on which newest list."""

    count: int
    shortlist_id: int


Row = tuple[ShortlistEntry, Introduction, Shortlist]


def shortlist_cards(
    session: Session, *, shortlist_id: int, actor: Actor, now: datetime
) -> IssuedShortlist:
    """Return one shortlist to the employer it went to, or who holds its link; four queries.

    An employer that was suspended sees nobody, here and below.

    Raises
    ------
    ShortlistNotFound
        If there is none that went to the actor's employer.
    """
    rows = _rows(session, actor, col(ShortlistEntry.shortlist_id) == shortlist_id)
    issued_at = rows[0][2].issued_at if rows else None
    if issued_at is None:
        raise ShortlistNotFound
    _, _, one = rows[0]
    entries = _entries(session, rows, actor, now)
    return IssuedShortlist(
        shortlist_id, one.vacancy_id, one.number, issued_at, entries, one.closed_at
    )


def vacancy_cards(
    session: Session, *, vacancy_id: int, actor: Actor, now: datetime
) -> tuple[ShownEntry, ...]:
    """Return everybody who was put before the actor's employer for a vacancy, newest list first.

    At most 50, in at most four queries; empty for a vacancy of another employer.
    """
    rows = _rows(session, actor, col(Introduction.vacancy_id) == vacancy_id)
    return _entries(session, rows[:CARDS_COUNT], actor, now)


def introduction_card(
    session: Session, *, introduction_id: int, actor: Actor, now: datetime
) -> ShownEntry:
    """Return one person who was put before the actor's employer; at most four queries.

    Raises
    ------
    IntroductionNotFound
        If there is none that the actor's employer was ever shown.
    """
    rows = _rows(session, actor, col(Introduction.id) == introduction_id)
    if not rows:
        raise IntroductionNotFound
    return _entries(session, rows[:1], actor, now)[0]


def waiting_by_vacancy(session: Session, *, actor: Actor, now: datetime) -> dict[int, Waiting]:
    """Return by vacancy how many people wait for the actor's employer; three queries."""
    waiting: dict[int, Waiting] = {}
    for one in _waiting(session, actor, now):
        known = waiting.get(one.vacancy_id, Waiting(0, one.shortlist_id))
        waiting[one.vacancy_id] = Waiting(known.count + 1, known.shortlist_id)
    return waiting


def waiting_by_list(
    session: Session, *, actor: Actor, now: datetime
) -> Mapping[tuple[int, int], int]:
    """Return by vacancy and shortlist how many people wait for the employer; three queries."""
    entries = _waiting(session, actor, now)
    return Counter((one.vacancy_id, one.shortlist_id) for one in entries)


def _waiting(session: Session, actor: Actor, now: datetime) -> list[ShownEntry]:
    rows = _rows(
        session,
        actor,
        col(Introduction.state).in_(WITH_CARD),
        col(Introduction.pending).is_(None),
    )
    return [one for one in _entries(session, rows, actor, now) if one.waits]


def _rows(session: Session, actor: Actor, *conditions: object) -> Sequence[Row]:
    """Return entries that went to the actor's employer, newest list first, best first."""
    if actor.employer_id is None:
        return []
    by_link = actor.role is Role.LINK_HOLDER
    own = may_see_shortlist(actor, employer_id=actor.employer_id, offices=(), issued=True)
    if not (own or by_link):
        return []
    query = (
        select(ShortlistEntry, Introduction, Shortlist)
        .join(Introduction, col(Introduction.id) == col(ShortlistEntry.introduction_id))
        .join(Shortlist, col(Shortlist.id) == col(ShortlistEntry.shortlist_id))
        .where(col(ShortlistEntry.issued).is_(True))
        .where(col(Introduction.employer_id) == actor.employer_id)
        .where(col(Introduction.employer_id).not_in(suspended_employers()))
        .where(col(Introduction.state).not_in(BEFORE_SENT))
        .order_by(col(ShortlistEntry.shortlist_id).desc(), col(ShortlistEntry.rank))
    )
    if by_link:
        query = query.where(col(ShortlistEntry.shortlist_id) == actor.shortlist_id)
    for condition in conditions:
        query = query.where(condition)  # type: ignore[arg-type]  # built by `col` above
    return session.exec(query).all()


def _entries(
    session: Session, rows: Sequence[Row], actor: Actor, now: datetime
) -> tuple[ShownEntry, ...]:
    # A person whom two lists named is shown once, where the newest has them.
    newest: dict[int, Row] = {}
    for row in rows:
        newest.setdefault(row[0].introduction_id, row)
    kept = list(newest.values())
    briefs = [entry_brief(entry, introduction) for entry, introduction, _ in kept]
    levels = _shown(session, briefs, employer_id=actor.employer_id or 0, now=now)
    return tuple(
        _entry(brief, introduction, levels[brief.introduction_id], actor)
        for brief, (_, introduction, _) in zip(briefs, kept, strict=True)
    )


def _shown(
    session: Session, entries: Collection[EntryBrief], *, employer_id: int, now: datetime
) -> Mapping[int, Shows]:
    """Return by introduction what its employer may see now; at most three queries."""
    people = [entry.returnee_id for entry in entries]
    standings = standings_by_id(session, people)
    agreed = live_purposes(session, people, at=now)
    known = [entry.returnee_id for entry in entries if entry.state in _WITH_NAME]
    told = agreed_to_be_told(session, known, employer_id=employer_id, at=now) if known else ()
    return {
        entry.introduction_id: may_be_shown(
            entry.state,
            standings[entry.returnee_id],
            agreed[entry.returnee_id],
            told=(entry.returnee_id, entry.vacancy_id) in told,
        )
        for entry in entries
    }


def _entry(
    entry: EntryBrief, introduction: Introduction, shows: Shows, actor: Actor
) -> ShownEntry:
    found = ShownEntry(
        introduction_id=entry.introduction_id,
        returnee_id=introduction.returnee_id,
        vacancy_id=introduction.vacancy_id,
        shortlist_id=entry.shortlist_id,
        state=introduction.state,
        state_at=introduction.state_at,
        shows=shows,
        last_reason=introduction.last_reason if introduction.state is State.REFUSED else None,
    )
    if shows is Shows.IDENTITY and actor.role is Role.LINK_HOLDER:
        return replace(found, shows=Shows.NOTHING, is_agreed=True)
    if shows is Shows.NOTHING:
        return found
    return replace(
        found,
        reasons=tuple(replace(one, held_words=None) for one in entry.reasons),
        moves=allowed_moves(introduction.state, mover(actor)),
        may_hold=introduction.state is State.SENT and not introduction.held_once,
        pending=introduction.pending,
        pending_reason=introduction.pending_reason,
        pending_until_at=introduction.pending_until_at,
        may_be_told=introduction.may_be_told,
        until_on=_until(introduction),
        hired_on=introduction.hired_on,
        next_on=introduction.next_on,
    )


def _until(introduction: Introduction) -> date | None:
    if introduction.pending is State.HELD:
        return introduction.pending_hold_until_on
    by_state = {State.HELD: introduction.held_until_on, State.TRIAL: introduction.trial_until_on}
    return by_state.get(introduction.state)
