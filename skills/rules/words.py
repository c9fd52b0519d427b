"""Who may say what own words mean, and that no phone number stands among skills. Pure."""

import re

from kernel.actor import Actor, Role
from skills.errors import SecondPersonNeeded, SkillIsPhone, WordsNotYours
from skills.values.words import Verdict

PHONE_DIGITS = range(9, 16)
"""How many digits a phone number has, with its area or country. Source: ITU-T E.164 allows 15 at
most; numbers in Iraq have 9 (Baghdad, with its 01) to 13 (mobile, with +964)."""

_NUMBER = re.compile(r"\d(?:[ \t\u00a0().+/\u2010-\u2012-]*\d)+")
_YEAR_DIGITS = 4


def holds_phone(text: str) -> bool:
    """Return whether a phone number stands in a text, in any digits, however it is grouped.

    Examples
    --------
    >>> holds_phone("welding, call ٠٧٧٠ ١٢٣ ٤٥٦٧"), holds_phone("welding 2019-2023, ISO 9001")
    (True, False)
    """
    for number in _NUMBER.findall(text):
        groups = re.findall(r"\d+", number)
        years = all(len(group) == _YEAR_DIGITS for group in groups)
        if sum(map(len, groups)) in PHONE_DIGITS and not years:
            return True
    return False


def has_letter(text: str) -> bool:
    """Return whether somebody may have meant a word: digits and signs alone are none.

    Examples
    --------
    >>> has_letter("6G"), has_letter("١٢٣ 🔧")
    (True, False)
    """
    return any(map(str.isalpha, text))


def check_is_no_phone(own_words: str) -> None:
    """Refuse a phone number where a skill or work belongs.

    Raises
    ------
    SkillIsPhone
        If one stands there.
    """
    if holds_phone(own_words):
        raise SkillIsPhone


def may_propose_ruling(actor: Actor) -> bool:
    """Return whether the actor may say what own words mean, alone or for a second person."""
    return actor.role in (Role.CASEWORKER, Role.SUPERVISOR, Role.OPERATOR)


def check_may_propose_ruling(actor: Actor) -> None:
    """Refuse unless the actor may say what own words mean.

    Raises
    ------
    WordsNotYours
        If they may not.
    """
    if not may_propose_ruling(actor):
        raise WordsNotYours


def may_rule_alone(actor: Actor, verdict: Verdict) -> bool:
    """Return whether a ruling of the actor is in force at once."""
    return actor.role is Role.SUPERVISOR and verdict is not Verdict.NEW_CONCEPT


def may_second_ruling(actor: Actor, proposed_by: int | None) -> bool:
    """Return whether the actor may agree to what an account proposed."""
    decides = actor.role in (Role.SUPERVISOR, Role.OPERATOR)
    return decides and actor.account_id is not None and actor.account_id != proposed_by


def check_may_second_ruling(actor: Actor, proposed_by: int | None) -> None:
    """Refuse unless the actor may agree to what an account proposed.

    Raises
    ------
    SecondPersonNeeded
        If they may not.
    """
    if not may_second_ruling(actor, proposed_by):
        raise SecondPersonNeeded


def may_undo_ruling(actor: Actor) -> bool:
    """Return whether the actor may take a ruling back that is in force."""
    return actor.role in (Role.SUPERVISOR, Role.OPERATOR)


def check_may_undo_ruling(actor: Actor) -> None:
    """Refuse unless the actor may take a ruling back.

    Raises
    ------
    SecondPersonNeeded
        If they may not.
    """
    if not may_undo_ruling(actor):
        raise SecondPersonNeeded
