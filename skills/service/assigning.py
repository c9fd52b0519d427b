"""Whose a person is within their office."""

from datetime import datetime

from sqlmodel import Session

from kernel.actor import Actor
from skills.errors import FileArchived
from skills.models.returnees import Returnee
from skills.rules import check_may_assign, check_of_office
from skills.service.files import locked_by_office, record_deed
from skills.states import PUT_AWAY
from skills.values.casework import Colleagues


def assign_caseworker(
    session: Session,
    *,
    returnee_id: int,
    caseworker_id: int | None,
    colleagues: Colleagues,
    actor: Actor,
    now: datetime,
) -> None:
    """Say whose a person is within their office, None for nobody's; twice changes nothing.

    `colleagues` are who works there. The tasks: `forsa.deeds.hand_overs`, the only caller.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    SupervisorOnly
        If the actor is no supervisor, and does not take over somebody whom nobody has.
    CaseworkerNotFound
        If the caseworker is not of the office.
    FileArchived
        If the file is put away.
    """
    person = locked_by_office(session, returnee_id, actor)
    if person.caseworker_id == caseworker_id:
        return
    _check_may_become(person, caseworker_id, colleagues, actor)
    if person.record in PUT_AWAY:
        raise FileArchived
    _write(person, caseworker_id)
    record_deed(session, returnee_id, "assigned", actor, now)


def pass_file_on(
    session: Session,
    *,
    returnee_id: int,
    caseworker_id: int | None,
    colleagues: Colleagues,
    actor: Actor,
    now: datetime,
) -> None:
    """Give one file of a caseworker who gives all theirs, one that is put away too.

    Raises
    ------
    ReturneeNotFound, SupervisorOnly, CaseworkerNotFound
        As `assign_caseworker`.
    """
    person = locked_by_office(session, returnee_id, actor)
    if person.caseworker_id == caseworker_id:
        return
    _check_may_become(person, caseworker_id, colleagues, actor)
    _write(person, caseworker_id)
    record_deed(session, returnee_id, "assigned", actor, now)


def _check_may_become(
    person: Returnee, caseworker_id: int | None, colleagues: Colleagues, actor: Actor
) -> None:
    check_may_assign(
        actor, office_id=person.office_id, now_of=person.caseworker_id, to=caseworker_id
    )
    check_of_office(caseworker_id, colleagues.account_ids)


def _write(person: Returnee, caseworker_id: int | None) -> None:
    person.caseworker_id = caseworker_id
    person.version += 1
