"""The states of introductions and shortlists as tables: data, not code. Pure.

`docs/states.md` is drawn from them. Days are counted from the day the state began.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from matching.values.introductions import MoveReason as R
from matching.values.introductions import NextWhat, Owner
from matching.values.introductions import State as S
from matching.values.shortlists import ShortlistState
from skills.values.consents import Purpose


class By(StrEnum):
    """Who moves an introduction."""

    CASEWORKER = "caseworker"
    RETURNEE = "returnee"
    EMPLOYER = "employer"
    JOB = "job"


class AtDue(StrEnum):
    """What a job does on the day a step was to be done by, if nobody did it."""

    REMIND = "remind"
    TASK = "task"
    MOVE = "move"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a state: who does what within how many days, and what happens else.

    `days` None means that the introduction holds the date itself (`held`, `trial`). `move_to` is
    for `at_due` MOVE alone. The last step of a state repeats until a person acts, unless it moves.
    """

    owner: Owner
    what: NextWhat
    days: int | None
    at_due: AtDue
    working: bool = True
    move_to: S | None = None


@dataclass(frozen=True, slots=True)
class OpenState:
    """What holds in one open state.

    `needs` is what the person must agree to (`disclosure` for this employer and vacancy);
    `shows` is what the employer sees.
    """

    moves: Mapping[S, frozenset[By]]
    needs: frozenset[Purpose]
    shows: "Shows"
    steps: tuple[Step, ...]


class Shows(StrEnum):
    """What an employer sees of a person in one state."""

    NOTHING = "nothing"
    CARD = "card"
    ASKING = "asking"
    IDENTITY = "identity"


_A = frozenset({Purpose.MATCHING})
_AB = frozenset({Purpose.MATCHING, Purpose.MASKED_CARD})
_C = frozenset({Purpose.DISCLOSURE})
_NONE: frozenset[Purpose] = frozenset()

_CASEWORKER = frozenset({By.CASEWORKER})
_RETURNEE = frozenset({By.RETURNEE})
_PERSON = frozenset({By.RETURNEE, By.CASEWORKER})
_EMPLOYER = frozenset({By.EMPLOYER})
_BOTH = frozenset({By.EMPLOYER, By.CASEWORKER})
_JOB = frozenset({By.JOB})

_ENDS: Mapping[S, frozenset[By]] = {
    S.WITHDRAWN: _PERSON | _JOB,
    S.LAPSED: _JOB,
    S.OBSOLETE: _JOB,
}
"""How an introduction up to `offered` can also end: the person, the vacancy, another hire."""

