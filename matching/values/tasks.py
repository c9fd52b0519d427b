"""Tasks: what a person of an office has to do by when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TaskKind(StrEnum):
    """What is to be done."""

    CALL_EMPLOYER = "call_employer"
    CALL_PERSON = "call_person"
    DECIDE = "decide"
    CLOSE = "close"
    FOLLOW_UP = "follow_up"
    MESSAGE_FAILED = "message_failed"
    VACANCY_REVIEW = "vacancy_review"
    VACANCY_EXPIRES = "vacancy_expires"
    HAND_OVER = "hand_over"
    HAND_OVER_BACK = "hand_over_back"
    FILE_WRONG = "file_wrong"


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task to be opened, once for each `key`. `account_id` None means anybody of the office."""

    key: str
    kind: TaskKind
    office_id: int
    account_id: int | None
    due_on: date
    introduction_id: int | None = None
    vacancy_id: int | None = None
    returnee_id: int | None = None


@dataclass(frozen=True, slots=True)
class TaskBrief:
    """One open task. `account_id` None means anybody of the office."""

    task_id: int
    kind: TaskKind
    due_on: date
    introduction_id: int | None
    vacancy_id: int | None
    returnee_id: int | None
    account_id: int | None = None
