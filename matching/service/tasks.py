"""Tasks of an office's people."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kernel import audit
from kernel.actor import Actor
from kernel.storage import locked_row
from matching.errors import TaskNotFound
from matching.models import Introduction, Task
from matching.values.tasks import TaskDraft, TaskKind


def open_task(session: Session, *, draft: TaskDraft, now: datetime) -> bool:
    """Open a task once for each key; False if it has been opened before."""
    if session.exec(select(Task.id).where(Task.dedupe_key == draft.key)).first() is not None:
        return False
    session.add(
        Task(
            dedupe_key=draft.key,
            kind=draft.kind,
            office_id=draft.office_id,
            account_id=draft.account_id,
            introduction_id=draft.introduction_id,
            vacancy_id=draft.vacancy_id,
            returnee_id=draft.returnee_id,
            due_on=draft.due_on,
            created_at=now,
        )
    )
    session.flush()
    return True


def close_tasks_of(session: Session, *, introduction_id: int, actor: Actor, now: datetime) -> None:
    """Close the tasks of an introduction that has moved on. For this package alone."""
    rows = session.exec(
        select(Task)
        .where(Task.introduction_id == introduction_id)
        .where(col(Task.done_at).is_(None))
    )
    for row in rows:
        row.done_at, row.done_by = now, actor.account_id


def close_tasks_about(
    session: Session, *, returnee_id: int, kind: TaskKind, actor: Actor, now: datetime
) -> None:
    """Close the open tasks of one kind about a person: what they ask for has been done."""
    rows = session.exec(
        select(Task)
        .where(Task.returnee_id == returnee_id, Task.kind == kind)
        .where(col(Task.done_at).is_(None))
    )
    for row in rows:
        row.done_at, row.done_by = now, actor.account_id
    session.flush()


def hand_tasks_over(
    session: Session,
    *,
    returnee_id: int,
    office_id: int,
    account_id: int | None,
    actor: Actor,
    now: datetime,
) -> int:
    """Give the open tasks about a person to another office and caseworker; return how many.

    What was for anybody of the old office is for anybody of the new one.
    """
    about = sa.select(col(Introduction.id)).where(col(Introduction.returnee_id) == returnee_id)
    rows = session.exec(
        select(Task)
        .where(col(Task.done_at).is_(None))
        .where(sa.or_(col(Task.returnee_id) == returnee_id, col(Task.introduction_id).in_(about)))
        .where(Task.kind != TaskKind.HAND_OVER)
    ).all()
    if not rows:
        return 0
    for row in rows:
        row.office_id = office_id
        row.account_id = account_id if row.account_id is not None else None
    audit.record(
        session,
        actor=actor,
        action="matching.tasks.handed-over",
        subject=f"returnee:{returnee_id}",
        now=now,
    )
    return len(rows)


def finish_task(session: Session, *, task_id: int, actor: Actor, now: datetime) -> None:
    """Say that a task is done.

    Raises
    ------
    TaskNotFound
        If there is none in the actor's office.
    """
    row = locked_row(session, Task, task_id)
    own = row is not None and actor.is_of_office(row.office_id)
    if row is None or not (own or actor.is_system):
        raise TaskNotFound
    row.done_at, row.done_by = row.done_at or now, row.done_by or actor.account_id
    audit.record(
        session, actor=actor, action="matching.task.done", subject=f"task:{task_id}", now=now
    )
