"""Whether people have agreed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from skills.errors import ConsentMissing
from skills.models.returnees import Consent
from skills.rules import is_live
from skills.values.consents import ConsentAct, ConsentBrief, Purpose


def newest_rows(
    session: Session, returnee_ids: Collection[int], purposes: Collection[Purpose]
) -> list[Consent]:
    """Return the newest row of each scope: person, purpose, employer, vacancy, channel.

    One query. For this package alone: rows cross no door.
    """
    rows = session.exec(
        select(Consent)
        .where(col(Consent.returnee_id).in_(returnee_ids))
        .where(col(Consent.purpose).in_(purposes))
        .order_by(col(Consent.at), col(Consent.id))
    )
    newest = {
        (row.returnee_id, row.purpose, row.employer_id, row.vacancy_id, row.channel): row
        for row in rows
    }
    return list(newest.values())


def taken_back_rows(
    session: Session, returnee_ids: tuple[int, int], *, at: datetime
) -> list[Consent]:
    """Return the rows by which one of two files took a yes back that counts by the other.

    One query. For this package alone: rows cross no door.
    """
    by_scope = defaultdict(list)
    for row in newest_rows(session, returnee_ids, list(Purpose)):
        by_scope[row.purpose, row.employer_id, row.vacancy_id, row.channel].append(row)
    return [
        row
        for sides in by_scope.values()
        for row in sides
        if row.act is ConsentAct.WITHDRAWN
        and any(is_live(one.act, one.at, one.expires_at, at) for one in sides)
    ]


def live_purposes(
    session: Session, returnee_ids: Sequence[int], *, at: datetime
) -> dict[int, frozenset[Purpose]]:
    """Return what each person agrees to at an instant, but for `disclosure`; one query."""
    found: dict[int, set[Purpose]] = defaultdict(set)
    for row in newest_rows(session, returnee_ids, set(Purpose) - {Purpose.DISCLOSURE}):
        if is_live(row.act, row.at, row.expires_at, at):
            found[row.returnee_id].add(row.purpose)
    return {returnee_id: frozenset(found[returnee_id]) for returnee_id in returnee_ids}


def may_be_told_to(
    session: Session, *, returnee_id: int, employer_id: int, vacancy_id: int, at: datetime
) -> bool:
    """Return whether this employer may learn name and phone for this vacancy."""
    return any(
        row.employer_id == employer_id
        and row.vacancy_id == vacancy_id
        and is_live(row.act, row.at, row.expires_at, at)
        for row in newest_rows(session, [returnee_id], [Purpose.DISCLOSURE])
    )


def agreed_to_be_told(
    session: Session, returnee_ids: Collection[int], *, employer_id: int, at: datetime
) -> frozenset[tuple[int, int]]:
    """Return the pairs of person and vacancy for which the employer may learn name and phone."""
    return frozenset(
        (row.returnee_id, row.vacancy_id)
        for row in newest_rows(session, returnee_ids, [Purpose.DISCLOSURE])
        if row.employer_id == employer_id
        and row.vacancy_id is not None
        and is_live(row.act, row.at, row.expires_at, at)
    )


def check_consents(
    session: Session, *, returnee_id: int, needed: Collection[Purpose], at: datetime
) -> None:
    """Refuse unless the person agrees to all that is needed, but for `disclosure`.

    Raises
    ------
    ConsentMissing
        If a yes is missing, taken back or has ended.
    """
    if not set(needed) <= live_purposes(session, [returnee_id], at=at)[returnee_id]:
        raise ConsentMissing


def consents_of(session: Session, returnee_id: int, *, at: datetime) -> list[ConsentBrief]:
    """Return the live consents of one person, by purpose."""
    live = (
        row
        for row in newest_rows(session, [returnee_id], list(Purpose))
        if is_live(row.act, row.at, row.expires_at, at)
    )
    briefs = [
        ConsentBrief(
            row.purpose,
            row.at,
            row.expires_at or row.at,
            row.method,
            row.employer_id,
            row.vacancy_id,
            row.channel,
        )
        for row in live
    ]
    return sorted(briefs, key=lambda brief: list(Purpose).index(brief.purpose))
