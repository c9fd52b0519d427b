"""What becomes of introductions in the made-up past: paths through the states, as tables. Pure.

Days are working days after the shortlist was issued; before it they are negative.
"""

from dataclasses import dataclass
from enum import StrEnum

from matching.values.introductions import MoveReason as R
from matching.values.introductions import State as S


class Who(StrEnum):
    """Who takes a step."""

    CASEWORKER = "caseworker"
    PERSON = "person"
    EMPLOYER = "employer"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Step:
    """One move on a day, made only if the introduction is in the state `after`.

    To `withdrawn` means that the person takes a consent back, to `lapsed` that the vacancy is
    closed, to `suggested` that the caseworker puts the person to another vacancy too.
    """

    day: int
    who: Who
    after: S
    to: S
    reason: R | None = None


Fate = tuple[Step, ...]

DRAWN_DAY = -4
"""On this day people are put on the shortlist; later days are those of the steps."""

_C, _P, _E, _J = Who.CASEWORKER, Who.PERSON, Who.EMPLOYER, Who.SYSTEM
_APPROVED: Fate = (Step(-3, _C, S.SUGGESTED, S.APPROVED),)
_ASKED: Fate = (*_APPROVED, Step(-2, _C, S.APPROVED, S.ASKED))
_READY: Fate = (*_ASKED, Step(-1, _P, S.ASKED, S.INTERESTED))
_WANTED: Fate = (*_READY, Step(1, _E, S.SENT, S.MEETING_ASKED))
_MET: Fate = (*_WANTED, Step(2, _P, S.MEETING_ASKED, S.INTERVIEW))
_OFFERED: Fate = (*_MET, Step(5, _E, S.INTERVIEW, S.OFFERED))
_HIRED: Fate = (*_MET, Step(5, _E, S.INTERVIEW, S.HIRED))


def _refused(reason: R) -> Fate:
    return (*_READY, Step(2, _E, S.SENT, S.REFUSED, reason))


def _declined(reason: R) -> Fate:
    return (*_ASKED, Step(-1, _P, S.ASKED, S.DECLINED, reason))


SUGGESTED: Fate = ()
APPROVED = _APPROVED
ASKED = _ASKED
INTERESTED = _READY
SENT = _READY
HELD: Fate = (*_READY, Step(1, _E, S.SENT, S.HELD))
MEETING_ASKED = _WANTED
INTERVIEW = _MET
NO_SHOW: Fate = (*_MET, Step(5, _E, S.INTERVIEW, S.NO_SHOW))
TRIAL: Fate = (*_MET, Step(5, _E, S.INTERVIEW, S.TRIAL))
OFFERED = _OFFERED
HIRED = _HIRED
HIRED_AFTER_TRIAL: Fate = (*TRIAL, Step(20, _E, S.TRIAL, S.HIRED))
HIRED_AND_LEFT_ELSEWHERE: Fate = (
    *_MET,
    Step(3, _C, S.INTERVIEW, S.SUGGESTED),
    Step(5, _E, S.INTERVIEW, S.HIRED),
)
DISMISSED: Fate = (Step(-3, _C, S.SUGGESTED, S.DISMISSED, R.TALKED_WITH_PERSON),)
TOO_FAR = _declined(R.TOO_FAR)
PAID_TOO_LITTLE = _declined(R.PAY)
REFUSED_SKILLS = _refused(R.SKILLS)
REFUSED_EXPERIENCE = _refused(R.EXPERIENCE)
REFUSED_FULL = _refused(R.PLACE_TAKEN)
REFUSED_AFTER_MEETING: Fate = (*_MET, Step(5, _E, S.INTERVIEW, S.REFUSED, R.LANGUAGE))
NOT_REACHED = _ASKED
UNANSWERED = _READY
MEETING_DECLINED: Fate = (*_WANTED, Step(2, _P, S.MEETING_ASKED, S.DECLINED, R.HOURS))
WITHDRAWN: Fate = (*_READY, Step(2, _P, S.SENT, S.WITHDRAWN))
LAPSED: Fate = (*_READY, Step(6, _E, S.SENT, S.LAPSED))
OFFER_DECLINED: Fate = (*_OFFERED, Step(7, _P, S.OFFERED, S.OFFER_DECLINED, R.PAY))
LEFT: Fate = (*_HIRED, Step(25, _P, S.HIRED, S.LEFT, R.CONTRACT_ENDED))
CANCELLED: Fate = (*_HIRED, Step(9, _C, S.HIRED, S.CANCELLED))
RETAINED: Fate = (*_HIRED, Step(135, _J, S.HIRED, S.RETAINED))
ENDED_UNKNOWN = _HIRED
"""After 187 days without an answer a job says so."""


