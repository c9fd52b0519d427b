"""The development mailbox: what would have been mailed, to be read and followed."""

import re
from collections.abc import Iterator

from litestar import Controller, MediaType, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, SkipValidation

from forsa.delivery.mailbox import StoredLetter, read_letter, read_mailbox
from forsa.delivery.wiring import MAILBOX_FOLDER
from forsa.settings import Settings
from forsa.shapes.operations import MailRow, OpenMail, TextPart
from forsa.web.guards import Anybody
from forsa.web.pages import Page, page
from forsa.web.visits import Request

ADDRESS = "/dev/mail"
_LINK = re.compile(r"https?://[^\s\u2068\u2069<>\"]+")
_AFTER_LINKS = ".,;:!?)"
"""What ends a sentence behind an address, and is no part of it."""


class MailboxPages(Controller):
    """The mails in the folder of this installation, newest first."""

    path = ADDRESS
    guards = (Anybody("there is no such page in production"),)

    @get(sync_to_thread=True)
    def index(self, request: Request, settings: NamedDependency[SkipValidation[Settings]]) -> Page:
        """Show the list."""
        letters = read_mailbox(settings.data_dir / MAILBOX_FOLDER)
        return page(request, "development/mailbox.html", rows=tuple(_row(one) for one in letters))

    @get("/{name:str}", sync_to_thread=True)
    def show(
        self,
        request: Request,
        name: FromPath[str],
        settings: NamedDependency[SkipValidation[Settings]],
    ) -> Page:
        """Show the text of one mail, its links to be followed."""
        letter = _letter(settings, name)
        row = _row(letter)
        mail = OpenMail(
            row=row,
            parts=tuple(parts_of(letter.text)),
            html_address=f"{row.address}/html" if letter.html is not None else None,
        )
        return page(request, "development/mail.html", mail=mail)

    @get("/{name:str}/html", sync_to_thread=True)
    def html(
        self, name: FromPath[str], settings: NamedDependency[SkipValidation[Settings]]
    ) -> Response[str]:
        """Return the HTML part as it is; the headers of all our answers bind it too."""
        letter = _letter(settings, name)
        if letter.html is None:
            raise NotFoundException
        return Response(letter.html, media_type=MediaType.HTML)


def parts_of(text: str) -> Iterator[TextPart]:
    """Yield a text in pieces, each address a piece of its own.

    Examples
    --------
    >>> [part.address for part in parts_of("Open https://forsa.example/a.")]
    [None, 'https://forsa.example/a', None]
    """
    at = 0
    for found in _LINK.finditer(text):
        address = found[0].rstrip(_AFTER_LINKS)
        yield TextPart(text[at : found.start()])
        yield TextPart(address, address)
        at = found.start() + len(address)
    yield TextPart(text[at:])


def _letter(settings: Settings, name: str) -> StoredLetter:
    letter = read_letter(settings.data_dir / MAILBOX_FOLDER, name)
    if letter is None:
        raise NotFoundException
    return letter


def _row(letter: StoredLetter) -> MailRow:
    return MailRow(
        f"{ADDRESS}/{letter.name}", letter.to, letter.subject, letter.sent_at, letter.language
    )
