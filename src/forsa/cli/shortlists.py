"""forsa shortlist replay, and forsa why: what a list rested on, and who is not on it."""

import click

from employers.interface import vacancy_brief
from forsa.cli.shell import opened_database, plain_refusals, settings_or_stop, time_now
from forsa.cli.sources import LOOKUP_FOLDER
from forsa.exchange.signed_models import model_now, model_of
from kernel.references import Kind, reference, row_id_of
from matching.queries.fields import field_now
from matching.queries.replays import models_on
from matching.queries.replays import replay as replayed
from matching.queries.standings import Whereabouts, whereabouts
from skills.interface.taxonomy import lookup_if_any


@click.group()
def shortlist() -> None:
    """Compute shortlists again, and compare."""


@shortlist.command()
@click.argument("number")
def replay(number: str) -> None:
    """Compute the shortlist NUMBER (S-…) again from what was frozen; fail if a bit differs."""
    keys = settings_or_stop().secret_keys
    with plain_refusals(), opened_database() as database, database.reading() as session:
        shortlist_id = row_id_of(Kind.SHORTLIST, number)
        versions = models_on(session, shortlist_id=shortlist_id)
        models = {version: model_of(session, version, keys) for version in versions}
        found = replayed(session, shortlist_id=shortlist_id, models=models)
    click.echo(f"model {found.model}, taxonomy {found.taxonomy}")
    for entry in found.entries:
        person = reference(Kind.PERSON, entry.returnee_id)
        if entry.again is None:
            click.echo(f"{entry.rank:>3}. {person}  came by their own wish, not ranked")
            continue
        by = f", by {entry.model}" if entry.model != found.model else ""
        says = "the same" if entry.is_same else "DIFFERENT"
        click.echo(
            f"{entry.rank:>3}. {person}  {entry.frozen:.9f} again {entry.again:.9f}  {says}, "
            f"reasons leave {entry.unexplained:+.1e}{by}"
        )
    if not found.is_same:
        message = "What is computed now is not what was frozen."
        raise click.ClickException(message)
    click.echo("Every score is the same to the last bit.")


@click.command()
@click.argument("vacancy")
@click.argument("person")
@click.option("--now", "given_now", default=None, help="A time instead of now; development only.")
def why(vacancy: str, person: str, given_now: str | None) -> None:
    """Say why PERSON (K-…) is not on the list of VACANCY (V-…), or where on it."""
    settings = settings_or_stop()
    with plain_refusals(), opened_database() as database, database.reading() as session:
        brief = vacancy_brief(session, row_id_of(Kind.VACANCY, vacancy))
        lookup = lookup_if_any(session, settings.data_dir / LOOKUP_FOLDER)
        ranks = model_now(session, settings.secret_keys)
        field = field_now(session, lookup=lookup, model=ranks, now=time_now(given_now))
        who = row_id_of(Kind.PERSON, person)
        found = whereabouts(session, field, brief, returnee_id=who)
    for line in _lines(found):
        click.echo(line)


def _lines(found: Whereabouts) -> list[str]:
    if not found.may_be_matched:
        return [
            "Not matched now: away, without consent to matching, not active, or not known here."
        ]
    lines = []
    if found.gates:
        lines.append(f"A condition does not hold: {', '.join(found.gates)}.")
    else:
        lines.append(f"Rank {found.rank} of {found.among} who pass; score {found.score:.3f}.")
    if found.is_known:
        lines.append("Has met this vacancy before, and is not suggested for it again.")
    elif not found.may_be_suggested:
        lines.append("May not be suggested now: enough employers have their card, or not free.")
    return lines
