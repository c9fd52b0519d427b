"""A person says that something in their file is wrong: their caseworker asks them what."""

from datetime import date, datetime

from sqlmodel import Session

from forsa.deeds.wishes import own_id
from kernel import audit
from kernel.actor import Actor
from kernel.calendar import add_working_days, local_day
from matching import service as matching
from matching.values.tasks import TaskDraft, TaskKind
from skills.interface.calendar import holidays
from skills.interface.returnees import standing

ASKED_DAYS = 2
"""Working days within which a caseworker asks what is wrong. Set by hand."""


def say_file_wrong(session: Session, *, actor: Actor, now: datetime) -> date:
    """Have the person's caseworker ask what is wrong in their file, and return by which day.

    What is wrong is said to the caseworker, not written: what stands here is read by others.
    Said twice on a day it is said once.

    Raises
    ------
    IntroductionNotFound
        If the actor is nobody on file.
    """
    whose = standing(session, own_id(actor))
    today = local_day(now)
    draft = TaskDraft(
        key=f"file-wrong:{whose.returnee_id}:{today}",
        kind=TaskKind.FILE_WRONG,
        office_id=whose.office_id,
        account_id=whose.caseworker_id,
        due_on=add_working_days(today, ASKED_DAYS, holidays(session)),
        returnee_id=whose.returnee_id,
    )
    if matching.open_task(session, draft=draft, now=now):
        audit.record(
            session,
            actor=actor,
            action="skills.returnee.says-wrong",
            subject=f"returnee:{whose.returnee_id}",
            now=now,
        )
    return draft.due_on
