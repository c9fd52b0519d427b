"""A mail server on the loopback that keeps what it is given. Needs the extra `demo`."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

LOOPBACK = "127.0.0.1"


class PostOfficeMissing(Exception):
    """The package aiosmtpd is not installed: pip install "forsa[demo]"."""


@dataclass(slots=True)
class PostOffice:
    """What came in, by SMTP."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address for FORSA_SMTP_URL."""
        return f"smtp://{LOOPBACK}:{self.port}"

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: ANN401  the library's name
        """Keep one mail."""
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage), "the policy makes these"
        self.mails.append(mail)
        return "250 OK"


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Run a mail server on a free port until the block ends.

    Raises
    ------
    PostOfficeMissing
        If aiosmtpd is not there.
    """
    try:
        from aiosmtpd.controller import Controller  # noqa: PLC0415  only the demo has it
    except ImportError as error:
        message = 'The demo needs aiosmtpd: pip install "forsa[demo]".'
        raise PostOfficeMissing(message) from error
    office = PostOffice(free_port())
    controller = Controller(office, hostname=LOOPBACK, port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port on the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
