"""The states of people's files and availability, and the consents, as tables. Pure."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from skills.values.casework import OutreachResult
from skills.values.consents import Purpose
from skills.values.returnees import Availability as A
from skills.values.returnees import HandOver as H
from skills.values.returnees import RecordState as R


class By(StrEnum):
    """Who moves a person's file or availability."""

    RETURNEE = "returnee"
    CASEWORKER = "caseworker"
    JOB = "job"


_PEOPLE = frozenset({By.RETURNEE, By.CASEWORKER})
_CASEWORKER = frozenset({By.CASEWORKER})
_JOB = frozenset({By.JOB})

RECORD_MOVES: Mapping[R, Mapping[R, frozenset[By]]] = {
    R.DRAFT: {R.ACTIVE: _CASEWORKER},
    R.ACTIVE: {R.ARCHIVED: _CASEWORKER},
    R.ARCHIVED: {R.ACTIVE: _CASEWORKER, R.ANONYMISED: _JOB},
    R.ANONYMISED: {},
}

# A hire places a person, no one by hand.
AVAILABILITY_MOVES: Mapping[A, Mapping[A, frozenset[By]]] = {
    A.AVAILABLE: {
        A.PAUSED: _PEOPLE,
        A.PLACED: _JOB,
        A.UNREACHABLE: _JOB | _CASEWORKER,
        A.WITHDRAWN: _PEOPLE,
    },
    A.PAUSED: {A.AVAILABLE: _PEOPLE | _JOB, A.WITHDRAWN: _PEOPLE, A.PLACED: _JOB},
    A.PLACED: {A.AVAILABLE: _PEOPLE | _JOB, A.WITHDRAWN: _PEOPLE},
    A.UNREACHABLE: {A.AVAILABLE: _PEOPLE, A.WITHDRAWN: _PEOPLE, A.PLACED: _JOB},
    A.WITHDRAWN: {A.AVAILABLE: _PEOPLE},
}


class Side(StrEnum):
    """Which of the two of a hand-over moves it."""

    GIVING = "who gives"
    TAKING = "who takes"
    JOB = "job"


_GIVING = frozenset({Side.GIVING})
_TAKING = frozenset({Side.TAKING})

HAND_OVER_MOVES: Mapping[H, Mapping[H, frozenset[Side]]] = {
    H.PROPOSED: {
        H.ACCEPTED: _TAKING,
        H.REFUSED: _TAKING,
        H.WITHDRAWN: _GIVING | frozenset({Side.JOB}),
    },
    H.ACCEPTED: {},
    H.REFUSED: {},
    H.WITHDRAWN: {},
}
"""The old office stays responsible until the new one has accepted."""

ANSWER_DAYS = 14
"""Days after which an offer that nobody answered is taken back (docs/adr/0026)."""

PUT_AWAY = frozenset({R.ARCHIVED, R.ANONYMISED})
"""Files that nobody works with: they are offered to nobody."""

CONSENT_DAYS = 365
"""Longest life of a yes: twelve months (docs/states.md, Consents)."""

ASKED_AT_ONCE = (
    Purpose.MATCHING,
    Purpose.MASKED_CARD,
    Purpose.FOLLOW_UP,
    Purpose.STATISTICS,
    Purpose.MESSAGES,
)
"""What a person is asked when their file is opened; `disclosure` is asked per employer."""

UNREACHABLE_TRIES, UNREACHABLE_DAYS = 3, 10
"""So many failed tries in so many days, and a person counts as unreachable (docs/states.md)."""

LONGEST_STAND_IN = timedelta(days=92)
"""Three months; who is away for longer gives their people to somebody. Set by hand."""

WAIT_AFTER: Mapping[OutreachResult, tuple[int, ...]] = {
    OutreachResult.ANSWERED: (),
    OutreachResult.NO_ANSWER: (1, 2, 5),
    OutreachResult.WRONG_NUMBER: (1,),
}
"""Working days until the next try: after the first failed one, the second, and all later ones.
A wrong number is looked into the next day. Set by hand."""


def wait_days(result: OutreachResult, failed_count: int) -> int | None:
    """Return after how many working days somebody is tried again, None if they were reached.

    Examples
    --------
    >>> [wait_days(OutreachResult.NO_ANSWER, count) for count in (1, 2, 3, 9)]
    [1, 2, 5, 5]
    """
    steps = WAIT_AFTER[result]
    return steps[min(max(failed_count, 1), len(steps)) - 1] if steps else None
