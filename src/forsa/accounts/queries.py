"""Reads of accounts, for pages, commands and messages."""

from sqlmodel import Session, col, select

from forsa.accounts.errors import AccountNotFound
from forsa.accounts.models import Account, ApiKey, SignInCard
from forsa.accounts.values import AccountBrief, ApiKeyBrief, Scope
from kernel.actor import OFFICE_ROLES, Actor, Role
from kernel.storage import written_id
from skills.interface.returnees import governorates_of_office
from skills.values.casework import Colleagues


def account_brief(session: Session, account_id: int) -> AccountBrief:
    """Return one account.

    Raises
    ------
    AccountNotFound
        If there is none.
    """
    return _brief(_row(session, account_id))


def account_id_of_email(session: Session, email: str) -> int | None:
    """Return whose address this is, None if nobody's."""
    return session.exec(
        select(Account.id).where(Account.email == email.strip().casefold())
    ).first()


def accounts_of_office(session: Session, office_id: int) -> list[AccountBrief]:
    """Return the caseworkers and supervisors of an office who may sign in, by name."""
    rows = session.exec(
        select(Account)
        .where(Account.office_id == office_id)
        .where(col(Account.role).in_(OFFICE_ROLES))
        .where(col(Account.disabled_at).is_(None))
        .order_by(col(Account.name), col(Account.id))
    )
    return [_brief(row) for row in rows]


def colleagues_of_office(session: Session, office_id: int) -> Colleagues:
    """Return who of an office may sign in, as the rules of case work ask for them; one query."""
    found = accounts_of_office(session, office_id)
    return Colleagues(
        frozenset(one.account_id for one in found),
        tuple(one.account_id for one in found if one.role is Role.SUPERVISOR),
    )


def caseworkers(session: Session) -> list[AccountBrief]:
    """Return the caseworkers and supervisors of all offices who may sign in, by id."""
    rows = session.exec(
        select(Account)
        .where(col(Account.role).in_(OFFICE_ROLES))
        .where(col(Account.disabled_at).is_(None))
        .order_by(col(Account.id))
    )
    return [_brief(row) for row in rows]


def all_accounts(session: Session) -> list[AccountBrief]:
    """Return every account but the returnees', by role and name."""
    rows = session.exec(
        select(Account)
        .where(Account.role != Role.RETURNEE)
        .order_by(col(Account.role), col(Account.name), col(Account.id))
    )
    return [_brief(row) for row in rows]


def api_keys(session: Session) -> list[ApiKeyBrief]:
    """Return every key of a program, the newest first."""
    rows = session.exec(
        select(ApiKey, Account)
        .join(Account, col(Account.id) == col(ApiKey.account_id))
        .order_by(col(ApiKey.id).desc())
    )
    return [
        ApiKeyBrief(
            key_id=written_id(key),
            name=program.name,
            hint=key.hint,
            employer_id=program.employer_id,
            scopes=tuple(map(Scope, key.scopes)),
            created_at=key.created_at,
            expires_at=key.expires_at,
            last_used_at=key.last_used_at,
            ended_at=key.ended_at,
        )
        for key, program in rows
    ]


def account_briefs(session: Session, account_ids: list[int]) -> dict[int, AccountBrief]:
    """Return accounts by id; one query."""
    rows = session.exec(select(Account).where(col(Account.id).in_(account_ids)))
    return {written_id(row): _brief(row) for row in rows}


def actor_of_account(session: Session, account_id: int) -> Actor:
    """Return the actor that an account stands for, whether or not anybody is signed in.

    Raises
    ------
    AccountNotFound
        If there is none, or it is disabled.
    """
    row = _row(session, account_id)
    if row.disabled_at is not None:
        raise AccountNotFound
    card = session.get(SignInCard, account_id) if row.role is Role.RETURNEE else None
    return actor_in(
        session,
        role=row.role,
        account_id=account_id,
        office_id=row.office_id,
        employer_id=row.employer_id,
        returnee_id=card.returnee_id if card is not None else None,
    )


def actor_in(
    session: Session,
    *,
    role: Role,
    account_id: int | None,
    office_id: int | None,
    employer_id: int | None,
    returnee_id: int | None,
) -> Actor:
    """Return the actor of an account that was read; for this package alone."""
    places = governorates_of_office(session, office_id) if office_id is not None else frozenset()
    return Actor(
        role=role,
        account_id=account_id,
        office_id=office_id,
        employer_id=employer_id,
        returnee_id=returnee_id,
        governorates=places,
    )


def _row(session: Session, account_id: int) -> Account:
    row = session.get(Account, account_id)
    if row is None:
        raise AccountNotFound
    return row


def _brief(row: Account) -> AccountBrief:
    return AccountBrief(
        account_id=written_id(row),
        role=row.role,
        name=row.name,
        email=row.email,
        language=row.language,
        office_id=row.office_id,
        employer_id=row.employer_id,
        member_id=row.member_id,
        is_disabled=row.disabled_at is not None,
    )
