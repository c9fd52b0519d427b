"""Deeds with shortlists: drawn up, issued, closed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from employers.interface import members_of, vacancy_brief
from employers.values import VacancyBrief
from kernel import audit, outbox
from kernel.actor import Actor
from kernel.outbox import Message, Recipient, RecipientKind
from kernel.storage import write_new, written_id
from matching.errors import ShortlistNotFound, ShortlistNotIssued, VacancyChanged
from matching.models import Introduction, Shortlist, ShortlistEntry
from matching.rules import may_be_shown
from matching.service.introductions import suggest
from matching.service.moves import carry_out
from matching.states import BEFORE_SENT, MOST_OPEN_OF_VACANCY, WITH_EMPLOYER, Shows
from matching.values.introductions import MoveOrder, State, Suggestion, Via
from matching.values.ranking import Match
from matching.values.shortlists import ShortlistState, Versions
from skills.interface.consents import live_purposes
from skills.interface.returnees import standings_by_id

UNISSUED = (ShortlistState.DRAWN, ShortlistState.READY)


def draw_up_shortlist(
    session: Session,
    *,
    vacancy_id: int,
    matches: Sequence[Match],
    versions: Versions,
    actor: Actor,
    now: datetime,
) -> int:
    """Put people, best first, on the vacancy's shortlist that is being prepared; return its id.

    A shortlist that has not been issued yet is filled up; else the next number is begun.

    Raises
    ------
    VacancyChanged
        If the vacancy is not the one the matches were computed for any more.
    AlreadyIntroduced, ConsentMissing
        If somebody chosen may not be suggested any more.
    """
    vacancy = vacancy_brief(session, vacancy_id)
    if vacancy.version != versions.vacancy_version:
        raise VacancyChanged
    row = _in_preparation(session, vacancy_id) or _next(session, vacancy_id, versions, now)
    shortlist_id = written_id(row)
    taken = _last_rank(session, shortlist_id)
    for place, match in enumerate(matches, start=taken + 1):
        suggestion = Suggestion(
            match.returnee_id, vacancy_id, vacancy.employer_id, match.score, Via.JOB
        )
        introduction = suggest(session, suggestion=suggestion, actor=actor, now=now)
        entry = _entry(shortlist_id, introduction.introduction_id, place, match)
        session.add(entry)
    session.flush()
    _record(session, shortlist_id, "drawn-up", actor, now)
    return shortlist_id


def issue_shortlist(session: Session, *, shortlist_id: int, actor: Actor, now: datetime) -> int:
    """Send the people who are interested now to the employer; return how many went.

    Raises
    ------
    ShortlistNotFound
        If there is none that waits to be issued.
    ShortlistNotIssued
        If nobody on it can be shown now, or the vacancy has as many open as it may.
    """
    row = session.get(Shortlist, shortlist_id, with_for_update=True)
    if row is None or row.state not in UNISSUED:
        raise ShortlistNotFound
    vacancy = vacancy_brief(session, row.vacancy_id)
    ready = _showable(session, shortlist_id, now)
    room = MOST_OPEN_OF_VACANCY - _open_with_employer(session, row.vacancy_id)
    ready = ready[: max(room, 0)]
    if not ready:
        raise ShortlistNotIssued
    row.state, row.issued_at = ShortlistState.ISSUED, now
    for entry, introduction in ready:
        entry.issued = True
        order = MoveOrder(entry.introduction_id, State.SENT, via=Via.JOB)
        carry_out(session, introduction, order, actor, now)
    _carry_over(session, row, now)
    _tell(session, vacancy, shortlist_id, now)
    _record(session, shortlist_id, "issued", actor, now)
    return len(ready)


def close_shortlists(session: Session, *, vacancy_id: int, actor: Actor, now: datetime) -> int:
    """Close all shortlists of a vacancy that has left `open`; return how many were closed."""
    rows = session.exec(
        select(Shortlist)
        .where(Shortlist.vacancy_id == vacancy_id)
        .where(Shortlist.state != ShortlistState.CLOSED)
    ).all()
    for row in rows:
        row.state, row.closed_at = ShortlistState.CLOSED, now
        _record(session, written_id(row), "closed", actor, now)
    return len(rows)


def _carry_over(session: Session, issued: Shortlist, now: datetime) -> None:
    """Put those who are not interested yet on the vacancy's next shortlist.

    What went out is frozen; who says yes later goes out with the next number.
    """
    waiting = session.exec(
        select(ShortlistEntry, Introduction)
        .join(Introduction, col(Introduction.id) == col(ShortlistEntry.introduction_id))
        .where(ShortlistEntry.shortlist_id == issued.id)
        .where(col(Introduction.state).in_(BEFORE_SENT))
        .order_by(col(ShortlistEntry.rank))
    ).all()
    if not waiting:
        return
    versions = Versions(issued.vacancy_version, issued.model_version, issued.taxonomy_version)
    following = _next(session, issued.vacancy_id, versions, now)
    for rank, (entry, introduction) in enumerate(waiting, start=1):
        entry.shortlist_id, entry.rank = written_id(following), rank
        if introduction.state is State.INTERESTED:
            following.state = ShortlistState.READY


def _in_preparation(session: Session, vacancy_id: int) -> Shortlist | None:
    return session.exec(
        select(Shortlist)
        .where(Shortlist.vacancy_id == vacancy_id)
        .where(col(Shortlist.state).in_(UNISSUED))
    ).first()


def _next(session: Session, vacancy_id: int, versions: Versions, now: datetime) -> Shortlist:
    last = session.exec(
        select(sa.func.max(Shortlist.number)).where(Shortlist.vacancy_id == vacancy_id)
    ).one()
    row = Shortlist(
        vacancy_id=vacancy_id,
        number=(last or 0) + 1,
        state=ShortlistState.DRAWN,
        drawn_at=now,
        vacancy_version=versions.vacancy_version,
        model_version=versions.model,
        taxonomy_version=versions.taxonomy,
    )
    write_new(session, row)
    return row


def _last_rank(session: Session, shortlist_id: int) -> int:
    ranks = select(sa.func.max(ShortlistEntry.rank)).where(
        ShortlistEntry.shortlist_id == shortlist_id
    )
    return session.exec(ranks).one() or 0


def _entry(shortlist_id: int, introduction_id: int, place: int, match: Match) -> ShortlistEntry:
    return ShortlistEntry(
        shortlist_id=shortlist_id,
        introduction_id=introduction_id,
        rank=place,
        score=match.score,
        reasons=[asdict(reason) for reason in match.reasons],
        features=list(match.features),
    )


def _showable(
    session: Session, shortlist_id: int, now: datetime
) -> list[tuple[ShortlistEntry, Introduction]]:
    """Return the entries whose person is interested and may be shown as a card, best first."""
    rows = session.exec(
        select(ShortlistEntry, Introduction)
        .join(Introduction, col(Introduction.id) == col(ShortlistEntry.introduction_id))
        .where(ShortlistEntry.shortlist_id == shortlist_id)
        .where(Introduction.state == State.INTERESTED)
        .order_by(col(ShortlistEntry.rank))
    ).all()
    people = [introduction.returnee_id for _, introduction in rows]
    standings = standings_by_id(session, people)
    agreed = live_purposes(session, people, at=now)
    return [
        (entry, introduction)
        for entry, introduction in rows
        if may_be_shown(
            State.SENT,
            standings[introduction.returnee_id],
            agreed[introduction.returnee_id],
            told=False,
        )
        is Shows.CARD
    ]


def _open_with_employer(session: Session, vacancy_id: int) -> int:
    counted = select(sa.func.count(col(Introduction.id))).where(
        Introduction.vacancy_id == vacancy_id, col(Introduction.state).in_(WITH_EMPLOYER)
    )
    return session.exec(counted).one()


def _tell(session: Session, vacancy: VacancyBrief, shortlist_id: int, now: datetime) -> None:
    for member in members_of(session, vacancy.employer_id):
        outbox.post(
            session,
            message=Message(
                dedupe_key=f"shortlist:{shortlist_id}:member:{member.member_id}",
                to=Recipient(RecipientKind.MEMBER, member.member_id),
                template="shortlist",
                payload={"shortlist_id": shortlist_id},
            ),
            now=now,
        )


def _record(session: Session, shortlist_id: int, what: str, actor: Actor, now: datetime) -> None:
    audit.record(
        session,
        actor=actor,
        action=f"matching.shortlist.{what}",
        subject=f"shortlist:{shortlist_id}",
        now=now,
    )
