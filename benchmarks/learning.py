"""What is learned from few outcomes, held against the hand weights, over made-up worlds.

    python -m benchmarks.learning

Each world has its own employers: what they look for is the hand weights, each turned by chance
(standard deviation .8 of its logarithm), and the best that somebody is shown to be at, which no
weight says. They see the first twenty people of each vacancy, as the hand weights rank them, and
meet three in ten of them. n of these outcomes are learned from; the ranking of other vacancies is
measured by nDCG@10 with the true chance as gain. Peers of the same run: plain logistic regression
and, from 500 outcomes on, monotone trees over the same prior, as tables.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean, stdev

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from matching.evaluation.measures import ece, ndcg
from matching.features import NAMES, measure_pairs, pair
from matching.gates import passing
from matching.index import Sides, asks_of, build_snapshot, demand_of
from matching.scorer import ModelWeights, chances, log_odds, shipped_weights
from matching.simulation.chance import Chance
from matching.simulation.population import TODAY, Maker
from matching.training import Outcomes, calibrated, challenger, learned, tables_of, weights_of

SIZES = (30, 120, 500, 3000)
ENOUGH_FOR_TREES = 500
SEEDS = 20
PEOPLE, TAUGHT, HELD_OUT = 300, 200, 60
SHOWN = 20
TURNED = 0.8
MET = 0.3
CROWDED = 1.0
T_OF_19 = 2.093
"""Half the width of a 95 % interval of twenty, in standard errors."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Features of candidates by vacancy, (n_features, n_candidates), with their true chances."""

    features: list[Floats]
    chances: list[Floats]


def make_world(seed: int) -> World:
    """Return the candidates who pass the gates of each vacancy, and how employers like them."""
    maker, random = Maker(seed, CROWDED), Chance(f"learning {seed}")
    snapshot = build_snapshot([one.profile for one in maker.people(PEOPLE)], today=TODAY)
    features = []
    for vacancy in maker.vacancies(TAUGHT + HELD_OUT):
        demand = demand_of(vacancy, {})
        free = passing(Sides(snapshot.columns, asks_of([demand]), TODAY))
        features.append(measure_pairs(pair(demand, snapshot))[:, free])
    prior = shipped_weights()
    turned = np.exp(TURNED * random.normal(len(NAMES)))
    wanted = ModelWeights("true", 0.0, tuple((np.array(prior.weights) * turned).tolist()))
    liking = [log_odds(one, wanted) + 1.5 * one.max(axis=0) for one in features]
    seen = np.concatenate([np.sort(one)[-SHOWN:] for one in liking])
    level = float(np.quantile(seen, 1.0 - MET))
    return World(features, [chances(one - level) for one in liking])


def outcomes_of(world: World, seed: int) -> Outcomes:
    """Return the outcomes of those who were shown, in an order of chance."""
    prior, random = shipped_weights(), Chance(f"outcomes {seed}")
    shown, met = [], []
    for features, true in zip(world.features[:TAUGHT], world.chances, strict=False):
        first = np.argsort(-log_odds(features, prior), kind="stable")[:SHOWN]
        shown.append(features[:, first].T)
        met.append(random.shares(len(first)) < true[first])
    order = np.argsort(random.shares(sum(len(one) for one in met)))
    return Outcomes(np.concatenate(shown)[order], np.concatenate(met).astype(np.int64)[order])


def quality(world: World, ranked: list[Floats]) -> float:
    """Return the mean nDCG@10 over vacancies that nobody learned from."""
    pairs = zip(ranked, world.chances[TAUGHT:], strict=True)
    return fmean(ndcg(true[np.argsort(-odds, kind="stable")]) for odds, true in pairs)


def measure(seed: int) -> dict[str, float]:
    """Return the figures of one world."""
    world, found = make_world(seed), {}
    held_out = world.features[TAUGHT:]
    everything = outcomes_of(world, seed)

    def by(model: ModelWeights) -> list[Floats]:
        return [log_odds(one, model) for one in held_out]

    found["prior"] = quality(world, by(shipped_weights()))
    for size in SIZES:
        some = Outcomes(everything.features[:size], everything.wanted[:size])
        model = learned(some, "learned")
        found[f"{size}"] = quality(world, by(model))
        plain = LogisticRegression().fit(some.features, some.wanted)
        found[f"plain {size}"] = quality(world, by(weights_of(plain, "plain")))
        if size >= ENOUGH_FOR_TREES:
            trees = tables_of(challenger(some), "trees")
            found[f"trees {size}"] = quality(world, [trees.log_odds(one) for one in held_out])
        found[f"ece {size}"] = _ece(world, some, model, seed)
    return found


def _ece(world: World, taught: Outcomes, model: ModelWeights, seed: int) -> float:
    """Return the calibration error on outcomes of the other vacancies, for those shown there."""
    way = calibrated(log_odds(taught.features.T, model), taught.wanted.astype(np.float64))
    expected, came = [], []
    random, prior = Chance(f"later {seed}"), shipped_weights()
    for features, true in zip(world.features[TAUGHT:], world.chances[TAUGHT:], strict=True):
        first = np.argsort(-log_odds(features, prior), kind="stable")[:SHOWN]
        expected.append(np.tile(way.chances(log_odds(features[:, first], model)), 20))
        came.append(random.shares(20 * len(first)) < np.tile(true[first], 20))
    return ece(np.concatenate(expected), np.concatenate(came).astype(np.float64))


def interval(values: list[float]) -> str:
    """Return the mean with half its 95 % interval, a dash for nothing."""
    if not values:
        return "-"
    half = T_OF_19 * stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0
    return f"{fmean(values):.4f} ± {half:.4f}"


@click.command()
@click.option("--seeds", default=SEEDS, show_default=True)
def main(seeds: int) -> None:
    """Print a table, then one line of JSON."""
    columns: dict[str, list[float]] = defaultdict(list)
    for seed in range(seeds):
        for name, value in measure(seed).items():
            columns[name].append(value)
    click.echo(
        f"{seeds} worlds, mean and 95 % interval; hand weights {interval(columns['prior'])}"
    )
    click.echo(f"{'outcomes':>8}{'ours':>18}{'plain logistic':>18}{'trees':>18}{'ECE':>18}")
    for size in SIZES:
        kinds = (f"{size}", f"plain {size}", f"trees {size}", f"ece {size}")
        click.echo(f"{size:>8}" + "".join(f"{interval(columns.get(k, [])):>18}" for k in kinds))
    prior = fmean(columns["prior"])
    means = {size: fmean(columns[f"{size}"]) for size in SIZES}
    figures = {
        "ndcg_prior": prior,
        **{f"ndcg_{size}": mean for size, mean in means.items()},
        "worst_loss_against_prior": max(0.0, prior - min(means.values())),
        "gain_3000": means[SIZES[-1]] - prior,
        "ece": fmean(columns[f"ece {SIZES[-1]}"]),
        "peers": {
            kind: {
                f"ndcg_{size}": round(fmean(columns[f"{kind} {size}"]), 4)
                for size in SIZES
                if f"{kind} {size}" in columns
            }
            for kind in ("plain", "trees")
        },
    }
    click.echo(
        json.dumps({k: round(v, 4) if isinstance(v, float) else v for k, v in figures.items()})
    )


if __name__ == "__main__":
    main()
