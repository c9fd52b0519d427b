"""forsa model compare: which lists would change under another model, before it is put to use."""

from collections.abc import Iterator, Sequence

import click

from employers.interface import open_vacancies
from forsa.cli.shell import opened_database, plain_refusals, settings_or_stop, time_now
from forsa.cli.sources import LOOKUP_FOLDER
from forsa.exchange.signed_models import model_now, model_of
from kernel.references import Kind, reference
from matching.queries.comparisons import Compared, compared
from matching.queries.fields import field_now
from matching.states import SHORTLIST_PLACES
from skills.interface.taxonomy import lookup_if_any

MOST_LINES = 20


@click.command("compare")
@click.argument("version")
@click.option("--top", default=SHORTLIST_PLACES, show_default=True, type=click.IntRange(1, 100))
@click.option("--now", "given_now", default=None, help="A time instead of now; development only.")
def compare_command(version: str, top: int, given_now: str | None) -> None:
    """Say which open vacancies would have other people first by VERSION; nothing is changed."""
    settings = settings_or_stop()
    with plain_refusals(), opened_database() as database, database.reading() as session:
        field = field_now(
            session,
            lookup=lookup_if_any(session, settings.data_dir / LOOKUP_FOLDER),
            model=model_now(session, settings.secret_keys),
            now=time_now(given_now),
        )
        other = model_of(session, version, settings.secret_keys)
        found = compared(field, open_vacancies(session), other, top=top)
    for line in _lines(found, field.weights.version, other.version):
        click.echo(line)


def _lines(found: Sequence[Compared], ranks: str, other: str) -> Iterator[str]:
    changed = sorted(
        (one for one in found if not one.is_same), key=lambda one: (one.stay, one.vacancy_id)
    )
    places, stay = sum(len(one.now) for one in found), sum(one.stay for one in found)
    yield f"{other} beside {ranks}, which ranks now: {len(found)} open vacancies."
    yield f"{len(changed)} would have others first, or in another order."
    yield f"{stay} of {places} first people would be first again."
    for one in changed[:MOST_LINES]:
        came = [reference(Kind.PERSON, who) for who in one.then if who not in one.now]
        new = f"new: {', '.join(came)}" if came else "the same in another order"
        named = reference(Kind.VACANCY, one.vacancy_id)
        yield f"  {named}  {one.stay} of {len(one.now)} stay; {new}"
