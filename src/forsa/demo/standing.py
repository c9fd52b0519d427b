"""How employers and single vacancies come to stand as they do: tables of turns. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from employers.values import EmployerState as E
from employers.values import ReviewReason as R
from employers.values import VacancyState as V


class By(StrEnum):
    """Who makes a turn."""

    OWNER = "owner"
    OFFICE = "office"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class EmployerTurn:
    """An employer, by number, is moved on the day of this place."""

    employer: int
    place: int
    to: E
    by: By


@dataclass(frozen=True, slots=True)
class VacancyMove:
    """A vacancy is moved on the day of this place."""

    place: int
    to: V
    by: By
    reason: R | None = None


@dataclass(frozen=True, slots=True)
class VacancyTurn:
    """A vacancy that nobody is looked for: who writes it when, and what becomes of it."""

    employer: int
    place: int
    by: By
    moves: tuple[VacancyMove, ...] = ()


EMPLOYER_TURNS = (
    EmployerTurn(21, 9, E.REJECTED, By.OFFICE),
    EmployerTurn(22, 6, E.UNRESPONSIVE, By.SYSTEM),
    EmployerTurn(23, 12, E.SUSPENDED, By.OFFICE),
    EmployerTurn(24, 8, E.PAUSED, By.OWNER),
)
"""Employers 1 to 18 are active, 19 is verified, 20 has applied."""

VACANCY_TURNS = (
    VacancyTurn(22, 25, By.OFFICE),
    VacancyTurn(23, 18, By.OFFICE),
    VacancyTurn(24, 20, By.OFFICE),
    VacancyTurn(24, 14, By.OFFICE),
    VacancyTurn(18, 12, By.OFFICE, (VacancyMove(3, V.PAUSED, By.OWNER),)),
    VacancyTurn(17, 15, By.OFFICE, (VacancyMove(5, V.CLOSED, By.OWNER, R.NOT_HIRING),)),
    VacancyTurn(19, 1, By.OWNER),
    VacancyTurn(19, 0, By.OWNER),
    VacancyTurn(20, 2, By.OWNER),
    VacancyTurn(19, 4, By.OWNER, (VacancyMove(3, V.DRAFT, By.OFFICE, R.PAY_MISSING),)),
    VacancyTurn(19, 7, By.OWNER, (VacancyMove(5, V.DRAFT, By.OFFICE, R.PLACE_UNCLEAR),)),
    VacancyTurn(20, 6, By.OWNER, (VacancyMove(5, V.REJECTED, By.OFFICE, R.ASKS_MONEY),)),
)
"""The employers' owners write where a vacancy is to wait for review."""
