"""docs/states.md: the state tables of the code, drawn."""

from collections.abc import Iterable, Mapping
from typing import Any

from employers.states import EMPLOYER_MOVES, VACANCY_MOVES
from matching.states import CLOSED, OPEN, REASONS, SHORTLIST_MOVES, AtDue, OpenState, Step
from skills.states import AVAILABILITY_MOVES, HAND_OVER_MOVES, RECORD_MOVES

Moves = Mapping[Any, Iterable[str]]
"""Where each state leads; with who moves it, where the table says so."""

HEAD = """\
# States

Drawn from the tables of the code by `make docs`; do not edit. Days are counted from the day a
state began; working days are Sunday to Thursday less the holidays that operators entered.

"""


def states_page() -> str:
    """Return docs/states.md."""
    parts = [
        HEAD,
        "## Introduction\n\n",
        _introductions(),
        _drawing("Introduction", {a: held.moves for a, held in OPEN.items()}),
        f"Closed: {', '.join(sorted(CLOSED))}.\n\n",
        "### Reasons\n\n",
        _reasons(),
    ]
    tables: dict[str, Moves] = {
        "Shortlist": SHORTLIST_MOVES,
        "Vacancy": VACANCY_MOVES,
        "Employer": EMPLOYER_MOVES,
        "A person's file": RECORD_MOVES,
        "Availability": AVAILABILITY_MOVES,
        "Hand-over": HAND_OVER_MOVES,
    }
    for title, moves in tables.items():
        parts += [f"## {title}\n\n", _moves(moves), _drawing(title, moves)]
    return "".join(parts).rstrip() + "\n"


def _introductions() -> str:
    head = (
        "| open state | moves (who) | the person agrees to | the employer sees | next step |\n"
        "| --- | --- | --- | --- | --- |\n"
    )
    lines = (
        f"| `{state}` | {_who(held.moves)} | {_listed(held.needs)} | {held.shows} "
        f"| {_steps(held)} |\n"
        for state, held in OPEN.items()
    )
    return head + "".join(lines) + "\n"


def _steps(held: OpenState) -> str:
    return " → ".join(_step(one) for one in held.steps)


def _step(one: Step) -> str:
    kind = "working days" if one.working else "days"
    by = f"{one.days} {kind}" if one.days is not None else "its date"
    then = f"`{one.move_to}`" if one.at_due is AtDue.MOVE else str(one.at_due)
    return f"{one.owner}: {str(one.what).replace('_', ' ')} by {by}, else {then}"


def _reasons() -> str:
    lines = (f"- `{state}`: {_listed(reasons)}\n" for state, reasons in REASONS.items())
    return "".join(lines) + "\n"


def _moves(moves: Moves) -> str:
    head = "| from | to (who) |\n| --- | --- |\n"
    lines = (f"| `{state}` | {_who(to)} |\n" for state, to in moves.items())
    return head + "".join(lines) + "\n"


def _who(moves: Iterable[str]) -> str:
    if not isinstance(moves, Mapping):
        return _listed(moves) or "–"
    said = (f"`{to}` ({', '.join(sorted(who))})" for to, who in moves.items())
    return " · ".join(said) or "–"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"`{value}`" for value in sorted(values))


def _drawing(title: str, moves: Moves) -> str:
    arrows = "".join(
        f"    {state} --> {to}\n" for state, ends in moves.items() for to in _in_order(ends)
    )
    return f"```mermaid\nstateDiagram-v2\n    %% {title}\n{arrows}```\n\n"


def _in_order(ends: Iterable[str]) -> list[str]:
    """Return where a state leads: in the table's order, a set by name."""
    return list(ends) if isinstance(ends, Mapping) else sorted(ends)
