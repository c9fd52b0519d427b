"""What the simulation takes for granted. None of it is measured; all of it is printed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields


def assumed(value: float, meaning: str) -> float:
    """Return a field with its default and what it means."""
    made: float = field(default=value, metadata={"meaning": meaning})
    return made


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Numbers by which people, employers and months are made up; chances are in [0, 1]."""

    answering: float = assumed(0.7, "share of employers who answer at all; the rest stay silent")
    willing: float = assumed(0.65, "chance that a person who is asked about a job says yes")
    judged: float = assumed(0.6, "how far an employer's liking follows our score; rest is chance")
    demanding: float = assumed(0.5, "liking, in standard deviations, from which somebody is met")
    meetings: float = assumed(3, "meetings that a person can come to in a month")
    coming: float = assumed(
        0.85, "chance that a person comes to a meeting that they could come to"
    )
    suiting: float = assumed(0.7, "chance that a meeting ends with an offer, if a place is left")
    newcomers: float = assumed(0.1, "people who come each month, as a share of those at first")
    new_work: float = assumed(0.3, "vacancies opened each month, as a share of those at first")
    months_open: float = assumed(2, "months after which a vacancy that is not filled is over")
    crowded: float = assumed(1.0, "how much more work there is in some trades (Zipf's exponent)")


def explained(assumptions: Assumptions) -> Iterator[tuple[str, float, str]]:
    """Yield name, number and meaning of each assumption."""
    for one in fields(assumptions):
        yield one.name, getattr(assumptions, one.name), one.metadata["meaning"]
