"""Whose people an actor of an office looks after, and who may open the office's pages."""

from dataclasses import dataclass

from forsa.web.guards import Only
from forsa.web.visits import Request, visit_of
from kernel.actor import Actor, Role
from kernel.references import Kind, reference

OFFICE = Only(Role.CASEWORKER, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Caseload:
    """An office, and one of its caseworkers; None means everybody of the office."""

    office_id: int
    caseworker_id: int | None


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


def caseload_of(actor: Actor) -> Caseload:
    """Return a caseworker's own people, or the whole office's for its supervisor."""
    whole = actor.role is Role.SUPERVISOR
    return Caseload(office_of(actor), None if whole else actor.account_id)


def person_address(returnee_id: int) -> str:
    """Return the address of a person's file."""
    return f"/office/people/{reference(Kind.PERSON, returnee_id)}"


def introduction_address(introduction_id: int) -> str:
    """Return the address of an introduction."""
    return f"/office/introductions/{reference(Kind.INTRODUCTION, introduction_id)}"


def vacancy_address(vacancy_id: int) -> str:
    """Return the address of a vacancy as offices see it."""
    return f"/office/vacancies/{reference(Kind.VACANCY, vacancy_id)}"
