"""What somebody does who holds an answer link, and asking for a new one."""

from datetime import datetime

from sqlmodel import Session

from employers.interface import members_with_email
from forsa.shapes.answer_links import AnswerLink
from kernel import audit, outbox
from kernel.actor import Actor
from kernel.outbox import Message, Recipient, RecipientKind
from matching import service as matching
from matching.values.introductions import IntroductionBrief, MoveOrder


def answer_by_link(
    session: Session, *, order: MoveOrder, link: AnswerLink, actor: Actor, now: datetime
) -> IntroductionBrief:
    """Keep an answer of the member to whom the link belongs, as one of a page is kept.

    Raises
    ------
    DomainError
        As `matching.service.answer_entry`.
    """
    kept = matching.answer_entry(session, order=order, actor=actor, now=now)
    _note_whose(session, link.member_id, actor, now)
    return kept


def take_back_by_link(
    session: Session, *, introduction_id: int, link: AnswerLink, actor: Actor, now: datetime
) -> None:
    """Forget an answer that has not been carried out yet.

    Raises
    ------
    IntroductionNotFound
        As `matching.service.take_answer_back`.
    """
    matching.take_answer_back(session, introduction_id=introduction_id, actor=actor, now=now)
    _note_whose(session, link.member_id, actor, now)


def post_new_links(session: Session, *, email: str, now: datetime) -> None:
    """Post a mail with links to whoever has this address; nobody has it, nothing happens.

    At most one an hour: who asks twice gets what was sent already.
    """
    for found in members_with_email(session, email):
        message = Message(
            dedupe_key=f"answer-links:{found.member_id}:{now:%Y%m%d%H}",
            to=Recipient(RecipientKind.MEMBER, found.member_id),
            template="answer_links",
            payload={},
        )
        outbox.post(session, message=message, now=now)


def _note_whose(session: Session, member_id: int, actor: Actor, now: datetime) -> None:
    audit.record(
        session,
        actor=actor,
        action="employers.answer-link.used",
        subject=f"member:{member_id}",
        now=now,
    )
