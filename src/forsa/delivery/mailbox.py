"""The development mailbox: what `FolderChannel` has written, to be read on a page."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

READ_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class StoredLetter:
    """One mail in the folder. `name` is its file's name, without a folder and without .eml."""

    name: str
    to: str
    subject: str
    sent_at: datetime
    message_id: str
    language: str
    text: str
    html: str | None


def read_mailbox(folder: Path, *, limit: int = READ_AT_MOST) -> list[StoredLetter]:
    """Return the newest `limit` mails of a folder, the newest first; none if it is not there."""
    files = sorted(folder.glob("*.eml"), key=lambda path: path.name, reverse=True)
    return [_read(path) for path in files[:limit]]


def read_letter(folder: Path, name: str) -> StoredLetter | None:
    """Return the mail with this name, None if there is none.

    The name comes from outside: it is looked for among the files, never made into a path.
    """
    for path in folder.glob("*.eml"):
        if path.stem == name:
            return _read(path)
    return None


def _read(path: Path) -> StoredLetter:
    mail = message_from_bytes(path.read_bytes(), policy=default)
    return StoredLetter(
        name=path.stem,
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        sent_at=parsedate_to_datetime(str(mail["Date"])).astimezone(UTC),
        message_id=str(mail["Message-ID"]),
        language=str(mail["Content-Language"]),
        text=_body(mail, "plain") or "",
        html=_body(mail, "html"),
    )


def _body(mail: EmailMessage, kind: str) -> str | None:
    part = mail.get_body((kind,))
    return None if part is None else str(part.get_content())
