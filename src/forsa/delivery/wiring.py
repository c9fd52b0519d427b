"""How this installation sends: by the mail server of the settings, or into a folder."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from employers.interface import employer_brief, member
from forsa.accounts.queries import account_brief
from forsa.delivery.channels import Channel, FolderChannel, SmtpChannel
from forsa.delivery.letters import DueMessage, writer_of
from forsa.delivery.mails.desk import Desk
from forsa.delivery.mails.letters import letters_of
from forsa.delivery.worker import Delivery
from forsa.settings import Settings
from kernel.calendar import local_day
from kernel.outbox import RecipientKind
from matching import service as matching
from matching.values.tasks import TaskDraft, TaskKind
from skills.interface.returnees import office_for

MAILBOX_FOLDER = "mailbox"
"""Where mail lies in the data folder if no mail server is set."""


def channel_of(settings: Settings) -> Channel:
    """Return the way out that the settings name."""
    if settings.smtp_url is None:
        return FolderChannel(settings.data_dir / MAILBOX_FOLDER, settings.mail_from)
    return SmtpChannel(settings.smtp_url, settings.mail_from)


def delivery_of(settings: Settings, *, stopping: Callable[[], bool]) -> Delivery:
    """Return how messages leave this installation."""
    write = writer_of(letters_of(Desk.of(settings)))
    return Delivery(channel_of(settings), write, on_failed=call_in_office, stopping=stopping)


def call_in_office(session: Session, message: DueMessage, now: datetime) -> None:
    """Give the office a task for a message that can never arrive: somebody must call."""
    office_id = _office_of(session, message)
    if office_id is None:
        return
    draft = TaskDraft(
        key=f"failed:{message.id}",
        kind=TaskKind.MESSAGE_FAILED,
        office_id=office_id,
        account_id=None,
        due_on=local_day(now),
    )
    matching.open_task(session, draft=draft, now=now)


def _office_of(session: Session, message: DueMessage) -> int | None:
    """Return the office that serves an employer, or a caseworker's own."""
    if message.to.kind is RecipientKind.ACCOUNT:
        return account_brief(session, message.to.id).office_id
    if message.to.kind is not RecipientKind.MEMBER:
        return None
    found = member(session, message.to.id)
    if found is None:
        return None
    return office_for(session, employer_brief(session, found.employer_id).governorate)
