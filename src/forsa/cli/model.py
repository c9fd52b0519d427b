"""forsa model: how good the ranking is, and by what."""

import json
from pathlib import Path

import click

from employers.interface import vacancy_brief
from forsa.cli.shell import opened_database, plain_refusals, settings_or_stop, time_now
from forsa.cli.sources import LOOKUP_FOLDER
from forsa.cli.trial_report import trial_json, trial_lines
from forsa.exchange.made_people import LONG, SHORT, read_made_people
from forsa.exchange.problems import FileRefused
from kernel.references import Kind, row_id_of
from matching.evaluation.trials import MadePerson
from matching.queries.fields import field_now
from matching.queries.nearly import one_skill_away
from matching.queries.trials import trial_outcome
from skills.interface.taxonomy import concept_labels, lookup_if_any, open_lookup

NOBODY = (
    "Nobody in {name} is made from an occupation of the taxonomy in use. "
    "Import the release that the persons were made from: forsa taxonomy import."
)


@click.group()
def model() -> None:
    """Look at the model that ranks, and measure it."""


@model.command()
@click.option(
    "--ranking",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with persons_short.tsv, and persons.tsv if there is one.",
)
def evaluate(ranking: Path) -> None:
    """Let made persons look for the occupation that their skills are from; peers beside it.

    Every occupation of the taxonomy in use is a vacancy. The last line is JSON, for the short
    file.
    """
    files = _read(ranking)
    with opened_database() as database, plain_refusals(), database.reading() as session:
        lookup = open_lookup(session, settings_or_stop().data_dir / LOOKUP_FOLDER)
        for name, people in files.items():
            outcome = trial_outcome(session, lookup, people)
            if outcome.people == 0:
                raise click.ClickException(NOBODY.format(name=name))
            for line in trial_lines(name, outcome):
                click.echo(line)
    click.echo(json.dumps(trial_json(outcome)))


@model.command("what-if")
@click.argument("vacancy")
@click.argument("person")
@click.option("--now", "given_now", default=None, help="A time instead of now; development only.")
def what_if(vacancy: str, person: str, given_now: str | None) -> None:
    """Say what one more skill would do for PERSON (K-…) and VACANCY (V-…).

    Each is computed in full, with the skill in the profile at the level that is asked.
    """
    folder = settings_or_stop().data_dir / LOOKUP_FOLDER
    with plain_refusals(), opened_database() as database, database.reading() as session:
        brief = vacancy_brief(session, row_id_of(Kind.VACANCY, vacancy))
        lookup = lookup_if_any(session, folder)
        field = field_now(session, lookup=lookup, now=time_now(given_now))
        who = row_id_of(Kind.PERSON, person)
        found = one_skill_away(session, field, brief, returnee_id=who)
        uris = {one.concept_uri for one in found.skills if one.concept_uri is not None}
        labels = concept_labels(session, uris, "en")
    click.echo(f"as they are: score {found.score:.3f}, rank {found.rank}")
    for one in found.skills:
        name = labels.get(one.concept_uri or "", one.asked_words)
        gain = one.score - found.score
        click.echo(
            f"  with {name}, level {one.least}: {one.score:.3f} ({gain:+.3f}), rank {one.rank}"
        )
    if not found.skills:
        click.echo("Every skill that is asked for is there, at the level asked.")


def _read(folder: Path) -> dict[str, list[MadePerson]]:
    """Return the persons of each file, the short one last."""
    names = [name for name in (LONG, SHORT) if name == SHORT or (folder / name).exists()]
    if not (folder / SHORT).exists():
        message = f"{folder} has no {SHORT}. It is the file that figures are given for."
        raise click.ClickException(message)
    try:
        return {name: read_made_people(folder / name) for name in names}
    except FileRefused as error:
        raise click.ClickException(str(error)) from error
