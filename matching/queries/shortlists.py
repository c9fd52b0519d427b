"""Shortlists as they are read."""

from collections.abc import Sequence
from math import fsum
from typing import Any

from sqlmodel import Session, col, select

from kernel.actor import Actor
from kernel.storage import written_id
from matching.errors import ShortlistNotFound
from matching.models import Introduction, Shortlist, ShortlistEntry
from matching.rules import check_may_see_shortlist
from matching.scorer import odds_of
from matching.states import WITH_EMPLOYER
from matching.values.introductions import State
from matching.values.ranking import Reason, ReasonCode
from matching.values.shortlists import (
    NOT_COMPUTED,
    EntryBrief,
    Ranked,
    ShortlistBrief,
    ShortlistState,
)
from skills.interface.returnees import standings_by_id


def shortlist(session: Session, *, shortlist_id: int, actor: Actor) -> ShortlistBrief:
    """Return one shortlist; to an employer only the entries that went to them.

    Raises
    ------
    ShortlistNotFound
        If there is none that the actor may see.
    """
    row = session.get(Shortlist, shortlist_id)
    if row is None:
        raise ShortlistNotFound
    entries = _entries(session, [row])[shortlist_id]
    people = standings_by_id(session, [one.returnee_id for one, _, _ in entries])
    check_may_see_shortlist(
        actor,
        employer_id=entries[0][2] if entries else 0,
        offices={person.office_id for person in people.values()},
        issued=row.issued_at is not None,
    )
    return _brief(row, entries, for_employer=actor.employer_id is not None)


def shortlists_of_vacancy(
    session: Session, *, vacancy_id: int, for_employer: bool
) -> list[ShortlistBrief]:
    """Return the shortlists of a vacancy, newest first; to an employer only issued ones."""
    query = (
        select(Shortlist)
        .where(Shortlist.vacancy_id == vacancy_id)
        .order_by(col(Shortlist.number).desc())
    )
    if for_employer:
        query = query.where(col(Shortlist.issued_at).is_not(None))
    rows = session.exec(query).all()
    entries = _entries(session, rows)
    return [_brief(row, entries[written_id(row)], for_employer=for_employer) for row in rows]


def ranking_of(session: Session, introduction_id: int) -> Ranked | None:
    """Return how the person of an introduction came to their newest place on a list; one query.

    None if they came by their own wish, for then nothing was computed. Whoever calls makes sure
    that the reader may know of the introduction.
    """
    found = session.exec(
        select(ShortlistEntry, Shortlist)
        .join(Shortlist, col(Shortlist.id) == col(ShortlistEntry.shortlist_id))
        .where(ShortlistEntry.introduction_id == introduction_id)
        .order_by(col(ShortlistEntry.id).desc())
    ).first()
    if found is None or found[0].model_version == NOT_COMPUTED:
        return None
    entry, drawn = found
    reasons = tuple(reason_from(plain) for plain in entry.reasons)
    return Ranked(
        rank=entry.rank,
        score=entry.score,
        start=odds_of(entry.score) - fsum(reason.contribution for reason in reasons),
        reasons=reasons,
        model=entry.model_version,
        taxonomy=drawn.taxonomy_version,
        drawn_at=drawn.drawn_at,
        by_lot=entry.propensity is not None,
    )


def unissued_shortlists(session: Session) -> list[int]:
    """Return the ids of shortlists that wait to be issued, oldest first."""
    ids = session.exec(
        select(Shortlist.id)
        .where(Shortlist.state == ShortlistState.READY)
        .order_by(col(Shortlist.id))
    )
    return [row_id for row_id in ids if row_id is not None]


def places_taken(session: Session) -> dict[int, int]:
    """Return by vacancy how many people are on the shortlist that is being prepared."""
    rows = session.exec(
        select(Shortlist.vacancy_id, Introduction.state)
        .join(ShortlistEntry, col(ShortlistEntry.shortlist_id) == col(Shortlist.id))
        .join(Introduction, col(Introduction.id) == col(ShortlistEntry.introduction_id))
        .where(col(Shortlist.state).in_([ShortlistState.DRAWN, ShortlistState.READY]))
    )
    taken: dict[int, int] = {}
    for vacancy_id, state in rows:
        if state in _IN_PREPARATION:
            taken[vacancy_id] = taken.get(vacancy_id, 0) + 1
    return taken


_IN_PREPARATION = {State.SUGGESTED, State.APPROVED, State.ASKED, State.INTERESTED}

EntryRow = tuple[EntryBrief, bool, int]
"""An entry, whether it went to the employer, and the employer's id."""


def _entries(session: Session, rows: Sequence[Shortlist]) -> dict[int, list[EntryRow]]:
    by_id: dict[int, list[EntryRow]] = {written_id(row): [] for row in rows}
    found = session.exec(
        select(ShortlistEntry, Introduction)
        .join(Introduction, col(Introduction.id) == col(ShortlistEntry.introduction_id))
        .where(col(ShortlistEntry.shortlist_id).in_(by_id))
        .order_by(col(ShortlistEntry.rank))
    )
    for entry, introduction in found:
        by_id[entry.shortlist_id].append(
            (entry_brief(entry, introduction), entry.issued, introduction.employer_id)
        )
    return by_id


def entry_brief(entry: ShortlistEntry, introduction: Introduction) -> EntryBrief:
    """Return what of an entry may travel. For this package alone: rows cross no door."""
    return EntryBrief(
        entry_id=written_id(entry),
        introduction_id=entry.introduction_id,
        returnee_id=introduction.returnee_id,
        vacancy_id=introduction.vacancy_id,
        shortlist_id=entry.shortlist_id,
        rank=entry.rank,
        score=entry.score,
        reasons=tuple(reason_from(plain) for plain in entry.reasons),
        state=introduction.state,
        state_at=introduction.state_at,
        pending=introduction.pending,
        pending_reason=introduction.pending_reason,
        pending_until_at=introduction.pending_until_at,
        is_new=introduction.state is State.SENT,
        by_lot=entry.propensity is not None,
    )


def _brief(row: Shortlist, entries: Sequence[EntryRow], *, for_employer: bool) -> ShortlistBrief:
    shown = [
        entry
        for entry, issued, _ in entries
        if not for_employer or (issued and entry.state in _EMPLOYER_SEES)
    ]
    return ShortlistBrief(
        shortlist_id=written_id(row),
        vacancy_id=row.vacancy_id,
        employer_id=entries[0][2] if entries else 0,
        number=row.number,
        state=row.state,
        drawn_at=row.drawn_at,
        issued_at=row.issued_at,
        entries=tuple(shown),
    )


_EMPLOYER_SEES = WITH_EMPLOYER | {State.HIRED}


def reason_from(plain: dict[str, Any]) -> Reason:
    """Return a frozen reason as it was written."""
    return Reason(**{**plain, "code": ReasonCode(plain["code"])})
