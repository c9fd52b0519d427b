"""Where a recipient can be written to. The reads themselves are handed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from kernel.outbox import Recipient, RecipientKind


@dataclass(frozen=True, slots=True)
class Addressee:
    """Where and how to write to somebody. `language` is a tag such as `ckb`."""

    address: str
    language: str
    name: str


AddressOf = Callable[[Session, int], Addressee | None]
"""Returns the addressee with this id; None if there is nobody, or no address to write to."""

AddressBook = Mapping[RecipientKind, AddressOf]
"""How to find each kind of recipient."""


def addressee_of(session: Session, to: Recipient, book: AddressBook) -> Addressee | None:
    """Return where a recipient can be written to, None if nowhere."""
    find = book.get(to.kind)
    return None if find is None else find(session, to.id)
