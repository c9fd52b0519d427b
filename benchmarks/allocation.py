"""Whether deciding for all vacancies at once makes more hires than each deciding for itself.

    python -m benchmarks.allocation

Simulated (`forsa simulate`): 300 people and 200 vacancies at first, three months, our own gates
and scorer, the limit of three employers at a time for everybody. What is taken for granted is
printed. "No limit" shows what the limit costs; no way in service may do without it.
"""

import json
from time import process_time

import click

from forsa.cli.simulate import table_of
from matching.simulation import Assumptions, Extent, Policy, compare, explained


@click.command()
@click.option("--seeds", default=20, help="Worlds.")
@click.option("--months", default=3, help="Months of each.")
def main(seeds: int, months: int) -> None:
    """Print a table, then one line of JSON."""
    assumptions = Assumptions()
    for name, number, meaning in explained(assumptions):
        click.echo(f"{name:<12} {number:>6g}  {meaning}")
    begin = process_time()
    found = compare(range(1, seeds + 1), Extent(months=months), assumptions, list(Policy))
    click.echo("\n".join(table_of(found)))
    impact = found.impact[Policy.ALLOCATED]
    click.echo("impact ratios: " + ", ".join(f"{fact} {r:.2f}" for fact, r in impact.items()))
    click.echo(f"{seeds} worlds, {process_time() - begin:.0f} s of the processor")
    mean, low, high = found.gain(Policy.ALLOCATED)
    figures = {
        "hires_gain": mean,
        "hires_gain_low": low,
        "hires_gain_high": high,
        "gini_allocated": found.mean(Policy.ALLOCATED, "gini"),
        "gini_greedy": found.mean(Policy.ALONE, "gini"),
        "impact_ratio_min": min(impact.values()),
        "hires_gain_over_no_limit": found.gain(Policy.ALLOCATED, Policy.UNLIMITED)[0],
    }
    click.echo(json.dumps({name: round(figure, 4) for name, figure in figures.items()}))


if __name__ == "__main__":
    main()
