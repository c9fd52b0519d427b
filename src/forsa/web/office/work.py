"""What waits for somebody of an office, in order of harm."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from employers.queries import headings_to_review, vacancy_headings
from employers.values import VacancyHeading
from forsa.shapes.offices import WorkGroup, WorkItem
from forsa.web.office.caseload import (
    Caseload,
    introduction_address,
    person_address,
    vacancy_address,
)
from kernel.actor import Actor
from kernel.calendar import add_working_days, local_day
from kernel.references import Kind, reference
from matching.queries.introductions import open_tasks, sent_lately, unmatched_people, work_of
from matching.values.introductions import IntroductionBrief, NextWhat, State
from matching.values.tasks import TaskBrief, TaskKind
from skills.queries.casework import people_to_call
from skills.queries.people import contacts
from skills.values.people import Contact

UNMATCHED_DAYS = 30
"""After so many days without a vacancy somebody looks at the file with the person."""

REVIEW_DAYS = 1
"""Working days within which a vacancy is checked (docs/states.md, Periods)."""

ORDER = (
    "late",
    "failed",
    "approve",
    "ask",
    "call_person",
    "call_employer",
    "review",
    "unmatched",
    "other",
    "sent",
)

_GROUP_OF_STEP: Mapping[NextWhat, str] = {
    NextWhat.DECIDE: "approve",
    NextWhat.ASK_PERSON: "ask",
    NextWhat.CALL_PERSON: "call_person",
    NextWhat.CALL_EMPLOYER: "call_employer",
}
_GROUP_OF_TASK: Mapping[TaskKind, str] = {
    TaskKind.DECIDE: "approve",
    TaskKind.CALL_PERSON: "call_person",
    TaskKind.FOLLOW_UP: "call_person",
    TaskKind.FILE_WRONG: "call_person",
    TaskKind.CALL_EMPLOYER: "call_employer",
    TaskKind.MESSAGE_FAILED: "failed",
    TaskKind.VACANCY_REVIEW: "review",
}


@dataclass(frozen=True, slots=True)
class _Waiting:
    """All that was read for one day."""

    tasks: list[TaskBrief]
    steps: list[IntroductionBrief]
    sent: list[IntroductionBrief]
    review: list[VacancyHeading]
    unmatched: list[int]
    to_call: Mapping[int, date]
    headings: Mapping[int, VacancyHeading]
    people: Mapping[int, Contact]


def work_today(
    session: Session, mine: Caseload, actor: Actor, now: datetime
) -> tuple[WorkGroup, ...]:
    """Return what waits for the actor with the people they look after; 8 queries."""
    today = local_day(now)
    waiting = _read(session, mine, actor, now)
    groups: dict[str, list[WorkItem]] = defaultdict(list)
    for kind, item in _items(waiting, today):
        is_late = item.due_on < today and kind != "sent"
        groups["late" if is_late else kind].append(replace(item, is_late=is_late))
    return tuple(
        WorkGroup(kind, tuple(sorted(groups[kind], key=lambda item: item.due_on)))
        for kind in ORDER
        if groups[kind]
    )


def _read(session: Session, mine: Caseload, actor: Actor, now: datetime) -> _Waiting:
    office_id, whose = mine.office_id, mine.caseworker_ids
    tasks = open_tasks(session, office_id=office_id, account_ids=whose)
    steps = work_of(session, office_id=office_id, caseworker_ids=whose)
    sent = sent_lately(session, office_id=office_id, caseworker_ids=whose)
    since = now - timedelta(days=UNMATCHED_DAYS)
    unmatched = unmatched_people(session, office_id=office_id, caseworker_ids=whose, since=since)
    to_call = people_to_call(
        session, office_id=office_id, caseworker_ids=whose, today=local_day(now)
    )
    vacancies = {one.vacancy_id for one in [*steps, *sent]}
    vacancies |= {task.vacancy_id for task in tasks if task.vacancy_id is not None}
    people = {one.returnee_id for one in [*steps, *sent]} | set(unmatched) | set(to_call)
    people |= {
        task.returnee_id
        for task in tasks
        if task.returnee_id is not None and task.kind is not TaskKind.HAND_OVER
    }
    return _Waiting(
        tasks,
        steps,
        sent,
        headings_to_review(session, actor.governorates),
        unmatched,
        to_call,
        vacancy_headings(session, vacancies),
        contacts(session, people),
    )


def _items(waiting: _Waiting, today: date) -> Iterator[tuple[str, WorkItem]]:
    """Yield each thing with its group. An introduction that has a task is told by the task."""
    told = {task.introduction_id for task in waiting.tasks}
    for task in waiting.tasks:
        yield _GROUP_OF_TASK.get(task.kind, "other"), _task_item(task, waiting)
    for one in waiting.steps:
        if one.introduction_id not in told and one.next_step is not None:
            kind = _group_of(one, one.next_step.what)
            yield kind, _step_item(one, one.next_step.what, one.next_step.on, waiting)
            told.add(one.introduction_id)
    for heading in waiting.review:
        yield "review", _review_item(heading)
    yield from _people_items(waiting, today)
    for one in waiting.sent:
        if one.introduction_id not in told and one.next_step is not None:
            yield "sent", _step_item(one, one.next_step.what, one.next_step.on, waiting)


def _people_items(waiting: _Waiting, today: date) -> Iterator[tuple[str, WorkItem]]:
    for returnee_id, day in waiting.to_call.items():
        yield "call_person", _try_item(waiting.people[returnee_id], day)
    for returnee_id in waiting.unmatched:
        yield "unmatched", _unmatched_item(waiting.people[returnee_id], today)


def _group_of(one: IntroductionBrief, what: NextWhat) -> str:
    if what is NextWhat.DECIDE and one.state is not State.SUGGESTED:
        return "other"
    return _GROUP_OF_STEP.get(what, "other")


def _step_item(
    one: IntroductionBrief, what: NextWhat, due_on: date, waiting: _Waiting
) -> WorkItem:
    item = _named(WorkItem(introduction_address(one.introduction_id), due_on), waiting, one)
    return replace(item, what=what.value, phone=_phone(what, waiting, one))


def _try_item(person: Contact, day: date) -> WorkItem:
    return WorkItem(
        address=f"{person_address(person.returnee_id)}/outreach",
        due_on=day,
        person=reference(Kind.PERSON, person.returnee_id),
        person_name=person.full_name,
        phone=_safe_phone(person),
        what="call_again",
    )


def _offered_item(task: TaskBrief) -> WorkItem:
    """Return what is said of somebody whose file is offered: no name before it is taken."""
    person = reference(Kind.PERSON, task.returnee_id) if task.returnee_id is not None else None
    return WorkItem(OFFERED, task.due_on, title=person, language="en", what=task.kind.value)


OFFERED = "/office/hand-overs"


def _task_item(task: TaskBrief, waiting: _Waiting) -> WorkItem:
    if task.kind is TaskKind.HAND_OVER:
        return _offered_item(task)
    item = _named(WorkItem(_task_address(task), task.due_on), waiting, task)
    what = task.kind.value if task.kind is not TaskKind.DECIDE else NextWhat.DECIDE.value
    return replace(
        item,
        what=what,
        phone=_phone(task.kind, waiting, task),
        done_address=f"/office/tasks/{task.task_id}/done",
    )


def _task_address(task: TaskBrief) -> str:
    if task.introduction_id is not None:
        return introduction_address(task.introduction_id)
    if task.vacancy_id is not None:
        return vacancy_address(task.vacancy_id)
    return person_address(task.returnee_id) if task.returnee_id is not None else "/office"


def _named(item: WorkItem, waiting: _Waiting, one: IntroductionBrief | TaskBrief) -> WorkItem:
    person = waiting.people.get(one.returnee_id or 0)
    heading = waiting.headings.get(one.vacancy_id or 0)
    if person is not None:
        ref = reference(Kind.PERSON, person.returnee_id)
        item = replace(item, person=ref, person_name=person.full_name)
    if heading is not None:
        item = replace(
            item,
            vacancy=reference(Kind.VACANCY, heading.vacancy_id),
            title=heading.title,
            language=heading.language,
            employer_name=heading.employer_name,
        )
    return item


def _phone(
    what: NextWhat | TaskKind, waiting: _Waiting, one: IntroductionBrief | TaskBrief
) -> str | None:
    """Return the number to call for this step: the employer's or the person's."""
    person = waiting.people.get(one.returnee_id or 0)
    heading = waiting.headings.get(one.vacancy_id or 0)
    if what in (NextWhat.CALL_EMPLOYER, TaskKind.CALL_EMPLOYER, TaskKind.VACANCY_EXPIRES):
        return heading.employer_phone if heading is not None else None
    if what in _CALLS_PERSON and person is not None:
        return _safe_phone(person)
    return None


def _safe_phone(person: Contact) -> str | None:
    """Return the number to call, None if nobody may call it."""
    return person.phone if person.phone_safe is not False else None


_CALLS_PERSON = {
    NextWhat.ASK_PERSON,
    NextWhat.CALL_PERSON,
    TaskKind.CALL_PERSON,
    TaskKind.FOLLOW_UP,
    TaskKind.FILE_WRONG,
}


def _review_item(heading: VacancyHeading) -> WorkItem:
    return WorkItem(
        address=vacancy_address(heading.vacancy_id),
        due_on=add_working_days(local_day(heading.recorded_at), REVIEW_DAYS),
        vacancy=reference(Kind.VACANCY, heading.vacancy_id),
        title=heading.title,
        language=heading.language,
        employer_name=heading.employer_name,
        phone=heading.employer_phone,
        what=TaskKind.VACANCY_REVIEW.value,
    )


def _unmatched_item(person: Contact, today: date) -> WorkItem:
    return WorkItem(
        address=person_address(person.returnee_id),
        due_on=add_working_days(today, 0),
        person=reference(Kind.PERSON, person.returnee_id),
        person_name=person.full_name,
        what="no_match",
    )
