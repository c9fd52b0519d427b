"""Deeds with offices: where caseworkers meet people."""

from datetime import datetime

from sqlmodel import Session, select

from kernel import audit
from kernel.actor import Actor
from kernel.storage import write_new
from skills.models.returnees import Office
from skills.rules import check_may_keep_offices
from skills.values.people import OfficeDraft


def record_office(session: Session, *, draft: OfficeDraft, actor: Actor, now: datetime) -> int:
    """Record an office, or bring the one with this code up to date, and return its id.

    Raises
    ------
    OfficeKeeperOnly
        If the actor may not.
    """
    check_may_keep_offices(actor)
    row = session.exec(select(Office).where(Office.code == draft.code)).first()
    row = row or Office(code=draft.code, name=draft.name, country=draft.country, governorates=[])
    row.name, row.country, row.phone = draft.name, draft.country, draft.phone
    row.governorates = [place.value for place in draft.governorates]
    office_id = write_new(session, row)
    audit.record(
        session,
        actor=actor,
        action="skills.office.recorded",
        subject=f"office:{office_id}",
        now=now,
    )
    return office_id
