"""forsa model: how good the ranking is, and by what."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from sqlmodel import Session

from employers.interface import vacancy_brief
from forsa.cli.model_compare import compare_command
from forsa.cli.model_report import Findings, report_page
from forsa.cli.model_versions import COMMANDS
from forsa.cli.shell import opened_database, plain_refusals, settings_or_stop, time_now
from forsa.cli.sources import LOOKUP_FOLDER
from forsa.cli.trial_report import trial_json, trial_lines
from forsa.exchange.made_people import LONG, SHORT, read_made_people
from forsa.exchange.problems import FileRefused
from forsa.exchange.signed_models import model_now, model_of
from kernel.references import Kind, row_id_of
from matching.evaluation.trials import MadePerson
from matching.queries.fields import field_now
from matching.queries.model_versions import ModelWeights
from matching.queries.nearly import one_skill_away
from matching.queries.outcomes import LotsAnswered, lots_answered
from matching.queries.trials import Outcome, trial_outcome
from matching.simulation import Assumptions, Extent, Policy, compare, draw_lots
from skills.interface.taxonomy import concept_labels, lookup_if_any, open_lookup

NOBODY = (
    "Nobody in {name} is made from an occupation of the taxonomy in use. "
    "Import the release that the persons were made from: forsa taxonomy import."
)


@click.group()
def model() -> None:
    """Look at the model that ranks, measure it, learn a new one and put it to use."""


for command in (*COMMANDS, compare_command):
    model.add_command(command)


@model.command()
@click.option(
    "--ranking",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with persons_short.tsv, and persons.tsv if there is one.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write all measures, with drawings, into this file of HTML.",
)
@click.option(
    "--worlds",
    default=20,
    show_default=True,
    type=click.IntRange(1, 200),
    help="How many made-up worlds the report rests on.",
)
@click.option("--version", help="A model instead of the one in use; see: forsa model list.")
def evaluate(ranking: Path | None, report: Path | None, worlds: int, version: str | None) -> None:
    """Measure the model in use: on made persons (--ranking), or all of it, as a page (--report).

    Made persons look for the occupation that their skills are from; every occupation of the
    taxonomy in use is a vacancy, and peers stand beside it. The last line is JSON, for the short
    file.
    """
    if ranking is None and report is None:
        message = "Say what to measure: --ranking FOLDER, --report FILE, or both."
        raise click.UsageError(message)
    files = {} if ranking is None else _read(ranking)
    with opened_database() as database, plain_refusals(), database.reading() as session:
        measured = _model(session, version)
        trials = _trials(session, files, measured)
        lots = lots_answered(session)
    if report is not None:
        _write(report, report_page(_found(measured, trials, lots, worlds)))
    if SHORT in trials:
        click.echo(json.dumps(trial_json(trials[SHORT])))


@model.command("what-if")
@click.argument("vacancy")
@click.argument("person")
@click.option("--now", "given_now", default=None, help="A time instead of now; development only.")
def what_if(vacancy: str, person: str, given_now: str | None) -> None:
    """Say what one more skill would do for PERSON (K-…) and VACANCY (V-…).

    Each is computed in full, with the skill in the profile at the level that is asked.
    """
    settings = settings_or_stop()
    with plain_refusals(), opened_database() as database, database.reading() as session:
        brief = vacancy_brief(session, row_id_of(Kind.VACANCY, vacancy))
        lookup = lookup_if_any(session, settings.data_dir / LOOKUP_FOLDER)
        ranks = model_now(session, settings.secret_keys)
        field = field_now(session, lookup=lookup, model=ranks, now=time_now(given_now))
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


def _model(session: Session, version: str | None) -> ModelWeights:
    keys = settings_or_stop().secret_keys
    if version is None:
        return model_now(session, keys)
    return model_of(session, version, keys)


def _trials(
    session: Session, files: Mapping[str, Sequence[MadePerson]], measured: ModelWeights
) -> dict[str, Outcome]:
    """Return what came of each file, and print it."""
    if not files:
        return {}
    lookup = open_lookup(session, settings_or_stop().data_dir / LOOKUP_FOLDER)
    found = {}
    for name, people in files.items():
        outcome = trial_outcome(session, lookup, people, measured)
        if outcome.people == 0:
            raise click.ClickException(NOBODY.format(name=name))
        for line in trial_lines(name, outcome):
            click.echo(line)
        found[name] = outcome
    return found


def _found(
    measured: ModelWeights, trials: Mapping[str, Outcome], lots: LotsAnswered, worlds: int
) -> Findings:
    """Return all that the report tells; made-up worlds take half a second each."""
    extent, assumptions, seeds = Extent(), Assumptions(), range(1, worlds + 1)
    return Findings(
        model=measured.version,
        trials=trials,
        worlds=worlds,
        assumptions=assumptions,
        comparison=compare(seeds, extent, assumptions, [Policy.ALONE, Policy.ALLOCATED], measured),
        simulated_lots=draw_lots(seeds, extent, assumptions, measured),
        lots=lots,
    )


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}). Name another file."
        raise click.ClickException(message) from error
    click.echo(f"The report is in {path}.")
