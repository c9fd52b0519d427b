"""A person's file is put right by their office."""

from datetime import datetime

from sqlmodel import Session

from kernel import audit
from kernel.actor import Actor
from kernel.errors import Changed
from kernel.storage import locked_row
from skills.errors import ReturneeNotFound
from skills.models.returnees import Returnee
from skills.rules import check_may_work_with
from skills.values.people import FileChange


def change_returnee(
    session: Session, *, returnee_id: int, change: FileChange, actor: Actor, now: datetime
) -> None:
    """Write what an office says anew of a person; skills and consents have deeds of their own.

    Raises
    ------
    ReturneeNotFound
        If there is no such person, or the actor does not work with them.
    Changed
        If the file was changed by somebody else since it was read.
    """
    row = locked_row(session, Returnee, returnee_id)
    if row is None:
        raise ReturneeNotFound
    check_may_work_with(actor, caseworker_id=row.caseworker_id, office_id=row.office_id)
    if row.version != change.version:
        raise Changed
    for name in _PLAIN:
        setattr(row, name, getattr(change, name))
    row.accepted_governorates = [place.value for place in change.accepted_governorates]
    row.licences = list(change.licences)
    row.confirmed_at = now
    row.version += 1
    audit.record(
        session,
        actor=actor,
        action="skills.returnee.changed",
        subject=f"returnee:{returnee_id}",
        now=now,
    )


_PLAIN = (
    "full_name",
    "latin_name",
    "language",
    "birth_year",
    "phone",
    "phone_shared",
    "governorate",
    "district",
    "relocates",
    "night",
    "available_on",
    "occupation_words",
    "occupation_uri",
    "isco",
    "experience_months",
    "least_wage",
)
"""Columns that are said in a change under the same name."""
