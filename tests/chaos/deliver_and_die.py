"""Run by test_kill_between_smtp_and_commit: sends what is due and is killed in the middle.

Arguments: database URL, SMTP URL, the time, `before` or `after` the send, and of which mail.
"""

import os
import signal
import sys
from datetime import datetime
from email.message import EmailMessage

from sqlmodel import Session

from forsa.database import Database
from forsa.delivery.channels import SmtpChannel
from forsa.delivery.letters import DueMessage, Letter
from forsa.delivery.worker import Delivery, deliver_due

MAIL_FROM = "Forsa <post@forsa.test>"


class Killing:
    """The real way out, until the process dies beside one mail."""

    def __init__(self, channel: SmtpChannel, moment: str, number: int) -> None:
        self.mail_from = channel.mail_from
        self._channel, self._moment, self._left = channel, moment, number

    def send(self, mail: EmailMessage) -> None:
        self._left -= 1
        if self._moment == "before" and not self._left:
            os.kill(os.getpid(), signal.SIGKILL)
        self._channel.send(mail)
        if self._moment == "after" and not self._left:
            # The server has said 250; nothing has been written down yet.
            os.kill(os.getpid(), signal.SIGKILL)

    def close(self) -> None:
        self._channel.close()


def write(session: Session, message: DueMessage) -> Letter:
    return Letter(f"member-{message.to.id}@mail.test", "Subject", f"Text {message.to.id}")


if __name__ == "__main__":
    database_url, smtp_url, now, moment, number = sys.argv[1:]
    deliver_due(
        Database(database_url),
        Delivery(Killing(SmtpChannel(smtp_url, MAIL_FROM), moment, int(number)), write),
        now=datetime.fromisoformat(now),
        owner=f"child-{os.getpid()}",
    )
