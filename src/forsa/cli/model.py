"""forsa model: how good the ranking is, and by what."""

import json
from pathlib import Path

import click

from forsa.cli.shell import opened_database, plain_refusals, settings_or_stop
from forsa.cli.sources import LOOKUP_FOLDER
from forsa.cli.trial_report import trial_json, trial_lines
from forsa.exchange.made_people import LONG, SHORT, read_made_people
from forsa.exchange.problems import FileRefused
from matching.evaluation.trials import MadePerson
from matching.queries.trials import trial_outcome
from skills.interface.taxonomy import open_lookup

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
