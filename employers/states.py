"""The states of employers and vacancies as tables: data, not code. Pure.

`docs/states.md` is drawn from them. Who may move what is said per move by `By`.
"""

from collections.abc import Mapping
from enum import StrEnum

from employers.values import EmployerState as E
from employers.values import ReviewReason
from employers.values import VacancyState as V


class By(StrEnum):
    """Who moves an employer or a vacancy from one state to another."""

    EMPLOYER = "employer"
    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    OPERATOR = "operator"
    JOB = "job"


STAFF = frozenset({By.CASEWORKER, By.SUPERVISOR, By.OPERATOR})
_SUSPENDS = frozenset({By.SUPERVISOR, By.OPERATOR})
_JOB = frozenset({By.JOB})
_OFFICE = frozenset({By.CASEWORKER, By.SUPERVISOR})
_BOTH = frozenset({By.EMPLOYER}) | _OFFICE

Moves = Mapping[str, Mapping[str, frozenset[By]]]

EMPLOYER_MOVES: Mapping[E, Mapping[E, frozenset[By]]] = {
    E.APPLIED: {E.VERIFIED: STAFF, E.REJECTED: STAFF},
    # The first open vacancy makes an employer active, whoever wrote it.
    E.VERIFIED: {E.ACTIVE: _JOB, E.SUSPENDED: _SUSPENDS},
    E.ACTIVE: {
        E.PAUSED: frozenset({By.EMPLOYER}),
        E.UNRESPONSIVE: _JOB,
        E.SUSPENDED: _SUSPENDS,
    },
    E.PAUSED: {E.ACTIVE: _BOTH, E.SUSPENDED: _SUSPENDS},
    E.UNRESPONSIVE: {E.ACTIVE: _BOTH, E.SUSPENDED: _SUSPENDS},
    E.SUSPENDED: {E.VERIFIED: frozenset({By.OPERATOR})},
    E.REJECTED: {},
}

VACANCY_MOVES: Mapping[V, Mapping[V, frozenset[By]]] = {
    V.DRAFT: {V.REVIEW: _BOTH},
    V.REVIEW: {V.OPEN: STAFF | _JOB, V.DRAFT: STAFF, V.REJECTED: STAFF},
    V.OPEN: {
        V.PAUSED: _BOTH | _JOB,
        V.CLOSED: _BOTH | _JOB,
        V.FILLED: _JOB,
        V.EXPIRED: _JOB,
    },
    V.PAUSED: {V.OPEN: _BOTH, V.CLOSED: _BOTH | _JOB},
    V.EXPIRED: {V.OPEN: _BOTH, V.CLOSED: _BOTH | _JOB},
    V.FILLED: {V.OPEN: _BOTH | _JOB, V.CLOSED: _BOTH | _JOB},
    V.CLOSED: {},
    V.REJECTED: {},
}

REVIEW_REASONS: Mapping[V, tuple[ReviewReason, ...]] = {
    V.DRAFT: (
        ReviewReason.PAY_MISSING,
        ReviewReason.PLACE_UNCLEAR,
        ReviewReason.WORK_UNCLEAR,
        ReviewReason.UNFAIR,
        ReviewReason.OTHER,
    ),
    V.REJECTED: (
        ReviewReason.ASKS_MONEY,
        ReviewReason.NO_REAL_WORK,
        ReviewReason.UNSAFE,
        ReviewReason.UNFAIR,
        ReviewReason.OTHER,
    ),
    V.CLOSED: (ReviewReason.FILLED_ELSEWHERE, ReviewReason.NOT_HIRING, ReviewReason.OTHER),
}
"""The moves that an office makes for a reason, and the reasons that fit."""

MAY_HIRE = frozenset({E.VERIFIED, E.ACTIVE})
"""Employers in these states may have open vacancies."""

REVIEW_SKIPPED_AFTER = 3
"""Vacancies of an employer that have passed review; later ones are open at once and sampled."""

EXPIRES_AFTER_DAYS = 45
"""Days without a touch after which an open vacancy expires (docs/states.md, Periods)."""
