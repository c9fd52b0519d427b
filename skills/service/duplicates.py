"""What people of an office say of two files that look like one person's."""

from datetime import datetime

from sqlmodel import Session, select

from kernel import audit
from kernel.actor import Actor
from skills.errors import SamePerson
from skills.models.returnees import DifferentPeople
from skills.service.files import locked_person


def say_different(
    session: Session, *, returnee_ids: tuple[int, int], actor: Actor, now: datetime
) -> None:
    """Keep that two files are of two people, so that nobody is asked again; twice is once.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with both.
    SamePerson
        If it is one file.
    """
    first, second = sorted(returnee_ids)
    if first == second:
        raise SamePerson
    for returnee_id in (first, second):
        locked_person(session, returnee_id, actor)
    known = select(DifferentPeople).where(
        DifferentPeople.first_id == first, DifferentPeople.second_id == second
    )
    if session.exec(known).first() is not None:
        return
    session.add(
        DifferentPeople(first_id=first, second_id=second, said_at=now, said_by=actor.account_id)
    )
    audit.record_many(
        session,
        actor=actor,
        action="skills.returnee.said-different",
        subjects=[f"returnee:{first}", f"returnee:{second}"],
        now=now,
    )
