"""The desk at which letters are written: languages, addresses, templates."""

from dataclasses import dataclass

from jinja2 import Environment
from sqlmodel import Session

from employers.interface import member
from forsa.accounts.queries import account_brief
from forsa.delivery.addresses import AddressBook, Addressee, addressee_of
from forsa.delivery.answer_links import link_token
from forsa.delivery.letters import DueMessage, Letter
from forsa.i18n import Language, environment, language_of
from forsa.i18n.mails import rendered_mail
from forsa.settings import Settings
from forsa.shapes.answer_links import AnswerLink
from kernel.outbox import RecipientKind


@dataclass(frozen=True, slots=True)
class Desk:
    """What every letter needs. `public_url` has no slash at its end; `secret_keys` sign links."""

    public_url: str
    jinja: Environment
    secret_keys: tuple[str, ...]

    @classmethod
    def of(cls, settings: Settings) -> "Desk":
        """Return the desk of an installation."""
        return cls(settings.public_url.rstrip("/"), environment(), settings.secret_keys)

    def answer_address(self, to: Addressee, member_id: int, shortlist_id: int) -> str:
        """Return where a member can answer a shortlist without signing in."""
        token = link_token(AnswerLink(member_id, shortlist_id), self.secret_keys)
        return f"{self.public_url}/{language_for(to)}/answer/{token}"

    def letter(self, name: str, to: Addressee, mail: object) -> Letter:
        """Return the letter that a template makes of a mail's values."""
        language = language_for(to)
        said = rendered_mail(self.jinja, name, language, mail=mail)
        return Letter(to.address, said.subject, said.text, said.html, str(language))


def language_for(to: Addressee) -> Language:
    """Return the language to write to somebody in; Arabic if theirs has no pages here."""
    return language_of(to.language) or Language.ARABIC


def addressee(session: Session, message: DueMessage) -> Addressee | None:
    """Return to whom a message goes, None if they can no longer be written to."""
    return addressee_of(session, message.to, ADDRESS_BOOK)


def _member(session: Session, member_id: int) -> Addressee | None:
    found = member(session, member_id)
    return Addressee(found.email, found.language, found.name) if found is not None else None


def _account(session: Session, account_id: int) -> Addressee | None:
    found = account_brief(session, account_id)
    if found.email is None or found.is_disabled:
        return None
    return Addressee(found.email, found.language, found.name)


ADDRESS_BOOK: AddressBook = {RecipientKind.MEMBER: _member, RecipientKind.ACCOUNT: _account}
"""Returnees have no e-mail address here; their channels are SMS and their own page."""
