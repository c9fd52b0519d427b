"""docs/features.md, drawn from the registry of gates and features."""

from collections.abc import Iterator

from matching.queries.registry import feature_lines, gate_lines

HEAD = """# Gates and features

Drawn from `matching.gates` and `matching.features.registry` by `forsa docs`; what they are for is
in [matching.md](matching.md). Unknown is not no: it passes, lowers nothing, becomes a question.
"""


def features_page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *_gates(), "", *_features()]) + "\n"


def _gates() -> Iterator[str]:
    yield "## Gates"
    yield ""
    yield "| gate | what it does | reads of a person | while unknown | source |"
    yield "| --- | --- | --- | --- | --- |"
    for one in gate_lines():
        yield f"| {one.gate} | {one.says} | {one.reads} | {one.when_unknown} | {one.source} |"


def _features() -> Iterator[str]:
    yield "## Features"
    yield ""
    yield "Each is in [0, 1]. Weights are those of the model that is shipped, in log-odds."
    yield ""
    yield "| feature | what it says | unit | direction | neutral | unknown | weight | source |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for one in feature_lines():
        direction = "more is better" if one.direction > 0 else "less is better"
        yield (
            f"| {one.name} | {one.says} | {one.unit} | {direction} | {one.neutral:g} "
            f"| {one.when_unknown} | {one.weight:g} | {one.source} |"
        )
