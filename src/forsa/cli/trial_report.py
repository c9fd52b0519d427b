"""What a trial on made persons says, as lines for a terminal."""

from collections.abc import Iterator
from typing import Any

from matching.evaluation.trials import Quality
from matching.queries.trials import Outcome


def trial_lines(name: str, outcome: Outcome) -> Iterator[str]:
    """Yield the lines of a table, ours and the peers of the same run."""
    yield (
        f"{name}: {outcome.people} persons, {outcome.occupations:,} occupations, "
        f"{outcome.sure:.0%} of the texts linked by themselves, else the first choice"
    )
    if outcome.left_out:
        yield f"left out: {outcome.left_out} whose occupation the taxonomy does not have"
    yield f"{'':<34}{'nDCG@10':>8}{'MRR':>8}"
    for what, quality in _rows(outcome):
        yield f"{what:<34}{quality.ndcg_at_10:>8.3f}{quality.mrr:>8.3f}"
    yield f"calibration error of the first ten, by the other half: {outcome.ece:.3f}"


def trial_json(outcome: Outcome) -> dict[str, Any]:
    """Return the figures of a trial."""
    return outcome.ours.as_json() | {
        "ece": round(outcome.ece, 4),
        "persons": outcome.people,
        "occupations": outcome.occupations,
        "left_out": outcome.left_out,
        "peers": {name: quality.as_json() for name, quality in outcome.peers.items()},
        "bound": outcome.bound.as_json(),
        "skills_alone": outcome.skills_alone.as_json(),
        "halves": [half.as_json() for half in outcome.halves],
    }


def _rows(outcome: Outcome) -> Iterator[tuple[str, Quality]]:
    yield "ours", outcome.ours
    yield "  the half that weights were set by", outcome.halves[0]
    yield "  the other half", outcome.halves[1]
    yield "  without what skills point to", outcome.skills_alone
    yield "  if links were right (of five)", outcome.bound
    yield from outcome.peers.items()
