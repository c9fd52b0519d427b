"""Two files of one person become one, with all that hangs on them, and two again."""

from datetime import datetime

from sqlmodel import Session

from forsa.accounts.service import person_cards as cards
from forsa.deeds.consents import end_what_needs, follow_availability
from kernel import outbox
from kernel.actor import Actor
from kernel.outbox import Recipient, RecipientKind
from kernel.row_changes import RowChange, Snapshot, changes_between
from matching import service as matching
from matching.queries import person_rows as introductions
from skills import service as skills
from skills.errors import MergeInTheWay
from skills.queries import person_merging as merging
from skills.values.consents import Purpose
from skills.values.person_merging import MergeOrder, MergePart


def merge_people(session: Session, *, order: MergeOrder, actor: Actor, now: datetime) -> int:
    """Make two files of one person one and return the id of the merge, by which it is undone.

    What goes: skills, work, papers, consents, introductions, tasks, tries to reach them, the
    sign-in card, messages that wait. A yes that was taken back on either file counts no more, and
    what needed it ends at once.

    Raises
    ------
    DomainError
        As `skills.service.join_files` and `matching.service.join_introductions`.
    """
    ids = (order.stays_id, order.goes_id)
    stays, goes = (Recipient(RecipientKind.RETURNEE, each) for each in ids)
    before, letters = _snapshot(session, ids), outbox.waiting_for(session, [stays, goes])
    joined = skills.join_files(session, order=order, actor=actor, now=now)
    matching.join_introductions(
        session, stays_id=order.stays_id, goes_id=order.goes_id, actor=actor, now=now
    )
    cards.join_cards(session, stays_id=order.stays_id, goes_id=order.goes_id, actor=actor, now=now)
    outbox.follow(session, goes=goes, stays=stays)
    if any(one.purpose is Purpose.MESSAGES for one in joined.taken_back):
        outbox.cancel(session, to=stays)
    end_what_needs(
        session, returnee_id=order.stays_id, taken_back=joined.taken_back, actor=actor, now=now
    )
    follow_availability(
        session,
        returnee_id=order.stays_id,
        to=joined.availability,
        until_on=joined.until_on,
        actor=actor,
        now=now,
    )
    after = _snapshot(session, ids).with_rows(outbox.as_it_stands(session, letters))
    changes = changes_between(before.with_rows(letters), after)
    return skills.keep_merge(
        session, order=order, before=before, changes=changes, actor=actor, now=now
    )


def undo_merge(session: Session, *, merge_id: int, actor: Actor, now: datetime) -> None:
    """Make the files two again, each as it was; what was written since into other fields stays.

    Messages that were sent since stay sent, and nobody is signed in anew.

    Raises
    ------
    MergeInTheWay
        If something was written since that this would lose.
    DomainError
        As `skills.service.take_merge_back`.
    """
    changes = skills.take_merge_back(session, merge_id=merge_id, actor=actor, now=now)
    in_the_way = _in_the_way(session, merge_id, changes)
    if in_the_way:
        raise MergeInTheWay(in_the_way)
    matching.part_introductions(session, changes=changes, actor=actor, now=now)
    cards.part_cards(session, changes=changes)
    outbox.part(session, changes)
    skills.part_files(session, changes=changes, actor=actor, now=now)


def _in_the_way(
    session: Session, merge_id: int, changes: tuple[RowChange, ...]
) -> frozenset[MergePart]:
    parts = set(merging.parts_in_the_way(session, merge_id=merge_id, changes=changes))
    if introductions.introductions_in_the_way(session, changes=changes):
        parts.add(MergePart.INTRODUCTIONS)
    if cards.card_in_the_way(session, changes=changes):
        parts.add(MergePart.CARD)
    return frozenset(parts)


def _snapshot(session: Session, returnee_ids: tuple[int, int]) -> Snapshot:
    return (
        merging.rows_of_people(session, returnee_ids)
        .with_rows(introductions.rows_of_people(session, returnee_ids))
        .with_rows(cards.cards_of_people(session, returnee_ids))
    )
