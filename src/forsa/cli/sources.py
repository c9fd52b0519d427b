"""What an import looks up before it writes: who accompanies people, what words mean."""

from collections.abc import Sequence

import click

from forsa.accounts.queries import accounts_of_office
from forsa.cli.shell import settings_or_stop
from forsa.database import Database
from forsa.exchange.profiles_csv import Staff
from forsa.exchange.reading import Linking
from skills.errors import TaxonomyMissing
from skills.interface.returnees import office_ids
from skills.interface.taxonomy import open_lookup
from skills.values.lookup import Link
from skills.values.taxonomy import SKILL_KINDS, ConceptKind

LOOKUP_FOLDER = "lookup"
"""Where in the data folder the index of the taxonomy lies."""
OCCUPATION_KINDS = frozenset({ConceptKind.OCCUPATION})


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
    folder = settings_or_stop().data_dir / LOOKUP_FOLDER
    try:
        with database.reading() as session:
            lookup = open_lookup(session, folder)
    except TaxonomyMissing:
        click.echo("No taxonomy is loaded yet: words are kept as they are.", err=True)
        return Linking(skills=_own_words, occupations=_own_words)
    return Linking(
        skills=lambda texts: lookup.link_many(texts, kinds=SKILL_KINDS),
        occupations=lambda texts: lookup.link_many(texts, kinds=OCCUPATION_KINDS),
    )


def _own_words(texts: Sequence[str]) -> list[Link]:
    return [Link(text, None, 0.0, ()) for text in texts]
