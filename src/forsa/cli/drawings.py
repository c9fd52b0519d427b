"""Small drawings as SVG, inline in a page: no script, no outside file."""

from collections.abc import Iterator, Sequence
from html import escape

SIDE, EDGE = 300, 40
"""Of a square drawing, and of the room for its axes, in units of the drawing."""
LEAST_DOT, MOST_DOT = 3.0, 9.0
BAR, ROW, NAMES_TO, LINE_AT = 240, 24, 150, 0.8
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def reliability_drawing(bins: Sequence[tuple[float, float, float]], title: str) -> str:
    """Return a square: the mean chance of each bin across, the share that came true upwards.

    Bins are weight, mean chance and share. On the diagonal chances come true as often as they
    say.
    """
    points = [(_x(chance), _y(share), weight) for weight, chance, share in bins]
    most = max((weight for _, _, weight in points), default=1.0)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_radius(weight / most):.1f}"/>'
        for x, y, weight in points
    )
    size = SIDE + 2 * EDGE
    return (
        f'<svg viewBox="0 0 {size} {size}" width="{size}" role="img">'
        f"<title>{escape(title)}</title>{''.join(_axes())}"
        f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>'
        f'<polyline class="found" points="{line}"/><g class="dots">{dots}</g></svg>'
    )


def bars_drawing(rows: Sequence[tuple[str, float]], title: str) -> str:
    """Return one bar for each name and its number in [0, 1], with a line at four fifths."""
    high = ROW * len(rows)
    at = NAMES_TO + BAR * LINE_AT
    return (
        f'<svg viewBox="0 0 {NAMES_TO + BAR + 50} {high}" '
        f'width="{NAMES_TO + BAR + 50}" role="img"><title>{escape(title)}</title>'
        f"{''.join(_bars(rows))}"
        f'<line class="ideal" x1="{at:.0f}" y1="0" x2="{at:.0f}" y2="{high}"/></svg>'
    )


def _bars(rows: Sequence[tuple[str, float]]) -> Iterator[str]:
    for number, (name, value) in enumerate(rows):
        top = ROW * number
        yield f'<text x="{NAMES_TO - 8}" y="{top + 16}" text-anchor="end">{escape(name)}</text>'
        yield (
            f'<rect x="{NAMES_TO}" y="{top + 4}" width="{BAR * value:.1f}" height="{ROW - 8}"/>'
        )
        yield f'<text x="{NAMES_TO + BAR + 6}" y="{top + 16}">{value:.2f}</text>'


def _axes() -> Iterator[str]:
    yield f'<rect class="frame" x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}"/>'
    for tick in TICKS:
        yield f'<text x="{_x(tick)}" y="{_y(0) + 16}" text-anchor="middle">{tick:g}</text>'
        yield f'<text x="{EDGE - 6}" y="{_y(tick) + 4}" text-anchor="end">{tick:g}</text>'
    yield f'<text x="{_x(0.5)}" y="{_y(0) + 34}" text-anchor="middle">chance that is said</text>'
    yield f'<text x="{EDGE}" y="{EDGE - 12}">share that came true</text>'


def _x(value: float) -> float:
    return EDGE + SIDE * value


def _y(value: float) -> float:
    return EDGE + SIDE * (1.0 - value)


def _radius(share: float) -> float:
    return LEAST_DOT + (MOST_DOT - LEAST_DOT) * share
