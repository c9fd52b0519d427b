"""Who may make accounts, how often one may fail, and how long one stays signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from forsa.accounts.errors import (
    AccountNotYours,
    KeyKeeperOnly,
    KeyNameMissing,
    KeyTimeUnfit,
    PlaceMissing,
    ScopesUnfit,
)
from forsa.accounts.values import OWN_SCOPES, AccountDraft, ApiKeyDraft, Limits
from kernel.actor import EMPLOYER_ROLES, OFFICE_ROLES, Actor, Role

STAFF_ROLES = OFFICE_ROLES | {Role.OPERATOR, Role.AUDITOR}
SEEN_EVERY = timedelta(minutes=1)
"""How old `seen_at` may be before a request moves it: not every request writes."""

_STAFF = Limits(idle_minutes=60, hours=12)
_SHARED_PHONE = Limits(idle_minutes=15, hours=12)
_OWN_PHONE = Limits(idle_minutes=7 * 24 * 60, hours=7 * 24)
_LIMITS = {
    Role.OPERATOR: Limits(idle_minutes=30, hours=12),
    Role.EMPLOYER_MEMBER: Limits(idle_minutes=60, hours=24),
    Role.EMPLOYER_OWNER: Limits(idle_minutes=60, hours=24),
    Role.RETURNEE: _SHARED_PHONE,
}


@dataclass(frozen=True, slots=True)
class FailureLimit:
    """How many failures within a time are borne. `closes` restarts the time at the last one."""

    count: int
    within: timedelta
    closes: bool = False


FAILURE_LIMITS = {
    "account": FailureLimit(10, timedelta(minutes=5)),
    "card": FailureLimit(5, timedelta(minutes=15), closes=True),
    # A new answer link, whether or not anybody has the address that was typed.
    "link": FailureLimit(3, timedelta(minutes=15)),
    # Many phones in Iraq share one address of their carrier.
    "address": FailureLimit(100, timedelta(minutes=5)),
    "everybody": FailureLimit(1000, timedelta(minutes=5)),
}
FAILURES_KEPT = timedelta(hours=1)


def is_shut(
    limit: FailureLimit, *, newest_at: datetime, counted_at: datetime, now: datetime
) -> bool:
    """Return whether a limit is reached.

    `counted_at` is when the `limit.count`-th failure, counted back from the newest, was.
    """
    if limit.closes:
        return newest_at - counted_at < limit.within and now - newest_at < limit.within
    return now - counted_at < limit.within


def session_limits(role: Role, *, own_phone: bool) -> Limits:
    """Return how long somebody of this role stays signed in.

    Examples
    --------
    >>> session_limits(Role.OPERATOR, own_phone=False)
    Limits(idle_minutes=30, hours=12)
    """
    if role is Role.RETURNEE and own_phone:
        return _OWN_PHONE
    return _LIMITS.get(role, _STAFF)


def check_may_make(actor: Actor, draft: AccountDraft) -> None:
    """Refuse unless the actor may make this account.

    Raises
    ------
    AccountNotYours
        If the role is not theirs to give, or not there.
    """
    office, employer = draft.office_id, draft.employer_id
    allowed = {
        Role.SYSTEM: True,
        Role.OPERATOR: True,
        Role.SUPERVISOR: draft.role is Role.CASEWORKER and office == actor.office_id,
        Role.EMPLOYER_OWNER: draft.role in EMPLOYER_ROLES and employer == actor.employer_id,
    }
    if not allowed.get(actor.role, False):
        raise AccountNotYours


def check_place(draft: AccountDraft) -> None:
    """Refuse a draft whose office or employer does not go with its role.

    Raises
    ------
    PlaceMissing
        If one is missing, or there without need.
    """
    fits = (draft.office_id is not None) == (draft.role in OFFICE_ROLES) and (
        draft.employer_id is not None
    ) == (draft.role in EMPLOYER_ROLES)
    if not fits:
        raise PlaceMissing


MOST_KEY_DAYS = 365
"""How long a key lives at most: one that nobody renews is one that nobody misses."""


def check_may_keep_keys(actor: Actor) -> None:
    """Refuse unless the actor may make and end keys of programs.

    Raises
    ------
    KeyKeeperOnly
        If they are no operator.
    """
    if actor.role not in {Role.OPERATOR, Role.SYSTEM}:
        raise KeyKeeperOnly


def check_key(draft: ApiKeyDraft) -> None:
    """Refuse a key without a name, that opens nothing, or what it cannot, or for too long.

    Raises
    ------
    KeyNameMissing, ScopesUnfit, KeyTimeUnfit
        As their names say.
    """
    if not draft.name.strip():
        raise KeyNameMissing
    if not draft.scopes or (draft.employer_id is None and draft.scopes & OWN_SCOPES):
        raise ScopesUnfit
    if not 1 <= draft.days <= MOST_KEY_DAYS:
        raise KeyTimeUnfit
