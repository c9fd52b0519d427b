"""Who looks after whose people: for good, or for some days."""

from datetime import datetime

from sqlmodel import Session

from forsa.accounts.queries import colleagues_of_office
from forsa.deeds.hand_overs import pass_file_on
from kernel.actor import Actor
from skills import service as skills
from skills.interface.returnees import ids_of_caseworker
from skills.values.casework import StandInDraft


def name_stand_in(session: Session, *, draft: StandInDraft, actor: Actor, now: datetime) -> int:
    """Write down who looks after whose people on which days, and return the stand-in's id.

    Raises
    ------
    DomainError
        As `skills.service.name_stand_in`.
    """
    colleagues = colleagues_of_office(session, draft.office_id)
    return skills.name_stand_in(session, draft=draft, colleagues=colleagues, actor=actor, now=now)


def give_people(
    session: Session,
    *,
    office_id: int,
    from_id: int | None,
    to_id: int | None,
    actor: Actor,
    now: datetime,
) -> int:
    """Give everybody of one caseworker to another with the open tasks; return how many.

    None is nobody's. Files that were put away go along, so that nobody is forgotten.

    Raises
    ------
    DomainError
        As `forsa.deeds.hand_overs.pass_file_on`.
    """
    people = ids_of_caseworker(session, office_id=office_id, caseworker_id=from_id)
    for returnee_id in people:
        pass_file_on(session, returnee_id=returnee_id, caseworker_id=to_id, actor=actor, now=now)
    return len(people)
