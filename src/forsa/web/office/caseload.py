"""Whose people an actor of an office looks after, and who may open the office's pages."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from forsa.web.guards import Only
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor, Role
from kernel.calendar import local_day
from kernel.references import Kind, reference
from skills.queries.casework import stand_ins_on
from skills.values.casework import StandInBrief

OFFICE = Only(Role.CASEWORKER, Role.SUPERVISOR)
NOBODY = "nobody"
"""Stands for no caseworker where one is chosen."""


@dataclass(frozen=True, slots=True)
class Caseload:
    """An office, and whose people of it: some of its caseworkers', None for everybody's.

    `stand_ins` are those of today that concern who is signed in, from either side.
    """

    office_id: int
    caseworker_ids: frozenset[int] | None
    stand_ins: tuple[StandInBrief, ...] = ()


def actor_of(request: Request) -> Actor:
    """Return the actor whom the guard let in."""
    actor = visit_of(request).actor
    assert actor is not None, "the guard let somebody in"
    return actor


def office_of(actor: Actor) -> int:
    """Return the office of an actor whom the guard let in."""
    assert actor.office_id is not None, "an office's people have an office"
    return actor.office_id


def account_of(actor: Actor) -> int:
    """Return the account of an actor whom the guard let in."""
    assert actor.account_id is not None, "whoever is signed in has an account"
    return actor.account_id


def caseload_of(session: Session, actor: Actor, now: datetime) -> Caseload:
    """Return whose people an actor looks after today; one query.

    A caseworker's are their own and those of colleagues for whom they stand in; a supervisor's
    are the whole office's.
    """
    own, today = account_of(actor), local_day(now)
    found = tuple(stand_ins_on(session, account_id=own, today=today))
    if actor.role is Role.SUPERVISOR:
        return Caseload(office_of(actor), None, found)
    absent = {one.absent_id for one in found if one.by_id == own}
    return Caseload(office_of(actor), frozenset({own, *absent}), found)


def person_address(returnee_id: int) -> str:
    """Return the address of a person's file."""
    return f"/office/people/{reference(Kind.PERSON, returnee_id)}"


def introduction_address(introduction_id: int) -> str:
    """Return the address of an introduction."""
    return f"/office/introductions/{reference(Kind.INTRODUCTION, introduction_id)}"


def vacancy_address(vacancy_id: int) -> str:
    """Return the address of a vacancy as offices see it."""
    return f"/office/vacancies/{reference(Kind.VACANCY, vacancy_id)}"
