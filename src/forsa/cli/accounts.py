"""Commands of accounts: make one, give a person a card, set a new password, see who has one."""

import click
from sqlmodel import Session

from forsa.accounts.errors import AccountNotFound
from forsa.accounts.passwords import hash_of
from forsa.accounts.queries import account_id_of_email, all_accounts
from forsa.accounts.service.accounts import (
    create_account,
    disable_account,
    issue_card,
    set_password,
)
from forsa.accounts.signing_in import new_card
from forsa.accounts.tokens import new_password
from forsa.accounts.values import AccountDraft
from forsa.cli.shell import actor_named, opened_database, plain_refusals, time_now
from forsa.i18n.languages import Language
from kernel.actor import Role
from kernel.references import Kind, row_id_of
from skills.errors import OfficeNotFound
from skills.interface.returnees import office_ids

WITH_PASSWORD = [
    role.value
    for role in (
        Role.CASEWORKER,
        Role.SUPERVISOR,
        Role.OPERATOR,
        Role.AUDITOR,
        Role.EMPLOYER_MEMBER,
        Role.EMPLOYER_OWNER,
    )
]
LANGUAGES = [language.value for language in Language]


@click.group("accounts")
def accounts() -> None:
    """Who may sign in."""


@accounts.command("create")
@click.option("--role", required=True, type=click.Choice(WITH_PASSWORD))
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--language", default="ar", type=click.Choice(LANGUAGES), show_default=True)
@click.option("--office", "office", help="The office's code, for its people.")
@click.option("--employer", "employer", help="The employer's reference, for its people.")
def create(**given: str | None) -> None:
    """Make an account and print its first password, once."""
    password = new_password()
    password_hash = hash_of(password)
    now = time_now()
    with plain_refusals(), opened_database() as database, database.writing() as session:
        actor = actor_named(session, None)
        draft = _draft(session, given)
        account_id = create_account(session, draft=draft, actor=actor, now=now)
        set_password(
            session, account_id=account_id, password_hash=password_hash, actor=actor, now=now
        )
    click.echo(f"password: {password}")


@accounts.command("password")
@click.argument("email")
def password(email: str) -> None:
    """Give an account a new password, print it once, and end its sessions."""
    fresh = new_password()
    password_hash = hash_of(fresh)
    with plain_refusals(), opened_database() as database, database.writing() as session:
        set_password(
            session,
            account_id=_id_of(session, email),
            password_hash=password_hash,
            actor=actor_named(session, None),
            now=time_now(),
        )
    click.echo(f"password: {fresh}")


@accounts.command("card")
@click.argument("person")
def card(person: str) -> None:
    """Give a PERSON (K-XXXXXX) a card and print its code and PIN, once. An older card ends."""
    fresh = new_card()
    with plain_refusals(), opened_database() as database, database.writing() as session:
        issue_card(
            session,
            returnee_id=row_id_of(Kind.PERSON, person),
            card=fresh.hashed,
            actor=actor_named(session, None),
            now=time_now(),
        )
    click.echo(f"code: {fresh.code}\npin: {fresh.pin}")


@accounts.command("disable")
@click.argument("email")
def disable(email: str) -> None:
    """Let an account sign in no more."""
    with plain_refusals(), opened_database() as database, database.writing() as session:
        disable_account(
            session,
            account_id=_id_of(session, email),
            actor=actor_named(session, None),
            now=time_now(),
        )
    click.echo("Disabled; its sessions have ended.")


@accounts.command("list")
def list_accounts() -> None:
    """Print every account but the returnees'."""
    with opened_database() as database, database.reading() as session:
        for one in all_accounts(session):
            state = "disabled" if one.is_disabled else "active"
            click.echo(f"{one.role:<16} {one.email or '':<40} {state:<9} {one.language}")


def _draft(session: Session, given: dict[str, str | None]) -> AccountDraft:
    office, employer = given["office"], given["employer"]
    office_id = office_ids(session).get(office) if office is not None else None
    if office is not None and office_id is None:
        raise OfficeNotFound
    return AccountDraft(
        role=Role(str(given["role"])),
        name=str(given["name"]),
        email=str(given["email"]),
        language=str(given["language"]),
        office_id=office_id,
        employer_id=row_id_of(Kind.EMPLOYER, employer) if employer is not None else None,
    )


def _id_of(session: Session, email: str) -> int:
    account_id = account_id_of_email(session, email)
    if account_id is None:
        raise AccountNotFound
    return account_id
