"""People and vacancies in the form in which they are compared: arrays, and lists by term."""

from matching.index.demand import Asked, Demand, Similar, demand_of, requirement_term
from matching.index.snapshot import Snapshot, build_snapshot

__all__ = [
    "Asked",
    "Demand",
    "Similar",
    "Snapshot",
    "build_snapshot",
    "demand_of",
    "requirement_term",
]
