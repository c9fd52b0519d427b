"""What an answer link leads to: the masked cards of its one list, or why it leads nowhere."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from employers.interface import member
from forsa.delivery.answer_links import link_of
from forsa.settings import Settings
from forsa.shapes.answer_links import AnswerLink
from forsa.web.visits import Request
from kernel.actor import Actor, Role
from kernel.calendar import local_day
from matching.errors import IntroductionNotFound, ShortlistNotFound
from matching.queries.cards import IssuedShortlist, ShownEntry, shortlist_cards
from matching.states import LINK_DAYS


class LinkEnd(StrEnum):
    """Why a link leads to nobody."""

    UNREADABLE = "unreadable"
    GONE = "gone"
    EXPIRED = "expired"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that can be used: whose it is, as whom they act, and the list it leads to."""

    whose: AnswerLink
    actor: Actor
    shortlist: IssuedShortlist

    @property
    def ends_on(self) -> date:
        """The last day on which it can be used, if the list does not close before."""
        return local_day(self.shortlist.issued_at + timedelta(days=LINK_DAYS))

    def entry(self, introduction_id: int) -> ShownEntry:
        """Return one person of the list.

        Raises
        ------
        IntroductionNotFound
            If they are not on it.
        """
        for one in self.shortlist.entries:
            if one.introduction_id == introduction_id:
                return one
        raise IntroductionNotFound


def link_now(
    session: Session, request: Request, token: str, *, now: datetime
) -> OpenLink | LinkEnd:
    """Return what a link leads to now, or why to nobody; at most five queries.

    Whether somebody has left, the employer was suspended or the list is another's is not told
    apart: none of that is for whoever holds a link to know.
    """
    settings: Settings = request.app.state.settings
    link = link_of(token, settings.secret_keys)
    if link is None:
        return LinkEnd.UNREADABLE
    whose = member(session, link.member_id)
    if whose is None:
        return LinkEnd.GONE
    actor = Actor(
        role=Role.LINK_HOLDER, employer_id=whose.employer_id, shortlist_id=link.shortlist_id
    )
    try:
        found = shortlist_cards(session, shortlist_id=link.shortlist_id, actor=actor, now=now)
    except ShortlistNotFound:
        return LinkEnd.GONE
    if now >= found.issued_at + timedelta(days=LINK_DAYS):
        return LinkEnd.EXPIRED
    if found.closed_at is not None:
        return LinkEnd.CLOSED
    return OpenLink(link, actor, found)
