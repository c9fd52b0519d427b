"""What is said to one recipient, and the mail that is made of it. Pure.

A letter is written when it is sent, from the ids in its message, so that nothing is said about
somebody who has been erased or has withdrawn in the meantime.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlmodel import Session

from kernel.outbox import Recipient

MAIL_POLICY = SMTP.clone(cte_type="7bit", raise_on_defect=True)
"""Seven bits only: every server takes it, whatever it says of 8BITMIME and SMTPUTF8."""

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


class LetterInvalid(Exception):
    """A letter can never be sent as it is. Says what is wrong, without an address or a name."""


class TemplateUnknown(Exception):
    """Nobody has said how to write messages of this template."""


@dataclass(frozen=True, slots=True)
class DueMessage:
    """One claimed message, as whoever writes the letter needs to know it.

    `payload` holds ids, dates and enum values only.
    """

    id: int
    dedupe_key: str
    to: Recipient
    template: str
    payload: Mapping[str, Any]
    created_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Letter:
    """What one recipient is to read.

    `to` is a bare e-mail address, `language` a tag as in `lang` of HTML. `html` None means text
    alone. `headers` are further ones, such as List-Unsubscribe.
    """

    to: str
    subject: str
    text: str
    html: str | None = None
    language: str = "en"
    headers: tuple[tuple[str, str], ...] = ()


Write = Callable[[Session, DueMessage], Letter | None]
"""Writes the letter of a message; None when there is nothing left to say."""


def writer_of(templates: Mapping[str, Write]) -> Write:
    """Return what writes each message by the function that stands beside its template.

    The function returned raises TemplateUnknown for a template that is not there.
    """

    def write(session: Session, message: DueMessage) -> Letter | None:
        if message.template not in templates:
            hint = f"No letter is written for the template {message.template!r}."
            raise TemplateUnknown(hint)
        return templates[message.template](session, message)

    return write


def mail_of(letter: Letter, *, mail_from: str, dedupe_key: str, now: datetime) -> EmailMessage:
    """Return the mail that carries a letter.

    Its Message-ID is the same for every try, so that a copy sent twice can be told as one.

    Raises
    ------
    LetterInvalid
        If an address or a header cannot be sent.
    """
    mail = EmailMessage(policy=MAIL_POLICY)
    mail["From"] = sender_of(mail_from)
    mail["To"] = checked_address(letter.to)
    mail["Subject"] = _one_line(letter.subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id(dedupe_key, mail_from)
    mail["Auto-Submitted"] = "auto-generated"  # no "I am on holiday" in return: RFC 3834
    for name, value in letter.headers:
        mail[_header_name(name, mail)] = _one_line(value)
    mail.set_content(letter.text)
    if letter.html is not None:
        mail.add_alternative(letter.html, subtype="html")
    # Last, for a body takes away the headers of the body before.
    mail["Content-Language"] = _one_line(letter.language)
    return mail


def message_id(dedupe_key: str, mail_from: str) -> str:
    """Return the one Message-ID of a message.

    Examples
    --------
    >>> message_id("shortlist:7", "Forsa <post@forsa.example>")
    '<70f4954beea1c6357450c401ebe1b24d@forsa.example>'
    """
    return f"<{hashlib.sha256(dedupe_key.encode()).hexdigest()[:32]}@{domain_of(mail_from)}>"


def domain_of(mail_from: str) -> str:
    """Return the domain that mail comes from; `mail_from` may carry a display name."""
    return sender_of(mail_from).domain


def sender_of(mail_from: str) -> Address:
    """Return the sender of a setting such as `Forsa <post@forsa.example>`.

    Raises
    ------
    LetterInvalid
        If there is no address in it.

    Examples
    --------
    >>> sender_of("Forsa <forsa@localhost>").addr_spec
    'forsa@localhost'
    """
    name, address = parseaddr(_one_line(mail_from))
    local, _, domain = address.rpartition("@")
    if not local or not domain or not address.isascii():
        hint = "The setting of who mail comes from holds no e-mail address."
        raise LetterInvalid(hint)
    return Address(display_name=name, username=local, domain=domain)


def checked_address(address: str) -> str:
    """Return an e-mail address in the form that every server takes.

    Raises
    ------
    LetterInvalid
        If it is none, or has letters before the @ that only few servers take.
    """
    try:
        # Whether the domain exists is for the mail server to find out, not for us.
        checked = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        hint = "The address is not an e-mail address."
        raise LetterInvalid(hint) from error
    if checked.ascii_email is None:
        hint = "The address has letters before the @ that mail servers do not take."
        raise LetterInvalid(hint)
    return checked.ascii_email


def _one_line(value: str) -> str:
    if CONTROL.search(value):
        hint = "A header has a line break or another control character in it."
        raise LetterInvalid(hint)
    return value


def _header_name(name: str, mail: EmailMessage) -> str:
    if not HEADER_NAME.fullmatch(name) or name in mail or name.lower().startswith("content-"):
        hint = "A header has a name that a letter may not set."
        raise LetterInvalid(hint)
    return name