@dataclass(frozen=True, slots=True)
class Story:
    """What became of one vacancy's shortlist.

    `issue` counts issuing days back from yesterday, 0 the latest; None is the one to come.
    """

    issue: int | None
    fates: tuple[Fate, ...]
    employer: int
    places: int = 3


STORIES: tuple[Story, ...] = (
    Story(62, (RETAINED, ENDED_UNKNOWN, TOO_FAR, REFUSED_SKILLS, DISMISSED), 2),
    Story(61, (ENDED_UNKNOWN, RETAINED, UNANSWERED, REFUSED_FULL), 3),
    Story(60, (RETAINED, RETAINED, ENDED_UNKNOWN, PAID_TOO_LITTLE), 1),
    Story(52, (LEFT, HIRED, REFUSED_EXPERIENCE, NOT_REACHED, DISMISSED), 4),
    Story(48, (HIRED, LEFT, WITHDRAWN, REFUSED_SKILLS), 5),
    Story(44, (UNANSWERED, UNANSWERED, UNANSWERED, NOT_REACHED), 22),
    Story(42, (HIRED_AND_LEFT_ELSEWHERE, LAPSED, REFUSED_FULL), 6, places=1),
    Story(40, (CANCELLED, OFFER_DECLINED, REFUSED_SKILLS, TOO_FAR), 7),
    Story(38, (LEFT, MEETING_DECLINED, REFUSED_EXPERIENCE, DISMISSED), 8),
    Story(36, (HIRED, REFUSED_AFTER_MEETING, WITHDRAWN, NOT_REACHED), 1, places=1),
    Story(33, (UNANSWERED, UNANSWERED, PAID_TOO_LITTLE), 22),
    Story(30, (LAPSED, LAPSED, OFFER_DECLINED), 9),
    Story(28, (HIRED_AND_LEFT_ELSEWHERE, REFUSED_SKILLS, TOO_FAR), 10),
    Story(26, (HIRED_AFTER_TRIAL, REFUSED_EXPERIENCE, UNANSWERED), 11),
    Story(24, (CANCELLED, OFFER_DECLINED, MEETING_DECLINED, DISMISSED), 12),
    Story(22, (LEFT, HIRED, REFUSED_FULL, WITHDRAWN), 13),
    Story(20, (HIRED_AND_LEFT_ELSEWHERE, UNANSWERED, NOT_REACHED), 14),
    Story(18, (HIRED_AFTER_TRIAL, HIRED, REFUSED_SKILLS), 15),
    Story(16, (LAPSED, MEETING_DECLINED, REFUSED_AFTER_MEETING), 23),
    Story(14, (CANCELLED, LEFT, REFUSED_EXPERIENCE, TOO_FAR), 16),
    Story(12, (HIRED, TRIAL, REFUSED_SKILLS, UNANSWERED), 17),
    Story(10, (HIRED, TRIAL, OFFER_DECLINED, PAID_TOO_LITTLE), 1),
    Story(9, (TRIAL, OFFERED, REFUSED_SKILLS, NOT_REACHED), 2),
    Story(8, (HIRED, CANCELLED, REFUSED_FULL, WITHDRAWN), 3),
    Story(7, (OFFERED, TRIAL, REFUSED_EXPERIENCE), 4),
    Story(6, (OFFERED, HIRED, MEETING_DECLINED), 5),
    Story(5, (TRIAL, OFFERED, REFUSED_AFTER_MEETING, DISMISSED), 1),
    Story(4, (NO_SHOW, INTERVIEW, REFUSED_SKILLS), 6),
    Story(4, (NO_SHOW, HIRED, TOO_FAR), 7),
    Story(3, (NO_SHOW, INTERVIEW, REFUSED_FULL, PAID_TOO_LITTLE), 8),
    Story(3, (INTERVIEW, OFFERED, SENT), 1),
    Story(2, (HELD, INTERVIEW, SENT, REFUSED_SKILLS), 9),
    Story(2, (HELD, MEETING_ASKED, SENT), 10),
    Story(1, (HELD, MEETING_ASKED, SENT, SENT), 1),
    Story(1, (MEETING_ASKED, HELD, SENT), 11),
    Story(1, (MEETING_ASKED, SENT, SENT), 12),
    Story(0, (SENT, SENT, SENT, DISMISSED), 1),
    Story(0, (SENT, SENT, SENT), 2),
    Story(None, (INTERESTED, ASKED, APPROVED, SUGGESTED), 1),
    Story(None, (ASKED, INTERESTED, SUGGESTED, APPROVED), 2),
    Story(None, (ASKED, APPROVED, SUGGESTED, INTERESTED, DISMISSED), 3),
    Story(None, (ASKED, SUGGESTED, APPROVED, TOO_FAR), 4),
)
"""The past of this world, vacancy by vacancy; every state of an introduction is in it."""
