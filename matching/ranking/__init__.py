"""Rank people for a vacancy, and vacancies for a person. Pure: same input, same output.

`whole` ranks everybody, with reasons; `people`, `roster` and `vacancies` find the first few
among very many, which are the same.
"""

from matching.ranking.people import best_people
from matching.ranking.roster import (
    best_of_roster,
    left_without,
    place_in_roster,
    stopped_in_roster,
)
from matching.ranking.vacancies import best_vacancies
from matching.ranking.whole import is_rankable, rank_demand, rank_profiles, rank_vacancies

__all__ = [
    "best_of_roster",
    "best_people",
    "best_vacancies",
    "is_rankable",
    "left_without",
    "place_in_roster",
    "rank_demand",
    "rank_profiles",
    "rank_vacancies",
    "stopped_in_roster",
]
