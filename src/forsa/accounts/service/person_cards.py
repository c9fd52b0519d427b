"""What becomes of sign-in cards when two files of one person are made one, and two again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from forsa.accounts.models import SignInCard
from forsa.accounts.service.sessions import end_sessions
from kernel.actor import Actor
from kernel.row_changes import RowChange, Snapshot, changed_since, put_back, snapshot
from kernel.storage import Row

TABLES: Mapping[str, type[Row]] = {"sign_in_card": SignInCard}
WATCHED = {"sign_in_card": ("issued_at",)}
"""A card made since is the one that the person holds."""


def cards_of_people(session: Session, returnee_ids: tuple[int, int]) -> Snapshot:
    """Return the cards of two people as they are now."""
    session.flush()
    return snapshot(_cards(session, returnee_ids).values())


def join_cards(
    session: Session, *, stays_id: int, goes_id: int, actor: Actor, now: datetime
) -> None:
    """Let the card that was made last lead to the file that stays; the other stops working."""
    cards = _cards(session, (stays_id, goes_id))
    own, other = cards.get(stays_id), cards.get(goes_id)
    if other is None:
        return
    if own is not None:
        older = own if own.issued_at <= other.issued_at else other
        end_sessions(session, account_id=older.account_id, actor=actor, now=now)
        session.delete(older)
        session.flush()
        if older is other:
            return
    other.returnee_id = stays_id
    session.flush()


def card_in_the_way(session: Session, *, changes: Sequence[RowChange]) -> bool:
    """Return whether a card was made since, so that undoing would lose it."""
    return bool(changed_since(session, changes, TABLES, WATCHED))


def part_cards(session: Session, *, changes: Sequence[RowChange]) -> None:
    """Let cards lead again to the files of which they were; nobody is signed in by it."""
    put_back(session, changes, TABLES)


def _cards(session: Session, returnee_ids: tuple[int, int]) -> dict[int, SignInCard]:
    query = select(SignInCard).where(col(SignInCard.returnee_id).in_(returnee_ids))
    return {row.returnee_id: row for row in session.exec(query)}
