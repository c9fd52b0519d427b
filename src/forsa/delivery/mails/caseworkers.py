"""The daily list of a caseworker: shortlists, people and reasons that wait for them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from employers.interface import employer_briefs, vacancy_briefs
from employers.values import EmployerBrief, VacancyBrief
from forsa.accounts.queries import account_brief
from forsa.delivery.letters import DueMessage, Letter
from forsa.delivery.mails.desk import Desk, addressee, language_for
from forsa.i18n import Language, reason_sentence
from forsa.shapes.mails import MailedGroup, MailedItem, WorkMail
from kernel.references import Kind, reference
from matching.queries.introductions import open_tasks, reasons_by_introduction, work_of
from matching.values.introductions import IntroductionBrief, NextWhat
from matching.values.ranking import Reason, ReasonKind
from matching.values.tasks import TaskBrief, TaskKind
from skills.interface.stand_ins import looked_after_by
from skills.interface.taxonomy import concept_labels
from skills.queries.casework import people_to_call

MOST_REASONS = 4
"""Reasons of one line; a mail stays below 20 KB."""

GROUP_OF_STEP: Mapping[NextWhat, str] = {
    NextWhat.DECIDE: "approve",
    NextWhat.ASK_PERSON: "ask",
    NextWhat.CALL_PERSON: "call_person",
    NextWhat.CALL_EMPLOYER: "call_employer",
}
GROUP_OF_TASK: Mapping[TaskKind, str] = {
    TaskKind.MESSAGE_FAILED: "failed",
    TaskKind.CALL_PERSON: "call_person",
    TaskKind.FOLLOW_UP: "call_person",
    TaskKind.FILE_WRONG: "call_person",
    TaskKind.CALL_EMPLOYER: "call_employer",
}
ORDER = ("failed", "call_employer", "call_person", "approve", "ask", "consents", "other")
"""Headings in order of harm."""


def caseworker_list(desk: Desk, session: Session, message: DueMessage) -> Letter | None:
    """Write to a caseworker what waits for them; None if nothing does any more."""
    to = addressee(session, message)
    whose = account_brief(session, message.to.id)
    if to is None or whose.office_id is None:
        return None
    day = date.fromisoformat(message.payload["on"])
    mine = looked_after_by(session, account_id=whose.account_id, today=day)
    work = work_of(session, office_id=whose.office_id, caseworker_ids=mine)
    tasks = open_tasks(session, office_id=whose.office_id, account_ids=mine)
    to_call = people_to_call(session, office_id=whose.office_id, caseworker_ids=mine, today=day)
    if not (work or tasks or to_call):
        return None
    groups = _groups(session, _Waiting(work, tasks, to_call), language_for(to))
    mail = WorkMail(day=day, address=f"{desk.public_url}/office", groups=groups)
    return desk.letter("caseworker_list", to, mail)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What was read for one list. `to_call` has by person the day on which to try again."""

    work: list[IntroductionBrief]
    tasks: list[TaskBrief]
    to_call: Mapping[int, date]


def _groups(session: Session, waiting: _Waiting, language: Language) -> tuple[MailedGroup, ...]:
    work, tasks = waiting.work, waiting.tasks
    vacancy_ids = {one.vacancy_id for one in work}
    vacancy_ids |= {task.vacancy_id for task in tasks if task.vacancy_id is not None}
    vacancies = vacancy_briefs(session, list(vacancy_ids))
    names = employer_briefs(session, [one.employer_id for one in vacancies.values()])
    reasons = _reasons(session, work, language)
    items: dict[str, list[MailedItem]] = defaultdict(list)
    for one in work:
        if one.next_step is not None:
            group = GROUP_OF_STEP.get(one.next_step.what, "other")
            item = _item(one, vacancies, names, reasons.get(one.introduction_id, ()))
            items[group].append(item)
    for task in tasks:
        items[GROUP_OF_TASK.get(task.kind, "other")].append(_task_item(task, vacancies, names))
    items["call_person"] += [
        MailedItem(due_on, reference(Kind.PERSON, returnee_id))
        for returnee_id, due_on in waiting.to_call.items()
    ]
    return tuple(MailedGroup(kind, tuple(items[kind])) for kind in ORDER if items[kind])


def _reasons(
    session: Session, work: list[IntroductionBrief], language: Language
) -> dict[int, tuple[str, ...]]:
    found = reasons_by_introduction(session, [one.introduction_id for one in work])
    kept = {number: _first(reasons) for number, reasons in found.items()}
    uris = {one.concept_uri for reasons in kept.values() for one in reasons if one.concept_uri}
    labels = concept_labels(session, uris, language)
    return {
        number: tuple(reason_sentence(one, language, labels) for one in reasons)
        for number, reasons in kept.items()
    }


def _first(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return the reasons that weigh most: why it fits first, then what to ask."""
    fits = [one for one in reasons if one.kind is ReasonKind.FITS]
    fits.sort(key=lambda one: -one.contribution)
    asks = [one for one in reasons if one.kind is ReasonKind.ASK]
    return tuple((fits[: MOST_REASONS - 1] + asks)[:MOST_REASONS])


def _item(
    one: IntroductionBrief,
    vacancies: Mapping[int, VacancyBrief],
    names: Mapping[int, EmployerBrief],
    reasons: tuple[str, ...],
) -> MailedItem:
    vacancy = vacancies[one.vacancy_id]
    assert one.next_step is not None, "only open introductions are listed"
    return MailedItem(
        person=reference(Kind.PERSON, one.returnee_id),
        title=vacancy.title,
        employer_name=names[vacancy.employer_id].name,
        due_on=one.next_step.on,
        reasons=reasons,
    )


def _task_item(
    task: TaskBrief, vacancies: Mapping[int, VacancyBrief], names: Mapping[int, EmployerBrief]
) -> MailedItem:
    vacancy = vacancies.get(task.vacancy_id or 0)
    return MailedItem(
        person=reference(Kind.PERSON, task.returnee_id) if task.returnee_id else None,
        title=vacancy.title if vacancy is not None else None,
        employer_name=names[vacancy.employer_id].name if vacancy is not None else None,
        due_on=task.due_on,
    )
