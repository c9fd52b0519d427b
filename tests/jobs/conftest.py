"""What tests of jobs and delivery share: a mail server, messages that wait, a fake way out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from random import Random

import pytest
from sqlmodel import Session, select

from forsa.database import Database
from forsa.delivery.letters import DueMessage, Letter
from forsa.delivery.worker import Delivery
from forsa.settings import Settings, read_settings
from kernel.outbox import Message, OutboxMessage, Recipient, RecipientKind, post
from tests.smtp_sink import Sink, smtp_sink

MAIL_FROM = "Forsa <post@forsa.test>"
Post = Callable[..., None]


@dataclass
class FakeChannel:
    """Keeps mails in a list; what `refuses` raises is raised instead."""

    mail_from: str = MAIL_FROM
    mails: list[EmailMessage] = field(default_factory=list)
    refuses: Callable[[EmailMessage], None] = lambda _: None
    closed_count: int = 0

    def send(self, mail: EmailMessage) -> None:
        self.refuses(mail)
        self.mails.append(mail)

    def close(self) -> None:
        self.closed_count += 1


def write_plainly(session: Session, message: DueMessage) -> Letter:
    return Letter(f"member-{message.to.id}@mail.test", "Subject", f"Text {message.to.id}")


@pytest.fixture
def channel() -> FakeChannel:
    return FakeChannel()


@pytest.fixture
def delivery(channel: FakeChannel) -> Delivery:
    return Delivery(channel, write_plainly, jitter=Random(7))


@pytest.fixture
def sink() -> Iterator[Sink]:
    with smtp_sink() as sink:
        yield sink


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return read_settings({"FORSA_DATABASE_URL": database_url, "FORSA_DATA_DIR": str(tmp_path)})


@pytest.fixture
def post_messages(database: Database, now) -> Post:
    """Give a function that posts messages to recipients 1, 2, … and commits."""

    def post_messages(count: int = 1, *, kind: RecipientKind = RecipientKind.MEMBER, **payload):
        with database.writing() as session:
            for number in range(1, count + 1):
                message = Message(f"test:{number}", Recipient(kind, number), "test", payload)
                post(session, message=message, now=now)

    return post_messages


@pytest.fixture
def rows(database: Database) -> Callable[[], list[OutboxMessage]]:
    """Give a function that reads all messages in their order."""

    def rows() -> list[OutboxMessage]:
        with database.reading() as session:
            found = list(session.exec(select(OutboxMessage).order_by(OutboxMessage.id)).all())
            session.expunge_all()
            return found

    return rows
