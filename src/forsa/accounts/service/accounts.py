"""Deeds with accounts: make one, give it a password or a card, disable it."""

from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlmodel import Session, select

from forsa.accounts.errors import (
    AccountNotFound,
    AccountNotYours,
    CardForReturneesOnly,
    EmailTaken,
    EmailUnreadable,
)
from forsa.accounts.models import Account, SignInCard
from forsa.accounts.rules import check_may_make, check_place
from forsa.accounts.service.sessions import end_sessions
from forsa.accounts.values import AccountDraft, HashedCard
from kernel.actor import Actor, Role
from kernel.audit import record
from kernel.storage import locked_row, write_new
from skills.interface.returnees import standing

MANY_ROLES = {Role.OPERATOR, Role.SYSTEM}


def create_account(session: Session, *, draft: AccountDraft, actor: Actor, now: datetime) -> int:
    """Make an account that has no password yet and return its id.

    Raises
    ------
    AccountNotYours
        If the actor may not make it.
    CardForReturneesOnly
        If it is for a returnee: see `issue_card`.
    PlaceMissing
        If office or employer does not go with the role.
    EmailUnreadable
        If the address is none.
    EmailTaken
        If another account has it.
    """
    if draft.role is Role.RETURNEE:
        raise CardForReturneesOnly
    check_may_make(actor, draft)
    check_place(draft)
    email = normal_email(draft.email)
    if session.exec(select(Account.id).where(Account.email == email)).first() is not None:
        raise EmailTaken
    row = Account(
        role=draft.role,
        email=email,
        name=draft.name.strip()[:120],
        language=draft.language,
        office_id=draft.office_id,
        employer_id=draft.employer_id,
        member_id=draft.member_id,
        created_at=now,
    )
    account_id = write_new(session, row)
    _tell(session, "account.create", account_id, actor=actor, now=now)
    return account_id


def set_password(
    session: Session, *, account_id: int, password_hash: str, actor: Actor, now: datetime
) -> None:
    """Give an account a new password, already hashed, and end its sessions.

    Raises
    ------
    AccountNotFound
        If there is no such account.
    CardForReturneesOnly
        If it is a returnee's.
    AccountNotYours
        If it is another's, and the actor is no operator.
    """
    row = _row(session, account_id)
    if row.role is Role.RETURNEE:
        raise CardForReturneesOnly
    if actor.role not in MANY_ROLES and actor.account_id != account_id:
        raise AccountNotYours
    row.password_hash = password_hash
    end_sessions(session, account_id=account_id, actor=actor, now=now)
    _tell(session, "account.password", account_id, actor=actor, now=now)


def issue_card(
    session: Session, *, returnee_id: int, card: HashedCard, actor: Actor, now: datetime
) -> int:
    """Give a returnee a card, and an account if they have none; return the account's id.

    An earlier card stops working and its sessions end.

    Raises
    ------
    ReturneeNotFound
        If there is no such person.
    AccountNotYours
        If the actor is not of the person's office.
    """
    person = standing(session, returnee_id)
    if not (actor.is_system or actor.is_of_office(person.office_id)):
        raise AccountNotYours
    old = session.exec(select(SignInCard).where(SignInCard.returnee_id == returnee_id)).first()
    if old is None:
        row = Account(role=Role.RETURNEE, language=person.language, created_at=now)
        old = SignInCard(
            account_id=write_new(session, row),
            returnee_id=returnee_id,
            code_digest=card.code_digest,
            pin_hash=card.pin_hash,
            issued_at=now,
        )
    else:
        end_sessions(session, account_id=old.account_id, actor=actor, now=now)
        old.code_digest, old.pin_hash, old.issued_at = card.code_digest, card.pin_hash, now
    session.add(old)
    _tell(session, "account.card", old.account_id, actor=actor, now=now)
    return old.account_id


def disable_account(session: Session, *, account_id: int, actor: Actor, now: datetime) -> None:
    """Let an account sign in no more and end its sessions.

    Raises
    ------
    AccountNotFound
        If there is no such account.
    AccountNotYours
        If the actor is no operator.
    """
    row = _row(session, account_id)
    if actor.role not in MANY_ROLES:
        raise AccountNotYours
    row.disabled_at = row.disabled_at or now
    end_sessions(session, account_id=account_id, actor=actor, now=now)
    _tell(session, "account.disable", account_id, actor=actor, now=now)


def choose_language(session: Session, *, language: str, actor: Actor, now: datetime) -> None:
    """Keep the language in which the actor wants to read.

    Raises
    ------
    AccountNotFound
        If the actor has no account.
    """
    assert actor.account_id is not None, "whoever chooses is signed in"
    _row(session, actor.account_id).language = language
    _tell(session, "account.language", actor.account_id, actor=actor, now=now)


def normal_email(text: str) -> str:
    """Return an e-mail address in the one form in which it is kept.

    Raises
    ------
    EmailUnreadable
        If it is none.
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise EmailUnreadable from error
    return found.normalized.casefold()


def _row(session: Session, account_id: int) -> Account:
    row = locked_row(session, Account, account_id)
    if row is None:
        raise AccountNotFound
    return row


def _tell(session: Session, action: str, account_id: int, *, actor: Actor, now: datetime) -> None:
    record(session, actor=actor, action=action, subject=f"account:{account_id}", now=now)
