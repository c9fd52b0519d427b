"""Where people stand on shortlists, as their introductions move. For this package alone."""

from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from employers.interface import vacancy_brief
from employers.values import VacancyState
from kernel.storage import write_new, written_id
from matching.models import Introduction, Shortlist, ShortlistEntry
from matching.states import BEFORE_SENT, WITH_CARD
from matching.values.introductions import State
from matching.values.ranking import Match
from matching.values.shortlists import NOT_COMPUTED, ShortlistState, Versions

UNISSUED = (ShortlistState.DRAWN, ShortlistState.READY)


def follow_shortlists(session: Session, row: Introduction, now: datetime) -> None:
    """Put whoever is interested on the list to come, and close a list that nobody waits on."""
    if row.state is State.INTERESTED:
        list_interested(session, row, now)
    elif row.state not in WITH_CARD:
        _close_answered(session, row, now)


def list_interested(session: Session, row: Introduction, now: datetime) -> None:
    """Make sure that an interested person goes out with the vacancy's next shortlist.

    They may have wished it themselves, or have said yes when their own list was closed already.
    While the vacancy is not open nobody is listed.
    """
    vacancy = vacancy_brief(session, row.vacancy_id)
    if vacancy.state is not VacancyState.OPEN:
        return
    found = session.exec(
        select(ShortlistEntry, Shortlist)
        .join(Shortlist, col(Shortlist.id) == col(ShortlistEntry.shortlist_id))
        .where(ShortlistEntry.introduction_id == row.id)
        .order_by(col(ShortlistEntry.id).desc())
    ).first()
    before, its_list = found if found is not None else (None, None)
    if its_list is not None and its_list.state in UNISSUED:
        its_list.state = ShortlistState.READY
        return
    versions = (
        versions_of(its_list)
        if its_list is not None
        else Versions(vacancy.version, NOT_COMPUTED, NOT_COMPUTED)
    )
    following = in_preparation(session, row.vacancy_id) or next_list(
        session, row.vacancy_id, versions, now
    )
    following.state = ShortlistState.READY
    session.add(_entry_again(session, row, before, written_id(following)))
    session.flush()


def carry_over(session: Session, issued: Shortlist, now: datetime) -> None:
    """Put those who did not go out on the vacancy's next shortlist.

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
    following = next_list(session, issued.vacancy_id, versions_of(issued), now)
    for rank, (entry, introduction) in enumerate(waiting, start=1):
        entry.shortlist_id, entry.rank = written_id(following), rank
        if introduction.state is State.INTERESTED:
            following.state = ShortlistState.READY


def in_preparation(session: Session, vacancy_id: int) -> Shortlist | None:
    """Return the shortlist of a vacancy that has not been issued yet, None if there is none."""
    return session.exec(
        select(Shortlist)
        .where(Shortlist.vacancy_id == vacancy_id)
        .where(col(Shortlist.state).in_(UNISSUED))
    ).first()


def next_list(session: Session, vacancy_id: int, versions: Versions, now: datetime) -> Shortlist:
    """Begin the next number of a vacancy's shortlist."""
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


def versions_of(row: Shortlist) -> Versions:
    """Return what a shortlist was computed with."""
    return Versions(row.vacancy_version, row.model_version, row.taxonomy_version)


def last_rank(session: Session, shortlist_id: int) -> int:
    """Return the last place that is taken on a shortlist, 0 if none is."""
    ranks = select(sa.func.max(ShortlistEntry.rank)).where(
        ShortlistEntry.shortlist_id == shortlist_id
    )
    return session.exec(ranks).one() or 0


def entry_of(shortlist_id: int, introduction_id: int, place: int, match: Match) -> ShortlistEntry:
    """Return a new entry with what the ranking rested on."""
    return ShortlistEntry(
        shortlist_id=shortlist_id,
        introduction_id=introduction_id,
        rank=place,
        score=match.score,
        reasons=[asdict(reason) for reason in match.reasons],
        features=list(match.features),
        model_version=match.model_version,
        propensity=match.propensity,
    )


def _entry_again(
    session: Session, row: Introduction, before: ShortlistEntry | None, shortlist_id: int
) -> ShortlistEntry:
    """Return an entry at the end of a list, with the reasons of the entry before, if any."""
    return ShortlistEntry(
        shortlist_id=shortlist_id,
        introduction_id=written_id(row),
        rank=last_rank(session, shortlist_id) + 1,
        score=before.score if before is not None else row.score or 0.0,
        reasons=before.reasons if before is not None else [],
        features=before.features if before is not None else [],
        model_version=before.model_version if before is not None else NOT_COMPUTED,
        propensity=before.propensity if before is not None else None,
    )


def _close_answered(session: Session, row: Introduction, now: datetime) -> None:
    """Close the issued shortlists of an introduction on which nobody is `sent` or `held` now."""
    lists = session.exec(
        select(Shortlist)
        .join(ShortlistEntry, col(ShortlistEntry.shortlist_id) == col(Shortlist.id))
        .where(ShortlistEntry.introduction_id == row.id)
        .where(Shortlist.state == ShortlistState.ISSUED)
    ).all()
    for one in lists:
        if not _waits(session, written_id(one)):
            one.state, one.closed_at = ShortlistState.CLOSED, now


def _waits(session: Session, shortlist_id: int) -> bool:
    return (
        session.exec(
            select(Introduction.id)
            .join(ShortlistEntry, col(ShortlistEntry.introduction_id) == col(Introduction.id))
            .where(ShortlistEntry.shortlist_id == shortlist_id)
            .where(col(Introduction.state).in_(WITH_CARD))
        ).first()
        is not None
    )
