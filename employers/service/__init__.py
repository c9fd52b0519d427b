"""What people do with employers and vacancies: one function for one deed.

A deed reads, checks, decides, writes and records, in that order, and never commits: the
caller holds the transaction (docs/adr/0001-one-transaction-for-one-deed.md).
"""

from employers.service.employers import move_employer, record_employers
from employers.service.followings import follow_replaced
from employers.service.places import give_place_back, take_place
from employers.service.rulings import apply_ruling, undo_ruling
from employers.service.vacancies import (
    move_vacancy,
    record_vacancies,
    record_vacancy,
    record_vacancy_once,
)

__all__ = [
    "apply_ruling",
    "follow_replaced",
    "give_place_back",
    "move_employer",
    "move_vacancy",
    "record_employers",
    "record_vacancies",
    "record_vacancy",
    "record_vacancy_once",
    "take_place",
    "undo_ruling",
]
