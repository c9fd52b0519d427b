"""What an import looks up before it writes: who acts, who accompanies people, what words mean."""

from collections.abc import Sequence

import click

from forsa.accounts.queries import account_id_of_email, accounts_of_office, actor_of_account
from forsa.database import Database
from forsa.exchange.profiles_csv import Staff
from forsa.exchange.reading import Linking
from kernel.actor import SYSTEM, Actor
from kernel.errors import NotFound
from skills.interface.returnees import office_ids
from skills.values.lookup import Link


def actor_named(database: Database, email: str | None) -> Actor:
    """Return the actor of an account, the system if none is named, or stop with a sentence."""
    if email is None:
        return SYSTEM
    with database.reading() as session:
        account_id = account_id_of_email(session, email)
        try:
            return actor_of_account(session, account_id or 0)
        except NotFound as error:
            message = "--as names no account that may act here; nothing was done."
            raise click.ClickException(message) from error


def staff_of(database: Database) -> Staff:
    """Return the offices and the caseworkers who may accompany people."""
    with database.reading() as session:
        offices = office_ids(session)
        caseworkers = {
            account.email: (account.account_id, office_id)
            for office_id in offices.values()
            for account in accounts_of_office(session, office_id)
            if account.email is not None
        }
    return Staff(offices, caseworkers)


def linking(database: Database) -> Linking:
    """Return the lookups of the active taxonomy; without one, words are kept as they are."""
    return Linking(skills=_own_words, occupations=_own_words)


def _own_words(texts: Sequence[str]) -> list[Link]:
    return [Link(text, None, 0.0, ()) for text in texts]
