"""The report on the model: one page of HTML that needs nothing else, with what figures mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from forsa.cli.drawings import bars_drawing, reliability_drawing
from matching.evaluation.counterfactual import Estimate, doubly_robust, weighted
from matching.queries.outcomes import LotsAnswered
from matching.queries.trials import Outcome
from matching.simulation import Assumptions, Comparison, DrawnLots, Policy, explained

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: #1c1c1c; background: #fff; }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
th, td { text-align: start; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid #ccc; }
td + td { font-variant-numeric: tabular-nums; }
svg { max-width: 100%; height: auto; font: 12px system-ui, sans-serif; }
svg rect, svg .dots { fill: #1f5f7a; } svg .frame { fill: none; stroke: #888; }
svg .ideal { stroke: #a33; stroke-dasharray: 4 4; } svg .found { fill: none; stroke: #1f5f7a; }
.not { color: #555; border-inline-start: 3px solid #a33; padding-inline-start: .8rem; }
"""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the report tells. `trials` by file, empty if none was asked for."""

    model: str
    trials: Mapping[str, Outcome]
    worlds: int
    assumptions: Assumptions
    comparison: Comparison
    simulated_lots: DrawnLots | None
    lots: LotsAnswered


def report_page(found: Findings) -> str:
    """Return the page."""
    parts = [
        *_ranking(found),
        *_fairness(found),
        *_simulated_lots(found.simulated_lots),
        *_real_lots(found.lots),
        *_granted(found.assumptions),
    ]
    title = f"Report on the model {escape(found.model)}"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><h1>{title}</h1>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _ranking(found: Findings) -> Iterator[str]:
    yield "<h2>How good the order is</h2>"
    if not found.trials:
        yield "<p>Not measured: no folder of made persons was given (<code>--ranking</code>).</p>"
    for name, outcome in found.trials.items():
        size = f"{outcome.people} persons, {outcome.occupations:,} occupations"
        yield f"<h3>{escape(name)}: {size}</h3>"
        rows = [("ours", outcome.ours), *outcome.peers.items()]
        yield _table(
            ("", "nDCG@10", "MRR", "recall@10"),
            [
                (what, f"{one.ndcg_at_10:.3f}", f"{one.mrr:.3f}", f"{one.recall_at_10:.3f}")
                for what, one in rows
            ],
        )
        yield (
            "<p>nDCG@10 is how much of the best order the first ten places hold, 1 for all of it. "
            "MRR is one through the place of the right occupation, on average. recall@10 is the "
            "share of the occupations of the right group that are among the first ten.</p>"
            '<p class="not">Persons and vacancies are made from a taxonomy: this says how well '
            "skills find their occupation, not who is hired.</p>"
        )
        yield f"<p>Calibration error (ECE): {outcome.ece:.3f}</p>"
        yield reliability_drawing(outcome.reliability, f"Reliability, {name}")
        yield (
            "<p>ECE is how far chances are from what comes true, on average over ten bins. Dots "
            "on the dashed line come true as often as they say; the larger, the more pairs.</p>"
            '<p class="not">The event is that an occupation among a person’s first ten is of the '
            "right group, calibrated on the other half of the persons. It is no chance of a "
            "job.</p>"
        )


def _fairness(found: Findings) -> Iterator[str]:
    yield "<h2>Who is shown</h2>"
    yield f"<p>{found.worlds} made-up worlds, our own gates and scorer.</p>"
    comparison = found.comparison
    yield _table(
        ("lists", "Gini of being shown", "hires", "lowest impact ratio"),
        [
            (
                policy.value,
                f"{comparison.mean(policy, 'gini'):.3f}",
                f"{comparison.mean(policy, 'hires'):.1f}",
                f"{min(comparison.impact[policy].values(), default=1.0):.2f}",
            )
            for policy in comparison.outcomes
        ],
    )
    yield "<p>Gini is 0 if all are shown alike often, and nearly 1 if one person is all that "
    yield "employers see.</p>"
    yield "<h3>Impact ratios, allocated lists</h3>"
    for fact, groups in comparison.groups[Policy.ALLOCATED].items():
        rows = sorted(groups.items(), key=lambda row: (-row[1], row[0]))
        yield f"<h4>{escape(fact)}</h4>{bars_drawing(rows, f'Impact ratios by {fact}')}"
    yield (
        "<p>Of each group: the share who were shown at all, as a share of the highest. The "
        "dashed line is at four fifths: a model should keep every group above it.</p>"
        '<p class="not">The people are made up, and matching is told neither sex nor age. '
        "It shows that the rules favour no group by themselves, not that real lists "
        "are fair. Groups of fewer than 100 people are left out.</p>"
    )


def _simulated_lots(lots: DrawnLots | None) -> Iterator[str]:
    yield "<h2>What another way would bring: tried where the truth is known</h2>"
    if lots is None:
        yield "<p>No list of these worlds has near-equals to draw among.</p>"
        return
    yield _table(
        ("last place goes to the best score", "asked to meet", "95 %"),
        [
            ("what is true in these worlds", f"{lots.truth:.3f}", ""),
            _estimated("by weights alone (IPS)", weighted(lots.drawn)),
            _estimated("doubly robust", doubly_robust(lots.drawn)),
            ("those whom the lots fell on", f"{lots.of_lots:.3f}", ""),
        ],
    )
    yield (
        "<p>Both estimates see only whom the lots fell on, and guess what would come of always "
        "taking the best score. IPS weighs what came by how likely the other way takes the same "
        "person; the doubly robust estimate mends a model by such weights. Intervals are of 1,000 "
        "resampled sets of lots.</p>"
        '<p class="not">It shows whether the method can be trusted with so many lots. It says '
        "nothing of real employers.</p>"
    )


def _real_lots(lots: LotsAnswered) -> Iterator[str]:
    yield "<h2>What employers answered here</h2>"
    rows = [
        _estimated("places by lot, each near-equal counted alike (IPS)", lots.by_lot),
        _estimated("places by score", lots.by_score),
    ]
    yield _table(("", "asked to meet", "95 %"), rows)
    yield (
        "<p>Of those who were asked to meet or refused for a reason of fit. Whoever the lot drew "
        "among five near-equals speaks for five.</p>"
        '<p class="not">Silence, withdrawal and other refusals are no answers about fit and are '
        "left out. If employers stay silent about some more than about others, these shares "
        "are not those of all. A doubly robust estimate is not given: those whom a lot passed "
        "over are not kept, so that nothing is stored of people who were on no list.</p>"
    )


def _granted(assumptions: Assumptions) -> Iterator[str]:
    yield "<h2>Taken for granted in made-up worlds, measured nowhere</h2>"
    yield _table(
        ("name", "number", "meaning"),
        [(name, f"{number:g}", meaning) for name, number, meaning in explained(assumptions)],
    )


def _estimated(what: str, one: Estimate | None) -> tuple[str, str, str]:
    if one is None:
        return what, "no answer yet", ""
    return what, f"{one.mean:.3f}", f"{one.low:.3f} to {one.high:.3f}, of {one.lots}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr>"]
    lines += [f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows]
    return f"<table>{''.join(lines)}</table>"