OPEN: Mapping[S, OpenState] = {
    S.SUGGESTED: OpenState(
        {S.APPROVED: _CASEWORKER, S.DISMISSED: _CASEWORKER | _JOB, S.DECLINED: _RETURNEE, **_ENDS},
        _A,
        Shows.NOTHING,
        (
            Step(Owner.CASEWORKER, NextWhat.DECIDE, 5, AtDue.TASK),
            Step(Owner.SUPERVISOR, NextWhat.DECIDE, 30, AtDue.MOVE, False, S.DISMISSED),
        ),
    ),
    S.APPROVED: OpenState(
        {
            S.ASKED: _CASEWORKER,
            S.DISMISSED: _CASEWORKER,
            S.INTERESTED: _JOB,
            S.DECLINED: _RETURNEE,
            **_ENDS,
        },
        _A,
        Shows.NOTHING,
        (
            Step(Owner.CASEWORKER, NextWhat.ASK_PERSON, 3, AtDue.TASK),
            Step(Owner.SUPERVISOR, NextWhat.ASK_PERSON, 6, AtDue.TASK),
        ),
    ),
    S.ASKED: OpenState(
        {S.INTERESTED: _PERSON, S.DECLINED: _PERSON, S.NOT_REACHED: _JOB, **_ENDS},
        _A,
        Shows.NOTHING,
        (
            Step(Owner.RETURNEE, NextWhat.ANSWER, 3, AtDue.TASK),
            Step(Owner.CASEWORKER, NextWhat.CALL_PERSON, 10, AtDue.MOVE, True, S.NOT_REACHED),
        ),
    ),
    S.INTERESTED: OpenState(
        {S.SENT: _JOB, S.DISMISSED: _CASEWORKER, **_ENDS},
        _AB,
        Shows.NOTHING,
        (
            Step(Owner.SYSTEM, NextWhat.ISSUE, 14, AtDue.TASK, working=False),
            Step(Owner.CASEWORKER, NextWhat.DECIDE, 28, AtDue.TASK, working=False),
        ),
    ),
    S.SENT: OpenState(
        {
            S.MEETING_ASKED: _EMPLOYER,
            S.HELD: _EMPLOYER,
            S.REFUSED: _EMPLOYER,
            S.UNANSWERED: _JOB,
            **_ENDS,
        },
        _AB,
        Shows.CARD,
        (
            Step(Owner.EMPLOYER, NextWhat.ANSWER, 3, AtDue.REMIND),
            Step(Owner.EMPLOYER, NextWhat.ANSWER, 7, AtDue.REMIND),
            Step(Owner.EMPLOYER, NextWhat.ANSWER, 9, AtDue.TASK),
            Step(Owner.CASEWORKER, NextWhat.CALL_EMPLOYER, 14, AtDue.MOVE, True, S.UNANSWERED),
        ),
    ),
    S.HELD: OpenState(
        {S.MEETING_ASKED: _EMPLOYER, S.REFUSED: _EMPLOYER, S.SENT: _JOB, **_ENDS},
        _AB,
        Shows.CARD,
        (Step(Owner.EMPLOYER, NextWhat.ANSWER, None, AtDue.MOVE, False, S.SENT),),
    ),
    S.MEETING_ASKED: OpenState(
        {S.INTERVIEW: _PERSON, S.DECLINED: _PERSON, S.NOT_REACHED: _JOB, **_ENDS},
        _AB,
        Shows.ASKING,
        (
            Step(Owner.RETURNEE, NextWhat.AGREE_TO_MEETING, 2, AtDue.TASK),
            Step(Owner.CASEWORKER, NextWhat.CALL_PERSON, 10, AtDue.MOVE, True, S.NOT_REACHED),
        ),
    ),
    S.INTERVIEW: OpenState(
        {
            S.TRIAL: _BOTH,
            S.OFFERED: _BOTH,
            S.HIRED: _BOTH,
            S.REFUSED: _BOTH,
            S.NO_SHOW: _BOTH,
            S.UNANSWERED: _JOB,
            **_ENDS,
        },
        _C,
        Shows.IDENTITY,
        (
            Step(Owner.EMPLOYER, NextWhat.TELL_OUTCOME, 1, AtDue.REMIND),
            Step(Owner.EMPLOYER, NextWhat.TELL_OUTCOME, 3, AtDue.TASK),
            Step(Owner.CASEWORKER, NextWhat.CALL_EMPLOYER, 14, AtDue.MOVE, True, S.UNANSWERED),
        ),
    ),
    S.NO_SHOW: OpenState(
        {S.INTERVIEW: _CASEWORKER, S.REFUSED: _CASEWORKER, **_ENDS},
        _C,
        Shows.IDENTITY,
        (
            Step(Owner.CASEWORKER, NextWhat.CALL_PERSON, 1, AtDue.TASK),
            Step(Owner.CASEWORKER, NextWhat.CALL_PERSON, 14, AtDue.MOVE, False, S.WITHDRAWN),
        ),
    ),
    S.TRIAL: OpenState(
        {S.OFFERED: _BOTH, S.HIRED: _BOTH, S.REFUSED: _BOTH, S.LEFT: _BOTH, **_ENDS},
        _C,
        Shows.IDENTITY,
        (
            Step(Owner.EMPLOYER, NextWhat.TELL_OUTCOME, None, AtDue.REMIND),
            Step(Owner.EMPLOYER, NextWhat.TELL_OUTCOME, 3, AtDue.TASK),
        ),
    ),
    S.OFFERED: OpenState(
        {S.HIRED: _BOTH, S.REFUSED: _BOTH, S.OFFER_DECLINED: _BOTH, **_ENDS},
        _C,
        Shows.IDENTITY,
        (
            Step(Owner.EMPLOYER, NextWhat.TELL_OUTCOME, 5, AtDue.TASK),
            Step(Owner.CASEWORKER, NextWhat.CLOSE, 15, AtDue.TASK),
        ),
    ),
    S.HIRED: OpenState(
        {
            S.LEFT: _PERSON,
            S.CANCELLED: _PERSON,
            S.RETAINED: _JOB | _PERSON,
            S.ENDED_UNKNOWN: _JOB,
        },
        _NONE,
        Shows.IDENTITY,
        (
            Step(Owner.SYSTEM, NextWhat.FOLLOW_UP, 7, AtDue.ASK, working=False),
            Step(Owner.SYSTEM, NextWhat.FOLLOW_UP, 30, AtDue.ASK, working=False),
            Step(Owner.SYSTEM, NextWhat.FOLLOW_UP, 90, AtDue.ASK, working=False),
            Step(Owner.SYSTEM, NextWhat.FOLLOW_UP, 180, AtDue.ASK, working=False),
            Step(Owner.RETURNEE, NextWhat.FOLLOW_UP, 187, AtDue.MOVE, False, S.ENDED_UNKNOWN),
        ),
    ),
}
"""Every open state. All other states are closed and have no moves."""

