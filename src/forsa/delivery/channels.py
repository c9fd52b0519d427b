"""Ways out of the house: a mail server, or a folder while developing."""

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from forsa.delivery.letters import domain_of, sender_of

TIMEOUT_SECONDS = 15.0
"""How long the mail server may take for one answer."""

DEFAULT_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
SERVICE_NOT_AVAILABLE = 421
TOO_LARGE = 552
FIRST_PERMANENT_CODE = 500
"""Source: RFC 5321, 4.2.1 (5yz: do not repeat) and 4.2.3 (421: the service is closing)."""


class TemporaryFailure(Exception):
    """A message could not be sent now; try again later. Names no address."""


class ServerAway(TemporaryFailure):
    """No message can be sent now: the server is not there or does not want us."""


class PermanentFailure(Exception):
    """A message will never be taken; trying again is of no use. Names no address."""


class Channel(Protocol):
    """A way to send mail. It stays open from the first mail to `close`, and then opens again."""

    @property
    def mail_from(self) -> str:
        """Who mails come from, a display name included if there is one."""

    def send(self, mail: EmailMessage) -> None:
        """Send one mail.

        Raises
        ------
        TemporaryFailure
            If it could not be sent now.
        PermanentFailure
            If it will never be taken.
        """

    def close(self) -> None:
        """Let go of the connection, if there is one."""


class SmtpUrlInvalid(ValueError):
    """The address of the mail server cannot be read. Says how it is written."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where the mail server is and how to sign in. `login_name` None: without signing in."""

    scheme: str
    host: str
    port: int
    login_name: str | None
    password: str

    @property
    def wants_starttls(self) -> bool:
        """Whether to encrypt before anything else. A password is never sent in the clear."""
        return self.scheme == "smtp+starttls" or (
            self.scheme == "smtp" and self.login_name is not None
        )


def read_smtp_url(url: str) -> SmtpServer:
    """Return the mail server at `url`.

    Raises
    ------
    SmtpUrlInvalid
        If it is no such URL.

    Examples
    --------
    >>> server = read_smtp_url("smtp://forsa:s%40cret@mail.example:587")
    >>> server.port, server.password, server.wants_starttls
    (587, 's@cret', True)
    """
    hint = (
        "Write smtp://HOST:PORT, smtp+starttls://NAME:PASSWORD@HOST or smtps://NAME:PASSWORD@HOST."
    )
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise SmtpUrlInvalid(hint) from error
    if not parts.hostname:
        raise SmtpUrlInvalid(hint)
    name = unquote(parts.username) if parts.username else None
    return SmtpServer(parts.scheme, parts.hostname, port, name, unquote(parts.password or ""))


class SmtpChannel:
    """Sends by SMTP, all mails of one batch over one connection.

    Not for several threads at once. `timeout` is in seconds, for each answer of the server.
    """

    def __init__(self, url: str, mail_from: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self.mail_from = mail_from
        self._server = read_smtp_url(url)
        self._sender = sender_of(mail_from).addr_spec
        self._timeout = timeout
        self._connection: smtplib.SMTP | None = None

    def send(self, mail: EmailMessage) -> None:
        """Send one mail; see `Channel`."""
        connection = self._connection or self._open()
        try:
            with _as_failures():
                connection.send_message(mail, from_addr=self._sender, to_addrs=[str(mail["To"])])
        except BaseException:
            # After a failure nobody knows where the conversation stands: begin a new one.
            connection.close()
            self._connection = None
            raise

    def close(self) -> None:
        """Say goodbye; see `Channel`."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()

    def _open(self) -> smtplib.SMTP:
        with _as_failures(opening=True):
            connection = self._connect()
            try:
                if self._server.wants_starttls:
                    connection.starttls(context=ssl.create_default_context())
                if self._server.login_name is not None:
                    connection.login(self._server.login_name, self._server.password)
            except BaseException:
                connection.close()
                raise
        self._connection = connection
        return connection

    def _connect(self) -> smtplib.SMTP:
        # Named, because smtplib would ask the name service who we are.
        ourselves = domain_of(self.mail_from)
        host, port = self._server.host, self._server.port
        if self._server.scheme == "smtps":
            return smtplib.SMTP_SSL(
                host,
                port,
                local_hostname=ourselves,
                timeout=self._timeout,
                context=ssl.create_default_context(),
            )
        return smtplib.SMTP(host, port, local_hostname=ourselves, timeout=self._timeout)


@contextmanager
def _as_failures(*, opening: bool = False) -> Iterator[None]:
    """Turn what smtplib raises into our failures. What a server says may hold an address."""
    try:
        yield
    except smtplib.SMTPServerDisconnected as error:
        # Of an answer that does not come in time, smtplib says that too.
        is_silent = isinstance(error.__context__, TimeoutError)
        kind = ServerAway if opening or is_silent else TemporaryFailure
        said = "The mail server closed the connection."
        raise kind(said) from error
    except smtplib.SMTPRecipientsRefused as error:
        [(code, _)] = error.recipients.values()
        raise _failure(code) from error
    except smtplib.SMTPSenderRefused as error:
        # It is our own address that is refused, which is no fault of the message.
        code = error.smtp_code
        raise _failure(code, of_all=code != TOO_LARGE) from error
    except smtplib.SMTPResponseException as error:
        raise _failure(error.smtp_code, of_all=opening) from error
    except smtplib.SMTPException as error:
        said = "The mail server cannot do what is needed, such as encryption."
        raise ServerAway(said) from error
    except OSError as error:
        said = "The mail server cannot be reached or does not answer."
        raise ServerAway(said) from error


def _failure(code: int, *, of_all: bool = False) -> TemporaryFailure | PermanentFailure:
    """Return the failure an SMTP code stands for; `of_all` if it is about us, not the message."""
    said = f"The mail server answered {code}."
    if of_all or code == SERVICE_NOT_AVAILABLE:
        return ServerAway(said)
    return PermanentFailure(said) if code >= FIRST_PERMANENT_CODE else TemporaryFailure(said)


class FolderChannel:
    """Puts each mail into a folder as an .eml file, for development; see `mailbox`."""

    def __init__(self, folder: Path, mail_from: str) -> None:
        self.mail_from = mail_from
        self._folder = folder

    def send(self, mail: EmailMessage) -> None:
        """Write the file whole or not at all."""
        sent_at = parsedate_to_datetime(mail["Date"])
        key = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        target = self._folder / f"{sent_at:%Y%m%dT%H%M%S}-{key}.eml"
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished.write_bytes(bytes(mail))
            unfinished.replace(target)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink()
            said = "The folder for mail cannot be written."
            raise ServerAway(said) from error

    def close(self) -> None:
        """Do nothing: no connection is kept."""
