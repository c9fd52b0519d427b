"""Deeds with the places of vacancies: taken by hires, given back."""

from datetime import datetime

from sqlmodel import Session

from employers.errors import NoPlaceLeft, VacancyNotFound
from employers.models import Employer, Vacancy
from employers.service.vacancies import record_deed
from employers.states import MAY_HIRE
from employers.values import VacancyState
from kernel.actor import Actor
from kernel.storage import locked_row


def take_place(session: Session, *, vacancy_id: int, actor: Actor, now: datetime) -> int:
    """Take one place for a person who was hired and return how many are left.

    Raises
    ------
    VacancyNotFound, NoPlaceLeft
        If there is none.
    """
    row = locked_row(session, Vacancy, vacancy_id)
    if row is None:
        raise VacancyNotFound
    if row.places_left < 1:
        raise NoPlaceLeft
    row.places_left -= 1
    row.version += 1
    if row.places_left == 0 and row.state is VacancyState.OPEN:
        row.state = VacancyState.FILLED
        record_deed(session, vacancy_id, str(VacancyState.FILLED), actor, now)
    return row.places_left


def give_place_back(session: Session, *, vacancy_id: int, actor: Actor, now: datetime) -> None:
    """Give back the place of a hire that was cancelled, and open a filled vacancy again.

    It stays filled while its employer may not hire.

    Raises
    ------
    VacancyNotFound
        If there is none.
    """
    row = locked_row(session, Vacancy, vacancy_id)
    if row is None:
        raise VacancyNotFound
    row.places_left += 1
    row.version += 1
    hires = session.get_one(Employer, row.employer_id).state in MAY_HIRE
    if row.state is VacancyState.FILLED and hires:
        row.state, row.confirmed_at = VacancyState.OPEN, now
        record_deed(session, vacancy_id, str(VacancyState.OPEN), actor, now)
