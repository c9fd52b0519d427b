"""What makes a consent fit and live. Pure."""

from datetime import datetime, timedelta

from skills.errors import NotTheirConsent
from skills.states import CONSENT_DAYS
from skills.values.consents import ConsentAct, ConsentDraft, Purpose


def check_scope(draft: ConsentDraft) -> None:
    """Refuse a consent whose scope does not fit its purpose.

    Raises
    ------
    NotTheirConsent
        If `disclosure` names no employer and vacancy, or another purpose names one.
    """
    scoped = draft.employer_id is not None and draft.vacancy_id is not None
    unscoped = draft.employer_id is None and draft.vacancy_id is None
    if not (scoped if draft.purpose is Purpose.DISCLOSURE else unscoped):
        raise NotTheirConsent


def expiry(given_at: datetime) -> datetime:
    """Return when a yes of this instant ends."""
    return given_at + timedelta(days=CONSENT_DAYS)


def is_live(
    act: ConsentAct, given_at: datetime, expires_at: datetime | None, at: datetime
) -> bool:
    """Return whether a newest consent row means yes at an instant."""
    return (
        act is ConsentAct.GIVEN and given_at <= at and expires_at is not None and at < expires_at
    )
