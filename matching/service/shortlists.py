"""Deeds with shortlists: drawn up, issued, closed."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from employers.interface import members_of, vacancy_brief
from employers.values import VacancyBrief
from kernel import audit, outbox
from kernel.actor import Actor
from kernel.outbox import Message, Recipient, RecipientKind
from kernel.storage import insert_rows, locked_row, written_id
from matching.errors import NotFree, ShortlistNotFound, ShortlistNotIssued, VacancyChanged
from matching.interface import suggestable
from matching.models import Introduction, Shortlist, ShortlistEntry
from matching.rules import may_be_shown
from matching.service.introductions import suggest_all
from matching.service.moves import carry_out
from matching.service.places import (
    UNISSUED,
    carry_over,
    entry_of,
    in_preparation,
    last_rank,
    list_interested,
    next_list,
)
from matching.states import MOST_OPEN_OF_VACANCY, SHORTLIST_PLACES, WITH_EMPLOYER, Shows
from matching.values.introductions import MoveOrder, State, Suggestion, Via
from matching.values.ranking import Match
from matching.values.shortlists import ShortlistState, Versions
from skills.interface.consents import live_purposes
from skills.interface.returnees import standings_by_id


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
    AlreadyIntroduced, ConsentMissing, NotFree
        If somebody chosen may not be suggested any more.
    """
    vacancy = vacancy_brief(session, vacancy_id)
    if vacancy.version != versions.vacancy_version:
        raise VacancyChanged
    people = [match.returnee_id for match in matches]
    if set(people) - suggestable(session, vacancy, people, now=now):
        raise NotFree
    row = in_preparation(session, vacancy_id) or next_list(session, vacancy_id, versions, now)
    shortlist_id = written_id(row)
    _write_people(session, shortlist_id, vacancy, matches, actor, now)
    _record(session, shortlist_id, "drawn-up", actor, now)
    return shortlist_id


def issue_shortlist(session: Session, *, shortlist_id: int, actor: Actor, now: datetime) -> int:
    """Send the people who are interested now to the employer, at most 5; return how many went.

    Everybody else on it goes on to the vacancy's next shortlist.

    Raises
    ------
    ShortlistNotFound
        If there is none that waits to be issued.
    ShortlistNotIssued
        If nobody on it may be put to the vacancy and shown now, or as many as may be wait for
        the employer already.
    """
    row = locked_row(session, Shortlist, shortlist_id)
    if row is None or row.state not in UNISSUED:
        raise ShortlistNotFound
    vacancy = vacancy_brief(session, row.vacancy_id)
    room = MOST_OPEN_OF_VACANCY - _open_with_employer(session, row.vacancy_id)
    ready = _ready(session, vacancy, shortlist_id, now)[: max(min(room, SHORTLIST_PLACES), 0)]
    if not ready:
        raise ShortlistNotIssued
    row.state, row.issued_at = ShortlistState.ISSUED, now
    for entry, introduction in ready:
        entry.issued = True
        order = MoveOrder(entry.introduction_id, State.SENT, via=Via.JOB)
        carry_out(session, introduction, order, actor, now)
    carry_over(session, row, now)
    _tell(session, vacancy, shortlist_id, now)
    _record(session, shortlist_id, "issued", actor, now)
    return len(ready)


def close_shortlists(session: Session, *, vacancy_id: int, actor: Actor, now: datetime) -> int:
    """Close what was not issued of a vacancy that has left `open`; return how many were closed.

    Issued ones close by themselves with the last card that waits for an answer.
    """
    rows = session.exec(
        select(Shortlist)
        .where(Shortlist.vacancy_id == vacancy_id)
        .where(col(Shortlist.state).in_(UNISSUED))
    ).all()
    for row in rows:
        row.state, row.closed_at = ShortlistState.CLOSED, now
        _record(session, written_id(row), "closed", actor, now)
    return len(rows)


def list_again(session: Session, *, vacancy_id: int, actor: Actor, now: datetime) -> int:
    """Put everybody who is interested on the list to come, now that a vacancy is open again.

    Returns how many they are.
    """
    rows = session.exec(
        select(Introduction)
        .where(Introduction.vacancy_id == vacancy_id)
        .where(Introduction.state == State.INTERESTED)
        .order_by(col(Introduction.id))
    ).all()
    for row in rows:
        list_interested(session, row, now)
    if rows:
        audit.record(
            session,
            actor=actor,
            action="matching.shortlist.listed-again",
            subject=f"vacancy:{vacancy_id}",
            now=now,
        )
    return len(rows)


def _write_people(
    session: Session,
    shortlist_id: int,
    vacancy: VacancyBrief,
    matches: Sequence[Match],
    actor: Actor,
    now: datetime,
) -> None:
    """Suggest people, best first, and put them on the places that follow those taken."""
    suggestions = [
        Suggestion(one.returnee_id, vacancy.vacancy_id, vacancy.employer_id, one.score, Via.JOB)
        for one in matches
    ]
    written = suggest_all(session, suggestions=suggestions, actor=actor, now=now)
    first = last_rank(session, shortlist_id) + 1
    entries = [
        entry_of(shortlist_id, one.introduction_id, place, match)
        for place, (match, one) in enumerate(zip(matches, written, strict=True), start=first)
    ]
    insert_rows(session, ShortlistEntry, [one.model_dump(exclude={"id"}) for one in entries])


def _ready(
    session: Session, vacancy: VacancyBrief, shortlist_id: int, now: datetime
) -> list[tuple[ShortlistEntry, Introduction]]:
    """Return the entries whose person is interested and may go out now, best first."""
    rows = session.exec(
        select(ShortlistEntry, Introduction)
        .join(Introduction, col(Introduction.id) == col(ShortlistEntry.introduction_id))
        .where(ShortlistEntry.shortlist_id == shortlist_id)
        .where(Introduction.state == State.INTERESTED)
        .order_by(col(ShortlistEntry.rank))
        .with_for_update(of=Introduction)  # somebody may be withdrawing at this moment
        .execution_options(populate_existing=True)
    ).all()
    people = [introduction.returnee_id for _, introduction in rows]
    free = suggestable(session, vacancy, people, now=now)
    standings = standings_by_id(session, people)
    agreed = live_purposes(session, people, at=now)

    def has_card(who: int) -> bool:
        shows = may_be_shown(State.SENT, standings[who], agreed[who], told=False)
        return shows is Shows.CARD

    return [
        (entry, introduction)
        for entry, introduction in rows
        if introduction.returnee_id in free and has_card(introduction.returnee_id)
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
