"""The states of people's files and availability, and the consents, as tables. Pure."""

from collections.abc import Mapping
from enum import StrEnum

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

HAND_OVER_MOVES: Mapping[H, frozenset[H]] = {
    H.PROPOSED: frozenset({H.ACCEPTED, H.REFUSED, H.WITHDRAWN}),
    H.ACCEPTED: frozenset(),
    H.REFUSED: frozenset(),
    H.WITHDRAWN: frozenset(),
}
"""The old office stays responsible until the new one has accepted."""

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
