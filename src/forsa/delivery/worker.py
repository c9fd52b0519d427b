"""Sends what waits in the outbox.

The promise is at least once: whoever is killed between the server's 250 and our commit leaves a
message that is sent a second time, with the same Message-ID. Three steps, so that nobody waits
for a mail server: claim a batch in one short transaction, write and send each letter outside any
writer, settle each in one short transaction of its own.
"""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from time import monotonic

from sqlmodel import Session

from forsa.database import Database
from forsa.delivery.channels import Channel, PermanentFailure, ServerAway, TemporaryFailure
from forsa.delivery.claims import Result, Verdict, claim, give_verdict, is_still_ours
from forsa.delivery.letters import DueMessage, LetterInvalid, Write, mail_of
from forsa.delivery.timing import (
    LEASE,
    LEASE_RESERVE,
    RETRY_DELAYS,
    URGENT,
    end_of_quiet,
    may_disturb,
    retry_at,
)
from kernel.errors import NotFound

log = logging.getLogger(__name__)

BATCH_SIZE = 20

OnFailed = Callable[[Session, DueMessage, datetime], None]
"""Called in the transaction that gives a message up, so that a person takes over."""


def _nobody_takes_over(session: Session, message: DueMessage, now: datetime) -> None:
    """Do nothing."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Delivery:
    """How messages leave: the way out, who writes the letters, who is told of failures.

    `stopping` is asked before each message; once it is true the rest of a batch is given back.
    """

    channel: Channel
    write: Write
    on_failed: OnFailed = _nobody_takes_over
    jitter: Random = field(default_factory=Random)
    stopping: Callable[[], bool] = _never


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """How many messages of one batch went which way.

    `retried` will be tried again, `postponed` wait for the end of quiet hours, `untouched` were
    given back or are somebody else's by now.
    """

    sent: int = 0
    retried: int = 0
    failed: int = 0
    cancelled: int = 0
    postponed: int = 0
    untouched: int = 0

    @property
    def total(self) -> int:
        """How many messages were claimed."""
        settled = self.sent + self.failed + self.cancelled
        return settled + self.retried + self.postponed + self.untouched


def deliver_due(
    database: Database,
    delivery: Delivery,
    *,
    now: datetime,
    owner: str,
    limit: int = BATCH_SIZE,
) -> DeliveryReport:
    """Send at most `limit` messages that are due, and say how that went.

    `owner` names the process, and no two may have the same name. Nothing is raised for a message
    that cannot be sent; it is tried again or, at last, given up.
    """
    began = monotonic()
    verdicts: Counter[Verdict] = Counter()
    away: str | None = None
    try:
        for message in claim(database, now=now, owner=owner, limit=limit):
            at = now + timedelta(seconds=monotonic() - began)
            if delivery.stopping() or at > now + LEASE - LEASE_RESERVE:
                result = Result(Verdict.UNTOUCHED)
            elif away is not None:
                result = _again(message, delivery, at, away)
            else:
                result = _try(database, delivery, message, at=at, owner=owner)
                away = result.reason if result.server_away else None
            verdicts[_settle(database, delivery, message, result, at=at, owner=owner)] += 1
    finally:
        delivery.channel.close()
    return DeliveryReport(**{verdict.value: count for verdict, count in verdicts.items()})


def _try(
    database: Database, delivery: Delivery, message: DueMessage, *, at: datetime, owner: str
) -> Result:
    """Write and send one letter."""
    if message.attempts > len(RETRY_DELAYS) + 1:
        return Result(Verdict.FAILED, reason="Whoever tried to send it never came back.")
    if not may_disturb(message.to.kind, at, urgent=message.payload.get(URGENT) is True):
        return Result(Verdict.POSTPONED, next_at=end_of_quiet(at))
    try:
        return _send(database, delivery, message, at=at, owner=owner)
    except TemporaryFailure as failure:
        again = _again(message, delivery, at, str(failure))
        return replace(again, server_away=isinstance(failure, ServerAway))
    except (PermanentFailure, LetterInvalid) as failure:
        return Result(Verdict.FAILED, reason=str(failure))
    except Exception as fault:
        log.exception("message %s cannot be written", message.id)
        reason = f"The letter cannot be written: {type(fault).__name__}."
        return _again(message, delivery, at, reason)


def _send(
    database: Database, delivery: Delivery, message: DueMessage, *, at: datetime, owner: str
) -> Result:
    with database.reading() as session:
        if not is_still_ours(session, message, owner=owner):
            return Result(Verdict.UNTOUCHED)
        try:
            letter = delivery.write(session, message)
        except NotFound:
            letter = None  # what it told of has gone
    if letter is None:
        return Result(Verdict.CANCELLED, reason="There was nothing left to say.")
    mail = mail_of(
        letter,
        mail_from=delivery.channel.mail_from,
        dedupe_key=message.dedupe_key,
        now=at,
    )
    delivery.channel.send(mail)
    return Result(Verdict.SENT)


def _again(message: DueMessage, delivery: Delivery, at: datetime, reason: str) -> Result:
    next_at = retry_at(message.attempts, at, delivery.jitter)
    if next_at is None:
        return Result(Verdict.FAILED, reason=reason)
    return Result(Verdict.RETRIED, next_at=next_at, reason=reason)


def _settle(
    database: Database,
    delivery: Delivery,
    message: DueMessage,
    result: Result,
    *,
    at: datetime,
    owner: str,
) -> Verdict:
    """Write the result down and return it; UNTOUCHED if the message is not ours any more."""
    try:
        with database.writing() as session:
            if not give_verdict(session, message, result, at=at, owner=owner):
                return Verdict.UNTOUCHED
            if result.verdict is Verdict.FAILED:
                _tell(session, delivery, message, at)
    except Exception:
        # The lease ends by itself, and then the message is tried once more.
        log.exception("what became of message %s cannot be written down", message.id)
        return Verdict.UNTOUCHED
    if result.verdict in {Verdict.RETRIED, Verdict.FAILED}:
        log.warning("message %s %s: %s", message.id, result.verdict, result.reason)
    return result.verdict


def _tell(session: Session, delivery: Delivery, message: DueMessage, at: datetime) -> None:
    """Call a person in. If even that fails, the message is given up all the same."""
    try:
        with session.begin_nested():
            delivery.on_failed(session, message, at)
    except Exception:
        log.exception("nobody could be told that message %s failed", message.id)
