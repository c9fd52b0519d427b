"""People and vacancies in the form in which they are compared: arrays, and lists by term."""

from matching.index.asks import Asks, asks_of
from matching.index.demand import Asked, Demand, Similar, demand_of, requirement_term
from matching.index.openings import Openings, index_openings
from matching.index.people import People, PeopleIndex, build_people, index_people, join_people
from matching.index.sides import Sides
from matching.index.snapshot import Snapshot, build_snapshot

__all__ = [
    "Asked",
    "Asks",
    "Demand",
    "Openings",
    "People",
    "PeopleIndex",
    "Sides",
    "Similar",
    "Snapshot",
    "asks_of",
    "build_people",
    "build_snapshot",
    "demand_of",
    "index_openings",
    "index_people",
    "join_people",
    "requirement_term",
]
