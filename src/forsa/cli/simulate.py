"""`forsa simulate`: try ways to draw up shortlists on made-up people and employers."""

import json
from dataclasses import replace

import click

from forsa.cli.shell import opened_database, plain_refusals, settings_or_stop
from forsa.exchange.signed_models import model_of
from matching.queries.model_versions import ModelWeights
from matching.simulation import Assumptions, Comparison, Extent, Policy, compare, explained

HUNDRED = 100.0


def _number(text: str) -> tuple[str, float]:
    name, _, number = text.partition("=")
    known = [one for one, _, _ in explained(Assumptions())]
    if name not in known:
        message = f"There is no assumption {name}. There are: {', '.join(known)}."
        raise click.BadParameter(message)
    try:
        return name, float(number)
    except ValueError:
        message = f"{name} needs a number, as in {name}=0.5."
        raise click.BadParameter(message) from None


@click.command()
@click.option("--people", default=300, show_default=True, type=click.IntRange(10, 20_000))
@click.option("--vacancies", default=200, show_default=True, type=click.IntRange(1, 5_000))
@click.option("--months", default=3, show_default=True, type=click.IntRange(1, 24))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0))
@click.option("--worlds", default=5, show_default=True, type=click.IntRange(1, 200))
@click.option("--assume", multiple=True, metavar="NAME=NUMBER", help="Change an assumption.")
@click.option(
    "--model",
    "version",
    help="Rank by this model instead of the shipped one; see: forsa model list.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
def simulate(
    seed: int,
    worlds: int,
    assume: tuple[str, ...],
    as_json: bool,
    version: str | None,
    **extents: int,
) -> None:
    """Try ways to draw up shortlists on made-up people, vacancies and employers."""
    changed = dict(_number(text) for text in assume)
    assumptions = replace(Assumptions(), **changed)
    extent = Extent(**extents)
    weights = _model(version) if version is not None else None
    seeds = range(seed, seed + worlds)
    found = compare(seeds, extent, assumptions, list(Policy), weights)
    if as_json:
        click.echo(json.dumps(figures_of(found, assumptions)))
        return
    size = f"{extent.people} people, {extent.vacancies} vacancies, {extent.months} months"
    by = version or "the shipped model"
    click.echo(f"{worlds} made-up worlds: {size}; ranked by {by}.")
    click.echo("Taken for granted, measured nowhere:")
    for name, number, meaning in explained(assumptions):
        click.echo(f"  {name:<12} {number:>6g}  {meaning}")
    click.echo("\n".join(table_of(found)))


def _model(version: str) -> ModelWeights:
    """Return a model of the database: the only thing that is needed of it."""
    keys = settings_or_stop().secret_keys
    with plain_refusals(), opened_database() as database, database.reading() as session:
        return model_of(session, version, keys)


def table_of(found: Comparison) -> list[str]:
    """Return a comparison as lines of a table."""
    lines = [
        f"{'':<26}{'hires':>7}{'more than alone (95 %)':>26}{'gini':>7}{'shown':>8}{'impact':>8}"
    ]
    for policy in found.outcomes:
        mean, low, high = (HUNDRED * part for part in found.gain(policy))
        lines.append(
            f"{policy:<26}{found.mean(policy, 'hires'):>7.1f}"
            f"{f'{mean:+.1f} % ({low:+.1f} to {high:+.1f})':>26}"
            f"{found.mean(policy, 'gini'):>7.3f}{found.mean(policy, 'shown'):>8.0f}"
            f"{min(found.impact[policy].values()):>8.2f}"
        )
    return lines


def figures_of(found: Comparison, assumptions: Assumptions) -> dict[str, object]:
    """Return a comparison and what it rests on, for JSON."""
    policies = {
        policy.name.lower(): {
            "hires": found.mean(policy, "hires"),
            "gain": found.gain(policy)[0],
            "gain_low": found.gain(policy)[1],
            "gini": found.mean(policy, "gini"),
            "impact_ratios": dict(found.impact[policy]),
        }
        for policy in found.outcomes
    }
    granted = {name: number for name, number, _ in explained(assumptions)}
    return {"policies": policies, "assumptions": granted}
