"""Who may record a person, work with them, and say whose they are. Pure."""

from collections.abc import Collection

from kernel.actor import OFFICE_ROLES, Actor, Role
from skills.errors import (
    CaseworkerNotFound,
    CaseworkerOnly,
    HandOverNotFound,
    OfficeNotFound,
    ReturneeNotFound,
    SupervisorOnly,
)
from skills.values.casework import HandOverBrief


def may_record_returnee(actor: Actor, office_id: int) -> bool:
    """Return whether the actor may record people for this office; commands may."""
    return actor.is_system or actor.is_of_office(office_id)


def check_may_record_returnee(actor: Actor, office_id: int) -> None:
    """Refuse unless the actor may record people for this office.

    Raises
    ------
    CaseworkerOnly
        If they may not.
    """
    if not may_record_returnee(actor, office_id):
        raise CaseworkerOnly


def may_work_with(actor: Actor, *, caseworker_id: int | None, office_id: int) -> bool:
    """Return whether the actor is of the person's office, their caseworker, or a command."""
    own = caseworker_id is not None and actor.account_id == caseworker_id
    own = own and actor.role in OFFICE_ROLES
    return own or actor.is_system or actor.is_of_office(office_id)


def check_may_work_with(actor: Actor, *, caseworker_id: int | None, office_id: int) -> None:
    """Refuse unless the actor works with this person.

    Raises
    ------
    ReturneeNotFound
        If they do not: that a person is on file here is nobody else's business.
    """
    if not may_work_with(actor, caseworker_id=caseworker_id, office_id=office_id):
        raise ReturneeNotFound


def may_take_over(
    actor: Actor,
    hand_over: HandOverBrief,
    *,
    answers_for: Collection[int],
    supervisor_ids: Collection[int],
) -> bool:
    """Return whether the actor may take, or refuse, a file that is offered.

    Between offices the supervisor of the new office answers, or whoever works there if it has
    none (docs/adr/0024). Within an office it is for the caseworker to whom it is offered too.
    `answers_for` are the accounts whose work the actor does today, their own among them: who
    stands in for somebody answers for them. `supervisor_ids` are those of the new office.
    """
    if not actor.is_of_office(hand_over.to_office_id):
        return False
    if actor.role is Role.SUPERVISOR:
        return True
    if hand_over.from_office_id != hand_over.to_office_id and supervisor_ids:
        return not set(answers_for).isdisjoint(supervisor_ids)
    return hand_over.to_caseworker_id in {None, *answers_for}


def check_may_take_over(
    actor: Actor,
    hand_over: HandOverBrief,
    *,
    answers_for: Collection[int],
    supervisor_ids: Collection[int],
) -> None:
    """Refuse unless the actor may take, or refuse, a file that is offered.

    Raises
    ------
    HandOverNotFound
        If they may not: that it is offered is nobody else's business.
    """
    if not may_take_over(actor, hand_over, answers_for=answers_for, supervisor_ids=supervisor_ids):
        raise HandOverNotFound


def may_assign(actor: Actor, *, office_id: int, now_of: int | None, to: int | None) -> bool:
    """Return whether the actor may say whose a person of an office is.

    A supervisor may; a caseworker takes over whom nobody has.
    """
    if actor.is_system or (actor.is_of_office(office_id) and actor.role is Role.SUPERVISOR):
        return True
    takes = now_of is None and to is not None and to == actor.account_id
    return takes and actor.is_of_office(office_id)


def check_may_assign(actor: Actor, *, office_id: int, now_of: int | None, to: int | None) -> None:
    """Refuse unless the actor may say whose a person of an office is.

    Raises
    ------
    SupervisorOnly
        If they may not.
    """
    if not may_assign(actor, office_id=office_id, now_of=now_of, to=to):
        raise SupervisorOnly


def check_of_office(caseworker_id: int | None, colleagues: Collection[int]) -> None:
    """Refuse somebody as a caseworker who is not of the office; None is nobody.

    Raises
    ------
    CaseworkerNotFound
        If they are not.
    """
    if caseworker_id is not None and caseworker_id not in colleagues:
        raise CaseworkerNotFound


def may_name_stand_in(actor: Actor, *, absent_id: int) -> bool:
    """Return whether the actor may say who stands in: a supervisor, or for themselves."""
    return actor.is_system or actor.role is Role.SUPERVISOR or actor.account_id == absent_id


def check_may_name_stand_in(actor: Actor, *, office_id: int, absent_id: int) -> None:
    """Refuse unless the actor may say who looks after somebody's people in an office.

    Raises
    ------
    OfficeNotFound
        If the office is not the actor's.
    SupervisorOnly
        If they may not.
    """
    if not (actor.is_system or actor.is_of_office(office_id)):
        raise OfficeNotFound
    if not may_name_stand_in(actor, absent_id=absent_id):
        raise SupervisorOnly
