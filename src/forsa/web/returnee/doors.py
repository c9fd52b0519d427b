"""Who enters these pages, and the phone number that stands on each of them."""

from sqlmodel import Session

from forsa.deeds.wishes import own_id
from forsa.web.guards import Only
from kernel.actor import Actor, Role
from skills.queries.people import office_of_person

PERSON = Only(Role.RETURNEE)

JOBS, MEETINGS, MINE = "/me/jobs", "/me/meetings", "/me"


def help_phone(session: Session, actor: Actor) -> str | None:
    """Return the phone number of the person's own office, None if it has none; one query."""
    office = office_of_person(session, own_id(actor))
    return office.phone if office is not None else None
