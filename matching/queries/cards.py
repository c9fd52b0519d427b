"""What an employer may see of each person on a shortlist, now."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import Session

from matching.rules import may_be_shown
from matching.states import OPEN, Shows
from matching.values.introductions import State
from matching.values.shortlists import EntryBrief
from skills.interface.consents import agreed_to_be_told, live_purposes
from skills.interface.returnees import standings_by_id

_WITH_NAME = frozenset(state for state, held in OPEN.items() if held.shows is Shows.IDENTITY)


def shown(
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


def waiting_cards(
    session: Session, entries: Collection[EntryBrief], *, employer_id: int, now: datetime
) -> list[EntryBrief]:
    """Return the entries that wait for an answer and whose person may be shown as a card."""
    seen = shown(session, entries, employer_id=employer_id, now=now)
    return [
        entry
        for entry in entries
        if entry.state in (State.SENT, State.HELD) and seen[entry.introduction_id] is Shows.CARD
    ]