CLOSED = frozenset(S) - OPEN.keys()
WITH_EMPLOYER = frozenset(
    {S.SENT, S.HELD, S.MEETING_ASKED, S.INTERVIEW, S.NO_SHOW, S.TRIAL, S.OFFERED}
)
"""The states `sent … offered`, which the limits count."""
BEFORE_SENT = frozenset({S.SUGGESTED, S.APPROVED, S.ASKED, S.INTERESTED})
WITH_CARD = frozenset({S.SENT, S.HELD})
"""The states in which an employer's answer to a masked card is waited for."""
UP_TO_HELD = BEFORE_SENT | WITH_CARD
EMPLOYER_ANSWERS = frozenset({S.MEETING_ASKED, S.HELD, S.REFUSED})
"""What an employer may answer to a card; pending for a while before it is carried out."""

_FIT = frozenset({R.SKILLS, R.EXPERIENCE, R.LICENCE, R.LANGUAGE})
_EMPLOYER_REASONS = _FIT | {R.TOO_FAR, R.PLACE_TAKEN, R.NOT_HIRING, R.OTHER}
_PERSON_REASONS = frozenset({R.TOO_FAR, R.PAY, R.HOURS, R.UNSAFE, R.HAS_WORK, R.HEALTH, R.OTHER})

REASONS: Mapping[S, frozenset[R]] = {
    S.DISMISSED: frozenset({R.NOT_SUITABLE, R.TALKED_WITH_PERSON, R.SAFETY, R.NO_ANSWER, R.OTHER}),
    S.DECLINED: _PERSON_REASONS,
    S.REFUSED: _EMPLOYER_REASONS,
    S.OFFER_DECLINED: _PERSON_REASONS,
    S.LEFT: frozenset({R.CONTRACT_ENDED, R.EMPLOYER_ENDED, R.PERSON_ENDED, R.UNSAFE, R.OTHER}),
}
"""The moves that need a reason, and the reasons that fit. Other moves may carry one."""


def reasons_for(to: S) -> tuple[R, ...]:
    """Return the reasons that fit a move, as forms list them: "another reason" stands last."""
    fitting = [one for one in R if one in REASONS.get(to, ())]
    return tuple(sorted(fitting, key=lambda one: one is R.OTHER))


REASONS_OF_FIT = _FIT
"""Refusals for these teach the scorer; others say nothing about the match."""

SHORTLIST_MOVES: Mapping[ShortlistState, frozenset[ShortlistState]] = {
    ShortlistState.DRAWN: frozenset({ShortlistState.READY, ShortlistState.CLOSED}),
    ShortlistState.READY: frozenset({ShortlistState.ISSUED, ShortlistState.CLOSED}),
    ShortlistState.ISSUED: frozenset({ShortlistState.CLOSED}),
    ShortlistState.CLOSED: frozenset(),
}

SHORTLIST_PLACES = 5
MOST_OPEN_OF_VACANCY = 20
MOST_OPEN_OF_PERSON = 3
MOST_WAITING_OF_PERSON = 5
"""Open introductions before `sent` beyond which a person is not drawn for further vacancies."""
HOLD_DAYS = 14
TRIAL_DAYS = 90
CANCEL_DAYS = 14
"""So many days after its start a hire can still be cancelled."""
RETAINED_DAYS, UNKNOWN_DAYS = 180, 187
"""From so many days after its start on a hire is `retained`, or nobody could be asked."""
PENDING_MINUTES = 15
"""How long an employer's answer can be changed before it is carried out."""
LINK_DAYS = 45
"""How long an answer link lives after its shortlist was issued, if that does not close before."""
AWAY_DAYS = 14
"""What waits for a person who is away without a day of return is looked at again after so many."""
START_DAYS = 30
"""A person may become free this many days after a vacancy starts."""
